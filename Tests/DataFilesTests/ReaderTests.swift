import DataFiles
import Datasets
import Files
import Foundation
import Testing

@Suite("Readers of bad files")
struct ReaderTests {
    private func problem(_ body: () throws -> Void) -> String? {
        let fault = #expect(throws: Fault.self) { try body() }
        #expect(fault?.status == .data)
        #expect(fault?.place == "x")
        return fault?.problem
    }

    private let content = (0..<5000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }

    @Test("what was packed comes out again, and members that follow each other are joined")
    func gzip() throws {
        let packed = Made.gzip(content)
        #expect(try Gzip.unpack(packed, named: "x", atMost: 5000) == content)
        #expect(try Gzip.unpack(packed + Made.gzip([1, 2, 3]), named: "x", atMost: 5003) == content + [1, 2, 3])
    }

    @Test("a gzip file cut anywhere is refused as cut short")
    func truncatedGzip() {
        let packed = Made.gzip(content)
        for length in 1..<packed.count {
            let words = problem { _ = try Gzip.unpack(Array(packed[..<length]), named: "x", atMost: 5000) }
            #expect(words == "is cut short: it ends within its packed data")
        }
    }

    @Test("an empty file, another format, a wrong checksum, bytes after the end and too much content are told apart")
    func badGzip() {
        let packed = Made.gzip(content)
        #expect(problem { _ = try Gzip.unpack([], named: "x", atMost: 9) } == "is empty: a gzip file was expected")
        #expect(
            problem { _ = try Gzip.unpack(Array("<html>".utf8), named: "x", atMost: 9) }
                == "is no gzip file: the bytes 1f 8b were expected at its start")
        var wrong = packed
        wrong[wrong.count - 6] ^= 1
        #expect(problem { _ = try Gzip.unpack(wrong, named: "x", atMost: 5000) } == "is damaged: incorrect data check")
        #expect(problem { _ = try Gzip.unpack(packed + [7, 7, 7], named: "x", atMost: 5000) } == "has bytes after its end")
        #expect(
            problem { _ = try Gzip.unpack(packed, named: "x", atMost: 4999) } == "unpacks to more than the 4999 bytes expected")
    }

    @Test("zeros behind the last gzip member are padding, however many; anything behind them is not")
    func paddedGzip() throws {
        let packed = Made.gzip(content)
        for zeros in [1, 2, 511, 300_000] {
            let padded = packed + [UInt8](repeating: 0, count: zeros)
            #expect(try Gzip.unpack(padded, named: "x", atMost: 5000) == content)
            for end in [[7], packed] {
                #expect(problem { _ = try Gzip.unpack(padded + end, named: "x", atMost: 5000) } == "has bytes after its end")
            }
        }
        // A pad does not make a cut file whole.
        let cut = Array(packed.dropLast(9)) + [UInt8](repeating: 0, count: 100)
        #expect(problem { _ = try Gzip.unpack(cut, named: "x", atMost: 5000) } != nil)
    }

    @Test("what packs a thousand times its size is unpacked to the limit and no further")
    func bomb() {
        let bomb = Made.gzip([UInt8](repeating: 0, count: 50_000_000))
        #expect(bomb.count < 60_000)
        #expect(problem { _ = try Gzip.unpack(bomb, named: "x", atMost: 5000) } == "unpacks to more than the 5000 bytes expected")
        let members = [[UInt8]](repeating: Made.gzip([1]), count: 6000).joined()
        #expect(
            problem { _ = try Gzip.unpack(Array(members), named: "x", atMost: 5000) }
                == "unpacks to more than the 5000 bytes expected")
    }

    @Test("a tar archive may be followed by zeros, to a whole number of tape blocks, or by what tar itself passes over")
    func paddedTar() throws {
        let archive = Made.tar([.init(path: "one", bytes: [1, 2, 3])])
        let padding = [UInt8](repeating: 0, count: 10_240 - archive.count)
        #expect(try TarArchive(archive + padding, named: "x").entries == TarArchive(archive, named: "x").entries)
        #expect(try TarArchive(archive + [7], named: "x").entries.map(\.path) == ["one"])
    }

    @Test("a pipe in a file's place is refused at once", .timeLimit(.minutes(10)))
    func pipe() throws {
        let scratch = try Scratch()
        #expect(mkfifo("\(scratch.path)/pipe", 0o644) == 0)
        let fault = #expect(throws: Fault.self) { try SteadyFile("\(scratch.path)/pipe") }
        #expect(fault?.problem == "is not a plain file")
    }

    @Test("a file that grows or shrinks while it is read is refused", arguments: [true, false])
    func changingFile(grows: Bool) throws {
        let scratch = try Scratch()
        try scratch.write([1, 2, 3, 4], to: "file")
        let file = try SteadyFile("\(scratch.path)/file")
        let handle = try #require(FileHandle(forWritingAtPath: "\(scratch.path)/file"))
        if grows {
            try handle.seekToEnd()
            try handle.write(contentsOf: [5])
        } else {
            try handle.truncate(atOffset: 2)
        }
        var buffer = [UInt8](repeating: 0, count: 16)
        let fault = #expect(throws: Fault.self) {
            try buffer.withUnsafeMutableBytes { while try file.read(into: $0) > 0 {} }
        }
        #expect(fault?.problem == "changed while it was read: 4 bytes were expected")
    }

    @Test("a missing file and a folder are named")
    func noFile() throws {
        let scratch = try Scratch()
        let missing = #expect(throws: Fault.self) { try SteadyFile("\(scratch.path)/none") }
        #expect(missing?.problem == "cannot be read: no such file or directory")
        #expect(missing?.place == "\(scratch.path)/none")
        let folder = #expect(throws: Fault.self) { try SteadyFile(scratch.path) }
        #expect(folder?.problem == "is not a plain file")
    }

    @Test("an IDX header is read: dimensions, and where the values start")
    func idx() throws {
        let header = try IDX(Made.idx([2, 3], [1, 2, 3, 4, 5, 6]), named: "x")
        #expect(header.dimensions == [2, 3])
        #expect(header.offset == 12)
    }

    @Test("wrong magic numbers, dimensions and lengths of IDX files are refused, with what was expected")
    func badIDX() {
        func words(_ bytes: [UInt8], expecting: [Int] = [2, 2]) -> String? {
            problem { _ = try IDX(bytes, named: "x", expecting: expecting) }
        }
        #expect(words([]) == "is cut short within its header")
        #expect(words([0, 0, 8, 2, 0, 0]) == "is cut short within its header")
        #expect(
            words([0, 0, 13, 2, 0, 0, 0, 0]) == "has the wrong magic number 00000d02: 0000080n was expected (n: dimensions, 1 to 4)"
        )
        #expect(words(Made.idx([2, 2], [1, 2, 3])) == "holds 3 values, where its header says 2 x 2")
        #expect(words(Made.idx([2, 2], [1, 2, 3, 4, 5])) == "holds 5 values, where its header says 2 x 2")
        #expect(words(Made.idx([4], [1, 2, 3, 4])) == "has the dimensions 4, where 2 x 2 were expected")
        let all = [Int](repeating: 0xffff_ffff, count: 4)
        #expect(words(Made.idx(all, [])) == "claims more values than can be")
    }

    @Test("a label out of range is refused with its sample's number")
    func badLabel() {
        let images = Made.idx([3, 28, 28], [UInt8](repeating: 0, count: 3 * 784))
        let words = problem {
            _ = try MNIST.samples(images: (images, "images"), labels: (Made.idx([3], [1, 10, 2]), "x"), count: 3)
        }
        #expect(words == "has the label 10 at sample 1, where 0 to 9 were expected")
    }

    @Test("the plain files of a tar archive are found, folders passed over")
    func tar() throws {
        let archive = Made.tar([.init(path: "a/", kind: "5"), .init(path: "a/b", bytes: [1, 2, 3]), .init(path: "c")])
        let entries = try TarArchive(archive, named: "x").entries
        #expect(entries.map(\.path) == ["a/b", "c"])
        #expect(Array(archive[entries[0].bytes]) == [1, 2, 3])
        #expect(entries[1].bytes.isEmpty)
    }

    @Test(
        "paths that climb out, links and devices are refused",
        arguments: [
            ("../a", "0", "has a path that leaves its folder: ../a"),
            ("a/../../b", "0", "has a path that leaves its folder: a/../../b"),
            ("/etc/passwd", "0", "has a path that leaves its folder: /etc/passwd"),
            ("..", "5", "has a path that leaves its folder: .."),
            ("a", "1", "has an entry that is neither a file nor a folder: a"),
            ("a", "2", "has an entry that is neither a file nor a folder: a"),
            ("a", "3", "has an entry that is neither a file nor a folder: a"),
            ("a", "x", "has an entry that is neither a file nor a folder: a"),
        ])
    func climbingTar(path: String, kind: String, words: String) {
        let archive = Made.tar([.init(path: "fine", bytes: [1]), .init(path: path, kind: Character(kind))])
        #expect(problem { _ = try TarArchive(archive, named: "x") } == words)
    }

    @Test("a tar archive that is cut short, damaged, of two entries of one name, or no archive is refused")
    func badTar() {
        let archive = Made.tar([.init(path: "a", bytes: [UInt8](repeating: 9, count: 700))])
        func words(_ bytes: [UInt8]) -> String? { problem { _ = try TarArchive(bytes, named: "x") } }
        #expect(words([]) == "is cut short: it ends without a tar archive's end mark")
        #expect(words(Array(archive[..<1000])) == "is cut short: a should have 700 bytes, 488 are there")
        #expect(words(Array(archive[..<1536])) == "is cut short: it ends without a tar archive's end mark")
        #expect(words(Array(content)) == "is no tar archive, or damaged: the header at byte 0 fails its checksum")
        #expect(words(Made.tar([.init(path: "a"), .init(path: "a")])) == "has two entries of one name: a")
    }

    @Test("CIFAR-10's records have one order and one digest, however the archive has them")
    func cifarOrder() throws {
        let one = try CIFAR10.format.read(Made.cifar(), named: "x", trainingCount: 20, testCount: 3)
        let other = try CIFAR10.format.read(Made.cifar(reversed: true), named: "x", trainingCount: 20, testCount: 3)
        #expect(one.training.digest == other.training.digest && one.test.digest == other.test.digest)
        #expect(one.training.samples.labels == other.training.samples.labels)
        let features = one.training.samples.samples(at: Array(0..<20)).features
        #expect(features == other.training.samples.samples(at: Array(0..<20)).features)
        #expect(features.count == 20 * 3072)
    }

    @Test("CIFAR-10 archives without a batch, with broken records, wrong counts or labels are refused")
    func badCIFAR() {
        func words(_ archive: [UInt8], count: Int = 20) -> String? {
            problem { _ = try CIFAR10.format.read(archive, named: "x", trainingCount: count, testCount: 3) }
        }
        #expect(words(Made.tar([])) == "lacks cifar-10-batches-bin/data_batch_1.bin")
        let name = "cifar-10-batches-bin/data_batch_1.bin"
        #expect(
            words(Made.tar([.init(path: name, bytes: [1, 2])]))
                == "has 2 bytes in data_batch_1.bin, which are not whole records of 3073 bytes")
        #expect(
            words(Made.tar([.init(path: name, bytes: [UInt8](repeating: 10, count: 3073))]))
                == "has the label 10 in data_batch_1.bin, where 0 to 9 were expected")
        #expect(words(Made.cifar(), count: 21)?.hasPrefix("has 20 records in data_batch_1.bin, ") == true)
    }
}

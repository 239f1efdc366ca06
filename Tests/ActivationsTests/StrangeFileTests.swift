import Activations
import Files
import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("Files that are none, or much larger than they should be")
struct StrangeFileTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private static let endings = [".npy", ".npz", ".safetensors", ".csv", ".txt", ""]

    @Test("a pipe nobody writes to is refused, not waited for, under any name", arguments: endings)
    func pipes(ending: String) throws {
        let path = "\(scratch.path)/pipe\(ending)"
        #expect(mkfifo(path, 0o600) == 0)
        #expect(fault(.usage, at: path) { _ = try ActivationTable.open(path) } == "is not a plain file")
        #expect(fault(.usage, at: path) { _ = try LabelColumn.open(path) } == "is not a plain file")
    }

    @Test("a device, a socket's end and a folder are refused, by a link too", arguments: endings)
    func devices(ending: String) throws {
        for (index, target) in ["/dev/zero", "/dev/null", "/"].enumerated() {
            let path = "\(scratch.path)/link\(index)\(ending)"
            #expect(symlink(target, path) == 0)
            #expect(fault(.usage, at: path) { _ = try ActivationTable.open(path) }?.hasPrefix("is ") == true)
        }
    }

    @Test("an empty file is refused, of each kind", arguments: endings.filter { !$0.isEmpty })
    func empty(ending: String) throws {
        let path = try scratch.write([], to: "x\(ending)")
        #expect(fault(.data, at: path) { _ = try ActivationTable.open(path) }?.hasPrefix("is ") == true)
    }

    @Test("standard input is refused by its name")
    func standardInput() { #expect(fault(.usage) { _ = try ActivationTable.open("-") } == "standard input is not read") }

    @Test("what an archive unpacks to is asked of the array's own header first: nothing else is unpacked")
    func bombs() throws {
        func problem(_ bytes: [UInt8]) -> String? {
            fault(.data) { _ = try ActivationTable.open(scratch.write(bytes, to: "x.npz")) }
        }
        let small = Npy.bytes("<f4", shape: [2], numbers: [Float(1), 2])
        #expect(try ActivationTable.open(scratch.write(Archive.bytes("a.npy", small), to: "x.npz")).rows() == [[1], [2]])
        // 32 MB of zeros in 32 kB.
        let zeros = [UInt8](repeating: 0, count: 1 << 25)
        #expect(problem(Archive.bytes("a.npy", zeros)) == "is no .npy file: it should begin with the bytes 93 4e 55 4d 50 59")
        #expect(
            problem(Archive.bytes("a.npy", small + zeros))
                == "holds 33554440 bytes of numbers, where its header says 2 of float32: 8 bytes")
        #expect(
            problem(Archive.bytes("a.npy", Npy.bytes("<f4", shape: [2, 2, 2], numbers: [Float](repeating: 1, count: 8))))
                == "is 2 x 2 x 2, where samples x units were expected")
        #expect(
            problem(Archive.bytes("a.npy", small, size: small.count - 4))
                == "is damaged: it becomes more than the 132 bytes it should")
        let long = Npy.bytes("<f4", shape: [400_000], numbers: [Float](repeating: 1, count: 400_000))
        #expect(
            problem(Archive.bytes("a.npy", long, size: long.count - 1))?.hasPrefix("holds 1599999 bytes of numbers, where") == true)
        let claim = Npy.bytes("<f4", shape: [400_001], numbers: [Float](repeating: 1, count: 400_000))
        #expect(
            problem(Archive.bytes("a.npy", claim, size: claim.count + 4))
                == "is damaged: it becomes \(claim.count) bytes, where \(claim.count + 4) were expected")
        #expect(problem(Archive.bytes("a.npy", small, size: 1 << 30))?.contains("bytes cannot become 1073741824") == true)
        #expect(
            problem(Archive.bytes("a.npy", small, localName: "b.npy"))
                == "is damaged: the entry 'a.npy' does not lie where the zip archive's directory says")
    }

    @Test("a header that asks for more than there is, or than can be, is refused")
    func absurdShapes() throws {
        func problem(_ shape: String, type: String = "<f4", data: Int = 8) -> String? {
            let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
            return fault(.data) {
                _ = try ActivationTable.open(
                    scratch.write(Npy.bytes(header: header, [UInt8](repeating: 0, count: data)), to: "x.npy"))
            }
        }
        #expect(
            problem("(9223372036854775807,)") == "has an impossible shape, 9223372036854775807")
        #expect(problem("(4611686018427387904, 4)") == "has an impossible shape, 4611686018427387904 x 4")
        #expect(problem("(99999999999999999999,)") == "has a header that is no Python dictionary")
        #expect(
            problem("(1000000000000,)")
                == "holds 8 bytes of numbers, where its header says 1000000000000 of float32: 4000000000000 bytes")
        #expect(problem("(2, 0)", data: 0) == "is empty: its shape is 2 x 0")
        #expect(problem("(0, 9223372036854775807)", data: 0) == "is empty: its shape is 0 x 9223372036854775807")
        #expect(problem("(-1, -2)")?.hasPrefix("has a header whose shape is not of whole numbers") == true)
        let ones = "(" + String(repeating: "1, ", count: 100) + ")"
        #expect(
            problem(ones, type: "|u1", data: 1)
                == "is 1 x 1 x 1 x 1 x 1 x 1 x 1 x 1 x ... (100 sides), where samples x units were expected")
        #expect(problem("(5,)", type: "|u1", data: 1) == "holds 1 byte of numbers, where its header says 5 of uint8: 5 bytes")
    }

    @Test("a sample of more units than memory has is refused, not asked for")
    func wide() throws {
        let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 1000000000000), }"
        let path = try scratch.write(Npy.bytes(header: header, []), to: "x.npy")
        // A file with a hole in it, which takes no room on the disk.
        #expect(truncate(path, off_t(1_000_000_000_000) + 128) == 0)
        #expect(
            fault(.data, at: path) { _ = try ActivationTable.open(path) }
                == "is 1 x 1000000000000: more than 100000000 units a sample")
    }

    @Test("a file that is cut, grows or is replaced while it is open is refused, not read in part")
    func changing() throws {
        func table(_ name: String) throws -> (table: ActivationTable, path: String) {
            let numbers = (0..<4000).map(Float.init)
            let path = try scratch.write(Npy.bytes("<f4", shape: [2000, 2], numbers: numbers), to: name)
            return (try ActivationTable.open(path), path)
        }
        let cut = try table("cut.npy")
        #expect(
            fault(.data, at: cut.path) {
                try cut.table.forEachPortion(of: 100) { range, _ in if range.lowerBound == 500 { truncate(cut.path, 5000) } }
            } == "changed while it was read")
        let grown = try table("grown.npy")
        #expect(
            fault(.data, at: grown.path) {
                try grown.table.forEachPortion(of: 100) { range, _ in if range.lowerBound == 500 { truncate(grown.path, 50_000) } }
            } == "changed while it was read")
        let replaced = try table("replaced.npy")
        _ = try table("replaced.npy")
        #expect(fault(.data, at: replaced.path) { _ = try replaced.table.columns([0]) } == "changed while it was read")
        let gone = try table("gone.npy")
        unlink(gone.path)
        #expect(fault(.data, at: gone.path) { _ = try gone.table.columns([0]) } == "cannot be read: no such file or directory")
    }
}

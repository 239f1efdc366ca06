import DataFiles
import Datasets
import Files
import Foundation
import TestSupport
import Testing

@Suite("Fetching")
struct DownloadTests {
    private let mnist = DataSelection(.mnist)

    private func right(_ project: Project) -> Bool {
        project.files.allSatisfy { name, bytes in
            guard name.hasPrefix("mnist/") else { return true }
            return FileManager.default.contents(atPath: "\(project.folder)/\(name)").map { Array($0) } == bytes
        }
    }

    @Test("missing files are fetched from the address in REFIGURE_DATA, verified, and found in data/ from then on")
    func fetch() throws {
        let project = try Project()
        let mirror = Mirror(project.files)
        #expect(try project.library(mirror.address).load(mnist).identity.name == "MNIST")
        #expect(right(project))
        #expect(project.scratch.files(in: "data/mnist").count == 4)
        let asked = mirror.requests.count
        #expect(asked == 4)
        #expect(try project.library(mirror.address).load(mnist).notice == nil)
        #expect(mirror.requests.count == asked)
        if case .present(_, let source, let when) = try project.library().survey()[0].state {
            #expect(source == "\(mirror.address)mnist/")
            #expect(abs(when.timeIntervalSinceNow) < 600)
        } else {
            Issue.record("the fetched file is not listed as present")
        }
    }

    @Test("a file address is a source too")
    func fileAddress() throws {
        let project = try Project()
        try project.put("", into: "mirror")
        let outcomes = try project.library("file://\(project.scratch.path)/mirror", network: .always).fetch([
            .szt, .mnist, .cifar10,
        ])
        #expect(outcomes.allSatisfy { $0.fault == nil })
        #expect(right(project))
    }

    @Test("a broken download is continued where it broke off")
    func resume() throws {
        let project = try Project()
        let mirror = Mirror(project.files, .breaksOff(1000))
        let first = try project.library(mirror.address, network: .always).fetch([.mnist])
        #expect(first[0].fault != nil)
        #expect(project.scratch.files(in: "data/mnist").map { $0.hasSuffix(".partial") } == [true])
        mirror.manner = .good
        let second = try project.library(mirror.address, network: .always).fetch([.mnist])
        #expect(second[0].fault == nil)
        #expect(mirror.requests[1] == "\(firstFile) from 1000")
        #expect(right(project))
        #expect(project.scratch.files(in: "data/mnist").count == 4)
    }

    @Test("a server that cannot continue gives the file from its start")
    func noRanges() throws {
        let project = try Project()
        let mirror = Mirror(project.files, .breaksOff(1000))
        _ = try project.library(mirror.address, network: .always).fetch([.mnist])
        mirror.manner = .noRanges
        #expect(try project.library(mirror.address, network: .always).fetch([.mnist])[0].fault == nil)
        #expect(right(project))
    }

    @Test("bytes left by an attempt that are all, or wrong, do not stand in the way", arguments: [true, false])
    func leftovers(whole: Bool) throws {
        let project = try Project()
        let mirror = Mirror(project.files)
        let bytes = try #require(project.files[firstFile])
        let download = Download(
            address: "\(mirror.address)\(firstFile)", target: "\(project.folder)/\(firstFile)", expected: nil, patience: 2)
        try AtomicFile.write(whole ? bytes : [UInt8](repeating: 1, count: bytes.count - 10), to: download.partial)
        #expect(try project.library(mirror.address).load(mnist).identity.name == "MNIST")
        #expect(mirror.requests.filter { $0.hasPrefix(firstFile) }.count == (whole ? 1 : 2))
        #expect(right(project))
    }

    @Test("an address that gives something else is passed over, and leaves nothing behind")
    func nextSource() throws {
        let wrong = Mirror([:], .says("<html>Please log in</html>"))
        let lacking = Mirror([:])
        let files = try Project().files
        let good = Mirror(files)
        let project = try Project(addresses: [lacking.address + "mnist/", good.address + "mnist/"])
        // Asked for expressly, no address is left out for being slow.
        #expect(try project.library(wrong.address, network: .always).load(mnist).identity.name == "MNIST")
        #expect(right(project))
        #expect(project.scratch.files(in: "data/mnist").count == 4)
        #expect(wrong.requests.count >= 1 && lacking.requests.count >= 1 && good.requests.count == 4)
    }

    @Test("a damaged file in data/ is replaced by the one fetched")
    func replaced() throws {
        let project = try Project()
        try project.put("mnist/", into: "data")
        try project.scratch.write([31, 139, 0], to: "data/\(firstFile)")
        let mirror = Mirror(project.files)
        #expect(try project.library(mirror.address, network: .always).fetch([.mnist])[0].fault == nil)
        #expect(right(project))
    }

    @Test("an address that gives far more than expected is cut off")
    func endless() throws {
        let mirror = Mirror(["a": [UInt8](repeating: 0, count: 30_000_000)])
        let scratch = try Scratch()
        let download = Download(address: "\(mirror.address)a", target: "\(scratch.path)/a", expected: 100, patience: 2)
        let fault = #expect(throws: Fault.self) {
            try download.run(progress: { _ in }, cancelled: { false }, verify: { _ in throw Fault("wrong", status: .data) })
        }
        #expect(fault?.status == .data)
        #expect(scratch.files(in: "").isEmpty)
    }

    @Test("a full disk ends in one sentence, not in the next source")
    func fullDisk() throws {
        let mirror = Mirror(["a": [UInt8](repeating: 0, count: 100_000)])
        let scratch = try Scratch()
        let download = Download(address: "\(mirror.address)a", target: "\(scratch.path)/a", expected: nil, patience: 2)
        // A folder there cannot be opened for writing, as little as a file on a full disk.
        try AtomicFile.makeFolder("\(download.partial)/folder")
        let fault = #expect(throws: Fault.self) {
            try download.run(progress: { _ in }, cancelled: { false }, verify: { _ in })
        }
        #expect(fault?.status == .cannotWrite)
        #expect(fault?.place == "\(scratch.path)/a")
    }

    @Test("a link or a pipe where the bytes are to lie is not written to")
    func strangePartial() throws {
        let mirror = Mirror(["a": [1, 2, 3]])
        let scratch = try Scratch()
        let download = Download(address: "\(mirror.address)a", target: "\(scratch.path)/a", expected: nil, patience: 2)
        try scratch.write([9], to: "victim")
        for isLink in [true, false] {
            if isLink {
                try FileManager.default.createSymbolicLink(atPath: download.partial, withDestinationPath: "\(scratch.path)/victim")
            } else {
                #expect(mkfifo(download.partial, 0o644) == 0)
            }
            try download.run(progress: { _ in }, cancelled: { false }, verify: { _ in })
            #expect(scratch.files(in: "") == ["a", "victim"])
            #expect(FileManager.default.contents(atPath: "\(scratch.path)/a") == Data([1, 2, 3]))
            #expect(FileManager.default.contents(atPath: "\(scratch.path)/victim") == Data([9]))
        }
    }

    @Test("without a network a report goes on with the stand-in, does not wait for one, and does not ask again within the hour")
    func offline() throws {
        // A port of this machine where nobody listens.
        let closed = { Mirror([:]).address }()
        let project = try Project(addresses: [closed, "http://no-such-host.invalid/"])
        let wait = Wait()
        let notice = try #require(try project.library().notice(for: DataSelection(.mnist)))
        #expect(wait.isShort)
        #expect(notice.contains(closed) && notice.contains("http://no-such-host.invalid/"))
        let again = try #require(try project.library().notice(for: DataSelection(.mnist)))
        #expect(again.contains("\(closed): failed within the last hour"))
        let asked = try project.library(network: .always).fetch([.mnist])
        #expect(asked[0].fault?.problem.contains("failed within the last hour") == false)
        #expect(asked[0].fault?.status == .data)
    }

    @Test("a stopped download keeps what has come and leaves no wrong file")
    func cancel() throws {
        let project = try Project()
        let mirror = Mirror(project.files)
        let library = project.library(mirror.address, cancelled: true)
        #expect(throws: CancellationError.self) { try library.load(mnist) }
        #expect(project.scratch.files(in: "data/mnist").allSatisfy { $0.hasSuffix(".partial") })
    }

    @Test("progress names the file and the address, and ends with all bytes")
    func progress() throws {
        let project = try Project()
        let mirror = Mirror(project.files)
        let heard = Heard()
        let library = project.library(mirror.address, progress: { heard.add($0) })
        _ = try library.identity(of: mnist)
        let size = try #require(project.files[firstFile]).count
        let last = heard.all.last { $0.file == "train-images-idx3-ubyte.gz" }
        #expect(
            last
                == DataProgress(
                    dataset: .mnist, file: "train-images-idx3-ubyte.gz", source: "\(mirror.address)mnist/", received: size,
                    expected: size))
    }

    /// What progress has said.
    private final class Heard: @unchecked Sendable {
        // Safe: the list is touched while the lock is held.
        private let lock = NSLock()
        private var list: [DataProgress] = []

        func add(_ progress: DataProgress) { lock.withLock { list.append(progress) } }
        var all: [DataProgress] { lock.withLock { list } }
    }
}

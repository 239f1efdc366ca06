import DataFiles
import Datasets
import Files
import Foundation
import Synchronization
import TestSupport
import Testing

/// Servers that give what nobody asked for, or keep one waiting.
@Suite("Hostile servers")
struct HostileServerTests {
    private let zeros = [UInt8](repeating: 0, count: 1 << 16)

    /// What became of fetching a file of 1000 bytes or so.
    private func fault(
        _ mirror: Mirror, in scratch: Scratch, left: [UInt8] = [], stall: Int = 1, verify: (String) throws -> Void = { _ in }
    ) throws -> Fault? {
        var download = Download(address: "\(mirror.address)a", target: "\(scratch.path)/a", expected: 1000, patience: 2)
        download.stall = stall
        if !left.isEmpty { try AtomicFile.write(left, to: download.partial) }
        do {
            try download.run(progress: { _ in }, cancelled: { false }, verify: verify)
            return nil
        } catch let fault as Fault {
            #expect(fault.status == .data && fault.place == "\(scratch.path)/a")
            return fault
        }
    }

    @Test("a body without end is cut off at the limit, and leaves nothing", arguments: [true, false])
    func endless(isChunked: Bool) throws {
        let sent = Atomic<Int>(0)
        let zeros = zeros
        let mirror = Mirror(
            [:],
            .does { client in
                client.send("HTTP/1.1 200 OK\r\n\(isChunked ? "Transfer-Encoding: chunked\r\n" : "")\r\n")
                while client.send(isChunked ? Array("10000\r\n".utf8) + zeros + Array("\r\n".utf8) : zeros) {
                    sent.wrappingAdd(zeros.count, ordering: .relaxed)
                }
            })
        let scratch = try Scratch()
        let largest = Watch("\(scratch.path)/a.\(SHA256.hex(of: "\(mirror.address)a").prefix(8)).partial")
        #expect(try fault(mirror, in: scratch)?.problem.hasSuffix("it gives far more than the 1000 bytes expected") == true)
        #expect(largest.stop() <= 2000 + 1 << 16)
        #expect(scratch.files(in: "").isEmpty)
        // What the sockets hold, and no more.
        #expect(sent.load(ordering: .relaxed) < 20_000_000)
    }

    @Test("a length beyond the limit is refused before a byte is taken")
    func longLength() throws {
        let mirror = Mirror(
            [:],
            .does { client in
                client.send("HTTP/1.1 200 OK\r\nContent-Length: 600000000\r\n\r\n")
                client.waitForEnd()
            })
        let scratch = try Scratch()
        #expect(try fault(mirror, in: scratch)?.problem.contains("Maximum file size exceeded") == true)
        #expect(scratch.files(in: "").isEmpty)
    }

    @Test("a length that is too long or too short gives no file, and the next attempt the right one", arguments: [900, 1100])
    func wrongLength(length: Int) throws {
        let right = [UInt8](repeating: 5, count: 1000)
        let mirror = Mirror(
            ["a": right],
            .does { client in
                client.send("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n")
                client.send(right)
            })
        let scratch = try Scratch()
        func verify(_ path: String) throws {
            if FileManager.default.contents(atPath: path) != Data(right) { throw Fault("is another", at: path, status: .data) }
        }
        #expect(try fault(mirror, in: scratch, verify: verify) != nil)
        #expect(!scratch.files(in: "").contains("a"))
        mirror.manner = .good
        #expect(try fault(mirror, in: scratch, verify: verify) == nil)
        #expect(scratch.files(in: "") == ["a"])
    }

    @Test("a part from another place than the one asked for is not joined to what is there")
    func wrongRange() throws {
        let right = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        for range in ["bytes 0-999/1000", "bytes 600-999/1000", "bytes 18446744073709551615-0/1", "bytes x", ""] {
            let mirror = Mirror(
                [:],
                .does { client in
                    if client.start == 0 {
                        client.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                        client.send(right)
                    } else {
                        let line = range.isEmpty ? "" : "Content-Range: \(range)\r\n"
                        client.send("HTTP/1.1 206 Partial Content\r\n\(line)Content-Length: 500\r\n\r\n")
                        client.send(Array(right[500...]))
                    }
                })
            let scratch = try Scratch()
            let fault = try fault(mirror, in: scratch, left: Array(right[..<500])) { path in
                if FileManager.default.contents(atPath: path) != Data(right) { throw Fault("is another", at: path, status: .data) }
            }
            #expect(fault == nil, "\(range)")
            #expect(FileManager.default.contents(atPath: "\(scratch.path)/a") == Data(right))
        }
    }

    @Test("redirections in a circle, to a file of this machine, or with a page that has no end, are given up")
    func redirections() throws {
        let scratch = try Scratch()
        try scratch.write([1], to: "secret")
        for place in ["a", "file://\(scratch.path)/secret", "ftp://127.0.0.1/a"] {
            let mirror = Mirror(
                [:],
                .does { client in
                    client.send("HTTP/1.1 302 Found\r\nLocation: \(place)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                })
            #expect(try fault(mirror, in: scratch) != nil)
            #expect(mirror.requests.count <= 11)
            #expect(scratch.files(in: "") == ["secret"])
        }
        let zeros = zeros
        let mirror = Mirror(
            [:],
            .does { client in
                client.send("HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n")
                while client.send(zeros) {}
            })
        let wait = Wait()
        #expect(try fault(mirror, in: scratch) != nil)
        #expect(wait.isShort)
        #expect(scratch.files(in: "") == ["secret"])
    }

    @Test("headers without end, a long one, and a server that says nothing or little, end with their time")
    func waiting() throws {
        let line = "X: " + String(repeating: "x", count: 60_000) + "\r\n"
        let manners: [(Mirror.Client) -> Void] = [
            { client in
                client.send("HTTP/1.1 200 OK\r\n")
                while client.send(line) {}
            },
            { client in
                client.send("HTTP/1.1 200 OK\r\nX: ")
                while client.send([UInt8](repeating: 120, count: 1 << 16)) {}
            },
            { client in client.waitForEnd() },
            { client in
                client.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                while client.send([1]) { usleep(50_000) }
            },
            { client in
                while client.send("H") { usleep(50_000) }
            },
            { client in client.send("\0\u{1B}[2J\r\n\r\n") },
        ]
        for (number, manner) in manners.enumerated() {
            let scratch = try Scratch()
            let body = Unchecked(manner)
            let mirror = Mirror([:], .does { body.value($0) })
            let wait = Wait()
            let fault = try #require(try fault(mirror, in: scratch), "manner \(number)")
            #expect(wait.isShort, "manner \(number)")
            #expect(fault.problem.count < 500)
            #expect(scratch.files(in: "").allSatisfy { $0.hasSuffix(".partial") })
        }
    }

    @Test("a packed file that unpacks to far too much is refused and not kept, and the next source is asked")
    func bomb() throws {
        let files = try Project().files
        let bomb = Made.gzip([UInt8](repeating: 0, count: 40_000_000))
        let hostile = Mirror(files.mapValues { _ in bomb })
        let good = Mirror(files)
        let project = try Project(addresses: [hostile.address + "mnist/", good.address + "mnist/"])
        #expect(try project.library(network: .always).fetch([.mnist])[0].fault == nil)
        #expect(project.scratch.files(in: "data/mnist").count == 4)
    }

    /// A closure that the tests' own server calls on its threads.
    private struct Unchecked: @unchecked Sendable {
        // Safe: the closures above share nothing.
        let value: (Mirror.Client) -> Void
        init(_ value: @escaping (Mirror.Client) -> Void) { self.value = value }
    }

    /// Looks at a file's size again and again.
    private final class Watch: Sendable {
        private let state = Mutex((largest: 0, isOver: false))

        init(_ path: String) {
            Thread.detachNewThread {
                while self.state.withLock({ state in
                    state.largest = max(state.largest, FileStamp(path: path)?.size ?? 0)
                    return !state.isOver
                }) {
                    usleep(500)
                }
            }
        }

        func stop() -> Int {
            state.withLock { state in
                state.isOver = true
                return state.largest
            }
        }
    }
}

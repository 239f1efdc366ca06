import Files
import Foundation
import Testing

@Suite struct AtomicFileTests {
    @Test("a file is written whole, folders on its way made, and replaces what was there")
    func writes() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/deep/er/file"
            try AtomicFile.write(text: "one", to: path)
            try AtomicFile.write([UInt8]("two".utf8), to: path)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "two")
            #expect(names(in: folder) == ["deep", "deep/er", "deep/er/file"])
        }
    }

    @Test("a folder without rights, or a file in a folder's place, is a fault that names the file")
    func cannotWrite() throws {
        try withTemporaryFolder { folder in
            try AtomicFile.write(text: "in the way", to: "\(folder)/file")
            #expect {
                try AtomicFile.write(text: "x", to: "\(folder)/file/inside")
            } throws: {
                guard let fault = $0 as? Fault else { return false }
                return fault.status == .cannotWrite && fault.place == "\(folder)/file"
            }
        }
    }

    @Test("a disk that takes no more is a fault that names the file, and leaves nothing")
    func fullDisk() async {
        await #expect(processExitsWith: .success) {
            signal(SIGXFSZ, SIG_IGN)
            let folder = NSTemporaryDirectory() + "refigure-full-\(getpid())"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try AtomicFile.write(text: "old", to: "\(folder)/file")
            var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
            setrlimit(.fileSize, &limit)
            do {
                try AtomicFile.write([UInt8](repeating: 1, count: 300_000), to: "\(folder)/file")
                Issue.record("writing beyond the limit went well")
            } catch let fault as Fault {
                #expect(fault.status == .cannotWrite)
                #expect(fault.place == "\(folder)/file")
                #expect(fault.problem == "cannot be written: file too large")
            }
            #expect(names(in: folder) == ["file"])
            #expect(try String(contentsOfFile: "\(folder)/file", encoding: .utf8) == "old")
        }
    }

    @Test("writing a file removes what earlier attempts at the same one left, and nothing else")
    func sweptWhenWritten() throws {
        try withTemporaryFolder { folder in
            let left = ".4194300-1234567.partial"
            let long = String(repeating: "x", count: 250)
            // What is left of the long one bears as much of its name as there is room for.
            let names = ["file", "other", "file.json", String(repeating: "x", count: 230)]
            for name in names { try AtomicFile.write(text: "left", to: "\(folder)/\(name)\(left)") }
            try AtomicFile.write(text: "a", to: "\(folder)/file")
            try AtomicFile.write(text: "b", to: "\(folder)/\(long)")
            let there = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(Set(there) == ["file", "file.json\(left)", "other\(left)", long])
        }
    }

    @Test("a process killed in the middle of writing leaves the old file, and its leftover is swept")
    func killedWhileWriting() async throws {
        try await withTemporaryFolderAsync { folder in
            try AtomicFile.write(text: "old", to: "\(folder)/file")
            await #expect(processExitsWith: .signal(SIGXFSZ)) { [folder = folder as String] in
                signal(SIGXFSZ, SIG_DFL)
                var signals = sigset_t()
                sigemptyset(&signals)
                sigaddset(&signals, SIGXFSZ)
                pthread_sigmask(SIG_UNBLOCK, &signals, nil)
                var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
                setrlimit(.fileSize, &limit)
                try AtomicFile.write([UInt8](repeating: 1, count: 300_000), to: "\(folder)/file")
            }
            #expect(try String(contentsOfFile: "\(folder)/file", encoding: .utf8) == "old")
            let left = names(in: folder)
            #expect(left.count == 2)
            #expect(left.last?.hasSuffix(".partial") == true)
            PartialFiles.sweep(folder)
            #expect(names(in: folder) == ["file"])
        }
    }

    @Test("kill -9 at any moment of writing leaves the old file or the new one, whole")
    func killed() async throws {
        try await withTemporaryFolderAsync { folder in
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
                try AtomicFile.write([UInt8](repeating: 0, count: 4_000_000), to: "\(folder)/file")
                Thread.detachNewThread {
                    while !names(in: folder).contains(where: { $0.hasSuffix(".partial") }) {}
                    kill(getpid(), SIGKILL)
                }
                for byte in UInt8(1)...255 {
                    try AtomicFile.write([UInt8](repeating: byte, count: 4_000_000), to: "\(folder)/file")
                }
            }
            let bytes = [UInt8](try #require(FileManager.default.contents(atPath: "\(folder)/file")))
            #expect(bytes.count == 4_000_000)
            #expect(bytes.allSatisfy { $0 == bytes[0] })
            PartialFiles.sweep(folder)
            #expect(names(in: folder) == ["file"])
        }
    }

    @Test("a file written in pieces appears whole, or not at all where giving them fails; what was there then stays")
    func pieces() throws {
        struct Stop: Error {}
        try withTemporaryFolder { folder in
            let path = "\(folder)/deep/file"
            try AtomicFile.write(toOutput: path) { take in
                for piece in ["a", "", "bc"] { try Array(piece.utf8).withUnsafeBytes(take) }
            }
            #expect(try PlainFile.bytes(path) == Array("abc".utf8))
            #expect(throws: Stop.self) {
                try AtomicFile.write(toOutput: path) { take in
                    try Array("other".utf8).withUnsafeBytes(take)
                    throw Stop()
                }
            }
            #expect(try PlainFile.bytes(path) == Array("abc".utf8))
            #expect(names(in: folder) == ["deep", "deep/file"])
            let full = #expect(throws: Fault.self) {
                try AtomicFile.write(toOutput: "/dev/full") { take in try [UInt8](repeating: 1, count: 9).withUnsafeBytes(take) }
            }
            #expect(full?.status == .cannotWrite && full?.place == "/dev/full")
        }
    }
}

private enum Limit { case fileSize }

private func setrlimit(_ limit: Limit, _ value: inout rlimit) {
    #if canImport(Glibc)
        let done = setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &value)
    #else
        let done = setrlimit(RLIMIT_FSIZE, &value)
    #endif
    precondition(done == 0, "the limit cannot be set: \(errno)")
}

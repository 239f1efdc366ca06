import Files
import Foundation
import Testing

@Suite struct OutputTargetTests {
    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func link(_ path: String, to destination: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: destination)
    }

    @Test("a file that is replaced keeps its mode", arguments: [0o600, 0o640, 0o755, 0o664, 0o4755])
    func modes(_ mode: Int) throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/file"
            try AtomicFile.write(text: "one", to: path)
            #expect(chmod(path, mode_t(mode)) == 0)
            try AtomicFile.write(text: "two", to: path)
            #expect(try self.mode(path) == mode)
            #expect(try text(path) == "two")
        }
    }

    @Test("a new file's mode follows the umask")
    func umasks() async {
        await #expect(processExitsWith: .success) {
            for (mask, mode) in [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)] as [(mode_t, Int)] {
                umask(mask)
                let path = NSTemporaryDirectory() + "refigure-umask-\(getpid())-\(mask)"
                defer { unlink(path) }
                try AtomicFile.write(text: "x", to: path)
                #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == mode)
            }
        }
    }

    @Test("a file of another owner and group stays theirs", .enabled(if: getuid() == 0, "only root may give files away"))
    func owners() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/file"
            try AtomicFile.write(text: "one", to: path)
            #expect(chown(path, 12345, 54321) == 0 && chmod(path, 0o640) == 0)
            try AtomicFile.write(text: "two", to: path)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.ownerAccountID] as? Int == 12345 && attributes[.groupOwnerAccountID] as? Int == 54321)
            #expect(try mode(path) == 0o640)
        }
    }

    @Test("what is written through links goes to their target, and the links stay")
    func links() throws {
        try withTemporaryFolder { folder in
            try AtomicFile.write(text: "one", to: "\(folder)/deep/target")
            try link("\(folder)/absolute", to: "\(folder)/deep/target")
            try link("\(folder)/relative", to: "deep/target")
            try link("\(folder)/chain", to: "relative")
            try link("\(folder)/deep/up", to: "../deep/target")
            for (place, name) in ["absolute", "relative", "chain", "deep/up"].enumerated() {
                try AtomicFile.write(text: "\(place)", to: "\(folder)/\(name)")
                #expect(try text("\(folder)/deep/target") == "\(place)")
                #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)").isEmpty == false)
            }
            #expect(names(in: folder) == ["absolute", "chain", "deep", "deep/target", "deep/up", "relative"])
        }
    }

    @Test("a link to nothing gets its target")
    func dangling() throws {
        try withTemporaryFolder { folder in
            try link("\(folder)/link", to: "made/target")
            try AtomicFile.write(text: "x", to: "\(folder)/link")
            #expect(try text("\(folder)/made/target") == "x")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/link") == "made/target")
        }
    }

    @Test("links in a circle, folders, and names that are too long are faults that say so, and leave nothing")
    func refused() throws {
        try withTemporaryFolder { folder in
            try link("\(folder)/a", to: "b")
            try link("\(folder)/b", to: "a")
            try AtomicFile.makeFolder("\(folder)/folder")
            try link("\(folder)/to-folder", to: "folder")
            let before = names(in: folder)
            let long = String(repeating: "é", count: 200)
            for (name, words) in [
                ("a", "circle"), ("folder", "folder"), ("folder/", "folder"), ("to-folder", "folder"), (".", "folder"),
                ("new/", "folder"),
                ("folder/..", "folder"), (long, "too long"), ("\(long)/x", "too long"),
            ] {
                #expect {
                    try AtomicFile.write(text: "x", to: "\(folder)/\(name)")
                } throws: {
                    guard let fault = $0 as? Fault else { return false }
                    return fault.status == .cannotWrite && fault.problem.contains(words)
                }
            }
            for name in ["", "/", "."] {
                #expect { try AtomicFile.write(text: "x", to: name) } throws: { ($0 as? Fault)?.status == .cannotWrite }
            }
            #expect(names(in: folder) == before)
        }
    }

    @Test("a name that just fits the disk can be written and replaced", arguments: [255, 250, 230])
    func longNames(_ length: Int) throws {
        try withTemporaryFolder { folder in
            for name in [String(repeating: "x", count: length), String(repeating: "é", count: length / 2)] {
                try AtomicFile.write(text: "one", to: "\(folder)/\(name)")
                try AtomicFile.write(text: "two", to: "\(folder)/\(name)")
                #expect(try text("\(folder)/\(name)") == "two")
            }
            #expect(names(in: folder).count == 2)
        }
    }

    @Test("a pipe is written to, once it has a reader, and stays a pipe", .timeLimit(.minutes(10)))
    func pipe() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            let bytes = [UInt8](repeating: 7, count: 300_000)
            let read = DispatchGroup()
            nonisolated(unsafe) var received = Data()
            read.enter()
            Thread.detachNewThread {
                received = FileHandle(forReadingAtPath: path)?.readDataToEndOfFile() ?? Data()
                read.leave()
            }
            try AtomicFile.write(bytes, toOutput: path)
            read.wait()
            #expect([UInt8](received) == bytes)
            #expect(names(in: folder) == ["pipe"])
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType != .typeRegular)
        }
    }

    @Test("a pipe in the place of one of the project's own files is replaced, not waited for")
    func ownFile() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/page"
            #expect(mkfifo(path, 0o644) == 0)
            try AtomicFile.write(text: "whole", to: path)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "whole")
        }
    }

    @Test("a device is written to and stays a device")
    func device() throws {
        try AtomicFile.write(Array("x".utf8), toOutput: "/dev/null")
        var status = stat()
        #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
        if access("/dev/full", F_OK) == 0 {
            #expect { try AtomicFile.write(Array("x".utf8), toOutput: "/dev/full") } throws: {
                ($0 as? Fault)?.problem == "cannot be written: no space left on device"
            }
        }
    }

    @Test("a descriptor's name is written to where it stands: nothing is lost of what a shell appends to")
    func descriptors() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/log"
            try AtomicFile.write(text: "before\n", to: path)
            let descriptor = open(path, O_WRONLY | O_APPEND)
            defer { close(descriptor) }
            try AtomicFile.write(text: "one\n", to: "/dev/fd/\(descriptor)")
            try AtomicFile.write(text: "two\n", to: "/dev/fd/\(descriptor)")
            #expect(try text(path) == "before\none\ntwo\n")
            #expect(names(in: folder) == ["log"])
        }
    }

    @Test(
        "what may not be written is no fault where it holds the bytes already",
        .enabled(if: getuid() != 0, "root may write everything"))
    func unchanged() throws {
        try withTemporaryFolder { folder in
            try AtomicFile.write(text: "one", to: "\(folder)/file")
            #expect(chmod("\(folder)/file", 0o444) == 0 && chmod(folder, 0o555) == 0)
            defer { chmod(folder, 0o755) }
            try AtomicFile.write(text: "one", to: "\(folder)/file")
            #expect(throws: Fault.self) { try AtomicFile.write(text: "two", to: "\(folder)/file") }
            let lock = try FileLock.attempt("\(folder)/lock")
            #expect(lock != nil)
            #expect(try FileLock.attempt("\(folder)/lock") == nil)
            withExtendedLifetime(lock) {}
        }
    }

    @Test("a read-only file is not replaced", .enabled(if: getuid() != 0, "root may write everything"))
    func readOnly() throws {
        try withTemporaryFolder { folder in
            try AtomicFile.write(text: "one", to: "\(folder)/file")
            #expect(chmod("\(folder)/file", 0o444) == 0)
            #expect { try AtomicFile.write(text: "two", to: "\(folder)/file") } throws: { ($0 as? Fault)?.status == .cannotWrite }
            #expect(try text("\(folder)/file") == "one")
        }
    }

    @Test("a file is known as itself through links of both kinds and other spellings, a new one too")
    func identity() throws {
        try withTemporaryFolder { folder in
            try AtomicFile.write(text: "x", to: "\(folder)/file")
            try link("\(folder)/link", to: "file")
            try link("\(folder)/here", to: ".")
            #expect(Foundation.link("\(folder)/file", "\(folder)/hard") == 0)
            let file = OutputTarget.Identity(ofFileAt: "\(folder)/file")
            #expect(file != nil)
            for name in ["file", "link", "hard", "./file", "here/file", "here/here//link"] {
                #expect(try OutputTarget("\(folder)/\(name)").identity == file, "\(name)")
            }
            let new = try OutputTarget("\(folder)/new").identity
            #expect(new != nil && new != file)
            for name in ["./new", "here/new"] { #expect(try OutputTarget("\(folder)/\(name)").identity == new, "\(name)") }
            let deep = try OutputTarget("\(folder)/not/there/new").identity
            #expect(deep != nil)
            #expect(try OutputTarget("\(folder)/here/not/./there/new").identity == deep)
            #expect(try OutputTarget("\(folder)/there/new").identity != deep)
        }
    }
}

import Files
import Foundation
import Testing

@Suite struct RemovalTests {
    @Test("a folder goes with all that is in it, hidden files and links too, and not what these lead to")
    func folder() throws {
        try withTemporaryFolder { folder in
            let tree = "\(folder)/tree"
            for name in ["a.txt", ".hidden", "inner/deep/b.txt"] { try AtomicFile.write(text: "x", to: "\(tree)/\(name)") }
            try AtomicFile.write(text: "kept", to: "\(folder)/outside/kept.txt")
            for (name, target) in [("out", "\(folder)/outside"), ("nowhere", "\(folder)/none"), ("round", tree)] {
                try FileManager.default.createSymbolicLink(atPath: "\(tree)/inner/\(name)", withDestinationPath: target)
            }
            try Removal.clearAway(tree)
            #expect(try Folder.names(in: folder) == ["outside"])
            #expect(try Folder.names(in: "\(folder)/outside") == ["kept.txt"])
            // Twice is fine, and so is what never was there.
            try Removal.clearAway(tree)
            try Removal.clearAway("\(folder)/outside/kept.txt/below")
            try Removal.clearAway("\(folder)/outside/kept.txt")
            #expect(try Folder.names(in: "\(folder)/outside").isEmpty)
        }
    }

    @Test("a path that the system refuses is named")
    func refused() throws {
        let path = "/tmp/" + String(repeating: "x", count: 300)
        let fault = try #require(throws: Fault.self) { try Removal.clearAway(path) }
        #expect(fault.status == .cannotWrite && "\(fault)".contains("cannot be removed: the name is too long"))
    }

    @Test("what cannot be removed is named, and the rest is gone", .enabled(if: geteuid() != 0, "root may write everything"))
    func stays() throws {
        try withTemporaryFolder { folder in
            let tree = "\(folder)/tree"
            for name in ["a.txt", "shut/b.txt", "z/c.txt"] { try AtomicFile.write(text: "x", to: "\(tree)/\(name)") }
            chmod("\(tree)/shut", 0o500)
            defer { chmod("\(tree)/shut", 0o700) }
            let fault = try #require(throws: Fault.self) { try Removal.clearAway(tree) }
            #expect(fault.status == .cannotWrite)
            #expect("\(fault)".contains("\(tree)/shut/b.txt") && "\(fault)".contains("cannot be removed: permission denied"))
            #expect(try Folder.names(in: tree) == ["shut"])
        }
    }
}

import Files
import Foundation
import Testing

@Suite struct FolderTests {
    @Test("names come in the order of their bytes, hidden ones where they are asked for")
    func names() throws {
        try withTemporaryFolder { folder in
            for name in ["b.json", "a.json", "é.json", "Z.json", ".hidden.json", "c.txt"] {
                try Data().write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
            }
            #expect(try Folder.names(in: folder) == ["Z.json", "a.json", "b.json", "c.txt", "é.json"])
            #expect(try Folder.names(in: folder, endingIn: ".txt") == ["c.txt"])
            #expect(try Folder.names(in: folder, endingIn: "n", hidden: true).first == ".hidden.json")
            #expect(try Folder.names(in: folder, hidden: true).count == 6)
        }
    }

    @Test("no folder is told apart from an empty one and from a file; a link to one is one")
    func missing() throws {
        try withTemporaryFolder { folder in
            let (none, file, link) = ("\(folder)/none", "\(folder)/file", "\(folder)/link")
            #expect(try Folder.names(in: folder).isEmpty)
            try Data().write(to: URL(fileURLWithPath: file))
            #expect(try Folder.namesIfThere(in: none) == nil)
            #expect(throws: Fault.self) { try Folder.names(in: none) }
            #expect(throws: Fault.self) { try Folder.namesIfThere(in: file) }
            #expect(Folder.exists(folder) && !Folder.exists(none) && !Folder.exists(file))
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder)
            #expect(Folder.exists(link))
        }
    }
}

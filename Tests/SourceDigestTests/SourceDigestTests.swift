import Files
import Foundation
import SourceDigest
import Testing

@Suite struct SourceDigestTests {
    /// The project's own sources.
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources").path(percentEncoded: false)

    @Test("every file of the project has a normal form, which is its own normal form")
    func projectIsNormal() throws {
        let paths = try SourceDigest.files(in: Self.sources).keys.sorted()
        #expect(paths.contains("SourceDigest/SwiftNormalForm.swift"))
        for path in paths {
            let isSwift = path.hasSuffix(".swift")
            let text = try #require(FileManager.default.contents(atPath: "\(Self.sources)/\(path)"))
            let once = SourceDigest.normalised([UInt8](text), isSwift: isSwift)
            #expect(once.starts(with: Array("code\n".utf8)), "\(path) is not certain")
            #expect(SourceDigest.normalised(Array(once.dropFirst(5)), isSwift: isSwift) == once, "\(path)")
        }
    }

    @Test("files are named by their paths below the folder; other kinds and hidden ones are left out")
    func walk() throws {
        let folder = NSTemporaryDirectory() + "refigure-digest-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for path in ["A/one.swift", "A/Deep/two.c", "A/include/three.h", "A/notes.md", "B/.hidden.swift"] {
            try AtomicFile.write(text: "int a; // \(path)\n", to: "\(folder)/\(path)")
        }
        let digests = try SourceDigest.files(in: folder)
        #expect(digests.keys.sorted() == ["A/Deep/two.c", "A/include/three.h", "A/one.swift"])
        #expect(digests["A/Deep/two.c"] == SHA256.hex(of: "code\nint a;"))
        #expect(digests["A/Deep/two.c"] == digests["A/include/three.h"])
    }

    @Test("documentation changes no digest, even where it shows code: no network is trained anew for its sake")
    func documentation() throws {
        let folder = NSTemporaryDirectory() + "refigure-digest-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try AtomicFile.write(text: "let a = 1\n", to: "\(folder)/Networks/one.swift")
        let before = try SourceDigest.files(in: folder)
        for name in ["Networks.md", "Step.swift", "Resources/code.c"] {
            try AtomicFile.write(text: "int a;\n", to: "\(folder)/Networks/Networks.docc/\(name)")
        }
        #expect(try SourceDigest.files(in: folder) == before)
    }

    @Test("a folder that is not there is named")
    func missingFolder() {
        let error = #expect(throws: UnreadableSource.self) { try SourceDigest.files(in: "/no/such/folder") }
        #expect(error?.path == "/no/such/folder")
    }

    @Test("the generated Swift holds the index, from which it is read again")
    func generated() throws {
        let index = try SourceDigest.index(of: Self.sources)
        #expect(index.digests.count > 300)
        let read = try #require(SourceIndex(text: index.text))
        #expect(read.text == index.text)
        let text = SourceDigest.generatedSwift(SourceIndex(digests: ["B/b.swift": "02", "A/a.c": "01"]))
        #expect(
            text == """
                /// The digest of each source file, comments and blank space aside, and what it uses of the others; made by digest-sources.
                enum SourceDigests {
                    static var text: String {
                        #\"""
                        names\(" ")
                        file A/a.c 01
                        o01|
                        file B/b.swift 02
                        o02|
                        \"""#
                    }
                }

                """)
    }

    @Test("what is no index is not read", arguments: ["x", "file a", "names a\nfile a 1\nn 7|", "names a\nfile a 1\nm|", "n|"])
    func noIndex(_ text: String) {
        #expect(SourceIndex(text: text) == nil)
    }
}

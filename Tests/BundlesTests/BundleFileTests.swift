import Files
import Foundation
import Results
import TestSupport
import Testing

@testable import Bundles

@Suite struct BundleFileTests {
    @Test("what is written is read, in order of the paths, and the same content is the same file")
    func roundTrip() throws {
        let folder = BundleFolder()
        let content = try BundleFolder.content()
        for name in ["one", "other"] { try content.write(to: "\(folder.path)/\(name)") }
        #expect(try PlainFile.bytes("\(folder.path)/one") == PlainFile.bytes("\(folder.path)/other"))
        var manifest: BundleManifest?
        var read: [String] = []
        let mismatches = try BundleReader.read("\(folder.path)/one") {
            manifest = $0
        } visit: { file in
            read.append("\(file.listed.path) \(String(decoding: try file.bytes(limit: 100), as: UTF8.self))")
        }
        #expect(mismatches.isEmpty && manifest == content.manifest)
        #expect(read == ["definition.yml figures: []\n", "results/a.json {}\n", "sources.txt "])
        #expect(throws: Fault.self) {
            try BundleReader.read("\(folder.path)/one") { _ in
            } visit: {
                _ = try $0.bytes(limit: 3)
            }
        }
    }

    @Test("files that are others, longer, missing, unlisted, twice there or outside the folder are each named")
    func mismatches() throws {
        let folder = BundleFolder()
        let content = try BundleFolder.content()
        var texts = BundleFolder.texts
        texts["definition.yml"] = "figures: {}\n"
        texts["results/a.json"] = "{ }\n"
        texts["sources.txt"] = nil
        let others = [
            Tar.Entry(path: "refigure-small/more"), Tar.Entry(path: "elsewhere/a"),
            Tar.Entry(path: "refigure-small/definition.yml"),
        ]
        let found = try BundleReader.read(folder.plain(content, texts, and: others))
        #expect(
            found.map(\.path) == ["definition.yml", "results/a.json", "more", "elsewhere/a", "definition.yml", "sources.txt"],
            "\(found)")
        #expect(
            found.map { $0.problem.prefix(14) } == [
                "is not the fil", "has 4 bytes, a", "is not in the ", "stands outside", "is there twice", "is missing",
            ])
        #expect(try BundleReader.read(folder.plain(content, and: [])).isEmpty)
    }

    @Test(
        "an archive that reaches out of its folder, or holds what is no plain file, is refused with the entry's name",
        arguments: [
            Tar.Entry(path: "/etc/passwd"), Tar.Entry(path: "../a"), Tar.Entry(path: "refigure-small/../../a"),
            Tar.Entry(path: "refigure-small//a"), Tar.Entry(path: "refigure-small/.ssh"), Tar.Entry(path: "refigure-small/a b"),
            Tar.Entry(path: "refigure-small/-rf"), Tar.Entry(path: "refigure-small/ä"),
            Tar.Entry(path: "refigure-small/a", kind: "2", link: "/etc/passwd"),
            Tar.Entry(path: "refigure-small/a", kind: "1", link: "refigure-small/sources.txt"),
            Tar.Entry(path: "refigure-small/a", kind: "3"), Tar.Entry(path: "refigure-small/a", kind: "5"),
            Tar.Entry(path: "refigure-small/a", kind: "6"),
        ])
    func hostile(_ entry: Tar.Entry) throws {
        let folder = BundleFolder()
        let path = try folder.plain(BundleFolder.content(), and: [entry])
        let fault = try #require(throws: Fault.self) { try BundleReader.read(path) }
        #expect(fault.status == .data && fault.place == path)
        #expect(fault.problem.contains(" path that none of a bundle has") || fault.problem.contains("no plain file"), "\(fault)")
    }

    @Test("an entry that unpacks to more than a bundle of its size can is refused before it is read")
    func oversize() throws {
        let folder = BundleFolder()
        let path = try folder.plain(
            BundleFolder.content(), and: [Tar.Entry(path: "refigure-small/a", bytes: [1], size: "77777777777")])
        let fault = try #require(throws: Fault.self) { try BundleReader.read(path) }
        #expect(fault.status == .data && fault.problem.contains("unpacks to more than"), "\(fault)")
    }

    @Test("a bundle cut short anywhere is refused, and so is one with a byte changed, or its files are not as listed")
    func damaged() throws {
        let folder = BundleFolder()
        try BundleFolder.content().write(to: "\(folder.path)/whole")
        let whole = try PlainFile.bytes("\(folder.path)/whole")
        for count in stride(from: 0, to: whole.count, by: 11) {
            let path = try folder.file(Array(whole.prefix(count)))
            let fault = #expect(throws: Fault.self, "\(count) of \(whole.count) bytes") { try BundleReader.read(path) }
            #expect(fault?.status == .data)
        }
        let plain = try PlainFile.bytes(folder.plain(BundleFolder.content(), and: []))
        for place in stride(from: 0, to: plain.count - 1024, by: 97) {
            var bytes = plain
            bytes[place] ^= 1
            let path = try folder.file(bytes, "plain.tar")
            // Blank bytes of headers and between files say nothing.
            guard plain[place] != 0 else { continue }
            do {
                #expect(try !BundleReader.read(path).isEmpty, "byte \(place)")
            } catch let fault as Fault { #expect(fault.status == .data) }
        }
    }

    @Test("what is no bundle is told apart: nothing, no archive, an archive of something else, another manifest")
    func others() throws {
        let folder = BundleFolder()
        let manifest = try BundleFolder.content().manifest
        func manifests(_ change: (inout BundleManifest) -> Void) -> [UInt8] {
            var changed = manifest
            change(&changed)
            return Tar.archive([Tar.Entry(path: "refigure-small/manifest.json", bytes: changed.text)])
        }
        for bytes in [
            [], Array("text".utf8), Tar.archive([]), Tar.archive([Tar.Entry(path: "a/b", bytes: [1])]),
            Tar.archive([Tar.Entry(path: "refigure-small/manifest.json", bytes: Array("{}".utf8))]),
            manifests { $0.format = 2 }, manifests { $0.report = "../../x" }, manifests { $0.files[0].path = "../x" },
            manifests { $0.files[0].sha256 = "1" }, manifests { $0.files.append($0.files[0]) }, manifests { $0.files.reverse() },
            manifests { $0.files[0].bytes = -1 }, manifests { $0.sources = "" },
        ] {
            let path = try folder.file(bytes)
            let fault = #expect(throws: Fault.self) { try BundleReader.read(path) }
            #expect(fault?.status == .data && fault?.place == path)
        }
        #expect(throws: Fault.self) { try BundleReader.read("\(folder.path)/none") }
    }

    @Test("a bundle that cannot be written leaves nothing behind: a full disk, a file that changes meanwhile")
    func unwritten() throws {
        let folder = BundleFolder()
        let full = #expect(throws: Fault.self) { try BundleFolder.content().write(to: "/dev/full") }
        #expect(full?.status == .cannotWrite && full?.description.contains("/dev/full") == true)
        let source = try folder.file(Array("before".utf8), "source")
        let content = try BundleContent(BundleFolder.content().manifest, [.init("a", .file(source))])
        for text in ["behind", "longer than before", "short"] {
            _ = try folder.file(Array(text.utf8), "source")
            let fault = #expect(throws: Fault.self) { try content.write(to: "\(folder.path)/out") }
            #expect(fault?.status == .data, "\(text)")
            #expect(try Folder.names(in: folder.path) == ["source"], "\(text)")
        }
    }

    @Test(
        "a bundle's pages stand below reports/, and never where what is made anew is written",
        arguments: [
            ("notes/one.md", true), ("one.md", true), ("mine.md", true), ("mine.yml", false), ("mine/results/x.json", false),
            ("mine", false),
            ("mine-atlas/atlas.json", false), (".refigure/x", false), ("notes/.x", false), ("a//b", false), ("", false),
        ])
    func places(_ name: String, isOne: Bool) { #expect(BundlePath.isPagePlace(name, of: "mine") == isOne) }
}

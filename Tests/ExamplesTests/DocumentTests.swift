import Foundation
import Handbook
import Testing

@Suite struct DocumentTests {
    private static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The pages at the top, and every page of the modules' catalogues.
    private static let documents: [String] = {
        let sources = (FileManager.default.enumerator(atPath: "\(project)/Sources")?.allObjects as? [String] ?? []).sorted()
        return ["README.md", "CONTRIBUTING.md"]
            + sources.filter { $0.contains(".docc/") && $0.hasSuffix(".md") }.map { "Sources/\($0)" }
    }()

    @Test("the code that documents show is the code that these tests compile; `make handbook` writes it anew", arguments: documents)
    func listings(_ document: String) throws {
        let listings = try Listings(folder: "\(Self.project)/Tests/ExamplesTests")
        let text = try String(contentsOfFile: "\(Self.project)/\(document)", encoding: .utf8)
        #expect(try listings.filled(text, named: document) == text)
    }

    @Test(
        "what the pages at the top show of Swift is a whole file: but for an import of the module that it is a part of, nothing is left out",
        arguments: ["README.md", "CONTRIBUTING.md"])
    func whole(_ document: String) throws {
        let folder = "\(Self.project)/Tests/ExamplesTests"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }.map {
            try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
        }
        let text = try String(contentsOfFile: "\(Self.project)/\(document)", encoding: .utf8)
        let names = text.matches(of: #/<!-- listing: (.+) -->\n```swift/#).map { String($0.output.1) }
        #expect(!names.isEmpty)
        for name in names {
            let file = try #require(files.first { $0.contains("// listing: \(name)\n") })
            let parts = file.components(separatedBy: "// listing: \(name)\n")
            let ends = parts[1].components(separatedBy: "// end of listing\n")
            let outside = (parts[0] + ends[1...].joined()).split(separator: "\n").filter { !$0.hasPrefix("//") }
            #expect(outside.count <= 1 && outside.allSatisfy { $0.hasPrefix("import ") }, "\(name): \(outside)")
            for line in outside { #expect(!ends[0].contains("\(line)\n"), "\(name) imports the module that it is a part of") }
        }
    }

    @Test("the change that brings an own measure into the command fits the sources")
    func ownMeasure() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "apply", "--check", "Tests/ExamplesTests/Templates/own-measure.diff"]
        process.currentDirectoryURL = URL(fileURLWithPath: Self.project)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "make the change by hand, and write it anew with `git diff -U1`")
    }

    @Test("every listing is shown somewhere")
    func used() throws {
        let listings = try Listings(folder: "\(Self.project)/Tests/ExamplesTests")
        let text = try Self.documents.map { try String(contentsOfFile: "\(Self.project)/\($0)", encoding: .utf8) }.joined()
        for name in listings.pieces.keys.sorted() { #expect(text.contains("<!-- listing: \(name) -->"), "\(name)") }
    }

    @Test("what documents link to in the project is there", arguments: documents)
    func links(_ document: String) throws {
        let text = try String(contentsOfFile: "\(Self.project)/\(document)", encoding: .utf8)
        for match in text.matches(of: /\]\(([^)#:]+)\)/) {
            let folder = (document as NSString).deletingLastPathComponent
            #expect(
                FileManager.default.fileExists(atPath: "\(Self.project)/\(folder)/\(match.1)"), "\(document) links to \(match.1)")
        }
    }

    @Test("of the lines that a figure is written with, at most twelve are the same in any other, as many as CONTRIBUTING.md says")
    func boilerplate() throws {
        let listings = try Listings(folder: "\(Self.project)/Tests/ExamplesTests")
        func lines(_ name: String) throws -> [Substring] {
            try #require(listings.pieces[name]).split(separator: "\n").filter { !$0.contains("///") }
        }
        let anyFigure = [
            "import ", "struct ", "    let identity = ", "    let parameters = ", "    func needs(", "    func compute(",
            "    func chart(",
        ]
        var count = try lines("example-fig1.md").count { $0.hasPrefix("{% extends") }
        count += try lines("example-paper").count { $0.hasPrefix("    Figure1()") }
        for start in anyFigure {
            let found = try lines("example-figure").filter { $0.hasPrefix(start) }
            #expect(found.count == 1, "\(start)")
            // What opens a brace has a line that closes it.
            count += found.reduce(0) { $0 + ($1.hasSuffix("{") ? 2 : 1) }
        }
        #expect(count <= 12)
        let text = try String(contentsOfFile: "\(Self.project)/CONTRIBUTING.md", encoding: .utf8)
        #expect(text.contains("\(count) of its lines would be the same in any figure"))
        #expect(try lines("example-figure").allSatisfy { $0.count <= 132 })
    }

    @Test("the way of a figure from the command to the PDF goes through files that are there")
    func way() throws {
        let text = try String(contentsOfFile: "\(Self.project)/CONTRIBUTING.md", encoding: .utf8)
        let drawing = try #require(text.firstMatch(of: /<!-- the way of a figure -->\n```text\n([^`]+)```/)).1
        let files = drawing.matches(of: /(?:Sources|templates)\/[A-Za-z0-9\/-]+\.(?:swift|md)/).map { String($0.output) }
        #expect(files.count > 15)
        // Those of the example are written by whoever follows it.
        for file in files where !file.lowercased().contains("example") {
            #expect(FileManager.default.fileExists(atPath: "\(Self.project)/\(file)"), "\(file)")
        }
    }

    @Test("the files and folders that CONTRIBUTING.md names are there")
    func names() throws {
        let text = try String(contentsOfFile: "\(Self.project)/CONTRIBUTING.md", encoding: .utf8)
        let all = Set(
            (FileManager.default.enumerator(atPath: Self.project)?.lazy.compactMap { $0 as? String }.filter {
                !$0.hasPrefix(".build") && !$0.hasPrefix(".git/") && !$0.hasPrefix(".refigure")
            } ?? []).map { ($0 as NSString).lastPathComponent })
        let invented: Set = [
            "ExamplePaper.swift", "Figure1ClaimTests.swift", "VariationOfInformationTests.swift", "example-fig1.md", "mine.yml",
        ]
        for match in text.matches(of: /`([A-Za-z0-9.\/_-]+\.(?:swift|md|yml|svg|1))`/) {
            let name = (String(match.1) as NSString).lastPathComponent
            #expect(all.contains(name) || invented.contains(name), "CONTRIBUTING.md names \(match.1)")
        }
    }
}

import Files
import Foundation
import Results
import Testing

@testable import Reports

@Suite("Charts as pages have them, kept beside the report")
struct PageShelfTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("page-shelf-\(UUID().uuidString)").path
    private let content = SampleContent.report()
    private let first = FigureID(paper: "information-plane", figure: "fig1")
    private let second = FigureID(paper: "information-plane", figure: "fig17")

    private func shelf(_ changed: FigureID? = nil) -> PageShelf {
        PageShelf(
            folder: folder,
            inputs: Dictionary(
                uniqueKeysWithValues: [first, second].map { ($0, [KeyInput("picture", $0 == changed ? "new" : "old")]) }))
    }

    private func page(_ shelf: PageShelf?) throws -> String {
        let builder = ReportBuilder(templatesFolder: SampleContent.templates, shelf: shelf)
        return String(decoding: try builder.page(builder.draft(content)), as: UTF8.self)
    }

    @Test(
        "a page from the shelf is the page drawn anew; a chart that changed, or whose file is damaged, is drawn, the others are not"
    )
    func kept() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let anew = try page(nil)
        #expect(try page(shelf()) == anew)
        #expect(try page(shelf()) == anew)

        // What is taken from the shelf shows a word that no chart has.
        var marked = try #require(shelf().picture(of: first))
        marked.wide.content += "<text>from the shelf</text>"
        try shelf().keep(marked, of: first)
        #expect(try page(shelf()).contains("from the shelf"))
        #expect(try page(shelf(second)).contains("from the shelf"))
        #expect(shelf().picture(of: second) == nil, "the other one stands there as the new inputs give it")
        #expect(try page(shelf(first)) == anew)

        try shelf().keep(marked, of: first)
        let file = "\(folder)/\(first.fileName).json"
        let text = try #require(try PlainFile.read(file))
        for damaged in [Array(text.dropLast(5)), Array(text.map { $0 == UInt8(ascii: "s") ? UInt8(ascii: "z") : $0 }), []] {
            try AtomicFile.write(damaged, to: file)
            #expect(shelf().picture(of: first) == nil)
            #expect(try page(shelf()) == anew)
            #expect(shelf().picture(of: first) != nil, "it is kept again")
        }
        #expect(PageShelf(folder: folder, inputs: [:]).picture(of: first) == nil)
    }
}

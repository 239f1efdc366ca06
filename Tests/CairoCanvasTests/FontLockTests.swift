import Charts
import Dispatch
import Testing

@testable import CairoCanvas

@Suite struct FontLockTests {
    /// More font files than Cairo holds open, by many threads: without the lock one draws from a face that another has closed.
    @Test("threads that set text in many fonts at once do not take them from one another")
    func manyFonts() throws {
        let letters = "Aa ℏ ∀ ← ☃ ♞"
        let styles = [false, true].flatMap { bold in
            [false, true].flatMap { italic in
                [false, true].map { TypesetText.Style(size: 9, isBold: bold, isItalic: italic, isMonospaced: $0) }
            }
        }
        let words = styles.map { TypesetText(letters, $0) }
        @Sendable func page(_ first: Int) throws -> [UInt8] {
            let document = PDFDocument(pageSize: Size(300, 300), information: .init(title: "fonts"))
            document.beginPage()
            for place in words.indices {
                let block = TypesetBlock(words[(first + place) % words.count], width: 280, in: document)
                block.draw(at: Point(10, 10 + 20 * Double(place)), on: document)
            }
            return try document.finish()
        }
        let expected = try (0..<8).map(page)
        DispatchQueue.concurrentPerform(iterations: 160) { index in
            let drawn = try? page(index % 8)
            #expect(drawn == expected[index % 8])
        }
    }
}

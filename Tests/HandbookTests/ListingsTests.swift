import Files
import Handbook
import Testing

@Suite struct ListingsTests {
    private static let code = """
        import A
            // listing: one

            let a = 1
                + 2
            // end of listing
        let b = 3
        """

    private func fault(_ document: String) throws -> Fault {
        let listings = try Listings(files: ["A.swift": Self.code])
        return try #require(throws: Fault.self) { try listings.filled(document, named: "A.md") }
    }

    @Test("a piece has no indentation of its own, and takes the place of what stood in its block")
    func filled() throws {
        let listings = try Listings(files: ["A.swift": Self.code, "page.md": "words\n"])
        #expect(listings.pieces == ["one": "let a = 1\n    + 2\n", "page.md": "words\n"])
        let document = "x\n<!-- listing: one -->\n```swift\nold\n```\n<!-- listing: page.md -->\n```text\n```\ny\n"
        let filled = try listings.filled(document, named: "A.md")
        #expect(
            filled
                == "x\n<!-- listing: one -->\n```swift\nlet a = 1\n    + 2\n```\n<!-- listing: page.md -->\n```text\nwords\n```\ny\n"
        )
        #expect(try listings.filled(filled, named: "A.md") == filled)
    }

    @Test(
        "a document's mistake is answered with its line",
        arguments: [
            ("a\n```swift\nlet c = 4\n```\n", "Swift that no test compiles", 2),
            ("<!-- listing: two -->\n```swift\n```\n", "no listing 'two'", 2), ("<!-- listing: one -->\nwords\n", "no block", 2),
            ("```sh\nls\n", "not closed", 1),
        ])
    func mistakes(_ document: String, _ words: String, _ line: Int) throws {
        let fault = try fault(document)
        #expect(fault.problem.contains(words))
        #expect(fault.place == "A.md:\(line)")
    }

    @Test(
        "a piece without an end, within another, or of a name that is taken is refused",
        arguments: [
            "// listing: a", "// listing: a\n// listing: b", "// listing: a\n// end of listing\n// listing: a\n// end of listing",
        ])
    func broken(_ code: String) {
        #expect(throws: Fault.self) { try Listings(files: ["A.swift": code]) }
    }
}

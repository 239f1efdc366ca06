/// One entry of a BibTeX file: what kind of work, under which key, with its fields.
public struct BibliographyEntry: Sendable, Equatable {
    /// In lower case: "article".
    public let kind: String
    public let key: String
    /// By names in lower case; their values as TeX has them, with macros and concatenations done.
    public let fields: [String: String]
    /// The file, as errors name it, and the line on which the entry begins, from 1.
    public let file: String
    public let line: Int

    /// "refs.bib:12".
    public var place: String { "\(file):\(line)" }

    /// A field as text of Markdown; nil where it is missing or empty.
    func text(_ name: String) -> String? {
        guard let value = fields[name] else { return nil }
        let text = LaTeXText.markdown(value)
        return text.isEmpty ? nil : text
    }
}

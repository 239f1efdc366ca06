import Files
import Notebook
import Results

/// Sets a page's figures, values, claims and the like between its words: the page as Markdown of the report.
///
/// It computes and draws nothing: it takes what stands in the results, in milliseconds.
struct PageWords {
    let entries: [ReportEntry]
    let references: References
    /// The ids of the figures' headings, by figure.
    var anchors: [String: String] = [:]
    /// The id of the heading above the list of references.
    var referencesAnchor = ""
    /// A figure's picture or tables, in Markdown, with a caption of the page's own or its own.
    var excerpt: (ReportEntry, _ caption: String?) throws -> String = { _, _ in "" }
    /// A table in Markdown.
    var table: (TableResult) throws -> String = { _ in "" }
    /// The id that a section of a page has in the report.
    var section: (_ page: String, _ id: String, _ place: String) throws -> String = { _, _, _ in "" }

    /// - Throws: a `Fault` (status usage) with file and line for a name that no result has.
    func markdown(of page: Page) throws -> String {
        var text = ""
        for piece in page.pieces { text += try markdown(of: piece, page) }
        return text
    }

    private func markdown(of piece: PagePiece, _ page: Page) throws -> String {
        switch piece {
        case .text(let text): return text
        case .figure(let name, let indent): return Self.indented(try excerpt(entry(name, page), nil), indent)
        case .measure(let number, let indent):
            let block = page.measures[number]
            return Self.indented(try excerpt(entry(PageName(block.figure, line: block.line), page), block.caption), indent)
        case .value(let figure, let value, let form): return try self.value(figure, value, form, page)
        case .claim(let figure, let claim, let indent): return try self.claim(figure, claim, indent, page)
        case .table(let figure, let table, let indent):
            guard let result = try result(figure, page) else { return Self.missing }
            return Self.indented(try self.table(lookUp(table, in: result, page)), indent)
        case .reference(let figure, let words):
            let entry = try entry(figure, page)
            return "[\((words ?? entry.label).markdownEscaped)](#\(anchors["\(entry.id)"] ?? ""))"
        case .citation(let citation, _): return references.markdown(citation, anchor: referencesAnchor)
        case .destination(let name): return name.text
        case .section(let file, let id, let line): return "#" + (try section(file, id, page.place(line)))
        }
    }

    /// Stands where a figure could not be computed.
    private static let missing = "*(not computed)*"

    private static func indented(_ text: String, _ indent: String) -> String {
        indent.isEmpty
            ? text
            : text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n\(indent)")
    }

    // MARK: Results

    private func entry(_ name: PageName, _ page: Page) throws -> ReportEntry {
        if let entry = entries.first(where: { "\($0.id)" == name.text }) { return entry }
        throw unknown("the report has no figure", name, among: entries.map { "\($0.id)" }, page)
    }

    /// The figure's result; nil where there is none.
    private func result(_ name: PageName, _ page: Page) throws -> FigureResult? {
        if case .success(let result, _, _, _) = try entry(name, page).outcome { result } else { nil }
    }

    private func value(_ figure: PageName, _ name: PageName, _ form: ValueForm, _ page: Page) throws -> String {
        guard let result = try result(figure, page) else { return Self.missing }
        guard let value = result.values.first(where: { $0.id == name.text }) else {
            throw unknown("\(figure.text) has no value", name, among: result.values.map(\.id), page)
        }
        let number = value.value.printed(digits: form.digits ?? value.digits)
        let unit = Self.unit(value.quantity.unit, of: number)
        switch form.part {
        case .number: return number
        case .name: return value.quantity.name.markdownEscaped
        case .symbol: return value.quantity.symbol.markdownEscaped
        case .unit: return unit
        case nil: return unit.isEmpty ? number : "\(number)\u{A0}\(unit)"
        }
    }

    /// "bits" of 11.7, "bit" of 1.
    private static func unit(_ unit: String, of number: String) -> String {
        let counted = ["bit", "nat", "epoch", "standard deviation", "percentage point"]
        return (counted.contains(unit) && number != "1" ? unit + "s" : unit).markdownEscaped
    }

    private func claim(_ figure: PageName, _ name: PageName, _ indent: String?, _ page: Page) throws -> String {
        guard let result = try result(figure, page) else { return Self.missing }
        guard let index = Self.index(of: name.text, among: result.claims.map(\.id)) else {
            throw unknown("\(figure.text) has no claim", name, among: result.claims.map(\.id), page)
        }
        let entry = try entry(figure, page)
        let claim = result.claims[index]
        let record = FigureWords.record(claim, at: result.scale(of: claim), number: index + 1)
        func member(_ name: String) -> String { record[dynamicMember: name].map { "\($0)" } ?? "" }
        let note = member("note").isEmpty ? "" : "; \(member("note"))"
        let published = member("published").isEmpty ? "Measured" : "Published: \(member("published")); measured"
        let text =
            "\(member("statement")) *(\(member("source"))\(note))* \(published): \(member("measured")). "
            + "**\(member("mark"))\u{A0}\(member("verdict"))** ([\(entry.label.markdownEscaped)](#\(anchors["\(entry.id)"] ?? "")))"
        return indent == nil ? text : "> \(text)"
    }

    private func lookUp(_ name: PageName, in result: FigureResult, _ page: Page) throws -> TableResult {
        if let index = Self.index(of: name.text, among: result.tables.map(\.title)) { return result.tables[index] }
        throw unknown("\(result.id) has no table", name, among: result.tables.map(\.title), page)
    }

    /// Of the name, whatever its case, or of the number, counted from 1.
    private static func index(of name: String, among names: [String]) -> Int? {
        if let index = names.firstIndex(of: name) ?? names.firstIndex(where: { $0.lowercased() == name.lowercased() }) {
            return index
        }
        return Int(name).flatMap { names.indices.contains($0 - 1) ? $0 - 1 : nil }
    }

    private func unknown(_ problem: String, _ name: PageName, among names: [String], _ page: Page) -> Fault {
        let near = NearestNames.suggestions(for: name.text, among: names)
        let known =
            names.isEmpty
            ? "it has none"
            : "there \(names.count == 1 ? "is" : "are") \(names.prefix(20).joined(separator: ", "))\(names.count > 20 ? ", …" : "")"
        return Fault(
            "\(problem) '\(name.text.prefix(80))'", at: page.place(name.line),
            remedy: near.isEmpty ? known : "did you mean \(near.joined(separator: " or "))?", status: .usage)
    }
}

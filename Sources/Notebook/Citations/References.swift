import Files

/// The works that are cited, in the order of their list, and how each is named in a sentence.
public struct References: Sendable {
    /// Sorted by authors, year and title.
    public let entries: [BibliographyEntry]
    /// By key.
    private let names: [String: (authors: String, year: String)]

    /// - Parameter keys: of the works cited, each of them in the bibliography.
    public init(_ keys: some Sequence<String>, in bibliography: Bibliography) {
        let cited = Set(keys).sorted().compactMap { bibliography[$0] }
        let sorted = cited.sorted { Self.order($0).lexicographicallyPrecedes(Self.order($1)) }
        // Works of the same authors and year are told apart by letters.
        var groups: [String: [String]] = [:]
        for entry in sorted { groups["\(entry.shortAuthors) \(entry.year)", default: []].append(entry.key) }
        names = Dictionary(
            uniqueKeysWithValues: sorted.map { entry in
                let group = groups["\(entry.shortAuthors) \(entry.year)"] ?? []
                let letter = group.count > 1 ? Self.letter(group.firstIndex(of: entry.key) ?? 0) : ""
                return (entry.key, (entry.shortAuthors, entry.year + letter))
            })
        entries = sorted
    }

    private static func order(_ entry: BibliographyEntry) -> [String] {
        [entry.sortedAuthors, entry.year, LaTeXText.plain(entry.fields["title"] ?? ""), entry.key].map { $0.lowercased() }
    }

    private static func letter(_ place: Int) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        return place < letters.count ? String(letters[place]) : "-\(place + 1)"
    }

    /// The citation as it stands in the text, in Markdown: "(Tishby and Zaslavsky, 2015, p. 3; see Saxe et al., 2018)".
    /// - Parameter anchor: the id of the list's heading.
    public func markdown(_ citation: Citation, anchor: String) -> String {
        let parts = citation.works.map { work in
            let name = names[work.key] ?? (work.key, "")
            let label = (work.isYearOnly ? [name.year] : [name.authors, name.year]).filter { !$0.isEmpty }.joined(separator: ", ")
            let link = "[\(LaTeXText.escaped(label))](#\(anchor))"
            let after = work.suffix.isEmpty ? "" : ", \(work.suffix)"
            return (work.prefix.isEmpty ? "" : "\(work.prefix) ") + link + after
        }
        return "(\(parts.joined(separator: "; ")))"
    }

    /// The list in Markdown, an item a work.
    public var markdown: String {
        entries.map { entry in
            let name = names[entry.key] ?? ("", "")
            return "- \(entry.reference(year: name.year))"
        }.joined(separator: "\n")
    }
}

extension BibliographyEntry {
    /// The authors, or the editors where there are none.
    private var people: (names: [PersonName], hasOthers: Bool, areEditors: Bool) {
        if let field = fields["author"], case (let names, let hasOthers) = PersonName.names(in: field), !names.isEmpty {
            return (names, hasOthers, false)
        }
        let (names, hasOthers) = PersonName.names(in: fields["editor"] ?? "")
        return (names, hasOthers, !names.isEmpty)
    }

    /// The year, of `year` or of `date`; "n.d." where none is given.
    var year: String {
        if let year = fields["year"].map(LaTeXText.plain), !year.isEmpty { return year }
        let date = LaTeXText.plain(fields["date"] ?? "").prefix(4)
        return date.count == 4 && date.allSatisfy(\.isNumber) ? String(date) : "n.d."
    }

    /// "Tishby and Zaslavsky", "Saxe et al."; an organisation or the title's beginning where nobody is named.
    var shortAuthors: String {
        let (names, hasOthers, _) = people
        switch (names.count, hasOthers) {
        case (0, _):
            for field in ["organization", "institution", "publisher", "howpublished", "title"] {
                let text = LaTeXText.plain(fields[field] ?? "")
                if !text.isEmpty { return text.count > 40 ? text.prefix(38).trimmedAtBlank + "…" : text }
            }
            return key
        case (1, false): return names[0].family
        case (2, false): return "\(names[0].family) and \(names[1].family)"
        default: return "\(names[0].family) et al."
        }
    }

    var sortedAuthors: String {
        let names = people.names
        return names.isEmpty ? shortAuthors : names.map { "\($0.last) \($0.first)" }.joined(separator: " ")
    }

    /// The whole reference in Markdown: "Naftali Tishby and Noga Zaslavsky (2015). Deep learning and … *IEEE …*, 1–5. [doi:…](…)".
    func reference(year: String) -> String {
        let (names, hasOthers, areEditors) = people
        var who = Self.list(names.map { LaTeXText.escaped($0.full) }, hasOthers: hasOthers)
        if areEditors { who += names.count == 1 ? " (ed.)" : " (eds.)" }
        let own = [
            "book", "phdthesis", "mastersthesis", "thesis", "proceedings", "manual", "techreport", "report", "booklet",
            "collection",
        ]
        let title = text("title")
        let isOwn = own.contains(kind)
        var parts: [String] = []
        let head = [who.isEmpty ? LaTeXText.escaped(text("title") == nil ? key : "") : who, "(\(LaTeXText.escaped(year)))"]
        parts.append(head.filter { !$0.isEmpty }.joined(separator: " "))
        if let title { parts.append(isOwn ? "*\(title)*" : title) }
        if let container = container { parts.append(container) }
        if let place = publisher(isOwn: isOwn) { parts.append(place) }
        if let note = text("note") { parts.append(note) }
        let sentences = parts.map { part in
            let end = part.last { $0 != "*" }
            return end.map { ".?!".contains($0) } == true ? part : part + "."
        }
        return (sentences + [address].compactMap(\.self)).joined(separator: " ")
    }

    /// Where it appeared: "*Entropy*, 22(1), 3–14", "In *Proceedings of …*, 1–5".
    private var container: String? {
        var words = ""
        if let journal = text("journal") ?? text("journaltitle") {
            words = "*\(journal)*"
            if let volume = text("volume") { words += ", \(volume)" + (text("number").map { "(\($0))" } ?? "") }
        } else if let book = text("booktitle") {
            words = "In *\(book)*"
            if let volume = text("volume") { words += ", volume \(volume)" }
        } else {
            return text("series")
        }
        if let pages = pages { words += ", \(pages)" }
        return words
    }

    /// "3–14", however the hyphens are written.
    private var pages: String? { text("pages")?.replacing("-", with: "–").replacing(#/–+/#, with: "–") }

    private func publisher(isOwn: Bool) -> String? {
        let school = text("school") ?? text("institution") ?? text("organization")
        let kindOfWork: String? =
            switch kind {
            case "phdthesis": text("type") ?? "PhD thesis"
            case "mastersthesis": text("type") ?? "Master’s thesis"
            case "techreport", "report":
                [text("type") ?? "Technical report", text("number")].compactMap(\.self).joined(separator: " ")
            default: nil
            }
        let edition = isOwn ? text("edition").map { "\($0) edition" } : nil
        let parts = [
            kindOfWork, edition, text("publisher") ?? school, kind == "misc" || kind == "online" ? text("howpublished") : nil,
        ]
        .compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// A link to it: by DOI, as a preprint, or by its address.
    private var address: String? {
        func link(_ words: String, _ address: String) -> String { "[\(LaTeXText.escaped(words))](\(Self.destination(address)))" }
        if let doi = fields["doi"].map(LaTeXText.plain), !doi.isEmpty {
            let bare = doi.replacing(#/^(https?:\/\/(dx\.)?doi\.org\/|doi:\s*)/#.ignoresCase(), with: "")
            return link("doi:\(bare)", "https://doi.org/\(bare)") + "."
        }
        if let number = fields["eprint"].map(LaTeXText.plain), !number.isEmpty {
            let archive = fields["archiveprefix"] ?? fields["eprinttype"] ?? "arXiv"
            return archive.lowercased() == "arxiv"
                ? link("arXiv:\(number)", "https://arxiv.org/abs/\(number)") + "." : LaTeXText.escaped("\(archive):\(number)") + "."
        }
        // Addresses hold signs of TeX's that stand for themselves.
        guard let url = fields["url"]?.replacing("\\", with: "").trimmedBlanks, !url.isEmpty else { return nil }
        return link(url, url)
    }

    private static func destination(_ address: String) -> String {
        address.utf8.map { byte in
            let isPlain = byte > 0x20 && byte < 0x7F && !"()<>\\\"{}".utf8.contains(byte)
            return isPlain ? String(Unicode.Scalar(byte)) : "%" + [byte].hexadecimal.uppercased()
        }.joined()
    }

    private static func list(_ names: [String], hasOthers: Bool) -> String {
        if hasOthers { return names.joined(separator: ", ") + " et al." }
        guard names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    }
}

extension LaTeXText {
    /// Letters as Markdown shows them.
    static func escaped(_ text: String) -> String {
        text.map { "\\`*_[]<>#|~&!$".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}

extension StringProtocol {
    fileprivate var trimmedAtBlank: String {
        lastIndex(of: " ").map { String(self[..<$0]) } ?? String(self)
    }

    fileprivate var trimmedBlanks: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}

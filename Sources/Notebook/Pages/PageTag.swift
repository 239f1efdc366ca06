import Files

/// A tag of a page: `{{ figure "information-plane/fig1" }}`.
enum PageTag: Equatable {
    case figure(String)
    case value(figure: String, value: String, ValueForm)
    case claim(figure: String, claim: String)
    case table(figure: String, table: String)
    case link(figure: String, words: String?)

    private static let forms = [
        "figure": "{{ figure \"paper/fig1\" }}", "value": "{{ value \"paper/fig1\" \"name\" }}",
        "claim": "{{ claim \"paper/fig1\" \"name or number\" }}", "table": "{{ table \"paper/fig1\" \"title or number\" }}",
        "link": "{{ link \"paper/fig1\" }} or {{ link \"paper/fig1\" \"words\" }}",
    ]

    /// Reads what stands between the braces.
    /// - Throws: a `Fault` (status usage).
    init(reading text: String, at place: String) throws {
        func fault(_ problem: String, _ remedy: String) -> Fault { Fault(problem, at: place, remedy: remedy, status: .usage) }
        let (words, problem) = Self.words(of: text)
        if let problem { throw fault(problem, "put names into \"quotes\"") }
        guard let first = words.first, !first.isQuoted else {
            throw fault("a tag without a name", "write \(Self.forms["figure"] ?? ""), or \\{{ for the signs themselves")
        }
        guard let form = Self.forms[first.text] else {
            let near = NearestNames.suggestions(for: first.text, among: Self.forms.keys.sorted()).first
            throw fault(
                "there is no tag '\(first.text.prefix(60))'",
                near.map { "did you mean '\($0)'?" }
                    ?? "there are \(Self.forms.keys.sorted().joined(separator: ", ")); write \\{{ for the signs themselves")
        }
        let names = words.dropFirst().filter(\.isQuoted).map(\.text)
        let options = words.dropFirst().filter { !$0.isQuoted }.map(\.text)
        let counts = ["figure": 1...1, "link": 1...2][first.text] ?? 2...2
        guard counts.contains(names.count), names.allSatisfy({ !$0.isEmpty }) else {
            throw fault(
                "'\(first.text)' takes \(counts.upperBound == 1 ? "one name" : counts.count > 1 ? "one name or two" : "two names") in quotes",
                "write \(form)")
        }
        if let option = options.first, first.text != "value" {
            throw fault("'\(first.text)' takes no '\(option.prefix(60))'", "write \(form)")
        }
        switch first.text {
        case "figure": self = .figure(names[0])
        case "value": self = .value(figure: names[0], value: names[1], try Self.form(options, fault))
        case "claim": self = .claim(figure: names[0], claim: names[1])
        case "table": self = .table(figure: names[0], table: names[1])
        default: self = .link(figure: names[0], words: names.count > 1 ? names[1] : nil)
        }
    }

    private static func form(_ options: [String], _ fault: (String, String) -> Fault) throws -> ValueForm {
        var form = ValueForm()
        for option in options {
            if let part = ValueForm.Part(rawValue: option), form.part == nil {
                form.part = part
            } else if option.hasPrefix("digits:"), let digits = Int(option.dropFirst(7)), (0...15).contains(digits),
                form.digits == nil
            {
                form.digits = digits
            } else {
                let parts = ValueForm.Part.allCases.map(\.rawValue).joined(separator: ", ")
                throw fault(
                    "'\(option.prefix(60))' says nothing of a value", "write one of \(parts), or digits:3 with up to 15 digits")
            }
        }
        return form
    }

    private struct Word {
        var text: String
        var isQuoted: Bool
    }

    /// The words, and what is wrong with them.
    private static func words(of text: String) -> (words: [Word], problem: String?) {
        var words: [Word] = []
        var rest = text[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest = rest.dropFirst()
            } else if first == "\"" || first == "'" || first == "“" {
                let inner = rest.dropFirst()
                guard let close = inner.firstIndex(where: { $0 == (first == "“" ? "”" : first) }) else {
                    return (words, "a quote is never closed")
                }
                words.append(Word(text: String(inner[..<close]), isQuoted: true))
                rest = inner[inner.index(after: close)...]
            } else {
                let word = rest.prefix { !$0.isWhitespace && $0 != "\"" }
                words.append(Word(text: String(word), isQuoted: false))
                rest = rest.dropFirst(word.count)
            }
        }
        return (words, nil)
    }
}

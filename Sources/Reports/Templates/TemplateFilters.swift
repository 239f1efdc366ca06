import Stencil

/// The project's own filters, and those of Stencil's that would end the process or fill the memory for some arguments.
final class TemplateFilters: Extension {
    /// - Parameter anchors: the headings' ids of the report's figures, by figure.
    init(anchors: [String: String]) {
        super.init()
        registerFilter("line") { value in
            (value as? String)?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        registerFilter("link") { value, arguments in
            guard let id = value as? String, let label = arguments.first as? String, arguments.count == 1 else {
                throw TemplateSyntaxError("'link' is written \"paper/figure\"|link:\"Figure 1\"")
            }
            return anchors[id].map { "[\(label)](#\($0))" } ?? label
        }
        registerFilter("counted") { value, arguments in
            guard let name = arguments.first as? String, arguments.count == 1 else {
                throw TemplateSyntaxError("'counted' is written number|counted:\"network\"")
            }
            guard let value else { return nil }
            return "\(value)" == "1" ? "1 \(name)" : "\(value) \(name)s"
        }
        registerFilter("join") { value, arguments in
            guard arguments.count <= 1, let separator = (arguments.first ?? "") as? String else {
                throw TemplateSyntaxError("'join' is written list|join:\", \"")
            }
            guard let items = value as? [Any] else { return value }
            let texts = items.map { "\($0)" }
            try Self.check(texts.reduce(0) { $0 + $1.utf8.count } + texts.count * separator.utf8.count, "join")
            return texts.joined(separator: separator)
        }
        registerFilter("indent") { value, arguments in
            guard arguments.count == 1, let count = arguments.first as? Int, (0...100).contains(count) else {
                throw TemplateSyntaxError("'indent' is written text|indent:4, with up to 100 blanks")
            }
            guard let text = value as? String else { return value }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            try Self.check(text.utf8.count + count * lines.count, "indent")
            let blanks = String(repeating: " ", count: count)
            return lines.enumerated().map { $0 == 0 || $1.isEmpty ? String($1) : blanks + $1 }.joined(separator: "\n")
        }
    }

    private static func check(_ size: Int, _ filter: String) throws {
        guard size <= TemplateLimits.renderedSize else {
            throw TemplateSyntaxError("'\(filter)' makes more than \(TemplateLimits.renderedSize >> 20) MB")
        }
    }
}

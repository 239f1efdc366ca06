extension String {
    /// The text as HTML and XML hold it, their own characters and those that they forbid replaced; for contents and for attributes in double
    /// quotes.
    public var markupEscaped: String { escaped(quote: "\"", as: "&quot;") }

    /// The same for an attribute in single quotes.
    public var markupEscapedInSingleQuotes: String { escaped(quote: "'", as: "&#39;") }

    /// Goes by scalars: to a `Character`, a `<` before a combining mark is no `<`.
    private func escaped(quote: Unicode.Scalar, as replacement: String) -> String {
        var result = ""
        result.reserveCapacity(utf8.count)
        for scalar in withControlsReplaced.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case quote: result += replacement
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

import Files

extension String {
    /// The text with HTML's own characters replaced, and those that it forbids; for contents and for attributes in double quotes.
    package var htmlEscaped: String {
        var result = ""
        result.reserveCapacity(utf8.count)
        for scalar in withControlsReplaced.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text for an attribute in single quotes.
    package var htmlEscapedInSingleQuotes: String {
        withControlsReplaced.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("'", with: "&#39;")
    }
}

/// Works cited at one place: `[@a; see @b, p. 3]`.
public struct Citation: Sendable, Equatable {
    public struct Work: Sendable, Equatable {
        public var key: String
        /// Words ahead of it: "see".
        public var prefix: String
        /// What follows: "p. 3".
        public var suffix: String
        /// Whether its authors stand in the sentence already: `-@key`.
        public var isYearOnly: Bool
    }

    public var works: [Work]

    /// Reads what stands between the square brackets.
    /// - Returns: nil where that is no citation: each part has one key, `@` with nothing but a blank or a hyphen before it.
    public init?(reading text: String) {
        var works: [Work] = []
        for part in text.split(separator: ";", omittingEmptySubsequences: false) {
            guard let work = Work(reading: part) else { return nil }
            works.append(work)
        }
        self.works = works
    }
}

extension Citation.Work {
    fileprivate init?(reading part: Substring) {
        var previous: Character = " "
        for place in part.indices {
            let sign = part[place]
            if sign == "@", previous == " " || previous == "-" || previous.isNewline {
                let rest = part[part.index(after: place)...]
                let key = Self.key(at: rest)
                guard !key.isEmpty else { return nil }
                var before = part[..<place]
                isYearOnly = previous == "-"
                if isYearOnly { before = before.dropLast() }
                self.key = key
                prefix = Self.trimmed(before)
                var after = rest.dropFirst(key.count)
                if after.first == "," { after = after.dropFirst() }
                suffix = Self.trimmed(after)
                return
            }
            previous = sign
        }
        return nil
    }

    /// Letters and digits, and single signs between such.
    private static func key(at text: Substring) -> String {
        guard let first = text.first, first.isLetter || first.isNumber || first == "_" else { return "" }
        var key = ""
        var waiting = ""
        for sign in text {
            if sign.isLetter || sign.isNumber || sign == "_" {
                key += waiting + String(sign)
                waiting = ""
            } else if waiting.isEmpty, ":.#$%&-+?<>~/".contains(sign) {
                waiting = String(sign)
            } else {
                break
            }
        }
        return key
    }

    private static func trimmed(_ text: Substring) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

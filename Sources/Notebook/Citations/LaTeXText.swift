import Files
import Foundation

/// Text as BibTeX files have it, in LaTeX, to Markdown: accents and signs to letters, dashes and quotes to those of print, commands of dress to
/// Markdown's, `$…$` to an equation. Braces that keep capitals are left out; a command that is not known leaves what it holds.
enum LaTeXText {
    static func markdown(_ text: String) -> String {
        var reader = Reader(signs: Array(text), isPlain: false)
        return reader.all().split(whereSeparator: { $0 == " " || $0.isNewline }).joined(separator: " ")
    }

    /// The letters alone, for names that are compared and for labels.
    static func plain(_ text: String) -> String {
        var reader = Reader(signs: Array(text), isPlain: true)
        return reader.all().split(whereSeparator: { $0 == " " || $0.isNewline }).joined(separator: " ")
    }

    private struct Reader {
        let signs: [Character]
        let isPlain: Bool
        var place = 0
        var depth = 0
        /// How deep groups are followed; what is deeper stands as it is.
        private static let deepest = 40

        init(signs: [Character], isPlain: Bool) {
            self.signs = signs
            self.isPlain = isPlain
        }

        mutating func all() -> String {
            var text = ""
            while place < signs.count { text += group() }
            return text
        }

        /// What stands up to the closing brace, which is taken too.
        private mutating func group() -> String {
            depth += 1
            defer { depth -= 1 }
            var text = ""
            while place < signs.count {
                let sign = signs[place]
                if sign == "}" {
                    place += 1
                    return text
                }
                text += one()
            }
            return text
        }

        /// One letter, one command with what it takes, or one group.
        private mutating func one() -> String {
            let sign = signs[place]
            place += 1
            switch sign {
            case "{": return depth < Self.deepest ? group() : ""
            case "}": return ""
            case "\\": return command()
            case "~": return "\u{A0}"
            case "$": return equation()
            case "-":
                if peek == "-" {
                    place += 1
                    if peek == "-" {
                        place += 1
                        return "—"
                    }
                    return "–"
                }
                return "-"
            case "`":
                if peek == "`" {
                    place += 1
                    return "“"
                }
                return "‘"
            case "'":
                if peek == "'" {
                    place += 1
                    return "”"
                }
                return "’"
            default: return written(String(sign))
            }
        }

        private func written(_ text: String) -> String {
            guard !isPlain else { return text }
            return text.map { "\\`*_[]<>#|~&!$".contains($0) ? "\\\($0)" : String($0) }.joined()
        }

        private mutating func equation() -> String {
            guard let close = signs[place...].firstIndex(of: "$") else { return written("$") }
            let tex = String(signs[place..<close])
            place = close + 1
            // What is no equation here stands as it was written.
            if !isPlain, !tex.contains("`"), !tex.contains(where: \.isNewline), (try? Formula(tex: tex)) != nil {
                return "$`\(tex)`$"
            }
            return written(tex)
        }

        private mutating func command() -> String {
            guard let first = peek else { return "" }
            if first.isASCII, first.isLetter {
                var name = ""
                while let letter = peek, letter.isASCII, letter.isLetter {
                    name.append(letter)
                    place += 1
                }
                // Blanks after a command end it, and stand for none.
                while peek?.isWhitespace == true { place += 1 }
                if let mark = LaTeXAccents.marks[name] { return accented(mark) }
                if let letter = LaTeXAccents.letters[name] {
                    if peek == "{", place + 1 < signs.count, signs[place + 1] == "}" { place += 2 }
                    return written(letter)
                }
                switch name {
                case "emph", "textit", "textsl", "it", "em": return dressed("*")
                case "textbf", "bf": return dressed("**")
                case "url", "href", "path": return argument()
                case "par", "newline", "linebreak": return " "
                // What it holds follows, and stands for itself.
                default: return ""
                }
            }
            place += 1
            if let mark = LaTeXAccents.marks[String(first)] { return accented(mark) }
            switch first {
            case "&", "%", "$", "#", "_", "{", "}": return written(String(first))
            case "\\", ",", ";", ":", " ": return " "
            case "-", "/", "!", "(", ")", "[", "]": return ""
            default: return written(String(first))
            }
        }

        private mutating func dressed(_ mark: String) -> String {
            guard peek == "{" else { return "" }
            let inner = argument()
            let isWord = inner.first.map { !$0.isWhitespace } == true && inner.last.map { !$0.isWhitespace } == true
            return isPlain || !isWord ? inner : mark + inner + mark
        }

        private mutating func argument() -> String {
            depth += 1
            defer { depth -= 1 }
            while peek?.isWhitespace == true { place += 1 }
            return place < signs.count && depth < Self.deepest ? one() : ""
        }

        private mutating func accented(_ mark: Character) -> String {
            let inner = argument()
            guard let first = inner.first, first.isLetter else { return inner }
            // The dotless letters are for accents.
            let base = ["ı": "i", "ȷ": "j"][first] ?? first
            return (String(base) + String(mark)).composed + inner.dropFirst()
        }

        private var peek: Character? { place < signs.count ? signs[place] : nil }
    }
}

/// What LaTeX writes accents and letters of other languages by.
enum LaTeXAccents {
    /// By command: the combining mark.
    static let marks: [String: Character] = [
        "\"": "\u{308}", "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}", ".": "\u{307}",
        "u": "\u{306}",
        "v": "\u{30C}", "H": "\u{30B}", "c": "\u{327}", "d": "\u{323}", "b": "\u{331}", "k": "\u{328}", "r": "\u{30A}",
        "t": "\u{361}",
    ]

    static let letters: [String: String] = [
        "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
        "i": "ı",
        "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶",
        "dag": "†", "ddag": "‡", "copyright": "©", "pounds": "£", "euro": "€", "ldots": "…", "dots": "…", "textendash": "–",
        "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”",
        "textbackslash": "\\", "textasciitilde": "~", "textunderscore": "_", "textregistered": "®", "texttrademark": "™",
        "TeX": "TeX",
        "LaTeX": "LaTeX", "BibTeX": "BibTeX", "textdegree": "°", "textdollar": "$",
    ]
}

extension String {
    /// Each letter with its marks as one, where Unicode has such a one (form C).
    fileprivate var composed: String { precomposedStringWithCanonicalMapping }
}

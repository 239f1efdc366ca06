/// A person's name in parts, as BibTeX parts it: "Last", "von Last, Jr, First", "First von Last"; a group in braces stands together.
public struct PersonName: Sendable, Equatable {
    public var first: String
    public var von: String
    public var last: String
    public var junior: String

    /// As it is read: "Ludwig van Beethoven".
    public var full: String { [first, von, last, junior].filter { !$0.isEmpty }.joined(separator: " ") }

    /// As it is sorted and cited by: "van Beethoven".
    public var family: String { von.isEmpty ? last : "\(von) \(last)" }

    /// The names of a field "author" or "editor", and whether there are others.
    static func names(in field: String) -> (names: [PersonName], hasOthers: Bool) {
        var parts = parted(field, at: { $0 == "and" })
        var hasOthers = false
        if parts.last.map({ $0.joined(separator: " ").lowercased() }) == "others" {
            hasOthers = true
            parts.removeLast()
        }
        return (parts.filter { !$0.isEmpty }.map(PersonName.init(words:)), hasOthers)
    }

    /// - Parameter words: those outside braces parted at blanks; a comma is at its word's end.
    private init(words: [String]) {
        let pieces = Self.pieces(words)
        switch pieces.count {
        case 1:
            let words = pieces[0]
            // The von part goes from the first word in lower case to the last one ahead of the last name.
            let lower = words.indices.dropLast().filter { Self.isLower(words[$0]) }
            if let start = lower.first, let end = lower.last {
                self.init(first: words[..<start], von: words[start...end], last: words[(end + 1)...], junior: [])
            } else {
                self.init(first: words.dropLast(), von: [], last: words.suffix(1), junior: [])
            }
        default:
            let family = pieces[0]
            let end = family.dropLast().prefix { Self.isLower($0) }.endIndex
            self.init(
                first: (pieces.last ?? [])[...], von: family[..<end], last: family[end...],
                junior: pieces.count > 2 ? pieces[1][...] : [])
        }
    }

    private init(first: ArraySlice<String>, von: ArraySlice<String>, last: ArraySlice<String>, junior: ArraySlice<String>) {
        func text(_ words: ArraySlice<String>) -> String { LaTeXText.plain(words.joined(separator: " ")) }
        (self.first, self.von, self.last, self.junior) = (text(first), text(von), text(last), text(junior))
    }

    /// The words parted where a comma ends one.
    private static func pieces(_ words: [String]) -> [[String]] {
        var pieces: [[String]] = [[]]
        for word in words {
            if word.hasSuffix(",") {
                if word.count > 1 { pieces[pieces.count - 1].append(String(word.dropLast())) }
                pieces.append([])
            } else {
                pieces[pieces.count - 1].append(word)
            }
        }
        if pieces.count > 1, pieces.last?.isEmpty == true { pieces.removeLast() }
        return pieces
    }

    /// Words outside braces, in lists between those that part them.
    private static func parted(_ text: String, at isMark: (String) -> Bool) -> [[String]] {
        var (lists, word, depth): ([[String]], String, Int) = ([[]], "", 0)
        func end() {
            guard !word.isEmpty else { return }
            if isMark(word.lowercased()) { lists.append([]) } else { lists[lists.count - 1].append(word) }
            word = ""
        }
        for character in text {
            switch character {
            case "{": depth += 1
            case "}": depth -= 1
            default: break
            }
            if depth <= 0, character.isWhitespace || character == "~" {
                end()
            } else {
                word.append(character)
                if depth <= 0, character == "," { end() }
            }
        }
        end()
        return lists
    }

    /// Whether the word's first letter is a small one; a word in braces counts as a great one.
    private static func isLower(_ word: String) -> Bool {
        guard !word.hasPrefix("{") || word.hasPrefix("{\\") else { return false }
        return LaTeXText.plain(word).first { $0.isLetter }?.isLowercase ?? false
    }
}

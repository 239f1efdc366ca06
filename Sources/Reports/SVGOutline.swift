/// Outlines as Cairo writes them ("M 1 2 L 3 4 C ... Z"), in fewer letters.
enum SVGOutline {
    /// The same outline by steps from point to point, which are short numbers. Exact where its numbers are hundredths; what is no outline of
    /// Cairo's is left as it is.
    static func compact(_ outline: Substring) -> String {
        var text = ""
        var (x, y, startX, startY) = (0, 0, 0, 0)
        let words = outline.split(separator: " ")
        var place = 0
        func numbers(_ count: Int) -> [Int]? {
            guard place + count < words.count else { return nil }
            var found: [Int] = []
            for word in words[(place + 1)...(place + count)] {
                guard let value = Double(word), abs(value) < 1e9 else { return nil }
                found.append(Int((value * 100).rounded()))
            }
            return found
        }
        while place < words.count {
            switch words[place] {
            case "M":
                guard let to = numbers(2) else { return String(outline) }
                // A place alone draws nothing: Cairo ends each closed outline with one.
                if place + 3 < words.count { text += "M\(joined(to))" }
                (x, y, startX, startY) = (to[0], to[1], to[0], to[1])
                place += 3
            case "L":
                guard let to = numbers(2) else { return String(outline) }
                text +=
                    to[1] == y
                    ? "h\(joined([to[0] - x]))" : to[0] == x ? "v\(joined([to[1] - y]))" : "l\(joined([to[0] - x, to[1] - y]))"
                (x, y) = (to[0], to[1])
                place += 3
            case "C":
                guard let to = numbers(6) else { return String(outline) }
                text += "c\(joined(to.enumerated().map { $1 - ($0 % 2 == 0 ? x : y) }))"
                (x, y) = (to[4], to[5])
                place += 7
            case "Z":
                text += "Z"
                (x, y) = (startX, startY)
                place += 1
            default: return String(outline)
            }
        }
        return text
    }

    private static func joined(_ numbers: [Int]) -> String {
        numbers.enumerated().map { $0 == 0 || $1 < 0 ? printed($1) : ",\(printed($1))" }.joined()
    }

    /// "58.13", "-.5".
    static func hundredths(_ value: Double) -> String { printed(Int((value * 100).rounded())) }

    private static func printed(_ hundredths: Int) -> String {
        let (whole, part) = (abs(hundredths) / 100, abs(hundredths) % 100)
        let sign = hundredths < 0 ? "-" : ""
        if part == 0 { return "\(sign)\(whole)" }
        let digits = part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)"
        return "\(sign)\(whole == 0 ? "" : "\(whole)").\(digits)"
    }
}

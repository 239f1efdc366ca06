/// Where signs that close something stand in a page: found once, so that a page of a thousand dollar signs is read as fast as any.
struct PageMarks {
    private let escaped: Set<Int>
    /// For each place the next one, at it or behind it and in its paragraph, where a single dollar sign may close an equation; -1: none.
    private let dollars: [Int32]
    private let doubles: [Int32]
    /// The next square bracket of either kind.
    private let brackets: [Int32]
    /// Where runs of so many backticks begin, and of each place the end of its paragraph.
    private let ticks: [Int: [Int]]
    private let paragraphs: [Int]

    /// - Parameter isClosed: whether nothing is read in a line, so that it ends what is before it.
    init(_ signs: [Character], starts: [Int], isClosed: (Int) -> Bool) {
        var escaped: Set<Int> = []
        var ticks: [Int: [Int]] = [:]
        var index = 0
        while index < signs.count {
            if signs[index] == "\\", index + 1 < signs.count, signs[index + 1] != "\n" {
                escaped.insert(index + 1)
                index += 2
            } else if signs[index] == "`" {
                let start = index
                while index < signs.count, signs[index] == "`" { index += 1 }
                ticks[index - start, default: []].append(start)
            } else {
                index += 1
            }
        }
        // A run of backticks may begin with one that is escaped, and closes a span all the same.
        var ends = [Int](repeating: signs.count, count: max(0, starts.count - 1))
        var end = signs.count
        for line in ends.indices.reversed() {
            let isBlank = signs[starts[line]..<(starts[line + 1] - 1)].allSatisfy { $0 == " " || $0 == "\t" || $0 == ">" }
            if isBlank || isClosed(line) { end = starts[line] }
            ends[line] = end
        }
        var (dollars, doubles, brackets) = (
            [Int32](repeating: -1, count: signs.count + 1), [Int32](repeating: -1, count: signs.count + 1),
            [Int32](repeating: -1, count: signs.count + 1)
        )
        for line in ends.indices.reversed() {
            let range = starts[line]..<starts[line + 1]
            let goesOn = ends[line] > range.upperBound
            var (dollar, double, bracket): (Int32, Int32, Int32) =
                goesOn ? (dollars[range.upperBound], doubles[range.upperBound], brackets[range.upperBound]) : (-1, -1, -1)
            for place in range.reversed() {
                let sign = signs[place]
                if !escaped.contains(place) {
                    if sign == "$" {
                        let next = place + 1 < signs.count ? signs[place + 1] : "\n"
                        if place > 0, !signs[place - 1].isWhitespace, !(next.isNumber && next.isASCII) { dollar = Int32(place) }
                        if next == "$" { double = Int32(place) }
                    } else if sign == "[" || sign == "]" {
                        bracket = Int32(place)
                    }
                }
                (dollars[place], doubles[place], brackets[place]) = (dollar, double, bracket)
            }
        }
        (self.escaped, self.dollars, self.doubles, self.brackets, self.ticks) = (escaped, dollars, doubles, brackets, ticks)
        var paragraphs = [Int](repeating: signs.count, count: signs.count + 1)
        for line in ends.indices {
            for place in starts[line]..<starts[line + 1] { paragraphs[place] = ends[line] }
        }
        self.paragraphs = paragraphs
    }

    func isEscaped(_ place: Int) -> Bool { escaped.contains(place) }

    /// The sign that closes an equation which holds at least the sign at the place.
    func dollar(after place: Int) -> Int? { Self.found(dollars, place + 1) }

    func doubleDollar(after place: Int) -> Int? { Self.found(doubles, place) }

    /// The next square bracket behind the place.
    func bracket(after place: Int) -> Int? { Self.found(brackets, place + 1) }

    /// One past the span of code that begins with so many backticks at the place; nil where nothing closes it.
    func code(after place: Int, count: Int) -> Int? {
        guard let all = ticks[count] else { return nil }
        let next = all.partitioningIndex { $0 > place }
        guard next < all.count, all[next] < paragraphs[place] else { return nil }
        return all[next] + count
    }

    private static func found(_ places: [Int32], _ place: Int) -> Int? {
        guard place < places.count, places[place] >= 0 else { return nil }
        return Int(places[place])
    }
}

extension Array {
    /// The first index whose element, and all behind it, are as the condition says.
    func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

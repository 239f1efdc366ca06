/// What a line has ahead of its words for the quotes and lists that it stands in.
struct LinePrefix: Equatable {
    /// How many characters it has.
    var count = 0
    /// What the block's next lines begin with to stand in the same.
    var continuation = ""
    /// Whether a list's item begins here.
    var hasMark = false

    init(of line: ArraySlice<Character>) {
        let signs = Array(line)
        var place = 0
        func isBlank(_ index: Int) -> Bool { index < signs.count && (signs[index] == " " || signs[index] == "\t") }
        while place < signs.count {
            let start = place
            var blanks = 0
            while isBlank(place) {
                blanks += 1
                place += 1
            }
            if place < signs.count, signs[place] == ">" {
                place += 1
                continuation += String(signs[start..<place])
                if isBlank(place) { place += 1 }
                continuation += " "
                count = place
                continue
            }
            if let end = Self.mark(signs, at: place), isBlank(end) {
                place = end + 1
                continuation += String(repeating: " ", count: place - start)
                hasMark = true
                count = place
                continue
            }
            continuation += String(repeating: " ", count: blanks)
            count = place
            return
        }
        count = place
    }

    /// One past a list's mark that stands there.
    private static func mark(_ signs: [Character], at place: Int) -> Int? {
        guard place < signs.count else { return nil }
        if "-*+".contains(signs[place]) { return place + 1 }
        var end = place
        while end < signs.count, end - place < 9, signs[end].isASCII, signs[end].isNumber { end += 1 }
        guard end > place, end < signs.count, signs[end] == "." || signs[end] == ")" else { return nil }
        return end + 1
    }
}

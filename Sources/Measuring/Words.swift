/// How messages and notes count and list.
enum Words {
    /// "1 unit", "3 units".
    static func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// So many items are listed in full.
    static let mostListed = 8

    /// "a, b and c"; of more than eight the first seven and how many more.
    static func list(_ items: [String]) -> String { list(items, of: items.count) }

    /// The same of so many items, of which only the first few are at hand.
    static func list(_ items: [String], of count: Int) -> String {
        if count > mostListed {
            return items.prefix(mostListed - 1).joined(separator: ", ") + " and \(count - mostListed + 1) more"
        }
        guard items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + items[items.count - 1]
    }

    /// "0, 3, 7 to 9": runs of three and more drawn together.
    static func runs(_ numbers: [Int]) -> String {
        var parts: [String] = []
        var start = 0
        while start < numbers.count {
            var end = start
            while end + 1 < numbers.count, numbers[end + 1] == numbers[end] + 1 { end += 1 }
            if end - start > 1 {
                parts.append("\(numbers[start])-\(numbers[end])")
            } else {
                parts += numbers[start...end].map(String.init)
            }
            start = end + 1
        }
        return parts.joined(separator: ",")
    }
}

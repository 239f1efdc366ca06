/// A text out of a file as messages show it: at most 40 characters, control characters escaped.
func shown(_ text: some StringProtocol) -> String {
    let start = text.prefix(40)
    // One character may have any number of accents.
    let scalars = start.unicodeScalars.prefix(120)
    let escaped = scalars.map { $0.properties.generalCategory == .control ? $0.escaped(asASCII: true) : String($0) }
    let isWhole = start.endIndex == text.endIndex && scalars.endIndex == start.endIndex
    return escaped.joined() + (isWhole ? "" : "...")
}

/// "10000 x 64"; of more than eight sides the first eight.
func shown(shape: [Int]) -> String {
    switch shape.count {
    case 0: "a single number"
    case 1...8: shape.map(String.init).joined(separator: " x ")
    default: "\(shape.prefix(8).map(String.init).joined(separator: " x ")) x ... (\(shape.count) sides)"
    }
}

/// "NaN", "infinity", or the number.
func shown(number: Double) -> String {
    number.isNaN ? "NaN" : number.isInfinite ? (number > 0 ? "infinity" : "-infinity") : "\(number)"
}

/// "1 field", "3 fields".
func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

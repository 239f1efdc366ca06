/// A text out of a file as messages show it: at most 40 characters, control characters escaped.
func shown(_ text: some StringProtocol) -> String {
    let escaped = text.prefix(41).unicodeScalars.map {
        $0.properties.generalCategory == .control ? $0.escaped(asASCII: true) : String($0)
    }
    return text.count > 40 ? escaped.dropLast().joined() + "..." : escaped.joined()
}

/// "10,000 x 64".
func shown(shape: [Int]) -> String {
    switch shape.count {
    case 0: "a single number"
    case 1: "\(shape[0])"
    default: shape.map(String.init).joined(separator: " x ")
    }
}

/// "NaN", "infinity", or the number.
func shown(number: Double) -> String {
    number.isNaN ? "NaN" : number.isInfinite ? (number > 0 ? "infinity" : "-infinity") : "\(number)"
}

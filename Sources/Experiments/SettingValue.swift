/// A setting's value as a report definition can give it.
public enum SettingValue: Hashable, Sendable, CustomStringConvertible {
    case integer(Int)
    case number(Double)
    case numbers([Double])
    case choice(String)

    /// In print: "8000", "0.07", "0.01, 0.07, 0.15, 0.3". It is part of cache keys, so it tells different values apart.
    public var description: String {
        switch self {
        case .integer(let value): "\(value)"
        case .number(let value): Self.plain(value)
        case .numbers(let values): values.map(Self.plain).joined(separator: ", ")
        case .choice(let value): value
        }
    }

    /// The shortest decimal that reads back as the value, without ".0".
    private static func plain(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

/// What a setting may be.
public enum AllowedValues: Hashable, Sendable, CustomStringConvertible {
    case integers(ClosedRange<Int>)
    case numbers(ClosedRange<Double>)
    /// A list of so many numbers, each in the range.
    case lists(ClosedRange<Double>, counts: ClosedRange<Int>)
    case choices([String])

    public var description: String {
        switch self {
        case .integers(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .numbers(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .lists(let range, let counts):
            "a list of \(counts.lowerBound) to \(counts.upperBound) numbers from \(range.lowerBound) to \(range.upperBound)"
        case .choices(let choices): "one of \(choices.joined(separator: ", "))"
        }
    }

    public func contains(_ value: SettingValue) -> Bool {
        switch (self, value) {
        case (.integers(let range), .integer(let value)): range.contains(value)
        case (.numbers(let range), .number(let value)): range.contains(value)
        case (.lists(let range, let counts), .numbers(let values)):
            counts.contains(values.count) && values.allSatisfy(range.contains)
        case (.choices(let choices), .choice(let value)): choices.contains(value)
        default: false
        }
    }
}

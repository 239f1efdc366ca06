extension Parameter {
    /// Settings that the paper gives: a whole number, a number, a list, a choice.
    public static func given(_ key: String, _ name: String, _ value: Int, _ allowed: ClosedRange<Int>) -> Parameter {
        given(key, name, .integer(value), allowed: .integers(allowed))
    }

    public static func given(_ key: String, _ name: String, _ value: Double, _ allowed: ClosedRange<Double>) -> Parameter {
        given(key, name, .number(value), allowed: .numbers(allowed))
    }

    /// Settings that the paper leaves open.
    public static func chosen(
        _ key: String, _ name: String, _ value: Int, _ allowed: ClosedRange<Int>, because reason: String
    ) -> Parameter {
        chosen(key, name, .integer(value), because: reason, allowed: .integers(allowed))
    }

    public static func chosen(
        _ key: String, _ name: String, _ value: Double, _ allowed: ClosedRange<Double>, because reason: String
    ) -> Parameter {
        chosen(key, name, .number(value), because: reason, allowed: .numbers(allowed))
    }

    /// One of an enumeration's cases.
    public static func chosen<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, _ name: String, _ value: Choice, because reason: String
    ) -> Parameter {
        chosen(key, name, .choice(value.rawValue), because: reason, allowed: .choices(Choice.allCases.map(\.rawValue)))
    }

    /// The first network's seed; the others follow it.
    public static let firstSeed = chosen(
        "firstSeed", "first network's seed", 1, 0...1_000_000, because: "any will do; the others follow it")
}

extension Settings {
    /// A setting that is one of an enumeration's cases.
    public func choice<Choice: RawRepresentable<String>>(_ parameter: Parameter, of _: Choice.Type = Choice.self) -> Choice {
        guard let value = Choice(rawValue: choice(parameter)) else { preconditionFailure("\(parameter.key) is no \(Choice.self)") }
        return value
    }
}

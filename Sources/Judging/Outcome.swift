/// What the measured numbers say of a statement. It says nothing of the settings at which they were measured: that is the scale.
public enum Outcome: Sendable, Equatable {
    case holds
    /// Some of its parts hold and some do not.
    case partly
    case doesNotHold
    /// The numbers allow both.
    /// - Parameter networks: how many would decide it with a power of 80 %, were the measured mean and spread the true ones; nil where no
    ///   affordable number would.
    case undecided(networks: Int?)
    /// With the reason: "stand-in data", "other architecture".
    case notAssessed(String)

    /// "holds", "partly", "does not hold", "undecided (12 networks would decide)", "not assessed (stand-in data)".
    public var label: String {
        switch self {
        case .holds: "holds"
        case .partly: "partly"
        case .doesNotHold: "does not hold"
        case .undecided(let networks?): "undecided (\(networks) networks would decide)"
        case .undecided(nil): "undecided"
        case .notAssessed(let reason): "not assessed (\(reason))"
        }
    }
}

/// In JSON an outcome is its label.
extension Outcome: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let outcome = Self(label: text) else {
            let shortened = text.count > 60 ? "\(text.prefix(60))…" : text
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(shortened)' is no verdict")
        }
        self = outcome
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(label)
    }

    private init?(label text: String) {
        func between(_ prefix: String, _ suffix: String) -> String? {
            guard text.hasPrefix(prefix), text.hasSuffix(suffix), text.count >= prefix.count + suffix.count else { return nil }
            return String(text.dropFirst(prefix.count).dropLast(suffix.count))
        }
        if let plain = [Self.holds, .partly, .doesNotHold, .undecided(networks: nil)].first(where: { $0.label == text }) {
            self = plain
        } else if let networks = between("undecided (", " networks would decide)").flatMap(Int.init) {
            self = .undecided(networks: networks)
        } else if let reason = between("not assessed (", ")") {
            self = .notAssessed(reason)
        } else {
            return nil
        }
    }
}

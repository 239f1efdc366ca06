/// What was measured of a statement: a number a network, or what a number is computed from.
///
/// The unit that is drawn at random is the network (its seed). Several ablation orders, images or layers of one network are averaged
/// before they come here: they are no further networks.
public enum Sample: Sendable, Equatable {
    /// One number that nothing random enters: of a data set as a whole, of a constructed example.
    case exact(Double)
    /// One number a network: an accuracy, a difference within the network.
    case networks([Double])
    /// Two kinds of networks, each with seeds of its own: what counts is the first mean less the second.
    case groups([Double], [Double])
    /// Whether the statement holds in each network.
    case holds([Bool])
    /// A series of numbers a network, along an axis on which all networks agree: [network][place].
    case series([[Double]])

    /// How many networks it rests on; of two groups those of the smaller; 0 where nothing random enters.
    public var networkCount: Int {
        switch self {
        case .exact: 0
        case .networks(let values): values.count
        case .groups(let first, let second): min(first.count, second.count)
        case .holds(let flags): flags.count
        case .series(let series): series.count
        }
    }

    /// Whether there are no networks where there should be.
    public var isEmpty: Bool {
        if case .exact = self { false } else { networkCount == 0 }
    }

    /// False where there are no networks, or a number is none.
    public var isFinite: Bool {
        switch self {
        case .exact(let value): value.isFinite
        case .networks(let values): !values.isEmpty && values.allSatisfy(\.isFinite)
        case .groups(let first, let second): !first.isEmpty && !second.isEmpty && (first + second).allSatisfy(\.isFinite)
        case .holds(let flags): !flags.isEmpty
        case .series(let series): !series.isEmpty && series.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isFinite) }
        }
    }
}

/// In JSON an object with one key: {"networks": [0.97, 0.98]}, {"holds": [true, false]}.
extension Sample: Codable {
    private enum CodingKeys: String, CodingKey { case exact, networks, groups, holds, series }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if container.contains(.exact) {
            self = .exact(try container.decode(Double.self, forKey: .exact))
        } else if container.contains(.networks) {
            self = .networks(try container.decode([Double].self, forKey: .networks))
        } else if container.contains(.holds) {
            self = .holds(try container.decode([Bool].self, forKey: .holds))
        } else if container.contains(.series) {
            self = .series(try container.decode([[Double]].self, forKey: .series))
        } else {
            let groups = try container.decode([[Double]].self, forKey: .groups)
            guard groups.count == 2 else {
                throw DecodingError.dataCorruptedError(
                    forKey: .groups, in: container, debugDescription: "\(groups.count) groups where two belong")
            }
            self = .groups(groups[0], groups[1])
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .exact(let value): try container.encode(value, forKey: .exact)
        case .networks(let values): try container.encode(values, forKey: .networks)
        case .groups(let first, let second): try container.encode([first, second], forKey: .groups)
        case .holds(let flags): try container.encode(flags, forKey: .holds)
        case .series(let series): try container.encode(series, forKey: .series)
        }
    }
}

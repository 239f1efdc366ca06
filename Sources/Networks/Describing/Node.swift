/// One operation of a network and what it takes its inputs from.
///
/// A layer's nodes carry its name: the one with the weights by itself ("layers.0"), the others behind a stroke ("layers.0/normalise",
/// "layers.0/activate"). Parameters are named by the layer: "layers.0.weights", "layers.0.scale".
public struct Node: Sendable {
    /// What stands for the network's input in `from`.
    public static let input = -1

    public let id: String
    public let op: any Op
    /// The nodes whose values it takes, each before this one; `Node.input` for the network's input.
    public let from: [Int]

    public init(id: String, op: any Op, from: [Int]) {
        self.id = id
        self.op = op
        self.from = from
    }

    /// The layer's name.
    public var layer: Substring { id.prefix { $0 != "/" } }
}

extension Node: Hashable {
    public static func == (one: Node, other: Node) -> Bool {
        one.id == other.id && one.from == other.from && AnyHashable(one.op) == AnyHashable(other.op)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(from)
        hasher.combine(AnyHashable(op))
    }
}

extension Node: Codable {
    private enum Key: String, CodingKey {
        case id, kind, op, from
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let kind = try container.decode(String.self, forKey: .kind)
        guard let type = operationKinds.first(where: { $0.kind == kind }) else {
            throw DecodingError.dataCorruptedError(
                forKey: .kind, in: container, debugDescription: "no operation is called '\(kind)'")
        }
        id = try container.decode(String.self, forKey: .id)
        op = try container.decode(type, forKey: .op)
        from = try container.decode([Int].self, forKey: .from)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(type(of: op).kind, forKey: .kind)
        try container.encode(op, forKey: .op)
        try container.encode(from, forKey: .from)
    }
}

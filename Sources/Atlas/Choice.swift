/// One way in which a run departs from the settings and readings that were chosen.
public struct Choice: Codable, Sendable, Hashable, Comparable {
    /// A setting's key: "tanhLearningRate"; "reading" for another reading of the statement, "rule" for other numbers of its rule.
    public var key: String
    /// For people: "learning rate of plain SGD, tanh networks".
    public var name: String
    /// In print: "0.05".
    public var value: String

    public init(key: String, name: String, value: String) {
        self.key = key
        self.name = name
        self.value = value
    }

    public static func < (a: Choice, b: Choice) -> Bool { (a.key, a.value) < (b.key, b.value) }

    /// "learning rate of plain SGD, tanh networks: 0.05".
    public var words: String { "\(name): \(value)" }

    static func reading(_ name: String) -> Choice { Choice(key: "reading", name: "read as", value: name) }
    static func rule(_ name: String) -> Choice { Choice(key: "rule", name: "rule", value: name) }
}

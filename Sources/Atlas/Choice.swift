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

    /// Settings by key, then readings, then rules; of one setting numbers by size.
    public static func < (a: Choice, b: Choice) -> Bool {
        (a.rank, a.key, a.number, a.value) < (b.rank, b.key, b.number, b.value)
    }

    private var rank: Int { key == Self.ruleKey ? 2 : key == Self.readingKey ? 1 : 0 }

    /// The value, or the first of a list; what is no number stands behind.
    private var number: Double { value.split(separator: ",").first.flatMap { Double($0) } ?? .infinity }

    /// "learning rate of plain SGD, tanh networks: 0.05".
    public var words: String { "\(name): \(value)" }

    static let readingKey = "reading"
    static let ruleKey = "rule"

    static func reading(_ name: String) -> Choice { Choice(key: readingKey, name: "read as", value: name) }
    static func rule(_ name: String) -> Choice { Choice(key: ruleKey, name: "rule", value: name) }
}

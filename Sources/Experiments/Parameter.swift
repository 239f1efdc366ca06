import Datasets

/// A setting of a figure: its key in report definitions, the paper's value, and what it may be.
public struct Parameter: Hashable, Sendable {
    /// The key in a report definition: "epochs".
    public let key: String
    /// For people: "training length in epochs".
    public let name: String
    /// The paper's value; nil where the paper leaves it open.
    public let paper: SettingValue?
    /// The value where a report definition gives none.
    public let standard: SettingValue
    /// Why this value, where the paper leaves it open.
    public let chosenBecause: String?
    public let allowed: AllowedValues
    /// The key of a setting that counts what this one is of: where that is 0, this one means nothing. nil: it always means something.
    public private(set) var counter: String?
    /// The data sets whose networks alone it is of; nil: it may be of any.
    public private(set) var data: [DatasetName]?

    private init(
        _ key: String, _ name: String, paper: SettingValue?, standard: SettingValue, chosenBecause: String?, allowed: AllowedValues
    ) {
        precondition(allowed.contains(standard), "\(key): the standard value \(standard) is not \(allowed)")
        precondition(paper != nil || chosenBecause != nil, "\(key): neither the paper's value nor a reason for the choice")
        self.key = key
        self.name = name
        self.paper = paper
        self.standard = standard
        self.chosenBecause = chosenBecause
        self.allowed = allowed
    }

    /// A setting that the paper gives.
    public static func given(_ key: String, _ name: String, _ paper: SettingValue, allowed: AllowedValues) -> Parameter {
        Parameter(key, name, paper: paper, standard: paper, chosenBecause: nil, allowed: allowed)
    }

    /// A setting that the paper leaves open.
    public static func chosen(
        _ key: String, _ name: String, _ value: SettingValue, because reason: String, allowed: AllowedValues
    ) -> Parameter {
        Parameter(key, name, paper: nil, standard: value, chosenBecause: reason, allowed: allowed)
    }

    /// The same, of things that another setting counts.
    public func counted(by counter: Parameter) -> Parameter {
        var copy = self
        copy.counter = counter.key
        return copy
    }

    /// The same, of networks on these data sets alone: what is said of others is said at the paper's settings whatever it is.
    public func of(_ data: DatasetName...) -> Parameter {
        var copy = self
        copy.data = data
        return copy
    }
}

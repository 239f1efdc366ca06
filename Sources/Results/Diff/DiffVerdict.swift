/// How a thing of one report stands against the same thing of another.
public enum DiffVerdict: String, Codable, Sendable, CaseIterable {
    /// To the bit.
    case identical
    /// Within the tolerance that the figure declares, or below what a baseline's numbers were rounded to.
    case withinTolerance = "within tolerance"
    /// One side's data stand in for the other's: their numbers have nothing to do with one another.
    case notComparable = "not comparable"
    /// No more than two draws of seeds would differ: see `SeedNoise`.
    case withinSeedNoise = "within seed noise"
    /// Moved, and so few networks cannot tell whether by more than their seeds: see `SeedNoise.leastNetworks`.
    case cannotTell = "cannot tell"
    case changed
    /// In the old report only.
    case missing
    /// In the new report only.
    case new

    /// True for what a change of code, data or settings did, beyond seeds and tolerances, and for what cannot be told from that.
    public var isChange: Bool { severity > Self.withinSeedNoise.severity }

    var severity: Int {
        switch self {
        case .identical: 0
        case .withinTolerance: 1
        case .notComparable: 2
        case .withinSeedNoise: 3
        case .cannotTell: 4
        case .new: 5
        case .changed: 6
        case .missing: 7
        }
    }

    /// The gravest; identical where there is none.
    static func worst(_ verdicts: some Sequence<DiffVerdict>) -> DiffVerdict {
        verdicts.max { $0.severity < $1.severity } ?? .identical
    }
}

extension DiffVerdict {
    init(changedIf isChanged: Bool) { self = isChanged ? .changed : .identical }

    /// Missing where there is no new one, new where there is no old one.
    init?<T>(_ old: T?, _ new: T?) {
        switch (old == nil, new == nil) {
        case (false, true): self = .missing
        case (true, false): self = .new
        default: return nil
        }
    }
}

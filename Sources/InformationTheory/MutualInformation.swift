import NumericCore

/// Plug-in mutual information of two discrete variables, in bits.
public enum MutualInformation {
    /// I(T;Y) = H(T) + H(Y) - H(T,Y), from the symbols of the same samples.
    public static func of<T: Hashable, Y: Hashable>(_ t: [T], and y: [Y]) -> Double {
        precondition(t.count == y.count, "\(t.count) samples of one variable, \(y.count) of the other")
        return JointCounts(SymbolCounts(t), SymbolCounts(y)).mutualInformation
    }

    /// H(T|Y) = H(T,Y) - H(Y), from the symbols of the same samples.
    public static func conditionalEntropy<T: Hashable, Y: Hashable>(of t: [T], given y: [Y]) -> Double {
        precondition(t.count == y.count, "\(t.count) samples of one variable, \(y.count) of the other")
        return JointCounts(SymbolCounts(t), SymbolCounts(y)).conditionalEntropyOfFirst
    }
}

/// The tallies of a pair of variables and of each alone.
struct JointCounts {
    let first: CountTally
    let second: CountTally
    let joint: CountTally

    init(_ t: SymbolCounts, _ y: SymbolCounts) {
        let pairs = zip(t.numbers, y.numbers).map { $0 * y.counts.count + $1 }
        self.init(first: CountTally(t.counts), second: CountTally(y.counts), joint: CountTally(SymbolCounts(pairs).counts))
    }

    init(first: CountTally, second: CountTally, joint: CountTally) {
        precondition(first.total == second.total && joint.total == first.total, "tallies of different samples")
        self.first = first
        self.second = second
        self.joint = joint
    }

    var mutualInformation: Double {
        guard joint.total > 0 else { return 0 }
        return CountLogSums(samples: joint.total).mutualInformation(
            first: first.sumOfCountLogs, second: second.sumOfCountLogs, joint: joint.sumOfCountLogs)
    }

    var conditionalEntropyOfFirst: Double {
        guard joint.total > 0 else { return 0 }
        return Swift.max(0, (second.sumOfCountLogs - joint.sumOfCountLogs) / Double(joint.total))
    }
}

import NumericCore

/// At which epochs a training's weights are recorded: each one early, then at gaps that grow in proportion to the epoch.
public struct SnapshotSchedule: Codable, Hashable, Sendable {
    /// Every epoch up to this one is recorded.
    public var everyEpochUpTo: Int
    /// How many epochs are recorded in all, epoch 0 (the initial weights) included; all where there are no more.
    public var count: Int
    /// Further epochs, on top of those; ones beyond the last are left out.
    public var including: [Int]
    /// Whether the weights of the least validation loss are kept besides (`Trajectory.best`).
    public var best: Bool
    /// Whether the network is scored after every epoch; else after the recorded ones alone, which spares short epochs of wide networks
    /// up to nine tenths of their time.
    public var scoresEveryEpoch: Bool

    public init(everyEpochUpTo: Int, count: Int, including: [Int] = [], best: Bool = false, scoresEveryEpoch: Bool = true) {
        precondition(everyEpochUpTo >= 0 && count >= 0, "every epoch up to \(everyEpochUpTo), \(count) in all")
        precondition(scoresEveryEpoch || !best, "the epoch of the least validation loss needs the scores of all")
        self.everyEpochUpTo = everyEpochUpTo
        self.count = count
        self.including = including
        self.best = best
        self.scoresEveryEpoch = scoresEveryEpoch
    }

    /// The initial and the last weights and their scores, no others.
    public static let ends = SnapshotSchedule(everyEpochUpTo: 0, count: 2, scoresEveryEpoch: false)

    /// The recorded epochs of a training of `last` epochs, ascending: always 0, 1 and `last` (0 and `last` where `count` is below 3).
    public func epochs(upTo last: Int) -> [Int] {
        precondition(last >= 0, "\(last) epochs")
        let wanted = min(max(count, 2), last + 1)
        var epochs = Array(0...min(max(everyEpochUpTo, wanted > 2 ? 1 : 0), last))
        // Each gap is what a geometric progression from here to the last epoch would have; at least 1, and leaving one epoch for each
        // that follows.
        while epochs.count < wanted, let here = epochs.last, here < last {
            let remaining = wanted - epochs.count
            let start = Double(max(here, 1))
            let ratio = DeterministicMath.exp(DeterministicMath.log(Double(last) / start) / Double(remaining))
            epochs.append(min(max(Int((start * ratio).rounded()), here + 1), last - (remaining - 1)))
        }
        if epochs[epochs.count - 1] != last { epochs.append(last) }
        return Set(epochs).union(including.filter { $0 >= 0 && $0 <= last }).sorted()
    }
}

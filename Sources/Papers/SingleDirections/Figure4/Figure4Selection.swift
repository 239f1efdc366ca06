import Experiments

extension Figure4 {
    /// How well a score, such as the area under the ablation curve, picks one of several hyperparameter settings: in random subsets of the
    /// settings the one of the greatest score is taken, and held against the test accuracies of that subset (Section 3.2).
    struct Selection: Sendable {
        /// The rank of the chosen setting's test accuracy in its subset, 1 being the best; the best of equals. One a subset.
        let ranks: [Int]
        /// The best test accuracy of the subset less that of the chosen setting. One a subset.
        let losses: [Double]
        /// What a setting at random would lose: the best test accuracy of the subset less the subset's mean. One a subset.
        let lossesAtRandom: [Double]

        /// - Parameters:
        ///   - scores: a setting's, none of them NaN; of equals the first is taken.
        ///   - accuracies: its test accuracy.
        ///   - subset: settings in a subset.
        ///   - subsets: how many are drawn; subset i is the stream ("settings", i) of seed 0.
        init(scores: [Double], accuracies: [Double], subset: Int, subsets: Int) {
            precondition(
                scores.count == accuracies.count && (1...scores.count).contains(subset), "\(subset) of \(scores.count) settings")
            let chosen = (0..<subsets).map { index in
                var generator = SeededGenerator(seed: 0, purpose: "settings", index: UInt64(index))
                return Self.choose(among: generator.permutation(scores.count).prefix(subset).sorted(), scores, accuracies)
            }
            ranks = chosen.map(\.rank)
            losses = chosen.map(\.loss)
            lossesAtRandom = chosen.map(\.lossAtRandom)
        }

        /// What the greatest score among some settings picks.
        static func choose(
            among settings: [Int], _ scores: [Double], _ accuracies: [Double]
        ) -> (rank: Int, loss: Double, lossAtRandom: Double) {
            let pick = settings.dropFirst().reduce(settings[0]) { scores[$1] > scores[$0] ? $1 : $0 }
            let all = settings.map { accuracies[$0] }
            let best = all.max()!
            return (1 + all.count { $0 > accuracies[pick] }, best - accuracies[pick], best - Statistics.mean(all))
        }

        /// In which share of the subsets the chosen setting is one of the `count` best.
        func share(ofTop count: Int) -> Double { Double(ranks.count { $0 <= count }) / Double(ranks.count) }
    }

    /// The published ranks: of 48 settings.
    static let publishedRanks = [1, 5, 10]
    static let publishedSubset = 48

    /// As many of fewer settings: 5 of 48 are 2 of 12.
    static func rank(_ published: Int, among settings: Int) -> Int {
        max(1, (published * settings + publishedSubset - 1) / publishedSubset)
    }
}

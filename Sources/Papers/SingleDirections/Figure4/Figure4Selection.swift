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

    /// The published ranks, of 48 settings, as the nearest of fewer settings: 5 of 48 are 1 of 12. Those of which fewer have not one are
    /// left out.
    static func ranks(among settings: Int) -> [(published: Int, rank: Int)] {
        [1, 5, 10].filter { $0 * settings >= 48 }.map { ($0, (2 * $0 * settings + 48) / 96) }
    }

    /// The networks of every hyperparameter setting, and what is selected among random halves of the settings, as in the paper.
    struct Sweep: Sendable {
        /// "CIFAR-10".
        let label: String
        /// What the ids of its values begin with.
        let prefix: String
        /// [setting][repeat].
        let settings: [[SweptNetwork]]
        /// By the area, mean over the repeats; by that of each repeat alone.
        let byArea: Selection
        let ofRepeats: [Selection]
        /// By the least training loss; a network that has diverged is taken last.
        let byLoss: Selection

        private var subset: Int { max(1, settings.count / 2) }

        /// - Parameter subsets: how many halves are drawn.
        init(_ label: String, prefix: String, _ settings: [[SweptNetwork]], subsets: Int) {
            (self.label, self.prefix, self.settings) = (label, prefix, settings)
            func selection(_ score: ([SweptNetwork]) -> Double, of accuracy: ([SweptNetwork]) -> Double) -> Selection {
                Selection(
                    scores: settings.map(score), accuracies: settings.map(accuracy), subset: max(1, settings.count / 2),
                    subsets: subsets)
            }
            func accuracy(_ networks: [SweptNetwork]) -> Double { Statistics.mean(networks.map(\.testAccuracy)) }
            byArea = selection({ Statistics.mean($0.map(\.area)) }, of: accuracy)
            ofRepeats = settings[0].indices.map { place in selection({ $0[place].area }, of: { $0[place].testAccuracy }) }
            byLoss = selection(
                { Statistics.mean($0.map { $0.trainingLoss.isFinite ? -$0.trainingLoss : -.infinity }) }, of: accuracy)
        }

        /// Spearman's correlation of area and test accuracy over the settings, one a repeat.
        var correlations: [Double] {
            settings.transposed.map { RankCorrelation.of($0.map(\.area), $0.map(\.testAccuracy)).coefficient }
        }

        /// A series a learning rate, whose points are batch sizes, once for each repeat; then every setting's mean.
        var series: [Series] {
            let rates = settings.map { $0[0].learningRate }.reduce(into: [Double]()) { if $0.last != $1 { $0.append($1) } }
            return rates.map { rate in
                let networks = settings.joined().filter { $0.learningRate == rate }
                return Series(
                    "rate-\(rate)", "\(SettingValue.number(rate))", Column("batch", "batch size", networks.map(\.batchSize)),
                    [
                        Column("accuracy", "test accuracy", networks.map(\.testAccuracy)),
                        Column("area", SweptNetwork.area, networks.map(\.area)),
                        Column("training", "training accuracy", networks.map(\.trainingAccuracy)),
                    ])
            } + [
                Series(
                    "settings", "mean of each setting", Column("setting", "setting", 1...settings.count),
                    [
                        .mean("accuracy", "test accuracy", settings, \.testAccuracy),
                        .mean("area", SweptNetwork.area, settings, \.area),
                    ])
            ]
        }

        /// How often each way of choosing takes one of the best settings of a random half.
        var table: TableResult {
            let ranks = ([1] + Figure4.ranks(among: subset).map(\.rank)).unique
            func row(_ name: String, _ shares: [Double], _ losses: String) -> [TableResult.Cell] {
                [.text(name)] + shares.map { .number(100 * $0, 0) } + [.text(losses)]
            }
            func row(_ name: String, _ selection: Selection) -> [TableResult.Cell] {
                let deviation = selection.losses.count > 1 ? Statistics.standardDeviation(selection.losses) : 0
                return row(
                    name, ranks.map(selection.share(ofTop:)),
                    "\((100 * Statistics.mean(selection.losses)).fixed(2)) ± \((100 * deviation).fixed(2))")
            }
            return TableResult(
                "\(label): one of \(subset) settings chosen, in \(byArea.ranks.count) random halves of all \(settings.count)",
                ["Chosen by"] + ranks.map { "Among the top \($0), %" } + ["Test accuracy below the best, points (mean ± sd)"],
                [
                    row("area under the ablation curve", byArea), row("least training loss", byLoss),
                    row(
                        "chance", ranks.map { Double($0) / Double(subset) },
                        (100 * Statistics.mean(byArea.lossesAtRandom)).fixed(2)),
                ])
        }

        var values: [NamedValue] {
            let networks = Array(settings.joined())
            let fitted = networks.filter(\.isFitted)
            func value(_ id: String, _ quantity: Quantity, _ value: Double, _ digits: Int = 0) -> NamedValue {
                NamedValue(prefix.isEmpty ? id : prefix + id.prefix(1).uppercased() + id.dropFirst(), quantity, value, digits)
            }
            func rho(_ id: String, _ networks: [SweptNetwork], _ measure: (SweptNetwork) -> Double) -> NamedValue {
                let found = RankCorrelation.of(networks.map(measure), networks.map(\.testAccuracy)).coefficient
                return value(id, "Spearman's correlation with the test accuracy", found, 3)
            }
            func percent(_ id: String, _ name: String, unit: String, _ share: Double, _ digits: Int) -> NamedValue {
                value(id, Quantity(name, unit: unit), 100 * share, digits)
            }
            return [
                value("settings", "settings", Double(settings.count)), value("subset", "settings in a random half", Double(subset)),
                value("swept", "networks of the sweep", Double(networks.count)),
                value("fitted", SweptNetwork.fitted, Double(fitted.count)), rho("rhoSweep", networks, \.area),
                rho("rhoSweepTraining", networks, \.trainingAccuracy), rho("rhoSweepFitted", fitted, \.area),
                rho("rhoSweepLoss", networks) {
                    $0.trainingLoss.isFinite ? -$0.trainingLoss : -Double.greatestFiniteMagnitude
                },
                percent("topFirst", "halves in which the area takes the best", unit: "%", byArea.share(ofTop: 1), 0),
                percent("topFirstByLoss", "halves in which the training loss takes the best", unit: "%", byLoss.share(ofTop: 1), 0),
                percent(
                    "lossByLoss", "test accuracy below the best, by training loss", unit: "points", Statistics.mean(byLoss.losses),
                    2),
                percent("loss", "test accuracy below the best", unit: "points", Statistics.mean(byArea.losses), 2),
                percent(
                    "lossAtRandom", "test accuracy of a random setting below the best", unit: "points",
                    Statistics.mean(byArea.lossesAtRandom), 2),
            ]
        }
    }
}

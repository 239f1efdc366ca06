import Experiments

extension Figure4 {
    /// The networks of every hyperparameter setting.
    struct Sweep: Sendable {
        /// [setting][repeat].
        let settings: [[SweptNetwork]]
        /// [setting].
        let batchSizes: [Int]

        init(settings: [[SweptNetwork]], batchSizes: [Int]) {
            precondition(settings.count == batchSizes.count && settings.allSatisfy { !$0.isEmpty }, "settings without networks")
            self.settings = settings
            self.batchSizes = batchSizes
        }

        var networks: [SweptNetwork] { Array(settings.joined()) }

        /// Half of the settings, as in the paper.
        var subset: Int { max(1, settings.count / 2) }

        /// A setting's mean over its repeats.
        func means(_ value: (SweptNetwork) -> Double) -> [Double] { settings.map { Statistics.mean($0.map(value)) } }

        /// By the area under the ablation curve.
        func byArea(subsets: Int) -> Selection {
            Selection(scores: means(\.area), accuracies: means(\.testAccuracy), subset: subset, subsets: subsets)
        }

        /// By the least training loss; a network that has diverged is taken last.
        func byTrainingLoss(subsets: Int) -> Selection {
            let scores = means { $0.trainingLoss.isFinite ? -$0.trainingLoss : -.infinity }
            return Selection(scores: scores, accuracies: means(\.testAccuracy), subset: subset, subsets: subsets)
        }

        func correlation(_ networks: [SweptNetwork], _ value: (SweptNetwork) -> Double) -> Double {
            RankCorrelation.of(networks.map(value), networks.map(\.testAccuracy)).coefficient
        }
    }
}

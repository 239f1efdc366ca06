import Experiments

/// Pruning by like paths: of layers that walk alike through the information plane, only the first is needed.
///
/// The paper removes "layers that have similar trajectories" and repeats it until there are none, without saying when two are similar.
/// Here two successive layers are alike where their paths' distance (`PathDistance`), on average over the networks that learned, lies below
/// a threshold. Only added layers go, each where it is like the one before it, so that a run of like layers leaves its first. The added
/// layers all have 3 units: which of them are gone does not matter, only how many are left.
///
/// Source: "Revisiting the Information Plane", Section 2.5.
struct LikePathPruning {
    let kind: DeepPlaneNetworks
    let course: Course
    /// The same networks pruned by other thresholds.
    let others: [Course]

    var steps: [Step] { course.steps }

    static let threshold = Parameter.chosen(
        "threshold", "distance of two layers' paths below which they are alike, in sides of the plane", 0.1, 0...2,
        because: "a tenth of the plane's side; the paper judges by eye")

    /// Pruning by one threshold.
    struct Course {
        var threshold: Double
        /// The first is the unpruned network.
        var steps: [Step]

        /// The added layers of each step, in print: "5 → 2 → 0".
        var words: String { steps.map { "\($0.added)" }.joined(separator: " → ") }
    }

    struct Network {
        /// Its validation accuracy at the early stop.
        var score: Double
        /// How far each added layer's path is from the path of the layer before it.
        var distances: [Double]
        var plane: InformationPlane
    }

    /// The networks of one depth.
    struct Step {
        /// Added layers.
        var added: Int
        var networks: LearnedNetworks<Network>

        var scores: [Double] { networks.measured.map(\.score) }
        /// "6 of 24", in print.
        var learned: String { "\(networks.measured.count) of \(networks.trained)" }

        /// Each added layer's distance to the one before it, the mean over the networks; empty where none learned.
        var meanDistances: [Double] {
            networks.measured.isEmpty ? [] : Statistics.columnMeans(networks.measured.map(\.distances))
        }

        /// Of the added layer whose mean distance to the one before it is least, each network's distance; empty where none learned.
        var likestPair: [Double] {
            let means = meanDistances
            guard let pair = means.indices.min(by: { means[$0] < means[$1] }) else { return [] }
            return networks.measured.map { $0.distances[pair] }
        }

        /// The added layers that are not like the one before them; all where no network learned.
        func kept(threshold: Double) -> Int {
            networks.measured.isEmpty ? added : meanDistances.count { $0 >= threshold }
        }
    }

    /// Measures and prunes until no two layers are alike, no added layer is left, or a depth cannot be measured. The first step is the
    /// unpruned network.
    /// - Parameter measure: measures networks with so many added layers; nil: they are not there.
    static func steps(from added: Int, threshold: Double, measure: (Int) throws -> Step?) rethrows -> [Step] {
        var steps: [Step] = []
        var next: Int? = added
        while let depth = next, let step = try measure(depth) {
            steps.append(step)
            let kept = step.kept(threshold: threshold)
            next = kept < depth ? kept : nil
        }
        return steps
    }
}

import Experiments

/// Pruning by like paths: of layers that walk alike through the information plane, only the first is needed.
///
/// The paper removes "layers that have similar trajectories" and repeats it until there are none, without saying when two are similar.
/// Here two successive layers are alike where their paths' distance (`PathDistance`), on average over the networks that learned, lies below
/// a threshold. Only added layers go, each where it is like the one before it, so that a run of like layers leaves its first. The added
/// layers all have 3 units: which of them are gone does not matter, only how many are left.
///
/// Source: "Revisiting the Information Plane", Section 2.5.
enum LikePathPruning {
    static let threshold = Parameter.chosen(
        "threshold", "distance of two layers' paths below which they are alike, in sides of the plane", .number(0.1),
        because: "a tenth of the plane's side; the paper judges by eye", allowed: .numbers(0...2))

    /// The networks of one depth.
    struct Step {
        /// Added layers.
        var added: Int
        /// How many networks were trained.
        var trained: Int
        /// The score of each network that learned: its validation accuracy at the early stop.
        var scores: [Double]
        /// [network that learned][added layer]: how far its path is from the path of the layer before it.
        var distances: [[Double]]

        init(added: Int, trained: Int, scores: [Double], distances: [[Double]]) {
            precondition(scores.count == distances.count, "\(scores.count) scores, distances of \(distances.count) networks")
            precondition(
                distances.allSatisfy { $0.count == added }, "distances of \(distances.map(\.count)) added layers, not \(added)")
            self.added = added
            self.trained = trained
            self.scores = scores
            self.distances = distances
        }

        /// Each added layer's distance to the one before it, the mean over the networks; empty where none learned.
        var meanDistances: [Double] { distances.isEmpty ? [] : Statistics.columnMeans(distances) }

        /// Of the added layer whose mean distance to the one before it is least, each network's distance; empty where none learned.
        var likestPair: [Double] {
            let means = meanDistances
            guard let pair = means.indices.min(by: { means[$0] < means[$1] }) else { return [] }
            return distances.map { $0[pair] }
        }

        /// The added layers that are not like the one before them; all where no network learned.
        func kept(threshold: Double) -> Int {
            distances.isEmpty ? added : meanDistances.count { $0 >= threshold }
        }
    }

    /// Measures and prunes until no two layers are alike or no added layer is left. The first step is the unpruned network.
    /// - Parameter measure: trains networks with so many added layers and measures them.
    static func steps(from added: Int, threshold: Double, measure: (Int) throws -> Step) rethrows -> [Step] {
        var steps = [try measure(added)]
        while let last = steps.last, last.added > 0 {
            let kept = last.kept(threshold: threshold)
            guard kept < last.added else { break }
            steps.append(try measure(kept))
        }
        return steps
    }
}

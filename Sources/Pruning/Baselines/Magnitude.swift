import Networks

/// Small weights first: a node's score is the sum of its incoming weights' magnitudes (Li et al. 2017, section 3.1).
public enum Magnitude {
    /// - Parameter weights: of the structures' network.
    public static func scores(_ weights: Weights, of structures: Structures) -> NodeScores {
        precondition(weights.fit(structures.architecture), "weights of another network than \(structures.architecture)")
        return structures.sums(of: weights.values.map { $0.map { abs(Double($0)) } })
    }
}

extension Structures {
    /// For each node the sum over its incoming weights, the bias apart.
    /// - Parameter values: a number for each parameter, entry by entry of the layout.
    func sums(of values: [[Double]]) -> NodeScores {
        NodeScores(
            layers.map { layer in
                let entry = values[weights(layer)]
                return (0..<layer.count).map { entry[incoming($0, of: layer)].reduce(0, +) }
            })
    }
}

import Networks
import NumericCore

/// Iterative pruning that conserves synaptic flow, without data (Tanaka et al. 2020, algorithm 1, and its authors' public code), of nodes
/// instead of weights: a node counts by the sum of its incoming weights' scores (Westphal et al. 2024, section 5: their L1 norm).
///
/// All parameters are replaced by their magnitudes, running means included; an input of ones; R is the sum of the outputs, batch
/// normalisation by running statistics; a weight's score is |w dR/dw|. In double precision: R of a deep network overflows single.
public struct SynFlow: Sendable {
    public let structures: Structures
    /// Rounds; 100 in section 6 of Tanaka et al.
    public let rounds: Int

    public init(_ structures: Structures, rounds: Int = 100) {
        precondition(rounds > 0, "\(rounds) rounds")
        self.structures = structures
        self.rounds = rounds
    }

    /// |w dR/dw| of every parameter, with the removed nodes at 0.
    public func flow(_ weights: Weights, keeping mask: Mask) -> Curvature.Numbers {
        precondition(weights.fit(structures.architecture), "weights of another network than \(structures.architecture)")
        let magnitudes = Curvature.numbers(weights).map { $0.map { abs($0) } }
        let gradient = Curvature(structures, keeping: mask).gradientOfOutputs(magnitudes)
        return zip(magnitudes, gradient).map { zip($0, $1).map { abs($0 * $1) } }
    }

    /// After round t a share (1 - ratio)^(t / rounds) of the nodes is left (rounded; the last round removes what is wanted).
    /// - Parameters:
    ///   - count: how many nodes are removed.
    ///   - checkCancellation: called before each round; what it throws ends the work.
    public func mask(_ weights: Weights, removing count: Int, checkCancellation: () throws -> Void) rethrows -> Mask {
        var mask = Mask(keepingAllOf: structures)
        let nodes = Double(structures.nodeCount)
        let kept = DeterministicMath.log(max(1 - Double(count) / nodes, 0.1 / nodes))
        for round in 1...rounds {
            try checkCancellation()
            let removed = nodes - nodes * DeterministicMath.exp(kept * Double(round) / Double(rounds))
            let wanted = round == rounds ? count : min(Int(removed.rounded()), count)
            guard wanted > mask.removedCount else { continue }
            mask = structures.sums(of: flow(weights, keeping: mask)).removingLeast(wanted, from: mask)
        }
        return mask
    }
}

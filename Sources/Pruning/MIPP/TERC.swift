/// The transfer entropy redundancy criterion with MI ordering (Westphal et al. 2024, 4.2.1 and algorithm 2): which nodes of a layer the
/// next one needs.
///
/// Nodes are examined one after the other, the one that alone predicts the next layer worst first (section 4.3). A node is masked and
/// every repeat fitted further; it stays where the losses are above those of the unmasked fits with the wanted confidence (equation 1),
/// and the fits go back to what they were. Else it is removed, and the fits go on from where they are.
struct TERC {
    /// What was found of a node.
    struct Examination {
        var node: Int
        /// The mean of the losses without it, less the mean reference.
        var rise: Double
        var isKept: Bool
    }

    /// By node, whether it is kept.
    private(set) var kept: [Bool]
    /// The losses of the first fits, repeat by repeat.
    private(set) var reference: [Double]
    /// In the order in which they were examined.
    private(set) var examinations: [Examination] = []

    /// - Parameter constants: nodes that are removed without a test, as constant.
    init<P: Predictor>(
        of count: Int, constants: Set<Int>, by predictor: P, confidence: Double, against basis: MIPP.Reference = .original,
        in order: MIPP.Order = .leastInformativeFirst
    ) throws {
        var masked = constants
        var alone: [(node: Int, loss: Double)] = []
        for node in 0..<count where !constants.contains(node) { alone.append((node, try predictor.loss(fromAlone: node))) }
        let nodes = alone.sorted { one, other in
            if one.loss == other.loss { return one.node < other.node }
            return order == .leastInformativeFirst ? one.loss > other.loss : one.loss < other.loss
        }.map(\.node)
        kept = (0..<count).map { !constants.contains($0) }
        reference = []
        guard !nodes.isEmpty else { return }
        var fits = try predictor.fit(masking: masked)
        reference = try predictor.losses(fits, masking: masked)
        var known = reference
        for node in nodes {
            if basis == .control {
                known = try predictor.losses(predictor.refit(fits, masking: masked) { _ in false }, masking: masked)
            }
            func rises(_ losses: [Double]) -> [Double] { zip(losses, known).map { $0 - $1 } }
            masked.insert(node)
            // A removal is never accepted before all of the further fitting, unless the losses have fallen to the reference.
            let trial = try predictor.refit(fits, masking: masked) { rises($0).reduce(0, +) <= 0 }
            let losses = try predictor.losses(trial, masking: masked)
            let found = rises(losses)
            let isKept = Confidence.isSure(found, of: confidence)
            if isKept {
                masked.remove(node)
            } else {
                fits = trial
                if basis == .current { known = losses }
            }
            kept[node] = isKept
            examinations.append(.init(node: node, rise: found.reduce(0, +) / Double(found.count), isKept: isKept))
        }
    }
}

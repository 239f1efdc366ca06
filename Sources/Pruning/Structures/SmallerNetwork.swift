import Networks

/// A network without some of its nodes: what is left of each operation, with the outputs of the whole one whose removed nodes are 0.
///
/// A convolution loses filters, their normalisation and the inputs that read them. Where an addition adds maps of which a branch has lost
/// some, what is left is scattered to its places among those that either branch still has; a map that neither has is gone for good.
/// A branch of a residual block that has lost all nodes of a layer is gone whole: the other branch carries the signal.
public struct SmallerNetwork: Sendable {
    /// The graph of what is left; nodes keep their ids.
    public let architecture: Architecture
    /// What is left: the mask, without nodes of branches that are gone.
    public let mask: Mask
    private let sources: [ParameterSource]

    /// - Returns: nil where the layers have collapsed: nothing of the inputs reaches the outputs any more.
    public init?(_ structures: Structures, keeping mask: Mask) {
        precondition(mask.fits(structures), "a mask of \(mask.kept.map(\.count)) nodes for \(structures.architecture)")
        var surgery = Surgery(structures, mask)
        guard let result = surgery.result() else { return nil }
        architecture = result.architecture
        sources = result.sources
        self.mask = result.mask
    }

    /// What the smaller network takes over of the whole one's parameters.
    public func weights(_ weights: Weights) -> Weights {
        Weights(
            layout: architecture.layout,
            values: sources.map { source in
                let width = weights.layout.entries[source.entry].columns
                let values = weights.values[source.entry]
                return source.rows.flatMap { row in source.columns.map { values[row * width + $0] } }
            })
    }

    /// Fresh weights of the smaller network, the re-initialised baseline: whether it matters what the kept nodes were (Westphal et al.
    /// 2024, section 5; that they are drawn anew at the mask's widths is chosen).
    /// - Parameter seed: another than that of the whole network's initial weights.
    public func freshWeights(_ initialisation: Initialisation, seed: UInt64) -> Weights {
        initialisation.weights(of: architecture, seed: seed)
    }

    /// Products of a weight and a value that a sample takes, those of normalisations and biases apart.
    public static func multiplyAdds(_ architecture: Architecture) -> Int {
        architecture.nodes.indices.reduce(0) { sum, node in
            let (op, shape) = (architecture.nodes[node].op, architecture.shapes[node])
            guard GraphWalk.isWeighted(op) else { return sum }
            let from = architecture.nodes[node].from[0]
            let input = from == Node.input ? architecture.input : architecture.shapes[from]
            let size = (op as? Convolution)?.size ?? 1
            return sum + shape.count * input.channels * size * size
        }
    }
}

extension Architecture {
    /// The network without the nodes that the mask removes: see `SmallerNetwork`.
    /// - Returns: nil where the layers have collapsed.
    public func without(_ mask: Mask) -> Architecture? { SmallerNetwork(Structures(self), keeping: mask)?.architecture }
}

extension Weights {
    /// What the network without the nodes that the mask removes takes over.
    /// - Returns: nil where the layers have collapsed.
    public func without(_ mask: Mask, of architecture: Architecture) -> Weights? {
        precondition(fit(architecture), "weights of another network than \(architecture)")
        return SmallerNetwork(Structures(architecture), keeping: mask)?.weights(self)
    }
}

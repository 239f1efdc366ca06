import NumericCore

/// Nodes by chance: what a method has to beat.
public enum RandomNodes {
    /// Any of the whole network: the stream ("random nodes").
    /// - Parameter count: how many are removed.
    public static func mask(removing count: Int, of structures: Structures, seed: UInt64) -> Mask {
        var generator = SeededGenerator(seed: seed, purpose: "random nodes")
        return NodeScores(structures.layers.map { layer in (0..<layer.count).map { _ in generator.uniform() } })
            .removingLeast(count)
    }

    /// As many of each layer as another mask keeps: whether it matters which they are, or only how many. The stream is
    /// ("random nodes of a layer", layer).
    public static func mask(ofWidthsOf mask: Mask, seed: UInt64) -> Mask {
        Mask(
            kept: mask.kept.enumerated().map { layer, kept in
                var generator = SeededGenerator(seed: seed, purpose: "random nodes of a layer", index: UInt64(layer))
                let chosen = Set(generator.permutation(kept.count).prefix(kept.count(where: \.self)))
                return kept.indices.map(chosen.contains)
            })
    }
}

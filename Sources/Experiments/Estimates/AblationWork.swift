import Networks

extension WorkCount {
    /// Cumulative ablation along several orders (`Ablation.accuracies`).
    /// - Parameters:
    ///   - layers: whose units an order holds.
    ///   - points: along an order, besides the one with no unit ablated.
    package static func cumulativeAblation(
        _ architecture: Architecture, layers: [Int], orders: Int, points: Int, samples: Double
    ) -> WorkCount {
        let lowest = layers.min() ?? 0
        let last = architecture.layerCount
        let units = layers.reduce(0) { $0 + architecture.units($1) }
        let all = architecture.productsOfLayers
        func products(above layer: Int) -> Double { all[(layer + 1)..<last].reduce(0, +) }
        // Of floats: what a core's cache holds.
        let dense: WorkKind = products(above: lowest) > 300_000 ? .streamedProduct : .narrowProduct
        func above(_ layer: Int) -> WorkCount { .pass(architecture, layers: min(layer + 1, last)..<last, dense: dense) }
        let below = WorkCount.pass(architecture, layers: 0..<lowest + 1)
        guard architecture.isFullyConnected else { return samples * (below + orders * (points + 1) * above(lowest)) }
        // Where a point takes several units, one of them is nearly always of the lowest layer: what is above is then computed anew.
        let isSingle = points >= units
        let order = layers.sum { layer -> WorkCount in
            let corrected = isSingle || layer == lowest ? Double(architecture.units(layer) * architecture.units(layer + 1)) : 0
            let anew = isSingle ? architecture.units(layer) : layer == lowest ? points : 0
            // Through several layers the bound of the sums' errors grows so far that nearly every sample is decided by a pass of its own.
            let passes = last - layer > 3 ? 2 * anew : anew
            return WorkCount([.correction: corrected, .value: Double(anew * architecture.units(layer + 1))]) + passes
                * above(layer + 1)
        }
        return samples * (below + orders * (above(lowest) + order))
    }

    /// Each hidden unit ablated by itself (`Ablation.scores`).
    package static func singleAblation(_ architecture: Architecture, samples: Double) -> WorkCount {
        samples
            * (.pass(architecture)
                + architecture.hidden.indices.sum { layer in
                    architecture.units(layer)
                        * WorkCount.pass(architecture, layers: layer + 1..<architecture.layerCount, dense: .narrowProduct)
                })
    }
}

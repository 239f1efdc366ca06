import Networks

extension WorkCount {
    /// Cumulative ablation along several orders (`Ablation.accuracies`).
    /// - Parameters:
    ///   - layers: whose units an order holds.
    ///   - points: along an order, besides the one with no unit ablated.
    static func cumulativeAblation(
        _ architecture: Architecture, layers: [Int], orders: Int, points: Int, samples: Double
    ) -> WorkCount {
        let lowest = layers.min() ?? 0
        let last = architecture.layerCount
        let units = layers.reduce(0) { $0 + architecture.units($1) }
        func products(above layer: Int) -> Double { (layer + 1..<last).reduce(0) { $0 + architecture.products(ofLayer: $1) } }
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
    static func singleAblation(_ architecture: Architecture, samples: Double) -> WorkCount {
        samples
            * (.pass(architecture)
                + architecture.hidden.indices.sum { layer in
                    architecture.units(layer)
                        * WorkCount.pass(architecture, layers: layer + 1..<architecture.layerCount, dense: .narrowProduct)
                })
    }
}

extension AblationPanel {
    /// Of one network.
    fileprivate func work(_ settings: Settings) -> WorkCount {
        let samples = SampleCounts(condition.data(settings))
        let scored =
            condition.isCIFAR ? min(samples.test, Double(settings.integer(AblationParameters.cifarTestSamples))) : samples.test
        return .cumulativeAblation(
            condition.architecture, layers: layer.map { [$0] } ?? Array(condition.widths.indices), orders: orders.count,
            points: counts(settings).count - 1, samples: scored)
    }
}

extension AblationCondition {
    /// The measures of its networks' neurons (`AblationNetwork`).
    fileprivate func measures(_ settings: Settings, thresholds: Int = 1) -> WorkCount {
        let units = Double(architecture.hiddenUnits * thresholds)
        let network = SampleCounts(data(settings)).validation * (.pass(architecture) + WorkCount([.threshold: units]))
        return jobs(settings).count * network
    }
}

extension AblationStudy {
    fileprivate static func work(_ panels: [AblationPanel], _ settings: Settings) -> WorkCount {
        conditions(of: panels).sum { condition in
            let shown = panels.filter { $0.condition.id == condition.id }
            let means = shown.contains(where: \.toMean) ? SampleCounts(condition.data(settings)).training : 0
            return condition.measures(settings)
                + condition.jobs(settings).count * (means * .pass(condition.architecture) + shown.sum { $0.work(settings) })
        }
    }
}

extension AblationFigure1: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        needs(settings).jobs.sum { job in
            let units = Double(job.architecture.hiddenUnits * (1 + settings.integer(FinerBins.bins)))
            return SampleCounts(job.data).validation * (2 * .pass(job.architecture) + WorkCount([.threshold: units]))
        }
    }
}

extension AblationFigure2: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount { AblationStudy.work(Self.panels, settings) }
}

extension AblationFigure3: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount { AblationStudy.work(Self.panels, settings) }
}

extension AblationFigure4: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount { AblationStudy.work(Self.panels, settings) }
}

extension AblationFigure5: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount { AblationStudy.work(Self.panels, settings) }
}

extension AblationSimpson: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        Self.conditions.sum { condition in
            let architecture = condition.architecture
            let orders = WorkCount.cumulativeAblation(
                architecture, layers: Array(architecture.hidden.indices), orders: settings.integer(Self.orders),
                points: architecture.hiddenUnits, samples: Double(settings.integer(Self.samples)))
            let alone = WorkCount.singleAblation(architecture, samples: SampleCounts(condition.data(settings)).test)
            return condition.measures(settings) + condition.jobs(settings).count * (alone + orders)
        }
    }
}

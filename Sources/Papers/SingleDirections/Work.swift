import Experiments

extension DirectionCondition {
    /// The cumulative ablation of one recorded network.
    /// - Parameter layers: nil: the condition's own.
    fileprivate func ablation(layers: [Int]? = nil) -> WorkCount {
        let layers = layers ?? self.layers
        let units = layers.reduce(0) { $0 + architecture.units($1) }
        return .cumulativeAblation(
            architecture, layers: layers, orders: settings.integer(DirectionParameters.orders),
            points: min(settings.integer(family.points), units), samples: scoredSamples)
    }

    fileprivate var scoredSamples: Double { min(Double(settings.integer(family.scoredSamples)), SampleCounts(data).training) }
    /// The means and deviations of a network's units (`UnitMoments`).
    fileprivate var moments: WorkCount { SampleCounts(data).training * .pass(architecture) }

    /// What a network's units tell of the class, at some numbers of bins.
    fileprivate func tuning(bins: [Int]) -> WorkCount {
        let thresholds = Double(architecture.hiddenUnits * bins.reduce(0) { $0 + $1 - 1 })
        return SampleCounts(tuningData).test * (.pass(architecture) + WorkCount([.threshold: thresholds]))
    }

    /// What a trained network's feature maps tell of the class.
    fileprivate var mapTuning: WorkCount { tuning(bins: [settings.integer(DirectionParameters.bins)]) }

    /// What a network's units tell, and each one's ablation costs, at each recorded epoch after the first (`UnitCourse`).
    fileprivate func course(withLoss: Bool = true) -> WorkCount {
        let impacts = withLoss ? WorkCount.singleAblation(architecture, samples: SampleCounts(data).test) : WorkCount()
        return (jobs[0].expectedSnapshots - 1) * (tuning(bins: [settings.integer(DirectionParameters.bins)]) + impacts)
    }
}

extension Sequence<DirectionCondition> {
    /// Of all their networks.
    fileprivate func work(_ network: (DirectionCondition) -> WorkCount) -> WorkCount { sum { $0.jobs.count * network($0) } }
}

extension Figure1: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount { conditions(settings).joined().work { $0.ablation() } }
    func publishedWork(_ settings: Settings) -> WorkCount { imageNet.ablationWork(settings) }
}

extension Figure2: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        let draws = Double(settings.integer(Self.runs) * settings.integer(Self.noises))
        return conditions(settings).joined().work { condition in
            let architecture = condition.architecture
            let values = architecture.unitLayers.reduce(0) { $0 + architecture.shape(ofLayer: $1).count }
            let noisy = WorkCount.pass(architecture) + WorkCount([.normal: Double(values)])
            return condition.moments + draws * condition.scoredSamples * noisy
        }
    }
}

extension Figure3: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount { conditions(settings).work { $0.ablation() } }
}

extension Figure4: CountedExperiment {
    /// Of the networks in training every recorded one, of the sweep's the last.
    func work(_ settings: Settings) -> WorkCount {
        let (maps, courses, sweeps) = conditions(settings)
        return ([maps] + courses).work { $0.jobs[0].expectedSnapshots * $0.ablation() } + sweeps.joined().work { $0.ablation() }
    }
}

extension Figure5: CountedExperiment {
    /// Of those with and without batch normalisation each treatment.
    func work(_ settings: Settings) -> WorkCount {
        let (dropped, maps, units) = conditions(settings)
        return (dropped + maps).work { $0.ablation() }
            + units.work { condition in
                condition.moments + condition.ablation()
                    + condition.parts.sum { condition.ablation(layers: $0.layer.map { [$0] }) }
            }
    }
}

extension Figure6: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        let (maps, units) = conditions(settings)
        return units.work { $0.course(withLoss: false) + $0.tuning(bins: Self.bins(settings)) }
            + maps.work { $0.mapTuning + $0.tuning(bins: Self.bins(settings)) }
    }
}

extension Figure7: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        conditions(settings).work { $0.course() } + ImpactPanels.work(settings)
    }

    func publishedWork(_ settings: Settings) -> WorkCount { imageNet.tuningWork(settings) + imageNet.impactWork(settings) }
}

extension FigureA1: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount { conditions(settings).work { $0.moments + 2 * $0.ablation() } }
}

extension FigureA2: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount { TunedMaps.conditions(settings).work { $0.mapTuning } }
    func publishedWork(_ settings: Settings) -> WorkCount { imageNet.tuningWork(settings) }
}

extension FigureA3: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount { TunedMaps.conditions(settings).work { $0.mapTuning } }
    func publishedWork(_ settings: Settings) -> WorkCount { imageNet.tuningWork(settings) }
}

extension FigureA4: CountedExperiment {
    func work(_ settings: Settings) -> WorkCount {
        [DirectionCondition.recorded(settings)].work {
            $0.course() + $0.tuning(bins: settings.numbers(Self.binCounts).map { Int($0) })
        } + ImpactPanels.work(settings)
    }

    func publishedWork(_ settings: Settings) -> WorkCount { imageNet.tuningWork(settings) + imageNet.impactWork(settings) }
}

extension ImpactPanels {
    /// Of the networks on CIFAR-10.
    fileprivate static func work(_ settings: Settings) -> WorkCount {
        let scored = Double(settings.integer(TunedMaps.scored))
        return TunedMaps.conditions(settings).work {
            $0.mapTuning + .singleAblation($0.architecture, samples: min(scored, SampleCounts($0.tuningData).test))
        }
    }
}

extension ImageNet {
    private var layers: [Int] { MeasuredNetwork(architecture: network.architecture, bins: 2).layers }

    private func measuredMaps(_ layer: Int, _ settings: Settings) -> Double {
        Double(min(settings.integer(Self.maps), network.architecture.units(layer)))
    }

    /// What its maps tell of the class, and its accuracy.
    fileprivate func tuningWork(_ settings: Settings) -> WorkCount {
        let thresholds =
            layers.map { measuredMaps($0, settings) }.reduce(0, +) * Double(settings.integer(DirectionParameters.bins) - 1)
        return Double(settings.integer(Self.images))
            * (2 * WorkCount.pass(network.architecture) + WorkCount([.threshold: thresholds]))
    }

    /// The loss without each map that is measured.
    fileprivate func impactWork(_ settings: Settings) -> WorkCount {
        Double(settings.integer(Self.scored))
            * layers.sum { layer in
                measuredMaps(layer, settings)
                    * WorkCount.pass(network.architecture, layers: layer + 1..<network.architecture.layerCount)
            }
    }

    /// More and more maps of the last layers ablated.
    fileprivate func ablationWork(_ settings: Settings) -> WorkCount {
        .cumulativeAblation(
            network.architecture, layers: Array(layers.suffix(3)), orders: settings.integer(DirectionParameters.orders),
            points: settings.integer(DirectionParameters.points), samples: Double(settings.integer(Self.scored)))
    }
}

import Experiments

/// Figure 4: how much of each layer MIPP removes.
struct Figure4: ComparisonFigure {
    let identity = Identity(.mutualInformationPruning, "Figure 4", "What MIPP removes of each layer")

    func studies(_ settings: Settings) -> [PruningStudy] { PruningStudy.all(settings, isRetrained: false) { _ in [.mipp] } }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let ratios = try studies(inputs.settings).map { study in
            LayerRatios(study, .mipp, try study.candidates(inputs).map { $0.map { $0[0] } })
        }
        return result(
            panels: [true, false].enumerated().map { place, isTrained in
                PanelResult(
                    FigureLetters[place], isTrained ? "Trained" : "Untrained",
                    ratios.filter { $0.isTrained == isTrained }.compactMap(\.series))
            }, claims: Self.claims(ratios))
    }

    static func claims(_ ratios: [LayerRatios]) -> [Claim] {
        func found(_ family: PrunedFamily, isTrained: Bool) -> LayerRatios? {
            ratios.first { $0.family.id == family.id && $0.isTrained == isTrained && !$0.networks.isEmpty }
        }
        let source = "Section 5, figure 4"
        // Of ResNet-34 the stem, then two convolutions a block; the last three blocks are the last six layers.
        let period = "In the last three blocks of an untrained ResNet-34, layers alternate between more and less pruned."
        let block = "In ResNet-50, one in every three layers is pruned more aggressively."
        return [
            found(.resNet34, isTrained: false).map { ratios in
                let last = ratios.networks[0].count - 6
                let apart = ratios.contrast([last, last + 2, last + 4], against: [last + 1, last + 3, last + 5])
                return Claim(
                    "resnet34-period", period, .sentence, source,
                    "ratio of the blocks' first layers less that of their second ones, whichever is the greater", digits: 2,
                    .networks(apart.map { abs($0) }), .over(0.1),
                    readings: [
                        .init("the first layers more", .networks(apart), .over(0)),
                        .init("the second layers more", .networks(apart), .under(0)),
                    ])
            } ?? Claim("resnet34-period", period, .sentence, source, notAssessed: "no such networks in this run"),
            found(.resNet50, isTrained: true).map { ratios in
                let layers = Array(1..<ratios.networks[0].count)
                // Within a bottleneck: 1 x 1, 3 x 3, 1 x 1.
                let gaps = (0..<3).map { place in
                    ratios.contrast(layers.filter { ($0 - 1) % 3 == place }, against: layers.filter { ($0 - 1) % 3 != place })
                }
                return Claim(
                    "resnet50-third", block, .sentence, source,
                    "ratio of one of a bottleneck's layers less that of the two others, the layer for which it is greatest",
                    digits: 2,
                    .networks(gaps.transposed.map { $0.max() ?? .nan }), .over(0.1))
            } ?? Claim("resnet50-third", block, .sentence, source, notAssessed: "no such networks in this run"),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        Chart(
            panels: result.panels.map { LayerRatios.panel($0, letter: $0.letter) }, columns: 2,
            aspect: 0.75,
            legend: Legend(.bottom))
    }
}

import Experiments

/// How much of each layer a method removes, against how much of a layer in the mean (figures 4 and 11).
struct LayerRatios: Sendable {
    let family: PrunedFamily
    let isTrained: Bool
    let method: PruningMethod
    /// [network][layer]: the share that is removed over the mean of all layers', itself averaged over the confidences (chosen).
    let networks: [[Double]]

    /// Over the layers, the first being 1.
    var series: Series? {
        guard let first = networks.first else { return nil }
        return .overNetworks(
            family.id, family.label, Column("layer", "layer", 1...first.count),
            "nodes removed of a layer, over the mean of all layers", networks, within: .nonnegative)
    }

    /// A panel of families, each a line.
    static func panel(_ panel: PanelResult, letter: String?) -> Panel {
        let marks = panel.series.flatMap { series -> [Mark] in
            let place = PrunedFamily.all.firstIndex { $0.id == series.id } ?? 0
            let style = SeriesStyle(Palette.categorical[place % Palette.categorical.count], width: 1.3)
            return [Mark].curve(series, style: style, opacity: 0.12)
        }
        return Panel(
            letter: letter, title: RichText(plain: panel.title), x: Axis("layer", ends: .tight),
            y: Axis("nodes removed, mean layer: 1", including: [0, 2], group: "ratio"),
            marks: [.rule(RuleMark(.horizontal, at: 1, dash: .dotted))] + marks)
    }

    /// By how much a layer's ratio differs from the mean of its neighbours, one a network: the mean over layers at these places less that
    /// over the others among them.
    func contrast(_ chosen: [Int], against others: [Int]) -> [Double] {
        networks.map { ratios in Statistics.mean(chosen.map { ratios[$0] }) - Statistics.mean(others.map { ratios[$0] }) }
    }
}

extension LayerRatios {
    /// - Parameter candidates: [network][confidence], of one method.
    init(_ study: PruningStudy, _ method: PruningMethod, _ candidates: [[PruningStudy.Candidate]]) {
        (family, isTrained, self.method) = (study.family, study.isTrained, method)
        networks = candidates.map { places in
            Statistics.columnMeans(
                places.compactMap { candidate in
                    let shares = candidate.mask.sparsityOfLayers
                    let mean = Statistics.mean(shares)
                    return mean > 0 ? shares.map { $0 / mean } : nil
                })
        }.filter { !$0.isEmpty }
    }
}

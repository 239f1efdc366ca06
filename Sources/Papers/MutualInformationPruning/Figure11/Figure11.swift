import Experiments

/// Figure 11: how much of each layer the other methods remove.
struct Figure11: ComparisonFigure {
    let identity = Identity(.mutualInformationPruning, "Figure 11", "What other methods remove of each layer")

    /// Of networks that were trained or not, the methods that choose nodes themselves.
    private static func methods(isTrained: Bool) -> [PruningMethod] {
        PruningMethod.papers(isTrained: isTrained).filter { $0 != .mipp && $0 != .reinitialised }
    }

    func studies(_ settings: Settings) -> [PruningStudy] {
        PruningStudy.all(settings, isRetrained: false, Self.methods)
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let ratios = try studies(inputs.settings).flatMap { study in
            let candidates = try study.candidates(inputs)
            return study.methods.enumerated().map { place, method in
                LayerRatios(study, method, candidates.map { $0.map { $0[place] } })
            }
        }
        let kinds = [true, false].flatMap { isTrained in
            Self.methods(isTrained: isTrained).map { (isTrained, $0) }
        }
        return result(
            panels: kinds.enumerated().map { place, kind in
                PanelResult(
                    FigureLetters[place], "\(kind.1.label), \(kind.0 ? "trained" : "untrained")",
                    ratios.filter { $0.isTrained == kind.0 && $0.method == kind.1 }.compactMap(\.series))
            }, claims: [Self.late(ratios)])
    }

    /// Ratios of the last third of the layers less those of the first third.
    static func late(_ ratios: [LayerRatios]) -> Claim {
        let statement = "In ResNet-34, SOSP-H aggressively prunes the later layers."
        let source = "Section 5, figures 3 and 11"
        guard let found = ratios.first(where: { $0.method == .sosp && $0.family.id == PrunedFamily.resNet34.id }),
            !found.networks.isEmpty
        else { return Claim("resnet34-sosp-late", statement, .sentence, source, notAssessed: "no such networks in this run") }
        let layers = found.networks[0].count
        return Claim(
            "resnet34-sosp-late", statement, .sentence, source,
            "nodes removed of the last third of the layers, less of the first third, over the mean of all", digits: 2,
            .networks(found.contrast(Array(layers - layers / 3..<layers), against: Array(0..<layers / 3))), .over(0))
    }

    func chart(_ result: FigureResult) -> Chart? {
        let trained = result.panels.count { $0.title.hasSuffix(", trained") }
        return Chart(
            panels: result.panels.map { LayerRatios.panel($0, letter: $0.letter) }, columns: trained,
            aspect: 0.9, legend: Legend(.bottom))
    }
}

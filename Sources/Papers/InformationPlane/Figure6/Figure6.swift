import Experiments

/// Figure 6: the information plane of a network with a bottleneck, and what becomes of it as the bins shrink.
struct Figure6: CountedExperiment {
    let identity = Identity(.informationPlane, "Figure 6", "Information plane of a network with a bottleneck")

    static let activation = Parameter.chosen(
        "bottleneckActivation", "activation of the hidden layers", .choice("tanh"),
        because: "bounded, so that all layers meet the same bins; of eight ReLU networks two or three never learn",
        allowed: .choices(["tanh", "relu"]))
    static let learningRate = PlaneNetworks.rate(
        "bottleneckLearningRate", "network with a bottleneck", 0.1,
        because: "figure 1's; the score is about 0.91 from 0.02 to 0.1, and 0.90 at 0.2")
    static let finerBins = Parameter.chosen(
        "finerBinSizes", "bin sizes after the last epoch", .numbers([0.3, 0.07, 0.01, 1e-3, 1e-4, 1e-5, 1e-6]),
        because: "beyond the paper: from its own to bins that no two patterns share by chance",
        allowed: .lists(1e-7...10, counts: 2...20))
    let parameters = PlaneNetworks.parameters(
        [.pure(.tanh, learningRate)], [PlaneNetworks.binSize, finerBins, activation])

    /// The hidden layers of the paper's "12-3-2-12-2-2"; the first number is the input's and the last the output's.
    private static let widths = [3, 2, 12, 2]
    /// The paper's "3rd layer", the input being the first, and the one after it.
    private static let (bottleneck, successor) = (1, 2)

    private func condition(_ settings: Settings) -> PlaneCondition {
        .pure(settings.choice(Self.activation), Self.learningRate, widths: Self.widths)
    }

    func needs(_ settings: Settings) -> Needs { Needs(jobs: condition(settings).jobs(settings)) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let networks = try condition(inputs.settings).learned(inputs) { trajectory in
            (scored: try ScoredPlane(trajectory, inputs), end: try BinResolution(trajectory, inputs))
        }
        let (planes, ends) = (networks.measured.map(\.scored.plane), networks.measured.map(\.end))
        var series = InformationPlane.series(planes)
        for (layer, units) in Self.widths.enumerated() { series[layer].label += " (\(units) units)" }
        let table = TableResult(
            "I(X;T) after the last epoch, in bits", of: series.indices,
            [
                ("Layer", { .text(series[$0].label) }),
                ("with bins, as in panel a", { .number(planes[0].layers[$0].last!.withInput, 3) }),
                ("without bins", { .number(ends[0].withoutBins[$0], 3) }),
            ])
        return result(
            panels: [
                PanelResult("a", "Over training", series),
                PanelResult("b", "After the last epoch, at other bin sizes", BinResolution.series(ends, layers: series)),
            ], tables: [table], values: try values(networks.map(\.scored), ends[0], inputs),
            claims: [Self.bottleneckLeft(planes), Self.onlyBins(planes, ends)])
    }

    private func values(
        _ networks: LearnedNetworks<ScoredPlane>, _ end: BinResolution, _ inputs: Inputs
    ) throws -> [NamedValue] {
        let information = Quantity("mutual information of input and layer after the last epoch", symbol: "I(X;T)", unit: "bit")
        let layers = networks.drawn.plane.layers
        return DataEntropies.values(try inputs.limits(PlaneData.szt.selection)) + [
            NamedValue("binSize", "bin size of panel a", inputs.settings.number(PlaneNetworks.binSize), 2),
            NamedValue("score", "accuracy on the held-out samples", networks.drawn.score, 3),
            NamedValue("trained", "networks trained", networks.trained),
            NamedValue("dead", "networks that never left chance accuracy", networks.dead),
            NamedValue("bottleneckBits", information, layers[Self.bottleneck].last!.withInput, 2),
            NamedValue("successorBits", information, layers[Self.successor].last!.withInput, 2),
            NamedValue("bottleneckWithoutBins", information, end.withoutBins[Self.bottleneck], 2),
            NamedValue("successorWithoutBins", information, end.withoutBins[Self.successor], 2),
        ]
    }

    /// By how many bits the bottleneck's successor holds more than the bottleneck after the last epoch.
    private static func breach(_ plane: InformationPlane) -> Double {
        plane.layers[successor].last!.withInput - plane.layers[bottleneck].last!.withInput
    }

    /// - Parameter planes: one a network that learned.
    static func bottleneckLeft(_ planes: [InformationPlane]) -> Claim {
        let always = planes.map { plane in
            let left = zip(plane.layers[bottleneck], plane.layers[successor]).count { $0.withInput < $1.withInput }
            return Double(left) / Double(plane.epochs.count)
        }
        return Claim(
            "bottleneck-left", "The bottleneck shows higher compression than the layer after it.", .sentence,
            "Section 2.4, figure 6", "final I(X;T) of the bottleneck's successor less its own, in bits", digits: 2,
            .networks(planes.map(breach)), .over(VisibleShift.bits),
            remark:
                "The bottleneck lies left at \(Estimate(mean: always).clamped(to: .share).short(digits: 2)) of the recorded epochs")
    }

    /// By the data processing inequality, since layer 3 is computed from layer 2: without bins there is no breach.
    /// - Parameters:
    ///   - planes: one a network that learned.
    ///   - ends: of the same networks.
    static func onlyBins(_ planes: [InformationPlane], _ ends: [BinResolution]) -> Claim {
        precondition(planes.count == ends.count, "\(planes.count) planes, \(ends.count) networks")
        let pairs = zip(planes.map(breach), ends).filter { breach, _ in breach > 0 }
        let (id, statement) = ("only-bins", "That is purely a result of many samples lying in the same bins.")
        guard !pairs.isEmpty else { return Claim(id, statement, .sentence, "Section 2.4", notAssessed: "no breach") }
        let left = pairs.map { breach, end in (end.binned[successor][0] - end.binned[bottleneck][0]) / breach }
        return Claim(
            id, statement, .sentence, "Section 2.4", basis: .construction, published: "no breach",
            "share of the breach left at the finest bins", digits: 3, .networks(left), .under(0.1),
            remark: "At the paper's bins it is \(Estimate(mean: pairs.map { breach, _ in breach }).short(digits: 2)) bits")
    }

    func chart(_ result: FigureResult) -> Chart? {
        let corner = PlaneChart.corner(of: result)
        let binSize = result.value("binSize")
        let bins = BinResolution.drawing(result.panels[1], limit: corner?.input, binSize: binSize)
        return Chart(panels: [PlaneChart.panel(result.panels[0], corner: corner), bins], columns: 2)
    }
}

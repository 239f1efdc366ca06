import Experiments

/// Figure 1: information planes of one tanh network at four bin sizes.
struct Figure1: PlaneFigure {
    let identity = Identity(.informationPlane, "Figure 1", "Information planes of one tanh network at four bin sizes")
    let conditions = [PlaneCondition.tanh]
    let measures = [BinSizePlanes.binSizes]

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let planes = try BinSizePlanes(.tanh, inputs)
        let usual = planes.sizes.firstIndex(of: 0.07) ?? 0
        return result(
            panels: planes.panels, values: planes.values,
            claims: [Self.score(planes.scores)] + planes.claims(source: "Section 2.2.1, figure 1", endPoint: .sentence)
                + [Self.twoPhases(planes.planes.map { $0[usual] })])
    }

    /// Within a hundredth, 8 of the 820 patterns.
    static func score(_ scores: [Double]) -> Claim {
        let (sample, published) = (Sample.networks(scores), 0.970_731_74)
        return Claim(
            "score", "The tanh network's score on the held-out patterns is 0.97073174 (796 of 820).", .number,
            "Figure 1, the panels' titles", basis: .calibrated, published: "0.9707", "score", digits: 4, within: .share, sample,
            .near(published, within: 0.01), readings: [.init("within 0.03", sample, .near(published, within: 0.03))],
            remark: "The learning rate, which the paper leaves open, was chosen to come near")
    }

    /// The last two hidden layers are those that the paper sees compressing.
    /// - Parameter planes: one a network, at bin size 0.07.
    static func twoPhases(_ planes: [InformationPlane]) -> Claim {
        func toPeak(_ words: String, _ end: ([Double]) -> Double) -> Claim.Part {
            let ways = planes.map { plane in
                Statistics.mean(
                    plane.hiddenLayers.suffix(2).map { layer in
                        let path = plane.layers[layer].map(\.withInput)
                        return path.max()! - end(path)
                    })
            }
            return .init(words, .networks(ways), .over(VisibleShift.bits))
        }
        return Claim(
            "tanh-two-phases", "Tanh layers first gain information about the input and then lose it: they compress.", .sentence,
            "Sections 2.2.2 and 2.3, figure 1b", "I(X;T) of layers 4 and 5 at bin size 0.07, mean of the two, in bits", digits: 2,
            [toPeak("rise to its peak") { $0[0] }, toPeak("fall after it") { $0[$0.count - 1] }])
    }
}

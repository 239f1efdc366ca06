import Experiments

extension Figure1 {
    /// Within a hundredth, 8 of the 820 patterns.
    static func score(_ scores: [Double]) -> Claim {
        let published = 0.970_731_74
        return Claim(
            id: "score", statement: "The tanh network's score on the held-out patterns is 0.97073174 (796 of 820).",
            source: "Figure 1, the panels' titles", origin: .number, basis: .calibrated, published: "0.9707",
            quantity: "score", digits: 4, parts: [.init(.networks(scores), .near(published, within: 0.01))],
            readings: [.init("within 0.03", [.init(.networks(scores), .near(published, within: 0.03))])],
            remark: "The learning rate, which the paper leaves open, was chosen to come near")
    }

    /// The last two hidden layers are those that the paper sees compressing.
    /// - Parameter planes: one a network, at bin size 0.07.
    static func twoPhases(_ planes: [InformationPlane]) -> Claim {
        func toPeak(_ end: ([Double]) -> Double) -> [Double] {
            planes.map { plane in
                Statistics.mean(
                    plane.hiddenLayers.suffix(2).map { layer in
                        let path = plane.layers[layer].map(\.withInput)
                        return path.max()! - end(path)
                    })
            }
        }
        return Claim(
            id: "tanh-two-phases", statement: "Tanh layers first gain information about the input and then lose it: they compress.",
            source: "Sections 2.2.2 and 2.3, figure 1b", origin: .sentence,
            quantity: "I(X;T) of layers 4 and 5 at bin size 0.07, mean of the two, in bits", digits: 2,
            parts: [
                .init("rise to its peak", .networks(toPeak { $0[0] }), .over(VisibleShift.bits)),
                .init("fall after it", .networks(toPeak { $0[$0.count - 1] }), .over(VisibleShift.bits)),
            ])
    }
}

import InformationTheory
import Results
import SampleStatistics

extension InformationPlaneFigure1 {
    package static func score(_ scores: [Double]) -> Claim {
        let estimate = ClaimRules.mean(scores)
        return Claim(
            id: "score", statement: "The tanh network's score on the held-out patterns is 0.97073174 (796 of 820).",
            source: "Figure 1, the panels' titles", kind: .number, published: "0.9707",
            measured: ClaimRules.print(estimate, digits: 4),
            estimate: estimate,
            rule: "Reproduced where the mean over networks lies within 0.01 of 0.97073174, partly within 0.03. "
                + "The learning rate, which the paper leaves open, was chosen to come near.",
            verdict: ClaimRules.number(published: 0.970_731_74, measured: estimate, near: 0.01, far: 0.03))
    }

    /// - Parameter planes: one a network, at bin size 0.07.
    package static func twoPhases(_ planes: [InformationPlane]) -> Claim {
        // The last two hidden layers are those that the paper sees compressing.
        func compression(_ plane: InformationPlane) -> Double {
            let layers = plane.hiddenLayers.suffix(2)
            return Statistics.mean(
                layers.map { layer in
                    let path = plane.layers[layer].map(\.withInput)
                    return path.max()! - path.last!
                })
        }
        func rise(_ plane: InformationPlane) -> Double {
            Statistics.mean(
                plane.hiddenLayers.suffix(2).map { layer in
                    let path = plane.layers[layer].map(\.withInput)
                    return path.max()! - path.first!
                })
        }
        let estimate = ClaimRules.mean(planes.map(compression))
        return Claim(
            id: "tanh-two-phases", statement: "Tanh layers first gain information about the input and then lose it: they compress.",
            source: "Sections 2.2.2 and 2.3, figure 1b", kind: .trend,
            measured: "layers 4 and 5 end \(ClaimRules.print(estimate, digits: 2)) bits of I(X;T) below their highest point "
                + "(bin size 0.07)",
            estimate: estimate,
            rule:
                "In a network it holds where I(X;T) of layers 4 and 5 rises by over 0.1 bits on average before its peak and falls by over 0.1 "
                + "bits after it. Reproduced in all networks, partly in over half.",
            verdict: ClaimRules.share(of: planes.map { compression($0) > 0.1 && rise($0) > 0.1 }))
    }
}

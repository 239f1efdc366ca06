import InformationTheory
import NumericCore
import Results

extension InformationPlaneFigure1 {
    /// - Parameters:
    ///   - planes: [network][bin size].
    ///   - sizes: the bin sizes.
    ///   - scores: each network's accuracy on the held-out patterns.
    package static func claims(planes: [[InformationPlane]], sizes: [Double], scores: [Double]) -> [Claim] {
        let order = sizes.indices.sorted { sizes[$0] > sizes[$1] }
        return [
            score(scores),
            finerBins(planes.map { network in order.map { network[$0] } }),
            outputEndPoint(planes.map { network in (coarse: network[order[0]], fine: network[order[order.count - 1]]) }),
            twoPhases(planes.map { $0[sizes.firstIndex(of: 0.07) ?? 0] }),
        ]
    }

    package static func score(_ scores: [Double]) -> Claim {
        let estimate = ClaimRules.mean(scores)
        return Claim(
            id: "score", statement: "The tanh network's score on the held-out patterns is 0.97073174 (796 of 820).",
            source: "Figure 1, the panels' titles", kind: .number, published: "0.9707", measured: ClaimRules.print(estimate, digits: 4),
            estimate: estimate,
            rule: "Reproduced where the mean over networks lies within 0.01 of 0.97073174, partly within 0.03. "
                + "The learning rate, which the paper leaves open, was chosen to come near.",
            verdict: ClaimRules.number(published: 0.970_731_74, measured: estimate, near: 0.01, far: 0.03))
    }

    /// - Parameter planes: [network][bin size], the coarsest first.
    package static func finerBins(_ planes: [[InformationPlane]]) -> Claim {
        func end(_ plane: InformationPlane, _ value: (LayerInformation) -> Double) -> Double {
            Statistics.mean(plane.hiddenLayers.map { value(plane.layers[$0].last!) })
        }
        let holds = planes.map { sizes in
            zip(sizes, sizes.dropFirst()).allSatisfy { coarse, fine in
                end(coarse, \.withInput) < end(fine, \.withInput) && end(coarse, \.withLabel) <= end(fine, \.withLabel) + 0.005
            }
        }
        let gains = planes.map { end($0[$0.count - 1], \.withInput) - end($0[0], \.withInput) }
        let estimate = ClaimRules.mean(gains)
        return Claim(
            id: "finer-bins-top-right", statement: "The smaller the bins, the more layers drift towards the top right of the plane.",
            source: "Section 2.2.1, figure 1", kind: .order,
            measured: "from the coarsest to the finest bins the hidden layers end \(ClaimRules.print(estimate, digits: 2)) bits further right; "
                + "in order at each step in \(holds.count { $0 }) of \(holds.count) networks",
            estimate: estimate,
            rule: "In a network it holds where the hidden layers' mean final I(X;T) grows at each step to smaller bins and their mean final "
                + "I(T;Y) falls at none by more than 0.005 bits. Reproduced in all networks, partly in over half.",
            verdict: ClaimRules.share(of: holds))
    }

    package static func outputEndPoint(_ networks: [(coarse: InformationPlane, fine: InformationPlane)]) -> Claim {
        func shift(_ pair: (coarse: InformationPlane, fine: InformationPlane), _ layer: Int) -> Double {
            pair.fine.layers[layer].last!.withInput - pair.coarse.layers[layer].last!.withInput
        }
        let output = networks.map { shift($0, $0.fine.outputLayer) }
        let hidden = networks.map { pair in Statistics.mean(pair.fine.hiddenLayers.map { shift(pair, $0) }) }
        let estimate = ClaimRules.mean(output)
        let holds = zip(output, hidden).map { abs($0) < 0.25 * abs($1) }
        return Claim(
            id: "output-end-point", statement: "The output layer's end point is not affected by the bin size.",
            source: "Section 2.2.1, figure 1", kind: .number, published: "no shift",
            measured: "the output layer's final I(X;T) shifts by \(ClaimRules.print(estimate, digits: 2)) bits between the coarsest and the "
                + "finest bins, the hidden layers' by \(ClaimRules.print(ClaimRules.mean(hidden), digits: 2))",
            estimate: estimate,
            rule: "In a network it holds where the output's shift is under a quarter of the hidden layers' mean shift. Reproduced in all "
                + "networks, partly in over half.",
            verdict: ClaimRules.share(of: holds))
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
            rule: "In a network it holds where I(X;T) of layers 4 and 5 rises by over 0.1 bits on average before its peak and falls by over 0.1 "
                + "bits after it. Reproduced in all networks, partly in over half.",
            verdict: ClaimRules.share(of: planes.map { compression($0) > 0.1 && rise($0) > 0.1 }))
    }
}

import InformationTheory
import NumericCore
import Results

extension InformationPlaneFigure6 {
    /// By how many bits the bottleneck's successor holds more than the bottleneck after the last epoch.
    private static func breach(_ plane: InformationPlane) -> Double {
        plane.layers[successor].last!.withInput - plane.layers[bottleneck].last!.withInput
    }

    /// - Parameter planes: one a network that learned.
    package static func bottleneckLeft(_ planes: [InformationPlane]) -> Claim {
        let breaches = planes.map(breach)
        let estimate = ClaimRules.mean(breaches)
        let always = planes.map { plane in
            let left = plane.epochs.indices.count {
                plane.layers[bottleneck][$0].withInput < plane.layers[successor][$0].withInput
            }
            return Double(left) / Double(plane.epochs.count)
        }
        return Claim(
            id: "bottleneck-left", statement: "The bottleneck shows higher compression than the layer after it.",
            source: "Section 2.4, figure 6", kind: .order,
            measured:
                "the bottleneck ends \(ClaimRules.print(estimate, digits: 2)) bits of I(X;T) left of its successor; it lies left of it at "
                + "\(ClaimRules.print(ClaimRules.mean(always), digits: 2)) of the recorded epochs",
            estimate: estimate,
            rule:
                "In a network it holds where the bottleneck's final I(X;T) is at least 0.1 bits below that of the layer after it. Reproduced "
                + "in all networks that learned, partly in over half.",
            verdict: ClaimRules.share(of: breaches.map { $0 >= 0.1 }))
    }

    /// - Parameters:
    ///   - planes: one a network that learned.
    ///   - ends: of the same networks.
    package static func onlyBins(_ planes: [InformationPlane], _ ends: [BinResolution]) -> Claim {
        precondition(planes.count == ends.count, "\(planes.count) planes, \(ends.count) networks")
        let fine = ends.map { $0.binned[successor][0] - $0.binned[bottleneck][0] }
        let estimate = ClaimRules.mean(fine)
        return Claim(
            id: "only-bins", statement: "That is purely a result of many samples lying in the same bins.",
            source: "Section 2.4", kind: .trend, published: "no breach",
            measured:
                "with the finest bins the successor holds \(ClaimRules.print(estimate, digits: 3)) bits more than the bottleneck, against "
                + "\(ClaimRules.print(ClaimRules.mean(planes.map(breach)), digits: 2)) at the paper's bin size",
            estimate: estimate,
            rule:
                "In a network it holds where the successor holds more than the bottleneck at the paper's bin size, and at the finest bins less "
                + "than a tenth of that. Reproduced in all networks that learned, partly in over half.",
            verdict: ClaimRules.share(of: zip(planes, fine).map { breach($0) > 0 && $1 < 0.1 * breach($0) }))
    }
}

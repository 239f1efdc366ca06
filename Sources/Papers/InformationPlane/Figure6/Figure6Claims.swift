import Experiments

extension Figure6 {
    /// By how many bits the bottleneck's successor holds more than the bottleneck after the last epoch.
    private static func breach(_ plane: InformationPlane) -> Double {
        plane.layers[successor].last!.withInput - plane.layers[bottleneck].last!.withInput
    }

    /// - Parameter planes: one a network that learned.
    static func bottleneckLeft(_ planes: [InformationPlane]) -> Claim {
        let always = planes.map { plane in
            let left = plane.epochs.indices.count {
                plane.layers[bottleneck][$0].withInput < plane.layers[successor][$0].withInput
            }
            return Double(left) / Double(plane.epochs.count)
        }
        return Claim(
            id: "bottleneck-left", statement: "The bottleneck shows higher compression than the layer after it.",
            source: "Section 2.4, figure 6", origin: .sentence,
            quantity: "final I(X;T) of the bottleneck's successor less its own, in bits", digits: 2,
            parts: [.init(.networks(planes.map(breach)), .over(VisibleShift.bits))],
            remark: "The bottleneck lies left at \(Estimate(mean: always).short(digits: 2)) of the recorded epochs")
    }

    /// By the data processing inequality, since layer 3 is computed from layer 2: without bins there is no breach.
    /// - Parameters:
    ///   - planes: one a network that learned.
    ///   - ends: of the same networks.
    static func onlyBins(_ planes: [InformationPlane], _ ends: [BinResolution]) -> Claim {
        precondition(planes.count == ends.count, "\(planes.count) planes, \(ends.count) networks")
        let pairs = zip(planes.map(breach), ends).filter { breach, _ in breach > 0 }
        let (id, statement) = ("only-bins", "That is purely a result of many samples lying in the same bins.")
        guard !pairs.isEmpty else {
            return Claim(id: id, statement: statement, source: "Section 2.4", origin: .sentence, notAssessed: "no breach")
        }
        let left = pairs.map { breach, end in (end.binned[successor][0] - end.binned[bottleneck][0]) / breach }
        return Claim(
            id: id, statement: statement, source: "Section 2.4", origin: .sentence, basis: .construction, published: "no breach",
            quantity: "share of the breach left at the finest bins", digits: 3, parts: [.init(.networks(left), .under(0.1))],
            remark: "At the paper's bins it is \(Estimate(mean: pairs.map { breach, _ in breach }).short(digits: 2)) bits")
    }
}

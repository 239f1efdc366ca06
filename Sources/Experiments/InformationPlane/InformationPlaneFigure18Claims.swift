import NumericCore
import Results

extension InformationPlaneFigure18 {
    /// - Parameters:
    ///   - count: the bins that the span from -1 to 1 is to fall into.
    ///   - floorCodes: the bin numbers that occur by the rule floor(activation / size), the last of them that of the activation 1.
    ///   - atTop: the share of samples with the activation 1, network by network.
    package static func segmentation(_ count: Int, floorCodes: [Int32], atTop: [Double]) -> Claim {
        let all = Set(floorCodes).count
        let below = Set(floorCodes.dropLast()).count
        return Claim(
            id: "twelve-bins", statement: "The function from -1 to 1 is segmented into 12 bins.", source: "Appendix G, figure 18",
            kind: .number, published: "12",
            measured:
                "floor(activation / size) with size 2/\(count): \(below) bins below 1, \(all) with 1 itself, where "
                + "\(ClaimRules.print(ClaimRules.mean(atTop.map { 100 * $0 }), digits: 0)) % of the samples stand",
            rule:
                "Reproduced where the rule floor(activation / size), by which the planes are measured, puts all of -1 to 1 into 12 bins; "
                + "partly where it does so for all but the border 1 itself.",
            verdict: all == 12 ? .holds : below == 12 ? .partly : .doesNotHold)
    }

    /// - Parameter networks: the shown unit of each network.
    package static func invertibility(_ networks: [Entropies]) -> Claim {
        let lost = networks.map { $0.activations - $0.bins }
        let before = networks.map { $0.sums - $0.activations }
        let estimate = ClaimRules.mean(lost)
        return Claim(
            id: "binning-loses-invertibility",
            statement: "By binning, one loses the invertibility of the tanh function: which value fell into a bin cannot be told.",
            source: "Section 2.3, after Saxe et al. (2018)", kind: .order,
            measured:
                "tanh itself costs \(ClaimRules.print(ClaimRules.mean(before), digits: 2)) bits of the sum's entropy, its bins another "
                + "\(ClaimRules.print(estimate, digits: 2))",
            estimate: estimate,
            rule:
                "In a network it holds where the bins of the shown unit hold over 0.1 bits less than its activations, and these less than 0.1 bits "
                + "less than the sums. Reproduced in all networks, partly in over half.",
            verdict: ClaimRules.share(of: zip(lost, before).map { $0 > 0.1 && $1 < 0.1 }))
    }
}

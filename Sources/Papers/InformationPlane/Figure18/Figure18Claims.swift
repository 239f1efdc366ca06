import Experiments

extension Figure18 {
    /// The paper draws twelve bins; that the rule of the planes makes one more of the border is no statement of its.
    /// - Parameters:
    ///   - count: the bins that the span from -1 to 1 is to fall into; the claim is about twelve.
    ///   - floorCodes: the bin numbers that occur by the rule floor(activation / size), the last of them that of the activation 1.
    ///   - atTop: the share of samples with the activation 1, network by network.
    static func segmentation(_ count: Int, floorCodes: [Int32], atTop: [Double]) -> Claim {
        let id = "twelve-bins"
        let statement = "Rounded down to its bin, the span from -1 to 1 falls into 12 bins, and its border 1 into a thirteenth."
        let source = "Appendix G, figure 18, a sketch"
        guard count == 12 else {
            return Claim(id: id, statement: statement, source: source, origin: .ours, notAssessed: "another number of bins")
        }
        return Claim(
            id: id, statement: statement, source: source, origin: .ours, basis: .construction,
            quantity: "bins by floor(activation / size)", digits: 0,
            parts: [
                .init("below 1", .exact(Double(Set(floorCodes.dropLast()).count)), .near(12, within: 0)),
                .init("with 1 itself", .exact(Double(Set(floorCodes).count)), .near(13, within: 0)),
            ],
            remark: "Exactly at 1 stand \(Estimate(mean: atTop.map { 100 * $0 }).short(digits: 0)) % of the samples")
    }

    /// Invertible to a tenth of a bit: rounding tanh to single precision costs some where it saturates.
    /// - Parameter networks: the shown unit of each network.
    static func invertibility(_ networks: [Entropies]) -> Claim {
        Claim(
            id: "binning-loses-invertibility",
            statement: "By binning, one loses the invertibility of the tanh function: which value fell into a bin cannot be told.",
            source: "Saxe et al. (2018), as Section 2.3 cites them", origin: .cited,
            quantity: "what it costs of the entropy of the shown unit, in bits", digits: 2,
            parts: [
                .init("tanh itself", .networks(networks.map { $0.sums - $0.activations }), .under(0.1)),
                .init("its bins", .networks(networks.map { $0.activations - $0.bins }), .over(0.1)),
            ])
    }
}

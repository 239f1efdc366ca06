import NumericCore
import Results
import SampleStatistics

/// The units of several networks of one kind, and how good the networks are.
package struct UnitTuning: Sendable {
    /// [network][unit], layer by layer.
    package let networks: [[DirectionUnit]]
    /// On the test images, one a network.
    package let accuracies: [Double]

    package init(networks: [[DirectionUnit]], accuracies: [Double]) {
        precondition(
            networks.count == accuracies.count && !networks.isEmpty, "\(networks.count) networks, \(accuracies.count) accuracies")
        self.networks = networks
        self.accuracies = accuracies
    }

    /// Each network's mean over a layer's units (nil: both layers'), dead ones included or not; 0 where there are none.
    package func means(layer: Int?, withDead: Bool = true, _ value: (DirectionUnit) -> Double) -> [Double] {
        networks.map { units in
            let counted = units.filter { (layer == nil || $0.reference.layer == layer) && (withDead || !$0.isDead) }
            return counted.isEmpty ? 0 : Statistics.mean(counted.map(value))
        }
    }

    package func dead(layer: Int?) -> [Double] {
        networks.map { units in Double(units.count { $0.isDead && (layer == nil || $0.reference.layer == layer) }) }
    }

    /// The share of units whose index is above one half: where the preferred class has more than three times the others' mean activity.
    package var highShares: [Double] {
        networks.map { units in Double(units.count { $0.selectivityIndex > 0.5 }) / Double(units.count) }
    }
}

extension SingleDirectionsFigure6 {
    /// - Parameters:
    ///   - normalised: networks with batch normalisation.
    ///   - plain: networks without, of the same seeds.
    package static func claims(normalised: UnitTuning, plain: UnitTuning) -> [Claim] {
        [
            lower(
                with: normalised.means(layer: nil, \.selectivityIndex), without: plain.means(layer: nil, \.selectivityIndex),
                ofFiring: zip(
                    normalised.means(layer: nil, withDead: false, \.selectivityIndex),
                    plain.means(layer: nil, withDead: false, \.selectivityIndex)
                ).map { $0 - $1 }),
            high(plain.highShares),
            higher(
                with: normalised.means(layer: nil, \.mutualInformation), without: plain.means(layer: nil, \.mutualInformation)),
        ]
    }

    private static let counterpart = "Here an MLP on MNIST; the paper's networks are convolutional, on CIFAR-10."

    /// Batch normalisation lowers class selectivity.
    /// - Parameters:
    ///   - with: mean index, one a network.
    ///   - without: the same without batch normalisation, of the same seeds.
    ///   - ofFiring: the differences of the means over units that fire.
    package static func lower(with: [Double], without: [Double], ofFiring: [Double]) -> Claim {
        let estimate = ClaimRules.mean(zip(with, without).map { $0 - $1 })
        let verdict: Claim.Verdict =
            if with.count < 2 {
                .notAssessed("one network only")
            } else if estimate.upper < 0 {
                estimate.value <= -0.1 ? .holds : .partly
            } else {
                .doesNotHold
            }
        return Claim(
            id: "selectivity-lower",
            statement: "The class selectivity in networks trained with batch normalization was substantially lower. \(counterpart)",
            source: "Section 3.4, figure 6a", kind: .order, published: "lower",
            measured:
                "mean index \(Statistics.mean(with).fixed(3)) with, \(Statistics.mean(without).fixed(3)) without; difference "
                + "\(ClaimRules.print(estimate, digits: 3)), of units that fire \(ClaimRules.print(ClaimRules.mean(ofFiring), digits: 3))",
            estimate: estimate,
            rule:
                "Reproduced where the 95 % interval of the difference over networks lies below 0 and its mean is −0.1 or less, partly where the "
                + "interval lies below 0, else not.",
            verdict: verdict)
    }

    /// Without it, many units are selective.
    /// - Parameter shares: of units whose index is above one half, one a network.
    package static func high(_ shares: [Double]) -> Claim {
        let estimate = ClaimRules.mean(shares.map { 100 * $0 })
        return Claim(
            id: "selectivity-high",
            statement:
                "Networks trained without batch normalization exhibited a large fraction of units with high class selectivity. \(counterpart)",
            source: "Section 3.4, figure 6a", kind: .number, published: "large fraction",
            measured: "\(ClaimRules.print(estimate, digits: 0)) % of the units have an index above one half", estimate: estimate,
            rule: "Reproduced where that share is over half, partly where it is over a quarter.",
            verdict: estimate.value > 50 ? .holds : estimate.value > 25 ? .partly : .doesNotHold)
    }

    /// Batch normalisation raises mutual information.
    /// - Parameters:
    ///   - with: mean over units in bits, one a network.
    ///   - without: the same without batch normalisation, of the same seeds.
    package static func higher(with: [Double], without: [Double]) -> Claim {
        let estimate = ClaimRules.mean(zip(with, without).map { $0 - $1 })
        let verdict: Claim.Verdict =
            with.count < 2
            ? .notAssessed("one network only") : estimate.lower > 0 ? .holds : estimate.value > 0 ? .partly : .doesNotHold
        return Claim(
            id: "information-higher",
            statement: "Batch normalization increases the mutual information of units with the class. \(counterpart)",
            source: "Section 3.4, figure 6b", kind: .order, published: "higher",
            measured:
                "mean \(Statistics.mean(with).fixed(3)) bits with, \(Statistics.mean(without).fixed(3)) without; difference "
                + ClaimRules.print(estimate, digits: 3),
            estimate: estimate,
            rule: "Reproduced where the 95 % interval of the difference over networks lies above 0, partly where its mean does.",
            verdict: verdict)
    }
}

import Experiments

extension Figure6.Kind {
    var values: [NamedValue] {
        func value(_ suffix: String, _ name: String, unit: String = "", _ value: Double, _ digits: Int = 2) -> NamedValue {
            NamedValue(networks.id + suffix, Quantity("\(name), \(networks.label)", unit: unit), value, digits)
        }
        let units = networks.units
        return [
            value("Selectivity", "mean selectivity index", units.mean(\.selectivityIndex)),
            value("SelectivityAlive", "mean selectivity index of units that fire", units.mean(withDead: false, \.selectivityIndex)),
            value("Bits", "mean mutual information", unit: "bit", units.mean(\.mutualInformation)),
            value("Dead", "dead units of a network", Statistics.mean(units.dead()), 1),
            value("High", "units of an index above one half", unit: "%", 100 * Statistics.mean(units.highShares), 0),
            value("Accuracy", "test accuracy", unit: "%", 100 * Statistics.mean(networks.accuracies)),
        ]
    }

    /// - Parameter first: the units after the first epoch.
    func firstValues(_ first: NetworkUnits) -> [NamedValue] {
        let words = "after epoch 1, \(networks.label)"
        return [
            NamedValue(
                "\(networks.id)SelectivityStart", Quantity("mean selectivity index \(words)"), first.mean(\.selectivityIndex), 2),
            NamedValue(
                "\(networks.id)BitsStart", Quantity("mean mutual information \(words)", unit: "bit"),
                first.mean(\.mutualInformation), 2),
        ]
    }
}

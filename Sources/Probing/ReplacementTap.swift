import Networks

/// Replaces the activations of some units of hidden layers, the sites being those in turn.
final class ReplacementTap: Tap {
    private let replaced: [[UnitReference]]
    private let replacement: Ablation.Replacement
    private let units: [Int]

    /// - Parameter units: of hidden layers of the network.
    init(_ units: [UnitReference], by replacement: Ablation.Replacement, in architecture: Architecture) {
        replaced = architecture.hidden.indices.map { layer in units.filter { $0.layer == layer } }
        self.units = architecture.hidden.indices.map(architecture.units)
        self.replacement = replacement
    }

    func visit(_ site: Int, _ values: Values) {
        for unit in replaced[site] {
            for run in values.runs(ofChannel: unit.unit) { replacement.put(into: run, unit, of: units[site]) }
        }
    }
}

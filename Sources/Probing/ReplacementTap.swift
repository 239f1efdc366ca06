import Networks

/// Replaces the activations of some units of hidden layers, the sites being those in turn.
final class ReplacementTap: Tap {
    private let replaced: [[(unit: Int, value: Float)]]

    /// - Parameter units: of any layers below `layers`.
    init(_ units: [UnitReference], by replacement: Ablation.Replacement, layers: Int) {
        replaced = (0..<layers).map { layer in
            units.filter { $0.layer == layer }.map { ($0.unit, replacement.value($0)) }
        }
    }

    func visit(_ site: Int, _ values: Values) {
        for (unit, value) in replaced[site] {
            for run in values.runs(ofChannel: unit) { run.update(repeating: value) }
        }
    }
}

import Charts

extension PruningTable {
    /// What a picture's metadata call it.
    public var title: String { "Nodes removed of each layer of \(origin.weights)" }

    /// Of so few layers each has its name under the bars of its methods; of more, a method is a line over their numbers.
    private static let mostNames = 8

    /// Each layer's share of removed nodes, by method.
    public var chart: Chart {
        let layers = outcome.structures.layers
        let areNamed = layers.count <= Self.mostNames && layers.map(\.name.count).reduce(0, +) <= 70
        let places = layers.indices.map { Double(areNamed ? $0 : $0 + 1) }
        let marks = outcome.networks.enumerated().map { slot, network -> Mark in
            let (shares, label) = (network.mask.sparsityOfLayers.map { 100 * $0 }, RichText(plain: network.method.label))
            guard areNamed else {
                return .line(LineMark(x: places, y: shares, style: network.method.style, label: label, showsMarkers: true))
            }
            return .bars(
                BarsMark(
                    x: places, values: shares, style: network.method.style, slot: slot, slots: outcome.networks.count, label: label)
            )
        }
        let x =
            areNamed
            ? Axis("layer", scale: .categories(layers.map { RichText(plain: $0.name) }), grid: false)
            : Axis("layer", ends: .padded)
        return Chart(
            panels: [Panel(x: x, y: Axis("nodes removed of the layer in %", domain: 0...100), marks: marks)], width: 440,
            aspect: 0.6)
    }
}

import Charts

extension PruningTable {
    /// What a picture's metadata call it.
    public var title: String { "Nodes removed of each layer of \(origin.weights)" }

    /// Names of so many layers stand along the axis; of more, their numbers.
    private static let mostNames = 10

    /// Each layer's share of removed nodes, a line a method.
    public var chart: Chart {
        let layers = outcome.structures.layers
        let areNamed = layers.count <= Self.mostNames && layers.map(\.name.count).reduce(0, +) <= 70
        let places = layers.indices.map { Double(areNamed ? $0 : $0 + 1) }
        let marks = outcome.networks.map { network in
            Mark.line(
                LineMark(
                    x: places, y: network.mask.sparsityOfLayers.map { 100 * $0 }, style: network.method.style,
                    label: RichText(plain: network.method.label), showsMarkers: true))
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

/// Several layers of a network together, or one of them.
struct LayerPart: Sendable {
    /// From 0; nil: all.
    let layer: Int?
    /// "both layers", "all layers"; "layer 1".
    let label: String
    /// For ids: "Both", "All"; "First" of two, "Layer9" of more.
    let name: String

    /// "both", "all"; "layer 1".
    var short: String { layer == nil ? name.lowercased() : label }

    /// All together, then each.
    static func all(of layers: [Int]) -> [LayerPart] {
        let isPair = layers.count == 2
        let whole = isPair ? "both" : "all"
        let names = isPair ? ["First", "Second"] : layers.map { "Layer\($0 + 1)" }
        return [LayerPart(layer: nil, label: "\(whole) layers", name: whole.capitalized)]
            + zip(layers, names).map { LayerPart(layer: $0, label: "layer \($0 + 1)", name: $1) }
    }
}

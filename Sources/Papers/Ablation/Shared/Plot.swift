import Experiments

/// One plot of ablation curves: whose neurons are ablated, in which orders, and what the paper states of it.
struct Plot: Sendable {
    /// A mean gap to the random order that the paper states with its p-value.
    struct StatedGap: Sendable {
        let order: Order
        /// Neurons ablated.
        let count: Int
        /// In percentage points.
        let gap: Double
        let p: Double
        /// Whether the paper's words may as well mean by how much accuracy falls at all.
        var mayBeLoss = false
    }

    /// Unique in its figure: "a", or "a2" for layer 2 of the paper's panel a.
    let letter: String
    /// "ReLU, Dropout, layer 1".
    let title: String
    let condition: AblationCondition
    /// Whose neurons are ablated, from 0; nil: those of all hidden layers.
    var layer: Int?
    var orders = Order.both
    /// Whether an ablated neuron's output becomes its mean over the training images; else zero.
    var toMean = false
    var stated: [StatedGap] = []
    /// The mean gap between the random curves of layers 1 and 2 that the paper states; nil: none.
    var layerGap: StatedGap?

    /// A panel for each hidden layer: letters "a1", "a2", ...
    /// - Parameter stated: of layer 1.
    static func layers(
        _ letter: String, _ title: String, _ condition: AblationCondition, toMean: Bool = false, stated: [StatedGap] = [],
        layerGap: StatedGap? = nil
    ) -> [Plot] {
        condition.family.widths.indices.map { layer in
            Plot(
                letter: "\(letter)\(layer + 1)", title: layer == 0 ? "\(title), layer 1" : "Layer \(layer + 1)",
                condition: condition, layer: layer, toMean: toMean, stated: layer == 0 ? stated : [], layerGap: layerGap)
        }
    }

    /// How many neurons it ablates at most.
    var neurons: Int { layer.map { condition.family.widths[$0] } ?? condition.family.widths.reduce(0, +) }

    /// How many neurons are ablated at each point: every number up to all of them, or about evenly spaced ones.
    func counts(_ settings: Settings) -> [Int] {
        let wanted = layer.flatMap { layer in condition.family.images.points.map { Int(settings.numbers($0)[layer]) } }
        let steps = min(wanted ?? neurons, neurons)
        return (0...steps).map { $0 * neurons / steps }
    }
}

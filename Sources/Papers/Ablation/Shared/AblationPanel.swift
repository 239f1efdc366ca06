import Experiments

/// One plot of ablation curves: whose neurons are ablated, in which orders, and what the paper states of it.
struct AblationPanel: Sendable {
    /// A mean gap to the random order that the paper states with its p-value.
    struct StatedGap: Sendable {
        let order: AblationOrder
        /// Neurons ablated.
        let count: Int
        /// In percentage points.
        let gap: Double
        let p: Double
        /// Whether the paper's words may as well mean by how much accuracy falls at all.
        let mayBeLoss: Bool

        init(_ order: AblationOrder, at count: Int, gap: Double, p: Double, mayBeLoss: Bool = false) {
            self.order = order
            self.count = count
            self.gap = gap
            self.p = p
            self.mayBeLoss = mayBeLoss
        }
    }

    /// Unique in its figure: "a", or "a2" for layer 2 of the paper's panel a.
    let letter: String
    /// "ReLU, Dropout, layer 1".
    let title: String
    let condition: AblationCondition
    /// Whose neurons are ablated, from 0; nil: those of all hidden layers.
    let layer: Int?
    let orders: [AblationOrder]
    /// Whether an ablated neuron's output becomes its mean over the training images; else zero.
    let toMean: Bool
    let stated: [StatedGap]
    /// Where the paper compares this layer's random curve with another layer's; nil: nowhere.
    let compared: Int?

    init(
        _ letter: String, _ title: String, _ condition: AblationCondition, layer: Int?, orders: [AblationOrder],
        toMean: Bool = false, stated: [StatedGap] = [], compared: Int? = nil
    ) {
        self.letter = letter
        self.title = title
        self.condition = condition
        self.layer = layer
        self.orders = orders
        self.toMean = toMean
        self.stated = stated
        self.compared = compared
    }

    /// A panel for each hidden layer: letters "a1", "a2", ...
    /// - Parameter stated: by layer, from 0.
    static func layers(
        _ letter: String, _ title: String, _ condition: AblationCondition, toMean: Bool = false,
        stated: [Int: [StatedGap]] = [:], compared: Int? = nil
    ) -> [AblationPanel] {
        condition.widths.indices.map { layer in
            AblationPanel(
                "\(letter)\(layer + 1)", layer == 0 ? "\(title), layer 1" : "Layer \(layer + 1)", condition, layer: layer,
                orders: AblationOrder.both, toMean: toMean, stated: stated[layer] ?? [], compared: compared)
        }
    }

    /// How many neurons it ablates at most.
    var neurons: Int { layer.map { condition.widths[$0] } ?? condition.widths.reduce(0, +) }

    /// How many neurons are ablated at each point: every number up to all of them; on CIFAR-10 about evenly spaced ones.
    func counts(_ settings: Settings) -> [Int] {
        let wanted = condition.isCIFAR ? layer.map { Int(settings.numbers(AblationParameters.cifarPoints)[$0]) } : nil
        let steps = min(wanted ?? neurons, neurons)
        return (0...steps).map { $0 * neurons / steps }
    }
}

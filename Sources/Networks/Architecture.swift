/// A fully connected classifier: hidden layers of units with an activation each, then a softmax over the classes.
public struct Architecture: Codable, Hashable, Sendable {
    public struct Layer: Codable, Hashable, Sendable {
        public var units: Int
        public var activation: Activation
        /// Whether pre-activations are batch-normalised.
        public var normalised: Bool

        public init(_ units: Int, _ activation: Activation, normalised: Bool = false) {
            precondition(units > 0, "a layer of \(units) units")
            self.units = units
            self.activation = activation
            self.normalised = normalised
        }
    }

    /// Features a sample.
    public var inputs: Int
    public var hidden: [Layer]
    public var classes: Int

    public init(inputs: Int, hidden: [Layer], classes: Int) {
        precondition(inputs > 0, "a network of \(inputs) inputs")
        precondition(classes > 1 && classes <= 256, "a classifier of \(classes) classes")
        self.inputs = inputs
        self.hidden = hidden
        self.classes = classes
    }

    /// The hidden layers and the output layer.
    public var layerCount: Int { hidden.count + 1 }

    /// The units of layer `index`, the output layer being the last.
    public func units(_ index: Int) -> Int { index < hidden.count ? hidden[index].units : classes }

    /// What feeds layer `index`: the inputs, or the layer before.
    public func fanIn(_ index: Int) -> Int { index == 0 ? inputs : units(index - 1) }

    /// The activation of layer `index`; identity for the output layer, whose softmax belongs to the loss.
    public func activation(_ index: Int) -> Activation { index < hidden.count ? hidden[index].activation : .identity }

    /// Whether layer `index` is batch-normalised.
    public func isNormalised(_ index: Int) -> Bool { index < hidden.count && hidden[index].normalised }

    /// The number of trained parameters: weights, biases, and the scales and shifts of batch normalisation.
    public var parameterCount: Int {
        (0..<layerCount).reduce(0) { $0 + units($1) * (fanIn($1) + (isNormalised($1) ? 3 : 1)) }
    }
}

extension Architecture: CustomStringConvertible {
    /// The widths, inputs first: "12-10-7-5-4-3-2".
    public var description: String {
        ([inputs] + hidden.map(\.units) + [classes]).map(String.init).joined(separator: "-")
    }
}

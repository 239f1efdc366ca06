import NumericCore

/// A network's parameters at one moment, or as many numbers of another meaning: gradients, velocities.
public struct Weights: Hashable, Sendable {
    /// Which parameters there are.
    public let layout: Layout
    /// The numbers of each entry of the layout, row by row, without padding.
    public var values: [[Float]]

    public init(layout: Layout, values: [[Float]]) {
        precondition(
            values.count == layout.entries.count && zip(values, layout.entries).allSatisfy { $0.count == $1.count },
            "numbers of other parameters")
        self.layout = layout
        self.values = values
    }

    /// The numbers of a parameter, "layers.0.weights".
    /// - Precondition: the network has it.
    public subscript(_ name: String) -> [Float] {
        get { values[place(name)] }
        _modify { yield &values[place(name)] }
    }

    private func place(_ name: String) -> Int {
        guard let place = layout.place(of: name) else { preconditionFailure("no parameter '\(name)'") }
        return place
    }

    /// Whether these are parameters of such a network.
    public func fit(_ architecture: Architecture) -> Bool { layout == architecture.layout }
}

extension Weights {
    /// The parameters of a layer of weighted sums.
    public struct Layer: Hashable, Sendable {
        /// Outputs x inputs.
        public var matrix: Matrix<Float>
        /// One a unit.
        public var biases: [Float]
        /// nil where the layer is not batch-normalised.
        public var normalisation: Normalisation?
    }

    /// A batch normalisation's parameters and running statistics, one of each a unit.
    public struct Normalisation: Hashable, Sendable {
        public var scale: [Float]
        public var shift: [Float]
        public var mean: [Float]
        public var variance: [Float]
    }

    /// The layers of a fully connected network: the hidden ones, then the output layer.
    /// - Precondition: when it is set, the shapes stay.
    public var layers: [Layer] {
        get {
            layout.entries.indices.filter { layout.entries[$0].name.hasSuffix(".weights") }.map { index in
                let entry = layout.entries[index]
                let name = entry.name.dropLast("weights".count)
                let normalisation = layout.place(of: name + "scale").map { scale in
                    Normalisation(
                        scale: values[scale], shift: values[scale + 1], mean: values[scale + 2], variance: values[scale + 3])
                }
                return Layer(
                    matrix: Matrix(rows: entry.rows, columns: entry.columns, values: values[index]), biases: values[index + 1],
                    normalisation: normalisation)
            }
        }
        set {
            let all = newValue.flatMap { layer in
                [layer.matrix.values, layer.biases]
                    + (layer.normalisation.map { [$0.scale, $0.shift, $0.mean, $0.variance] } ?? [])
            }
            self = Weights(layout: layout, values: all)
        }
    }
}

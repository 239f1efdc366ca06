import NumericCore

/// A network's parameters at one moment.
public struct Weights: Hashable, Sendable {
    public struct Layer: Hashable, Sendable {
        /// Outputs x inputs.
        public var matrix: Matrix<Float>
        /// One a unit.
        public var biases: [Float]
        /// nil where the layer is not batch-normalised.
        public var normalisation: Normalisation?

        public init(matrix: Matrix<Float>, biases: [Float], normalisation: Normalisation? = nil) {
            precondition(biases.count == matrix.rows, "\(biases.count) biases for \(matrix.rows) units")
            self.matrix = matrix
            self.biases = biases
            self.normalisation = normalisation
        }
    }

    /// A batch normalisation's parameters and running statistics, one of each a unit.
    public struct Normalisation: Hashable, Sendable {
        public var scale: [Float]
        public var shift: [Float]
        public var mean: [Float]
        public var variance: [Float]

        public init(scale: [Float], shift: [Float], mean: [Float], variance: [Float]) {
            precondition(shift.count == scale.count && mean.count == scale.count && variance.count == scale.count, "sizes differ")
            self.scale = scale
            self.shift = shift
            self.mean = mean
            self.variance = variance
        }

        /// Before training: scale 1, shift 0, mean 0, variance 1.
        public init(units: Int) {
            let zeros = [Float](repeating: 0, count: units)
            let ones = [Float](repeating: 1, count: units)
            self.init(scale: ones, shift: zeros, mean: zeros, variance: ones)
        }
    }

    /// The hidden layers, then the output layer.
    public var layers: [Layer]

    public init(layers: [Layer]) { self.layers = layers }

    /// Whether these are parameters of such a network.
    public func fit(_ architecture: Architecture) -> Bool {
        layers.count == architecture.layerCount
            && layers.indices.allSatisfy { index in
                let layer = layers[index]
                return layer.matrix.rows == architecture.units(index) && layer.matrix.columns == architecture.fanIn(index)
                    && (layer.normalisation != nil) == architecture.isNormalised(index)
                    && (layer.normalisation?.scale.count ?? layer.biases.count) == layer.biases.count
            }
    }
}

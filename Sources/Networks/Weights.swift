import NumericCore

/// A network's parameters at one moment.
public struct Weights: Hashable, Sendable {
    public struct Layer: Hashable, Sendable {
        /// Outputs x inputs.
        public var matrix: Matrix<Float>
        /// One a unit.
        public var biases: [Float]

        public init(matrix: Matrix<Float>, biases: [Float]) {
            precondition(biases.count == matrix.rows, "\(biases.count) biases for \(matrix.rows) units")
            self.matrix = matrix
            self.biases = biases
        }
    }

    /// The hidden layers, then the output layer.
    public var layers: [Layer]

    public init(layers: [Layer]) { self.layers = layers }

    /// Whether these are parameters of such a network.
    public func fit(_ architecture: Architecture) -> Bool {
        layers.count == architecture.layerCount
            && layers.indices.allSatisfy {
                layers[$0].matrix.rows == architecture.units($0) && layers[$0].matrix.columns == architecture.fanIn($0)
            }
    }
}

import Experiments

/// The corner of the information plane: what the input holds and what it tells of the label.
enum DataEntropies {
    static let input = Quantity("entropy of the input", symbol: "H(X)", unit: "bit")
    static let label = Quantity("information of input and label", symbol: "I(X;Y)", unit: "bit")

    /// H(X) of equally likely samples and I(X;Y), both plug-in, in bits.
    ///
    /// Source: "Revisiting the Information Plane", Section 2.3, table 1.
    static func of(_ samples: LabelledSamples) -> (hx: Double, ixy: Double) {
        let rows = (0..<samples.count).map { Array(samples.features[$0 * samples.width..<($0 + 1) * samples.width]) }
        return (Entropy.of(rows), MutualInformation.of(rows, and: samples.labels))
    }

    /// As charts and words name them.
    static func values(_ limits: (hx: Double, ixy: Double)) -> [NamedValue] {
        [NamedValue("hx", input, limits.hx, 3), NamedValue("ixy", label, limits.ixy, 3)]
    }
}

extension Inputs {
    /// H(X) and I(X;Y) of the training samples, in bits.
    func limits(_ data: DataSelection) throws -> (hx: Double, ixy: Double) {
        DataEntropies.of(try training(data))
    }
}

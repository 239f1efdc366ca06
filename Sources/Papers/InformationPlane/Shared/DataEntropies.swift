import Experiments

/// The corner of the information plane: what the input holds and what it tells of the label.
enum DataEntropies {
    /// H(X) of equally likely samples and I(X;Y), both plug-in, in bits.
    ///
    /// Source: "Revisiting the Information Plane", Section 2.3, table 1.
    static func of(_ samples: LabelledSamples) -> (hx: Double, ixy: Double) {
        let rows = (0..<samples.count).map { Array(samples.features[$0 * samples.width..<($0 + 1) * samples.width]) }
        return (Entropy.of(rows), MutualInformation.of(rows, and: samples.labels))
    }
}

import NumericCore

/// The information bottleneck of an input X and a label Y: how much a compressed version T of X can tell of Y when it keeps only so much
/// of X.
///
/// Among all encoders p(t|x) that keep at most I(X;T) bits of the input, the bound is the greatest I(T;Y). T sees Y through X only.
/// Source: Tishby, Pereira and Bialek, "The information bottleneck method", 1999. Solutions come from `BlahutArimoto`.
public struct InformationBottleneck: Sendable, Equatable {
    /// p(x), above 0, adding up to 1.
    public let inputs: [Double]
    /// p(y|x), inputs x classes; each row adds up to 1.
    public let labels: Matrix<Double>

    public init(inputs: [Double], labels: Matrix<Double>) {
        precondition(inputs.count == labels.rows, "\(inputs.count) inputs, labels of \(labels.rows)")
        precondition(inputs.allSatisfy { $0 > 0 }, "an input without probability")
        precondition(labels.values.allSatisfy { $0 >= 0 && $0 <= 1 }, "a label's probability is not in 0...1")
        precondition(abs(inputs.reduce(0, +) - 1) < 1e-9, "the inputs' probabilities add up to \(inputs.reduce(0, +))")
        for input in inputs.indices {
            let sum = labels.row(input).reduce(0, +)
            precondition(abs(sum - 1) < 1e-9, "the labels' probabilities given input \(input) add up to \(sum)")
        }
        self.inputs = inputs
        self.labels = labels
    }

    /// Two classes.
    /// - Parameter secondClass: p(y = 1|x), input by input.
    public init(inputs: [Double], secondClass: [Double]) {
        self.init(
            inputs: inputs,
            labels: Matrix(rows: secondClass.count, columns: 2, values: secondClass.flatMap { [1 - $0, $0] }))
    }

    public var classes: Int { labels.columns }

    /// H(X) in bits.
    public var inputEntropy: Double { Self.entropy(inputs) }

    /// H(Y) in bits.
    public var labelEntropy: Double { Self.entropy(labelProbabilities) }

    /// I(X;Y) in bits, which no T exceeds.
    public var labelInformation: Double {
        let conditional = zip(inputs, inputs.indices).reduce(0) { $0 + $1.0 * Self.entropy(Array(labels.row($1.1))) }
        return max(0, labelEntropy - conditional)
    }

    private var labelProbabilities: [Double] {
        (0..<classes).map { label in inputs.indices.reduce(0) { $0 + inputs[$1] * labels[$1, label] } }
    }

    private static func entropy(_ probabilities: [Double]) -> Double {
        probabilities.reduce(0) { $1 > 0 ? $0 - $1 * DeterministicMath.log2($1) : $0 }
    }

    /// The same problem with inputs of equal p(y|x) taken together; the bound stays the same.
    ///
    /// Proof. Let M be the group of X, so that p(y|x) = p(y|m(x)). Given an encoder p(t|x), let every input of a group use the group's mean
    /// p(t|m) = sum over x in m of p(x|m) p(t|x). The joint p(t, y) = sum over x of p(x) p(t|x) p(y|m(x)) stays, so I(T;Y) does. H(T) stays
    /// and H(T|X) cannot fall, entropy being concave, so I(X;T) cannot rise. Hence nothing is lost by encoders that depend on M alone, and
    /// for these H(T|X) = H(T|M), so that I(X;T) = I(M;T): the bound of (M, Y) is that of (X, Y).
    ///
    /// The iterations are the same too: their new p(t|x) depends on x through p(y|x) only.
    public func merged() -> InformationBottleneck {
        var groups: [[Double]: Int] = [:]
        var probabilities: [Double] = []
        var rows: [Double] = []
        for input in inputs.indices {
            let row = Array(labels.row(input))
            if let group = groups[row] {
                probabilities[group] += inputs[input]
            } else {
                groups[row] = probabilities.count
                probabilities.append(inputs[input])
                rows += row
            }
        }
        return InformationBottleneck(
            inputs: probabilities, labels: Matrix(rows: probabilities.count, columns: classes, values: rows))
    }

    /// Where an encoder stands in the information plane, in bits.
    /// - Parameter encoder: p(t|x), inputs x clusters.
    public func informations(of encoder: Matrix<Double>) -> (withInput: Double, withLabel: Double) {
        precondition(encoder.rows == inputs.count, "an encoder of \(encoder.rows) inputs for \(inputs.count)")
        let decoder = Decoder(of: encoder, self)
        var withInput = 0.0
        for input in inputs.indices {
            var sum = 0.0
            for cluster in 0..<encoder.columns {
                let share = encoder[input, cluster]
                if share > 0 { sum += share * DeterministicMath.log2(share / decoder.clusters[cluster]) }
            }
            withInput += inputs[input] * sum
        }
        let conditional = (0..<encoder.columns).reduce(0.0) {
            $0 + decoder.clusters[$1] * Self.entropy(Array(decoder.labels.row($1)))
        }
        return (max(0, withInput), max(0, labelEntropy - conditional))
    }

    /// What an encoder leads to: p(t) and p(y|t).
    struct Decoder {
        /// p(t).
        var clusters: [Double]
        /// p(y|t), clusters x classes; 0 where the cluster is empty.
        var labels: Matrix<Double>

        init(of encoder: Matrix<Double>, _ problem: InformationBottleneck) {
            let count = encoder.columns
            let classes = problem.classes
            var clusters = [Double](repeating: 0, count: count)
            var joint = [Double](repeating: 0, count: count * classes)
            for input in problem.inputs.indices {
                for cluster in 0..<count {
                    let mass = problem.inputs[input] * encoder.values[input * count + cluster]
                    clusters[cluster] += mass
                    for label in 0..<classes {
                        joint[cluster * classes + label] += mass * problem.labels.values[input * classes + label]
                    }
                }
            }
            for cluster in 0..<count where clusters[cluster] > 0 {
                for label in 0..<classes { joint[cluster * classes + label] /= clusters[cluster] }
            }
            self.clusters = clusters
            labels = Matrix(rows: count, columns: classes, values: joint)
        }
    }
}

/// Why a Gaussian has no finite entropy on the samples given.
public enum DegenerateSamples: Error, Sendable, Equatable, CustomStringConvertible {
    /// Fewer than one sample more than there are dimensions: the covariance has not full rank.
    case tooFew(samples: Int, dimensions: Int)
    /// A variable has one value only.
    case constant(variable: Int)
    /// All but 1e-10 of a variable's variance is that of the variables before it.
    case singular(variable: Int)
    /// The same, for the samples of one class.
    indirect case inClass(Int, DegenerateSamples)
    /// The same, for the target's own variables.
    indirect case inTarget(DegenerateSamples)

    public var description: String {
        switch self {
        case .tooFew(let samples, let dimensions):
            "\(samples) samples do not determine the entropy of \(dimensions) dimensions, which takes \(dimensions + 1)"
        case .constant(let variable): "variable \(variable) is constant"
        case .singular(let variable): "variable \(variable) is a linear function of those before it"
        case .inClass(let label, let problem): "in class \(label): \(problem)"
        case .inTarget(let problem): "in the target: \(problem)"
        }
    }
}

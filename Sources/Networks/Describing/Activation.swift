import CKernels

/// What a layer applies to its pre-activations, unit by unit.
public enum Activation: String, Codable, Hashable, Sendable, CaseIterable {
    case identity
    case tanh
    case relu
    /// The logistic function 1 / (1 + e^-x).
    case sigmoid

    package var kernel: refigure_activation {
        switch self {
        case .identity: refigure_identity
        case .tanh: refigure_tanh
        case .relu: refigure_relu
        case .sigmoid: refigure_sigmoid
        }
    }
}

import CKernels

/// How parameters follow the gradient of a batch's mean loss, after PyTorch's definitions.
public enum Optimiser: Codable, Hashable, Sendable {
    /// w -= rate g, or with momentum: b = momentum b + g, w -= rate b.
    case sgd(learningRate: Double, momentum: Double = 0)
    /// v = decay v + (1 - decay) g^2, h = g / (sqrt v + epsilon); w -= rate h, or with momentum: b = momentum b + h, w -= rate b.
    case rmsProp(learningRate: Double, momentum: Double = 0, decay: Double = 0.99, epsilon: Double = 1e-8)

    public var learningRate: Double {
        switch self {
        case .sgd(let rate, _), .rmsProp(let rate, _, _, _): rate
        }
    }

    /// The rule and its constants in single precision, for one step.
    package func kernel(learningRate: Double, l2: Double) -> refigure_optimiser {
        var settings = refigure_optimiser()
        settings.rate = Float(learningRate)
        settings.l2 = Float(l2)
        switch self {
        case .sgd(_, let momentum):
            settings.rule = momentum == 0 ? refigure_sgd : refigure_momentum
            settings.momentum = Float(momentum)
        case .rmsProp(_, let momentum, let decay, let epsilon):
            settings.rule = momentum == 0 ? refigure_rmsprop : refigure_rmsprop_momentum
            settings.momentum = Float(momentum)
            settings.decay = Float(decay)
            settings.remainder = Float(1 - decay)
            settings.epsilon = Float(epsilon)
        }
        return settings
    }

    /// Whether each parameter has a velocity (b above) and a mean square (v above).
    package var memory: (velocity: Bool, squares: Bool) {
        switch self {
        case .sgd(_, let momentum): (momentum != 0, false)
        case .rmsProp(_, let momentum, _, _): (momentum != 0, true)
        }
    }
}

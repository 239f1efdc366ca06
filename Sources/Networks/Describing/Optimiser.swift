import CKernels

/// How parameters follow the gradient of a batch's mean loss, after PyTorch's definitions.
public enum Optimiser: Codable, Hashable, Sendable {
    /// w -= rate g, or with momentum: b = momentum b + g, w -= rate b.
    case sgd(learningRate: Double, momentum: Double = 0)
    /// v = decay v + (1 - decay) g^2, h = g / (sqrt v + epsilon); w -= rate h, or with momentum: b = momentum b + h, w -= rate b.
    case rmsProp(learningRate: Double, momentum: Double = 0, decay: Double = 0.99, epsilon: Double = 1e-8)
    /// Adam (Kingma and Ba 2015): b = beta1 b + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2;
    /// w -= rate / (1 - beta1^t) b / (sqrt(v / (1 - beta2^t)) + epsilon) at step t = 1, 2, ...
    case adam(learningRate: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8)

    public var learningRate: Double {
        switch self {
        case .sgd(let rate, _), .rmsProp(let rate, _, _, _), .adam(let rate, _, _, _): rate
        }
    }

    /// The rule and its constants in single precision, for one step.
    /// - Parameter step: counts a training's steps from 1; Adam's constants follow from it.
    package func kernel(learningRate: Double, l2: Double, step: Int) -> refigure_optimiser {
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
        case .adam(_, let beta1, let beta2, let epsilon):
            settings.rule = refigure_adam
            settings.rate = Float(learningRate / (1 - Self.power(beta1, step)))
            settings.momentum = Float(beta1)
            settings.momentum_remainder = Float(1 - beta1)
            settings.decay = Float(beta2)
            settings.remainder = Float(1 - beta2)
            settings.root = Float(1 / (1 - Self.power(beta2, step)).squareRoot())
            settings.epsilon = Float(epsilon)
        }
        return settings
    }

    /// By squaring, so that its bits are the same everywhere.
    private static func power(_ base: Double, _ exponent: Int) -> Double {
        var (result, factor, left) = (1.0, base, exponent)
        while left > 0 {
            if left % 2 == 1 { result *= factor }
            factor *= factor
            left /= 2
        }
        return result
    }

    /// Whether each parameter has a velocity (b above) and a mean square (v above).
    package var memory: (velocity: Bool, squares: Bool) {
        switch self {
        case .sgd(_, let momentum): (momentum != 0, false)
        case .rmsProp(_, let momentum, _, _): (momentum != 0, true)
        case .adam: (true, true)
        }
    }
}

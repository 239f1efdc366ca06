import CKernels

/// The kernels' contracts in textbook loops, one number at a time: the oracle of their bits.
enum NaiveDense {
    /// weights in + bias, one chain a unit and sample.
    static func forward(_ layer: refigure_layer, _ input: [Float], lanes: Int) -> [Float] {
        let pitch = 8 * lanes
        var out = [Float](repeating: 0, count: layer.outputs * pitch)
        for unit in 0..<layer.outputs {
            for sample in 0..<pitch {
                var sum = layer.parameters[layer.outputs * layer.stride + unit]
                for k in 0..<layer.inputs { sum.addProduct(layer.parameters[unit * layer.stride + k], input[k * pitch + sample]) }
                out[unit * pitch + sample] = sum
            }
        }
        return out
    }

    /// weights' delta, one chain a unit and sample.
    static func backward(_ layer: refigure_layer, _ delta: [Float], lanes: Int) -> [Float] {
        let pitch = 8 * lanes
        var out = [Float](repeating: 0, count: layer.inputs * pitch)
        for unit in 0..<layer.inputs {
            for sample in 0..<pitch {
                var sum: Float = 0
                for k in 0..<layer.outputs { sum.addProduct(layer.parameters[k * layer.stride + unit], delta[k * pitch + sample]) }
                out[unit * pitch + sample] = sum
            }
        }
        return out
    }

    /// Eight chains over the samples and the fixed tree.
    static func sum(_ count: Int, _ term: (Int) -> (Float, Float)) -> Float {
        var chains = [Float](repeating: 0, count: 8)
        for sample in 0..<count {
            let (a, b) = term(sample)
            chains[sample % 8].addProduct(a, b)
        }
        return ((chains[0] + chains[2]) + (chains[1] + chains[3])) + ((chains[4] + chains[6]) + (chains[5] + chains[7]))
    }

    /// The gradient's weights, outputs x stride with zeros in the padding, then its biases.
    static func gradient(_ layer: refigure_layer, _ delta: [Float], _ input: [Float], lanes: Int) -> [Float] {
        let pitch = 8 * lanes
        var out = [Float](repeating: 0, count: layer.outputs * (layer.stride + 1))
        for unit in 0..<layer.outputs {
            for k in 0..<layer.inputs {
                out[unit * layer.stride + k] = sum(pitch) { (delta[unit * pitch + $0], input[k * pitch + $0]) }
            }
            out[layer.outputs * layer.stride + unit] = sum(pitch) { (delta[unit * pitch + $0], 1) }
        }
        return out
    }

    /// One parameter's step; see `refigure_optimiser`.
    static func step(
        _ w: inout Float, _ gradient: Float, velocity: inout Float, squares: inout Float, _ o: refigure_optimiser
    ) {
        var g = gradient
        if o.l2 != 0 { g.addProduct(o.l2, w) }
        if o.rule == refigure_adam {
            velocity = (o.momentum * velocity).addingProduct(o.momentum_remainder, g)
            squares = (o.decay * squares).addingProduct(o.remainder, g * g)
            g = velocity / o.epsilon.addingProduct(o.root, squares.squareRoot())
        }
        if o.rule == refigure_rmsprop || o.rule == refigure_rmsprop_momentum {
            squares = (o.decay * squares).addingProduct(o.remainder, g * g)
            g = g / (squares.squareRoot() + o.epsilon)
        }
        if o.rule == refigure_momentum || o.rule == refigure_rmsprop_momentum {
            velocity = g.addingProduct(o.momentum, velocity)
            g = velocity
        }
        w.addProduct(-o.rate, g)
    }
}

import CKernels

/// What an operation has at its place in a machine.
public struct Place {
    package let kernels: UnsafePointer<refigure_kernels>
    package let inputs: [Feed]
    package let output: Value
    /// What its forward pass ends with.
    package let activation: Activation
    /// Its parameters, in the order of `Op.parameters`.
    package let parameters: [ParameterPlace]
    /// Units whose parameters do not move.
    package let frozen: [Int]
    /// Samples a batch at most; a multiple of 8.
    package let capacity: Int
    /// Whether there are backward passes.
    package let isTraining: Bool
    /// Names its random numbers.
    package let seed: UInt64
    /// The room that `Op.room` asks for, one a thread, shared with the other operations.
    package let rooms: [FloatBuffer]
}

/// One parameter's numbers.
package struct ParameterPlace {
    package let entry: Layout.Entry
    package let values: UnsafeMutablePointer<Float>
    /// nil where no gradient is kept.
    package let gradient: UnsafeMutablePointer<Float>?
    /// nil where the optimiser has none.
    package let velocity: UnsafeMutablePointer<Float>?
    /// nil where the optimiser has none.
    package let squares: UnsafeMutablePointer<Float>?
}

extension Place {
    /// One step of the optimiser along the stored gradient. The trained parameters follow each other, zeros behind them.
    func follow(_ optimiser: refigure_optimiser) {
        let trained = parameters.filter(\.entry.isTrained)
        guard let floats = Layout.trained(parameters.map(\.entry)), let first = trained.first, let gradient = first.gradient
        else { return }
        let kept = frozen.map { unit in trained.map { $0.numbers(ofUnit: unit, of: output.shape.channels) } }
        var optimiser = optimiser
        kernels.pointee.step(&optimiser, first.values, first.velocity, first.squares, gradient, floats.count)
        for (unit, numbers) in zip(frozen, kept) {
            for (parameter, numbers) in zip(trained, numbers) { parameter.set(numbers, ofUnit: unit, of: output.shape.channels) }
        }
    }
}

extension ParameterPlace {
    /// What belongs to one of so many units: one number of a vector, else its rows.
    private func place(_ unit: Int, _ units: Int) -> Range<Int> {
        let size = entry.shape.count == 1 ? 1 : entry.rows / units * entry.stride
        return unit * size..<(unit + 1) * size
    }

    fileprivate func numbers(ofUnit unit: Int, of units: Int) -> [Float] { place(unit, units).map { values[$0] } }

    fileprivate func set(_ numbers: [Float], ofUnit unit: Int, of units: Int) {
        for (place, number) in zip(place(unit, units), numbers) { values[place] = number }
    }
}

/// The values that an operation takes.
package struct Feed {
    package let shape: Shape
    /// While reading, and while training: the same, except behind what works while training alone.
    package let reading: FloatBuffer
    package let training: FloatBuffer
    /// Where it hands deltas down to; nil for the network's input.
    package let delta: FloatBuffer?
    /// Whether others that take the same values have handed theirs down before, which its own are added to.
    package let adds: Bool
    /// The activation that made them, where handing down includes its slope; else identity.
    package let slope: Activation
    /// That activation's values.
    package let slopeValues: FloatBuffer

    package func values(_ pass: Pass) -> UnsafeMutablePointer<Float> { pass.isTraining ? training.base : reading.base }
}

/// The values that a node makes of a batch, and their deltas.
package final class Value {
    package let shape: Shape
    package let reading: FloatBuffer
    package let training: FloatBuffer
    /// nil where there are no backward passes.
    package let delta: FloatBuffer?
    /// Whether the operation that takes the values multiplies the deltas by their activation's slope as it hands them down.
    let slopeIsTaken: Bool

    init(shape: Shape, reading: FloatBuffer, training: FloatBuffer, delta: FloatBuffer?, slopeIsTaken: Bool) {
        self.shape = shape
        self.reading = reading
        self.training = training
        self.delta = delta
        self.slopeIsTaken = slopeIsTaken
    }

    package func values(_ pass: Pass) -> UnsafeMutablePointer<Float> { pass.isTraining ? training.base : reading.base }
}

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

/// The values that an operation takes.
package struct Feed {
    package let shape: Shape
    /// While reading, and while training: the same, except behind what works while training alone.
    package let reading: FloatBuffer
    package let training: FloatBuffer
    /// Where it hands deltas down to; nil for the network's input.
    package let delta: FloatBuffer?
    /// The activation that made them, where handing down includes its slope; else identity.
    package let slope: Activation
    /// That activation's values.
    package let slopeValues: FloatBuffer

    package func values(_ pass: Pass) -> UnsafeMutablePointer<Float> { pass.isTraining ? training.base : reading.base }
}

/// The values that a node makes of a batch, units x samples, and their deltas.
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

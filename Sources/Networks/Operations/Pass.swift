import CKernels

/// A batch on its way through a machine.
public struct Pass {
    /// What becomes of the parameters' gradients.
    package enum Gradients {
        /// They are stored.
        case kept
        /// The parameters move along them at once, and they are stored nowhere where that is faster.
        case followed(refigure_optimiser)
    }

    /// Samples, without those that pad the last vector.
    package let count: Int
    /// Vectors of eight samples.
    package let lanes: Int
    package let isTraining: Bool
    /// Counts the steps of a training from 0.
    package let number: UInt64
    package let gradients: Gradients

    package init(reading count: Int) {
        self.init(count: count, isTraining: false, number: 0, gradients: .kept)
    }

    package init(training count: Int, number: UInt64, gradients: Gradients) {
        self.init(count: count, isTraining: true, number: number, gradients: gradients)
    }

    private init(count: Int, isTraining: Bool, number: UInt64, gradients: Gradients) {
        self.count = count
        lanes = (count + 7) / 8
        self.isTraining = isTraining
        self.number = number
        self.gradients = gradients
    }

    /// Samples from row to row of a value.
    package var pitch: Int { 8 * lanes }
}

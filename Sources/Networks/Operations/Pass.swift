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
    /// Who works at it; nil: this thread alone.
    private var crew: Crew?

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

    /// The same with the work shared out.
    func shared(by crew: Crew?) -> Pass {
        var pass = self
        pass.crew = crew
        return pass
    }

    /// Samples from row to row of units x samples.
    package var pitch: Int { 8 * lanes }

    /// Panels of 32 samples.
    package var panels: Int { (lanes + 3) / 4 }

    /// Shares `count` parts of a work out, so many that follow each other at a time: each part is done once, by one of the threads.
    /// - Parameters:
    ///   - multiple: how many parts belong together.
    ///   - work: given its parts and the place of its thread, from 0.
    func share(_ count: Int, multiple: Int = 1, _ work: (Range<Int>, Int) -> Void) {
        if let crew { crew.share(count, multiple: multiple, work) } else if count > 0 { work(0..<count, 0) }
    }
}

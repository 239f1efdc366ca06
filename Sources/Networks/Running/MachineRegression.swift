import CKernels
import NumericCore

extension Machine {
    /// Takes the samples at the given places through the network and back, by their squared error averaged over outputs and samples.
    /// - Parameter targets: a room for the batch's targets, outputs x capacity.
    func regress(
        _ samples: RegressionSamples, order: UnsafeBufferPointer<UInt32>, number: UInt64, targets: FloatBuffer,
        _ gradients: Pass.Gradients
    ) {
        let pass = Pass(training: checked(order.count), number: number, gradients: gradients)
        gatherPairs(samples, at: order.baseAddress, pass, targets)
        goThroughAndBack(pass) {
            kernels.pointee.squared_error_delta(
                outputs.reading.base, targets.base, samples.outputs, pass.count, pass.lanes,
                2 / Float(pass.count * samples.outputs))
        }
    }

    /// The squared error, averaged over outputs and samples.
    func squaredError(_ samples: RegressionSamples, targets: FloatBuffer) -> Double {
        precondition(samples.count > 0, "an error on no samples")
        var sums = LaneSums()
        for first in stride(from: 0, to: samples.count, by: capacity) {
            let pass = Pass(reading: min(capacity, samples.count - first))
            gatherPairs(samples, from: first, pass, targets)
            read(pass)
            kernels.pointee.squared_error(
                outputs.reading.base, targets.base, samples.outputs, pass.count, pass.lanes, &sums.values)
        }
        return sums.total / Double(samples.count * samples.outputs)
    }

    private func gatherPairs(
        _ samples: RegressionSamples, at order: UnsafePointer<UInt32>? = nil, from first: Int = 0, _ pass: Pass,
        _ targets: FloatBuffer
    ) {
        gatherInputs(samples.features, at: order, from: first, pass)
        gather(samples.targets, width: samples.outputs, at: order, from: first, pass, into: targets)
    }
}

import CKernels
import NumericCore

extension Machine {
    /// Takes the samples at the given places through the network and back, by their squared error averaged over outputs and samples.
    /// - Parameter targets: a room for the batch's targets, outputs x capacity.
    func pass(
        _ samples: RegressionSamples, order: UnsafeBufferPointer<UInt32>, number: UInt64, targets: FloatBuffer,
        _ gradients: Pass.Gradients
    ) {
        let pass = Pass(training: checked(order.count), number: number, gradients: gradients)
        gather(samples, order.baseAddress, pass, targets)
        for operation in operations { operation.forward(pass) }
        kernels.pointee.squared_error_delta(
            outputs.reading.base, targets.base, samples.outputs, pass.count, pass.lanes, 2 / Float(pass.count * samples.outputs))
        for operation in operations.reversed() { operation.backward(pass) }
    }

    /// The squared error, averaged over outputs and samples.
    func squaredError(_ samples: RegressionSamples, targets: FloatBuffer) -> Double {
        precondition(samples.count > 0, "an error on no samples")
        var sums = LaneSums()
        for first in stride(from: 0, to: samples.count, by: capacity) {
            let pass = Pass(reading: min(capacity, samples.count - first))
            let places = (first..<first + pass.count).map { UInt32($0) }
            gather(samples, places, pass, targets)
            read(pass)
            kernels.pointee.squared_error(
                outputs.reading.base, targets.base, samples.outputs, pass.count, pass.lanes, &sums.values)
        }
        return sums.total / Double(samples.count * samples.outputs)
    }

    private func gather(_ samples: RegressionSamples, _ order: UnsafePointer<UInt32>?, _ pass: Pass, _ targets: FloatBuffer) {
        samples.features.withUnsafeBufferPointer {
            kernels.pointee.gather($0.baseAddress!, samples.width, order, pass.count, pass.lanes, inputs.base)
        }
        samples.targets.withUnsafeBufferPointer {
            kernels.pointee.gather($0.baseAddress!, samples.outputs, order, pass.count, pass.lanes, targets.base)
        }
    }
}

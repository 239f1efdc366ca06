import CKernels
import Foundation
import NumericCore
import Testing

/// The largest error of a kernel function against double precision, in units of the last place of the result.
private func largestError(
    _ function: refigure_function, _ inputs: [Float], _ kernels: KernelSet = .best, reference: (Double) -> Double
) -> (error: Double, at: Float) {
    let outputs = mapped(function, inputs, kernels)
    var worst = (error: 0.0, at: Float(0))
    for (x, y) in zip(inputs, outputs) {
        let exact = reference(Double(x))
        let error = abs(Double(y) - exact) / Double(max(Float(abs(exact)), .leastNormalMagnitude).ulp)
        if !(error <= worst.error) { worst = (error, x) }
    }
    return worst
}

private func mapped(_ function: refigure_function, _ inputs: [Float], _ kernels: KernelSet) -> [Float] {
    precondition(inputs.count % 8 == 0)
    var outputs = [Float](repeating: 0, count: inputs.count)
    kernels.table.map(function, inputs, &outputs, inputs.count / 8)
    return outputs
}

/// Floats of all exponents between two magnitudes, of both signs where asked, evenly by bit pattern.
private func floats(from low: Float, to high: Float, count: Int, bothSigns: Bool = true) -> [Float] {
    let first = low.bitPattern
    let step = max(1, (high.bitPattern - first) / UInt32(count / 2))
    var values: [Float] = []
    for place in 0..<UInt32(count / 2) {
        let value = Float(bitPattern: min(first + place * step, high.bitPattern))
        values.append(value)
        values.append(bothSigns ? -value : value)
    }
    return values
}

@Suite("The kernels' elementary functions")
struct ElementaryFunctionTests {
    private let count = 800_000

    @Test("exp is within 1.1 ulp of double precision on its range")
    func exponential() {
        let worst = largestError(refigure_function_exp, floats(from: 1e-10, to: 87, count: count), reference: exp)
        #expect(worst.error < 1.1, "at \(worst.at)")
    }

    @Test("log is within 1.5 ulp of double precision")
    func logarithm() {
        let worst = largestError(
            refigure_function_log,
            floats(from: .leastNormalMagnitude, to: .greatestFiniteMagnitude, count: count, bothSigns: false), reference: log)
        #expect(worst.error < 1.5, "at \(worst.at)")
        let near = largestError(refigure_function_log, floats(from: 0.5, to: 2, count: count, bothSigns: false), reference: log)
        #expect(near.error < 1.5, "at \(near.at)")
    }

    @Test("tanh is within 2.5 ulp of double precision for every magnitude")
    func hyperbolicTangent() {
        let worst = largestError(refigure_function_tanh, floats(from: 1e-30, to: 12, count: count), reference: tanh)
        #expect(worst.error < 2.5, "at \(worst.at)")
        let large = largestError(
            refigure_function_tanh, floats(from: 9.02, to: .greatestFiniteMagnitude, count: 1000), reference: tanh)
        #expect(large.error < 1)
    }

    @Test("the logistic function is within 2.5 ulp of double precision")
    func logistic() {
        let worst = largestError(
            refigure_function_sigmoid, floats(from: 1e-10, to: 87, count: count), reference: { 1 / (1 + exp(-$0)) })
        #expect(worst.error < 2.5, "at \(worst.at)")
    }

    @Test("tanh is exactly odd, keeps the sign of zero and saturates at exactly 1")
    func tanhAtItsEnds() {
        let inputs: [Float] = [0, -0.0, 9.1, -9.1, .infinity, -.infinity, 0.3, -0.3]
        let outputs = mapped(refigure_function_tanh, inputs, .best)
        #expect(outputs[0].bitPattern == 0)
        #expect(outputs[1].bitPattern == Float(-0.0).bitPattern)
        #expect(outputs[2] == 1 && outputs[3] == -1 && outputs[4] == 1 && outputs[5] == -1)
        #expect(outputs[6] == -outputs[7])
    }

    @Test("exp is 0 far below and log is exact at powers of two times 1")
    func ends() {
        let inputs: [Float] = [-88, -1000, -.infinity, 0, 0, 0, 0, 0]
        #expect(mapped(refigure_function_exp, inputs, .best) == [0, 0, 0, 1, 1, 1, 1, 1])
        #expect(mapped(refigure_function_log, [Float](repeating: 1, count: 8), .best) == [Float](repeating: 0, count: 8))
    }

    @Test(
        "every set of kernels gives the portable one's bits",
        arguments: KernelSet.allCases.filter(\.isAvailable))
    func bits(_ kernels: KernelSet) {
        let inputs =
            floats(from: 1e-38, to: 200, count: 80_000) + [.nan, .infinity, -.infinity, 0, -0.0, 1, -1, .greatestFiniteMagnitude]
        for function in [refigure_function_exp, refigure_function_log, refigure_function_tanh, refigure_function_sigmoid] {
            let mine = mapped(function, inputs, kernels)
            let defined = mapped(function, inputs, .portable)
            #expect(zip(mine, defined).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) })
        }
    }
}

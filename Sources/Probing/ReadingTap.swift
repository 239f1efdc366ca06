import CKernels
import Networks
import NumericCore

/// Keeps the values at every site, units x samples.
final class ReadingTap: Tap {
    let outputs: [FloatBuffer]
    private let samples: Int
    /// The site whose values are logits to be turned into probabilities.
    private let softmax: Int?
    private let kernels: UnsafePointer<refigure_kernels>
    private var first = 0

    /// - Parameters:
    ///   - sizes: the values a sample at each site.
    ///   - samples: how many in all.
    init(sizes: [Int], samples: Int, softmax: Int?, kernels: UnsafePointer<refigure_kernels>) {
        outputs = sizes.map { FloatBuffer($0 * samples) }
        self.samples = samples
        self.softmax = softmax
        self.kernels = kernels
    }

    func begin(at sample: Int) { first = sample }

    func visit(_ site: Int, _ values: Values) {
        let units = values.shape.count
        if site == softmax { kernels.pointee.softmax(values.base, units, values.lanes) }
        for unit in 0..<units {
            (outputs[site].base + unit * samples + first).update(from: values.base + unit * 8 * values.lanes, count: values.count)
        }
    }
}

import CKernels
import Networks
import NumericCore

/// Keeps the values at every site, units x samples; of maps each position's, or their means.
final class ReadingTap: Tap {
    let outputs: [FloatBuffer]
    private let samples: Int
    private let positions: ActivationReader.Positions
    /// The site whose values are logits to be turned into probabilities.
    private let softmax: Int?
    private let kernels: UnsafePointer<refigure_kernels>
    private var first = 0

    /// - Parameters:
    ///   - sizes: the values a sample that are kept of each site.
    ///   - samples: how many in all.
    init(
        sizes: [Int], samples: Int, positions: ActivationReader.Positions, softmax: Int?, kernels: UnsafePointer<refigure_kernels>
    ) {
        outputs = sizes.map { FloatBuffer($0 * samples) }
        self.samples = samples
        self.positions = positions
        self.softmax = softmax
        self.kernels = kernels
    }

    func begin(at sample: Int) { first = sample }

    func visit(_ site: Int, _ values: Values) {
        let shape = values.shape
        if site == softmax { kernels.pointee.softmax(values.base, shape.count, values.lanes) }
        let size = shape.rows * shape.columns
        for channel in 0..<shape.channels {
            // A panel of maps, or the whole batch of flat values: rows of so many samples each.
            let runs = values.runs(ofChannel: channel)
            for (place, run) in runs.enumerated() {
                let width = run.count / size
                let kept = min(width, values.count - place * width)
                let target = outputs[site].base + first + place * width
                switch positions {
                case .all:
                    for position in 0..<size {
                        (target + (channel * size + position) * samples).update(
                            from: run.baseAddress! + position * width, count: kept)
                    }
                case .mean: mean(run, width: width, of: size, into: target + channel * samples, kept: kept)
                }
            }
        }
    }

    /// Each sample's mean, summed position by position.
    private func mean(
        _ run: UnsafeMutableBufferPointer<Float>, width: Int, of size: Int, into target: UnsafeMutablePointer<Float>, kept: Int
    ) {
        target.update(from: run.baseAddress!, count: kept)
        guard size > 1 else { return }
        for position in 1..<size {
            let row = run.baseAddress! + position * width
            for sample in 0..<kept { target[sample] += row[sample] }
        }
        for sample in 0..<kept { target[sample] /= Float(size) }
    }
}

import CKernels
import Datasets

extension Machine {
    /// Loss and accuracy on all the samples.
    /// - Parameters:
    ///   - tap: may read or change the values at the plan's sites; told where each batch begins.
    ///   - beat: called between batches; may throw to stop.
    package func score(
        _ samples: LabelledSamples, tap: (any Tap)? = nil, beat: () throws -> Void
    ) rethrows -> Score {
        precondition(samples.count > 0, "a score on no samples")
        // The sums are kept lane by lane from batch to batch, so their bits do not depend on the capacity.
        var sums = LaneSums()
        var correct: UInt64 = 0
        for first in stride(from: 0, to: samples.count, by: capacity) {
            let pass = Pass(reading: min(capacity, samples.count - first))
            gather(samples, from: first, pass)
            tap?.begin(at: first)
            read(pass, tap: tap)
            correct += addCrossEntropies(samples.labels[first..<first + pass.count], pass, to: &sums)
            try beat()
        }
        return Score(sums, correct: correct, samples: samples.count)
    }

    /// Adds the batch's cross-entropies by its labels, and counts its hits.
    package func addCrossEntropies(_ labels: ArraySlice<UInt16>, _ pass: Pass, to sums: inout LaneSums) -> UInt64 {
        labels.withUnsafeBufferPointer {
            kernels.pointee.cross_entropy(
                outputs.reading.base, $0.baseAddress!, plan.architecture.classes, pass.count, pass.lanes, &sums.values)
        }
    }
}

/// Sums over samples, eight side by side, as the kernels keep them.
package struct LaneSums {
    var values = [Double](repeating: 0, count: 8)

    package init() {}

    /// Their sum, by a tree that never changes.
    package var total: Double {
        ((values[0] + values[2]) + (values[1] + values[3])) + ((values[4] + values[6]) + (values[5] + values[7]))
    }
}

extension Score {
    /// From the kernels' sums of losses and count of hits.
    package init(_ sums: LaneSums, correct: UInt64, samples: Int) {
        self.init(loss: sums.total / Double(samples), accuracy: Double(correct) / Double(samples))
    }
}

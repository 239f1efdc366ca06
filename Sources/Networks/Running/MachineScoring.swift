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
        var tally = ScoreTally()
        try add(samples, to: &tally, tap: tap, beat: beat)
        return tally.score
    }

    /// Loss and accuracy on all the samples, which are read as they are asked for: the bits are those of samples in memory.
    /// - Throws: what `beat` throws; a `Fault` (status data) where a sample cannot be read.
    package func score(
        reading samples: some SampleSource, tap: (any Tap)? = nil, beat: () throws -> Void
    ) throws -> Score {
        var tally = ScoreTally()
        try samples.forEachPortion(of: capacity) { try add($0, to: &tally, tap: tap, beat: beat) }
        return tally.score
    }

    private func add(_ samples: LabelledSamples, to tally: inout ScoreTally, tap: (any Tap)?, beat: () throws -> Void) rethrows {
        for first in stride(from: 0, to: samples.count, by: capacity) {
            let pass = Pass(reading: min(capacity, samples.count - first))
            gather(samples, from: first, pass)
            tap?.begin(at: tally.samples)
            read(pass, tap: tap)
            tally.correct += addCrossEntropies(samples.labels[first..<first + pass.count], pass, to: &tally.sums)
            tally.samples += pass.count
            try beat()
        }
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

/// A score on its way. The sums are kept lane by lane from batch to batch, so their bits do not depend on how samples are batched.
private struct ScoreTally {
    var sums = LaneSums()
    var correct: UInt64 = 0
    var samples = 0

    var score: Score {
        precondition(samples > 0, "a score on no samples")
        return Score(sums, correct: correct, samples: samples)
    }
}

extension Score {
    /// From the kernels' sums of losses and count of hits.
    package init(_ sums: LaneSums, correct: UInt64, samples: Int) {
        self.init(loss: sums.total / Double(samples), accuracy: Double(correct) / Double(samples))
    }
}

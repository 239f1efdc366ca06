import Files
import InformationTheory

/// What a measure holds in memory beside a portion of the activations, in bytes.
///
/// - Entropy: counts only, whatever the number of samples.
/// - Mutual information, KL and class selectivity: counts or sums, and the labels, 1, 2 or 4 bytes a sample.
/// - The information plane: the different rows of bins, and the labels.
/// - Quantised sets: each unit's symbols, 8 bytes a sample and unit.
/// - Gaussian copulas: some units at a time, or the units of the sets, in several copies; 16 bytes a sample for the scores.
enum MeasuringNeed {
    /// Of a table's row a unit, with the unit's counts.
    static let unit = 400.0
    /// Of a unit's value on one sample, with its ranks, scores and deviations from their mean.
    static let score = 56.0
}

extension Measurer {
    /// - Throws: a `Fault` (status data) where a layer would take more memory than there is.
    func checkMemory(_ source: any ActivationSource) throws {
        let (samples, units) = (Double(source.samples), Double(source.units))
        func require(_ bytes: Double, _ what: String, _ remedy: String) throws {
            try MemoryLimit.check(
                bytes, for: "\(plan.measure.rawValue) of \(what)", at: source.origin, remedy: remedy, limit: memory)
        }
        try require(8 * units, "one sample of \(Words.counted(source.units, "unit"))", "is the file samples x units?")
        let chosen = try plan.units.isEmpty ? units : Double(Set(plan.units.flatMap { try $0.numbers(in: source) }).count)
        let wide = "\(Words.counted(Int(chosen), "unit"))"
        let all = "\(wide) on \(Words.counted(source.samples, "sample"))"
        if let labels {
            try require(
                2 * Double(labels.bytesEach) * samples, "\(Words.counted(source.samples, "sample"))",
                "measure on fewer samples than \(labels.origin) has")
        }
        switch plan.work {
        case .quantisedUnits, .classSelectivity: try require(MeasuringNeed.unit * chosen, wide, "choose fewer with --units")
        case .plane: try require(8 * chosen, wide, "choose fewer with --units")
        case .copula(let model):
            try checkNumbers(source)
            let held = model.isJoint ? chosen : 2
            try require(samples * (24 + held * MeasuringNeed.score), all, "measure on fewer samples")
        case .sets(let model):
            if model.quantisation != nil {
                try checkNumbers(source)
                let atOnce = Double(Self.unitsAtOnce(Int(chosen), source.samples))
                try require(
                    samples * (64 + 8 * chosen + 8 * atOnce), all, "choose fewer with --units, or measure on fewer samples")
            } else {
                try checkNumbers(source)
                let matrices = 4 * 8 * chosen * chosen
                try require(
                    samples * (24 + chosen * MeasuringNeed.score) + matrices, all,
                    "choose fewer with --units, or measure on fewer samples")
            }
        }
    }

    /// Samples are numbered with 32 bits where they are ranked or joined.
    private func checkNumbers(_ source: any ActivationSource) throws {
        guard source.samples >= Int(UInt32.max) else { return }
        throw Fault(
            "\(plan.measure.rawValue) takes fewer than \(UInt32.max) samples, not \(source.samples)", at: source.origin,
            remedy: "measure on fewer samples", status: .data)
    }
}

import Files
import InformationTheory
import NumericCore

/// The symbols of whole layers: a sample's symbol is the row of its units' bins. Samples come in portions; several quantisations are
/// counted side by side.
///
/// Of each row 128 bits are kept. Two different rows among N samples share them with a probability of about N² / 2^129, which is below
/// 1e-26 for a million samples.
struct RowCounter {
    private struct Fingerprint: Hashable {
        var first: UInt64 = 0x9E37_79B9_7F4A_7C15
        var second: UInt64 = 0xD1B5_4A32_D192_ED03
    }

    private let quantisations: [Quantisation]
    private let quantisers: [Quantiser]
    private let origin: String
    /// [quantisation][sample].
    private var fingerprints: [[Fingerprint]]

    /// - Parameter span: the layer's least and greatest activation, for bins without a range of their own.
    init(_ source: any ActivationSource, quantisations: [Quantisation], span: ClosedRange<Double>?) {
        self.quantisations = quantisations
        quantisers = quantisations.map { Quantiser($0, span: span, isSinglePrecision: source.isSinglePrecision) }
        origin = source.origin
        fingerprints = quantisations.map { _ in [] }
    }

    /// - Parameter rows: where the units stand in the activations, units x samples.
    /// - Throws: a `Fault` (status data) where a value lies too far from 0 for the bins.
    mutating func add(_ activations: Matrix<Double>, rows: [Int]) throws {
        let samples = activations.columns
        var codes = [Int64](repeating: 0, count: samples)
        for (index, quantiser) in quantisers.enumerated() {
            var portion = [Fingerprint](repeating: Fingerprint(), count: samples)
            for row in rows {
                let outside = activations.values.withUnsafeBufferPointer { values in
                    let values = UnsafeBufferPointer(rebasing: values[row * samples..<(row + 1) * samples])
                    let outside = codes.withUnsafeMutableBufferPointer { quantiser.codes(of: values, into: $0) }
                    return outside.map { values[$0] }
                }
                if let outside { throw Quantiser.tooFar(outside, quantisations[index], at: origin) }
                codes.withUnsafeBufferPointer { codes in
                    portion.withUnsafeMutableBufferPointer { portion in
                        for sample in codes.indices {
                            let code = UInt64(bitPattern: codes[sample])
                            let first = (portion[sample].first ^ code) &* 0xFF51_AFD7_ED55_8CCD
                            let second = (portion[sample].second &+ code) &* 0xC4CE_B9FE_1A85_EC53
                            portion[sample].first = first ^ (first >> 32)
                            portion[sample].second = second ^ (second >> 29)
                        }
                    }
                }
            }
            fingerprints[index] += portion
        }
    }

    /// The layer's information by each quantisation on the samples so far, and H(Y).
    /// - Parameter labels: each sample's class.
    func information(labels: ClassLabels) -> (layers: [LayerInformation], labelEntropy: Double) {
        let labelEntropy = Entropy.ofCounts(labels.counts)
        let layers = fingerprints.map { rows in
            precondition(rows.count == labels.codes.count, "\(labels.codes.count) labels of \(rows.count) samples")
            var groups: [Fingerprint: Int] = [:]
            var counts: [Int] = []
            var cells: [Int: Int] = [:]
            for (row, label) in zip(rows, labels.codes) {
                let group = groups[row] ?? counts.count
                if group == counts.count {
                    groups[row] = group
                    counts.append(0)
                }
                counts[group] += 1
                cells[group * labels.count + Int(label), default: 0] += 1
            }
            let entropy = Entropy.ofCounts(counts)
            let withLabel = max(0, entropy + labelEntropy - Entropy.ofCounts(cells.values))
            return LayerInformation(withInput: entropy, withLabel: withLabel, occupiedSymbols: counts.count)
        }
        return (layers, labelEntropy)
    }
}

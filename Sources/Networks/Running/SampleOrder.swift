import NumericCore

/// The order in which a pass over the samples takes them.
/// - Parameter pass: its number, from 1; the order's stream is ("order of samples", pass).
func sampleOrder(_ count: Int, pass: Int, seed: UInt64) -> [UInt32] {
    var generator = SeededGenerator(seed: seed, purpose: "order of samples", index: UInt64(pass))
    return generator.permutation(count).map { UInt32($0) }
}

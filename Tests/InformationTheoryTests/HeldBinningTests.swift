import InformationTheory
import NumericCore
import Testing

@Suite struct HeldBinningTests {
    private func bins(_ values: [Double], _ binning: HeldBinning) -> (bins: [Int64], tooFar: Int?) {
        var codes = SymbolCodes()
        let tooFar = values.withUnsafeBufferPointer { binning.bin($0, into: &codes) }
        let bins = codes.isWide ? Array(codes.wide[..<codes.count]) : codes.narrow[..<codes.count].map { Int64($0) }
        return (bins, tooFar)
    }

    @Test(
        "binary32 values that are held as doubles are in the bins that the figures count them in", arguments: [0.01, 0.07, 0.3, 1])
    func held(_ size: Double) {
        var random = SeededGenerator(seed: 1, purpose: "held values")
        let values = (0..<5000).map { _ in Float(random.uniform() * 8 - 4) } + [0, -0.0, 0.53, -1, 1, 4]
        let found = bins(values.map(Double.init), HeldBinning(size: size, isSinglePrecision: true))
        #expect(found.tooFar == nil && found.bins == Binning(size: size).codes(of: values).map { Int64($0) })
    }

    @Test("doubles are divided as doubles")
    func doubles() {
        var random = SeededGenerator(seed: 2, purpose: "held values")
        let values = (0..<5000).map { _ in random.uniform() * 8 - 4 } + [0, -0.0, 0.53, -1, 1, 4]
        let found = bins(values, HeldBinning(size: 0.01, isSinglePrecision: false))
        #expect(found.bins == values.map { Int64(($0 / 0.01).rounded(.down)) })
    }

    @Test("bins beyond 32 bits are numbered too, and the first value beyond 2^62 of them is told", arguments: [true, false])
    func wide(_ isSinglePrecision: Bool) {
        let binning = HeldBinning(size: 0.5, isSinglePrecision: isSinglePrecision)
        #expect(bins([0x1p29, 1.25, -0x1p30], binning).bins == [1 << 30, 2, -(1 << 31)])
        #expect(bins([0x1p30, 1.25, -0x1p40, -0.25], binning).bins == [1 << 31, 2, -(1 << 41), -1])
        #expect(bins([1, 0x1p60, 0x1p61, 0x1p70], binning).tooFar == 2)
        #expect(bins([1, .nan, 0x1p70], binning).tooFar == 1)
        #expect(bins([], binning).bins.isEmpty)
    }
}

import CKernels
import Foundation
import NumericCore
import SampleStatistics
import Testing

@Suite("The regularisers' kernels")
struct RegulariserKernelTests {
    private static let sets = KernelSet.allCases.filter(\.isAvailable)

    private func masks(_ set: KernelSet, kept: UInt32, key: [UInt32] = [1, 2], stream: UInt64 = 3, vectors: Int = 4000) -> [Float] {
        let values = [Float](repeating: 0.5, count: 8 * vectors)
        var mask = values
        var output = values
        set.table.dropout(values, &mask, &output, vectors, kept, key, stream)
        #expect(zip(mask, output).allSatisfy { $1 == 0.5 * $0 })
        return mask
    }

    @Test("dropout keeps the stated share, scales it up to a mean of 1, and repeats with key and stream", arguments: sets)
    func dropout(_ set: KernelSet) {
        for share in [0.3, 0.5, 0.8] {
            let kept = UInt32(share * 65536)
            let mask = masks(set, kept: kept)
            let scale = 65536 / Float(kept)
            #expect(mask.allSatisfy { $0 == 0 || $0 == scale })
            // Five standard deviations of the mean of 32,000.
            let mean = Double(mask.reduce(0, +)) / Double(mask.count)
            #expect(abs(mean - 1) < 5 * ((1 - share) / share / 32000).squareRoot())
            #expect(mask == masks(.portable, kept: kept))
            #expect(mask != masks(set, kept: kept, stream: 4) && mask != masks(set, kept: kept, key: [1, 3]))
        }
        #expect(masks(set, kept: 65536).allSatisfy { $0 == 1 })
    }

    @Test("the normal quantile is that of double precision to 2e-6", arguments: sets)
    func quantile(_ set: KernelSet) {
        let inputs = (1..<4000).map { Float($0) / 4000 } + [0.999999]
        for sign in [Float(1), -1] {
            let x = inputs.map { $0 * sign }
            var quantiles = x
            set.table.map(refigure_function_normal_quantile, x, &quantiles, x.count / 8)
            for (share, quantile) in zip(x, quantiles) {
                // One Newton step on erf gives the error.
                let q = Double(quantile) / 2.0.squareRoot()
                let error = (erf(q) - Double(share)) / (2 / Double.pi.squareRoot() * exp(-q * q)) * 2.0.squareRoot()
                #expect(abs(error) < 2e-6 * max(1, abs(Double(quantile))))
            }
        }
    }

    @Test("noise has its units' deviations, and does not depend on how samples are batched", arguments: sets)
    func noise(_ set: KernelSet) {
        let key: [UInt32] = [7, 8]
        let lanes = 2000
        var values = [Float](repeating: 1, count: 3 * 8 * lanes)
        set.table.noise(&values, [0.5, 0, 2], 3, lanes, 0, key, 9)
        for (unit, deviation) in [0.5, 0, 2].enumerated() {
            let row = values[unit * 8 * lanes..<(unit + 1) * 8 * lanes].map { Double($0) - 1 }
            #expect(abs(Statistics.mean(row)) <= 5 * deviation / 16000.0.squareRoot())
            #expect(abs(Statistics.standardDeviation(row) - deviation) <= 0.03 * deviation)
        }
        var part = [Float](repeating: 1, count: 3 * 8 * 5)
        set.table.noise(&part, [0.5, 0, 2], 3, 5, 100, key, 9)
        for unit in 0..<3 {
            #expect(part[unit * 40..<(unit + 1) * 40].elementsEqual(values[unit * 8 * lanes + 800..<unit * 8 * lanes + 840]))
        }
    }
}

import Foundation
import InformationTheory
import NumericCore
import TestSupport
import Testing

@Suite struct LayerInformationTests {
    @Test("a bin holds its lower edge and not its upper one, on both sides of zero")
    func edges() {
        let codes = Binning(size: 0.5).codes(of: [-1, -0.75, -0.5, -0.25, -0.0, 0, 0.25, 0.5, 0.75, 1])
        #expect(codes == [-2, -2, -1, -1, 0, 0, 0, 1, 1, 2])
    }

    @Test(
        "bins are found by one binary32 division: 0.53 is in bin 53 of size 0.01; in double, or by the reciprocal, it would be in 52"
    )
    func singlePrecision() {
        let value: Float = 0.53
        let size: Float = 0.01
        #expect(Binning(size: 0.01).codes(of: [value]) == [53])
        #expect((Double(value) / 0.01).rounded(.down) == 52)
        #expect((value * (1 / size)).rounded(.down) == 52)
    }

    @Test("one unit that separates the samples carries all their bits and the label's")
    func separating() {
        let labels: [UInt16] = [0, 0, 0, 0, 1, 1, 1, 1]
        var meter = LayerInformationMeter(labels: labels, classes: 2)
        let information = meter.measure((0..<8).map { Float($0) }, units: 1, binning: Binning(size: 1))
        #expect(information == LayerInformation(withInput: 3, withLabel: 1, occupiedSymbols: 8))
    }

    @Test("two samples in one bin cost the input's bits; two classes in one bin cost the label's too")
    func sharedBins() {
        let activations: [Float] = [0.1, 0.2, 1.1, 1.2]
        var sameClass = LayerInformationMeter(labels: [0, 0, 1, 1], classes: 2)
        #expect(
            sameClass.measure(activations, units: 1, binning: Binning(size: 1))
                == .init(withInput: 1, withLabel: 1, occupiedSymbols: 2))
        var mixed = LayerInformationMeter(labels: [0, 1, 0, 1], classes: 2)
        #expect(
            mixed.measure(activations, units: 1, binning: Binning(size: 1)) == .init(withInput: 1, withLabel: 0, occupiedSymbols: 2)
        )
    }

    @Test("a layer's measure equals the one from its rows as symbols, on random layers")
    func againstRows() {
        var random = SeededGenerator(seed: 11, purpose: "layer information test")
        for units in [1, 2, 5, 13] {
            let samples = 700
            let activations = (0..<units * samples).map { _ in Float(random.uniform() * 2 - 1) }
            let labels = (0..<samples).map { _ in UInt16(random.integer(below: 4)) }
            var meter = LayerInformationMeter(labels: labels, classes: 4)
            for size in [0.05, 0.4, 1.5] {
                let binning = Binning(size: size)
                let information = meter.measure(activations, units: units, binning: binning)
                let codes = binning.codes(of: activations)
                let rows = (0..<samples).map { sample in (0..<units).map { codes[$0 * samples + sample] } }
                #expect(abs(information.withInput - Entropy.of(rows)) < 1e-12)
                #expect(abs(information.withLabel - MutualInformation.of(rows, and: labels)) < 1e-12)
                #expect(information.occupiedSymbols == Set(rows).count)
                #expect(information.withLabel <= meter.labelEntropy + 1e-12)
                #expect(information.withLabel <= information.withInput + 1e-12)
            }
        }
    }

    @Test("the measure does not depend on the order of the samples, to the last bit")
    func orderOfSamples() {
        var random = SeededGenerator(seed: 12, purpose: "layer information test")
        let samples = 500
        let rows = (0..<samples).map { _ in (Float(random.uniform()), Float(random.uniform()), UInt16(random.integer(below: 2))) }
        func measure(_ rows: [(Float, Float, UInt16)]) -> LayerInformation {
            var meter = LayerInformationMeter(labels: rows.map(\.2), classes: 2)
            return meter.measure(rows.map(\.0) + rows.map(\.1), units: 2, binning: Binning(size: 0.1))
        }
        var shuffled = rows
        random.shuffle(&shuffled)
        #expect(measure(rows) == measure(shuffled))
    }

    @Test(
        "layers agree with the reference library at every bin size, values on the bins' edges included",
        arguments: ReferenceCase.all("binned_"))
    func reference(_ reference: ReferenceCase) throws {
        let cases = try #require(reference.expected["per_binsize"] as? [[String: Any]])
        let array = try reference.array("activations")
        let labels = try reference.array("y").integers
        let classes = try #require(labels.max()) + 1
        let activations = array.transposedFloats
        let (samples, units) = (array.shape[0], array.shape[1])
        var meter = LayerInformationMeter(labels: labels.map { UInt16($0) }, classes: classes)
        #expect(cases.count == 4)
        for expected in cases {
            let binning = Binning(size: try #require(expected["binsize"] as? Double))
            let information = meter.measure(activations, units: units, binning: binning)
            let withInput = try #require(expected["I_XT"] as? Double)
            let withLabel = try #require(expected["I_TY"] as? Double)
            #expect(abs(information.withInput - withInput) <= 1e-10 * (1 + withInput))
            #expect(abs(information.withLabel - withLabel) <= 1e-10 * (1 + withLabel))
            #expect(information.occupiedSymbols == expected["distinct_symbols"] as? Int)
            let codes = binning.codes(of: activations)
            #expect(codes.reduce(0) { $0 + Int($1) } == expected["code_sum"] as? Int)
            var weighted = 0
            for sample in 0..<samples {
                for unit in 0..<units {
                    weighted += Int(codes[unit * samples + sample]) * ((31 * sample + 7 * unit) % 1009 + 1)
                }
            }
            #expect(weighted == expected["code_weighted_sum"] as? Int)
        }
    }
}

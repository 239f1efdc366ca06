import Foundation
import InformationTheory
import NumericCore
import TestSupport
import Testing

@Suite struct UnitMeasuresTests {
    private func measures(_ rows: [[Float]], _ labels: [UInt16], classes: Int, threshold: Float = 0) -> [UnitMeasures] {
        UnitMeasures.of(
            activations: Matrix(rows: rows.count, columns: labels.count, values: rows.flatMap { $0 }), labels: labels,
            classes: classes, threshold: threshold)
    }

    @Test("a unit active for one of two classes has one bit of everything; dead and always active ones have none")
    func separatingDeadAndAlwaysActive() {
        let labels: [UInt16] = [0, 0, 1, 1]
        let found = measures([[0, 0, 0.1, 9], [0, 0, 0, 0], [1, 2, 3, 4]], labels, classes: 2)
        #expect(
            found[0] == .init(entropy: 1, mutualInformation: 1, klSelectivity: 1, selectiveClass: 0, activeShare: 0.5))
        #expect(found[1] == .init(entropy: 0, mutualInformation: 0, klSelectivity: 0, selectiveClass: 0, activeShare: 0))
        #expect(found[2] == .init(entropy: 0, mutualInformation: 0, klSelectivity: 0, selectiveClass: 0, activeShare: 1))
        #expect(found.map(\.isDead) == [false, true, false])
        #expect(found.map(\.isAlwaysActive) == [false, false, true])
    }

    @Test("a unit active for one of ten equally frequent classes has the entropy of a tenth, and log2 10 bits of selectivity")
    func oneOfTen() {
        let labels = (0..<40).map { UInt16($0 % 10) }
        let unit = measures([labels.map { $0 == 7 ? 1 : 0 }], labels, classes: 10)[0]
        let entropy = 0.468_995_593_589_281_2
        #expect(abs(unit.entropy - entropy) < 1e-15)
        #expect(abs(unit.mutualInformation - entropy) < 1e-15)
        #expect(abs(unit.klSelectivity - 3.321_928_094_887_362_6) < 1e-15)
        #expect(unit.selectiveClass == 7)
    }

    @Test("an output at the threshold is inactive: ReLU's zeros of either sign, a sigmoid's one half")
    func threshold() {
        let labels: [UInt16] = [0, 0, 1, 1]
        #expect(measures([[-0.0, 0, 1e-30, 1]], labels, classes: 2)[0].activeShare == 0.5)
        #expect(measures([[0.2, 0.5, 0.51, 1]], labels, classes: 2, threshold: 0.5)[0].activeShare == 0.5)
    }

    @Test("the inputs of an exclusive or measure 0 each, and 1 bit where their pair is quantised as one symbol")
    func exclusiveOr() {
        let labels: [UInt16] = [0, 1, 1, 0]
        let units = measures([[0, 0, 1, 1], [0, 1, 0, 1]], labels, classes: 2)
        #expect(units.allSatisfy { $0.entropy == 1 && $0.mutualInformation == 0 && $0.klSelectivity == 0 })
        let pair = UnitMeasures.of(
            activations: Matrix(rows: 1, columns: 4, values: [0, 1, 2, 3]), labels: labels, classes: 2, thresholds: [0.5, 1.5, 2.5])
        #expect(pair[0].entropy == 2 && pair[0].mutualInformation == 1)
    }

    private func randomLayer(units: Int, samples: Int, classes: Int) -> (activations: Matrix<Float>, labels: [UInt16]) {
        var random = SeededGenerator(seed: 5, purpose: "unit measures test")
        let labels = (0..<samples).map { _ in UInt16(random.integer(below: UInt32(classes))) }
        let values = (0..<units * samples).map { place in
            Float(random.uniform() - 0.1 * Double(place % 7) + 0.05 * Double(labels[place % samples]) - 0.3)
        }
        return (Matrix(rows: units, columns: samples, values: values), labels)
    }

    @Test("I(T;Y) is at most H(T) and at most the selectivity, and all agree with the measures of symbols")
    func againstSymbols() {
        let (activations, labels) = randomLayer(units: 40, samples: 500, classes: 6)
        for thresholds: [Float] in [[0], [-0.2, 0, 0.1, 0.3]] {
            let found = UnitMeasures.of(activations: activations, labels: labels, classes: 6, thresholds: thresholds)
            for (unit, measures) in found.enumerated() {
                let symbols = activations.row(unit).map { value in thresholds.count { value > $0 } }
                #expect(abs(measures.entropy - Entropy.of(symbols)) < 1e-12)
                #expect(abs(measures.mutualInformation - MutualInformation.of(symbols, and: labels)) < 1e-12)
                let selectivity = KLSelectivity(of: symbols, labels: labels)
                #expect(abs(measures.klSelectivity - selectivity.value) < 1e-14)
                #expect(measures.selectiveClass == Int(selectivity.label))
                #expect(measures.mutualInformation <= measures.entropy + 1e-12)
                #expect(measures.mutualInformation <= measures.klSelectivity + 1e-12)
            }
        }
    }

    @Test("the measures do not depend on the order of the samples, nor on the portions that they come in, to the last bit")
    func orderAndPortions() {
        let (activations, labels) = randomLayer(units: 9, samples: 300, classes: 4)
        let whole = UnitMeasures.of(activations: activations, labels: labels, classes: 4, threshold: 0)
        var portions = UnitCounts(units: 9, classes: 4, thresholds: [0])
        for range in [170..<300, 0..<1, 1..<170] {
            let rows = (0..<9).flatMap { activations.row($0).map { $0 }[range] }
            portions.add(Matrix(rows: 9, columns: range.count, values: rows), labels: labels[range])
        }
        #expect(portions.samples == 300)
        #expect(portions.measures == whole)
    }

    @Test(
        "entropy, information and selectivity of a unit with many levels agree with the reference library",
        arguments: ReferenceCase.all("discrete_"))
    func reference(_ reference: ReferenceCase) throws {
        let expected = reference.expected
        func value(_ key: String) throws -> Double { try #require(expected[key] as? Double) }
        let t = try reference.array("t").rows
        let y = try reference.array("y").integers
        let codes = Array(Set(t)).sorted { $0.lexicographicallyPrecedes($1) }
        let classes = Set(y).sorted()
        let outputs = t.map { Float(codes.firstIndex(of: $0)!) }
        let unit = UnitMeasures.of(
            activations: Matrix(rows: 1, columns: t.count, values: outputs), labels: y.map { UInt16(classes.firstIndex(of: $0)!) },
            classes: classes.count, thresholds: (0...codes.count).map { Float($0) + 0.5 })[0]
        #expect(abs(unit.entropy - (try value("H_T"))) < 1e-12)
        #expect(abs(unit.mutualInformation - (try value("I_TY"))) < 1e-12)
        #expect(abs(unit.klSelectivity - (try value("KL_selectivity"))) < 1e-12)
        #expect(classes[unit.selectiveClass] == expected["KL_argmax_class"] as? Int)
    }

    @Test("damaged input stops the program: a label out of range, a label too few, another number of units, an output that is NaN")
    func damaged() async {
        await #expect(processExitsWith: .failure) {
            _ = UnitMeasures.of(
                activations: Matrix(rows: 1, columns: 2, values: [0, 1]), labels: [0, 3], classes: 3, threshold: 0)
        }
        await #expect(processExitsWith: .failure) {
            _ = UnitMeasures.of(activations: Matrix(rows: 1, columns: 2, values: [0, 1]), labels: [0], classes: 3, threshold: 0)
        }
        await #expect(processExitsWith: .failure) {
            var counts = UnitCounts(units: 2, classes: 3, thresholds: [0])
            counts.add(Matrix(rows: 1, columns: 2, values: [0, 1]), labels: [0, 1])
        }
        await #expect(processExitsWith: .failure) {
            _ = UnitMeasures.of(
                activations: Matrix(rows: 1, columns: 2, values: [0, .nan]), labels: [0, 1], classes: 3, threshold: 0)
        }
        await #expect(processExitsWith: .failure) { _ = UnitCounts(units: 1, classes: 3, thresholds: [1, 0]) }
        await #expect(processExitsWith: .failure) { _ = UnitCounts(units: 1, classes: 3, thresholds: [0]).measures }
    }
}

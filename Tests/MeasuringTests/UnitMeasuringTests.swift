import InformationTheory
import Measuring
import NumericCore
import Testing

/// Reproducible activations: units x samples, with classes.
struct Drawn {
    let units: [[Double]]
    let classes: [Int]

    /// Values that are binary32 numbers; ReLU-like, so that many are 0.
    init(units: Int, samples: Int, classes count: Int, seed: UInt64 = 1, rectified: Bool = true) {
        var generator = SeededGenerator(seed: seed, purpose: "measuring tests")
        let classes = (0..<samples).map { _ in Int(generator.integer(below: UInt32(count))) }
        self.units = (0..<units).map { unit in
            classes.map { label in
                let value = Float(generator.uniform() * 2 - 1 + (label % (unit + 1) == 0 ? 0.5 : 0))
                return Double(rectified ? max(0, value) : value)
            }
        }
        self.classes = classes
    }

    var floats: Matrix<Float> {
        Matrix(rows: units.count, columns: classes.count, values: units.joined().map { Float($0) })
    }

    var shorts: [UInt16] { classes.map { UInt16($0) } }
    var labels: Labels { Labels(classes: classes, origin: "labels.npy") }
}

@Suite struct UnitMeasuringTests {
    @Test("streamed counts give the very bits of the figures' measures", arguments: [[0], [0, 0.25, 0.5]])
    func unitMeasures(_ thresholds: [Double]) throws {
        let drawn = Drawn(units: 7, samples: 500, classes: 4)
        let expected = UnitMeasures.of(
            activations: drawn.floats, labels: drawn.shorts, classes: 4, thresholds: thresholds.map { Float($0) })
        let layer = layer(drawn.units, single: true)
        let options = MeasuringOptions(thresholds: thresholds)
        #expect(
            try measured(.mutualInformation, layer, labels: drawn.labels, options).numbers("mutual_information_bits")
                == expected.map(\.mutualInformation))
        #expect(
            try measured(.mutualInformation, layer, labels: drawn.labels, options).numbers("entropy_bits")
                == expected.map(\.entropy))
        let selectivity = try measured(.klSelectivity, layer, labels: drawn.labels, options)
        #expect(selectivity.numbers("kl_selectivity_bits") == expected.map(\.klSelectivity))
        #expect(selectivity.numbers("selective_class") == expected.map { Double($0.selectiveClass) })
    }

    @Test("streamed sums give the very bits of the figures' class selectivity")
    func classSelectivity() throws {
        let drawn = Drawn(units: 5, samples: 400, classes: 3)
        let table = try measured(.classSelectivity, layer(drawn.units), labels: drawn.labels)
        for (rest, id) in [
            (ClassSelectivity.Rest.otherClasses, "selectivity_other_classes"), (.otherSamples, "selectivity_other_samples"),
        ] {
            let expected = ClassSelectivity.of(activations: drawn.floats, labels: drawn.shorts, rest: rest)
            #expect(table.numbers(id) == expected.map { $0.index ?? .nan })
        }
    }

    @Test("a sequence of portions counts as one: wide layers, few samples at a time")
    func portions() throws {
        // 2^21 values a portion: of 300,000 units 6 samples.
        let source = WideActivations(units: 300_000, samples: 20)
        let plan = try MeasuringPlan(.entropy, options: MeasuringOptions(binSizes: [1]), hasLabels: false)
        let table = try Measurer(plan).measure([MeasuredLayer(source)])
        // Unit u has the symbols s % (u % 4 + 1) over 20 samples.
        let expected = (0..<4).map { u in Entropy.of((0..<20).map { $0 % (u + 1) }) }
        for (unit, value) in table.numbers("entropy_bits").enumerated() where abs(value - expected[unit % 4]) > 1e-12 {
            Issue.record("unit \(unit): \(value)")
            break
        }
        #expect(table.rows.count == 300_000)
    }

    @Test("bins over a range hold its upper end in the last one")
    func bins() throws {
        let ramp = layer([(0...100).map { Double($0) / 100 }])
        let table = try measured(.entropy, ramp, MeasuringOptions(bins: [10]))
        // Nine bins of 10 values and the last of 11.
        #expect(abs(table.numbers("entropy_bits")[0] - Entropy.ofCounts(Array(repeating: 10, count: 9) + [11])) < 1e-12)
        let clamped = try measured(.entropy, ramp, MeasuringOptions(bins: [2], range: 0.25...0.35))
        #expect(abs(clamped.numbers("entropy_bits")[0] - Entropy.ofCounts([30, 71])) < 1e-12)
    }

    @Test("binary64 values are divided in binary64, binary32 ones in binary32")
    func precision() throws {
        // 0.3 / 0.1 is 2.9999999999999996 in binary64 and 3 in binary32.
        let unit = [0.3, 0.35, 0.25]
        func symbols(single: Bool) throws -> Double {
            try measured(
                .entropy, layer([unit.map { single ? Double(Float($0)) : $0 }], single: single), MeasuringOptions(binSizes: [0.1])
            )
            .numbers("symbols")[0]
        }
        #expect(try measured(.entropy, layer([[0.3, 0.25]]), MeasuringOptions(binSizes: [0.1])).numbers("symbols") == [1])
        #expect(
            try measured(.entropy, layer([[Double(Float(0.3)), 0.25]], single: true), MeasuringOptions(binSizes: [0.1])).numbers(
                "symbols") == [2])
        #expect(try symbols(single: true) == 2 && symbols(single: false) == 2)
    }

    @Test("constant, dead and always active units are named with what the measure says of them")
    func constants() throws {
        let units: [[Double]] = [[1, 1, 1, 1], [0, 1, 0, 1], [-1, -2, -1, -2], [3, 4, 3, 4]]
        let table = try measured(.entropy, layer(units))
        #expect(table.numbers("entropy_bits") == [0, 1, 0, 0])
        #expect(
            table.notes == [
                "unit 0 is constant: its entropy is 0", "unit 2 never above 0: entropy 0",
                "unit 3 always above 0: entropy 0, whatever is done there",
            ])
    }

    @Test("bins that are far too small are refused")
    func tooManyBins() {
        expectFault("lies over 2^62 bins from 0", status: .data) {
            try measured(.entropy, layer([[1e10, 0]]), MeasuringOptions(binSizes: [1e-10]))
        }
    }

    @Test("labels may be texts, and any whole numbers")
    func labels() throws {
        let unit = layer([[0, 0, 1, 1]])
        let texts = Labels(codes: [0, 0, 1, 1], names: ["cat", "dog"], origin: "y.csv")
        #expect(try measured(.klSelectivity, unit, labels: texts)["selective_class"] == [.text("cat")])
        let numbers = Labels(classes: [-3, -3, 9_000_000_000, 9_000_000_000], origin: "y.npy")
        let table = try measured(.klSelectivity, unit, labels: numbers)
        #expect(table["selective_class"] == [.integer(-3)])
        #expect(table.numbers("mutual_information_bits") == [1])
        expectFault("which is no class", status: .data) {
            try measured(.klSelectivity, unit, labels: Labels(targets: [0, 0.5, 1, 1], origin: "y.npy"))
        }
        expectFault("2 labels", status: .data) {
            try measured(.klSelectivity, unit, labels: Labels(classes: [0, 1], origin: "y.npy"))
        }
    }

    @Test("more than 256 classes are counted")
    func manyClasses() throws {
        let classes = (0..<2000).map { $0 % 1000 }
        let table = try measured(
            .mutualInformation, layer([classes.map { Double($0 % 2) }]), labels: Labels(classes: classes, origin: "y"))
        #expect(abs(table.numbers("mutual_information_bits")[0] - 1) < 1e-12)
    }
}

/// Too many units for memory's comfort, worked out as they are asked for.
struct WideActivations: ActivationSource {
    let units: Int
    let samples: Int
    var origin: String { "wide" }
    var unitNames: [String]? { nil }
    var isSinglePrecision: Bool { false }

    func forEachPortion(of count: Int, _ body: (Range<Int>, Matrix<Double>) throws -> Void) throws {
        for start in stride(from: 0, to: samples, by: count) {
            let range = start..<min(samples, start + count)
            let values = (0..<units).flatMap { unit in range.map { Double($0 % (unit % 4 + 1)) } }
            try body(range, Matrix(rows: units, columns: range.count, values: values))
        }
    }

    func columns(_ units: [Int]) throws -> Matrix<Double> { preconditionFailure("only portions are measured") }
}

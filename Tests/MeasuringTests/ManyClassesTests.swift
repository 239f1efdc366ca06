import Activations
import Files
import InformationTheory
import Measuring
import NumericCore
import Testing

/// As many classes, symbols or units as there are samples.
@Suite struct ManyClassesTests {
    static let samples = 20_000

    @Test("twenty thousand classes of twenty thousand symbols are counted as the information plane counts them")
    func manyOfBoth() throws {
        var random = SeededGenerator(seed: 1, purpose: "many classes")
        let unit = layer([(0..<Self.samples).map { _ in random.uniform() * 6 - 3 }])
        let labels = Labels(classes: (0..<Self.samples).map { $0 * 7 - 1000 }, origin: "y.npy")
        let options = MeasuringOptions(binSizes: [1e-4])
        let plane = try measured(.informationPlane, unit, labels: labels, options)
        let information = try measured(.mutualInformation, unit, labels: labels, options)
        #expect(close(information.numbers("mutual_information_bits")[0], plane.numbers("ity_bits")[0], 1e-12))
        #expect(close(information.numbers("entropy_bits")[0], plane.numbers("ixt_bits")[0], 1e-12))
        // Each class has one sample: log2 of N over how often its symbol occurs, at most log2 N.
        let selectivity = try measured(.klSelectivity, unit, labels: labels, options)
        #expect(close(selectivity.numbers("kl_selectivity_bits")[0], DeterministicMath.log2(Double(Self.samples)), 1e-12))
        #expect(close(selectivity.numbers("mutual_information_bits")[0], plane.numbers("ity_bits")[0], 1e-12))
    }

    @Test("the sparse counts have the bits of the figures' dense ones", arguments: 1...5)
    func bits(_ seed: Int) throws {
        let drawn = Drawn(units: 4, samples: 300, classes: 200, seed: UInt64(seed), rectified: false)
        let thresholds = (-20...20).map { Double(Float(Double($0) / 20)) }
        let expected = UnitMeasures.of(
            activations: drawn.floats, labels: drawn.shorts, classes: 200, thresholds: thresholds.map { Float($0) })
        let table = try measured(
            .klSelectivity, layer(drawn.units, single: true), labels: drawn.labels, MeasuringOptions(thresholds: thresholds))
        #expect(table.numbers("kl_selectivity_bits") == expected.map(\.klSelectivity))
        #expect(table.numbers("mutual_information_bits") == expected.map(\.mutualInformation))
        #expect(table.numbers("selective_class") == expected.map { Double($0.selectiveClass) })
    }

    @Test("units whose counts do not fit into the memory together are counted in several passes, with the same bits")
    func passes() throws {
        let drawn = Drawn(units: 8, samples: 2000, classes: 90, rectified: false)
        let plan = try MeasuringPlan(.klSelectivity, options: MeasuringOptions(binSizes: [1e-4]), hasLabels: true)
        let source = CountedPasses(units: drawn.units)
        let whole = try Measurer(plan, labels: drawn.labels).measure([MeasuredLayer(source)])
        #expect(source.passes == 1)
        // 2500 pairs of symbol and class at a time; a unit has some 2000.
        let narrow = try Measurer(plan, labels: drawn.labels, memory: 1e6).measure([MeasuredLayer(source)])
        #expect(source.passes > 4)
        #expect(narrow == whole)
        // Not even one unit fits.
        expectFault("would take 0 MB of memory, and there are 0 MB; choose larger bins", status: .data) {
            try Measurer(plan, labels: drawn.labels, memory: 1e5).measure([MeasuredLayer(source)])
        }
    }

    @Test("class selectivity of more classes than are summed at a time has the same bits")
    func classMeans() throws {
        let drawn = Drawn(units: 7, samples: 900, classes: 300)
        let plan = try MeasuringPlan(.classSelectivity, hasLabels: true)
        let source = CountedPasses(units: drawn.units)
        let whole = try Measurer(plan, labels: drawn.labels).measure([MeasuredLayer(source)])
        #expect(source.passes == 1)
        // 781 sums at a time, of two units.
        let narrow = try Measurer(plan, labels: drawn.labels, memory: 50_000).measure([MeasuredLayer(source)])
        #expect(source.passes == 1 + 4)
        #expect(narrow == whole)
    }

    @Test("what takes each class by itself refuses more than 256 of them at once")
    func few() throws {
        let unit = layer([(0..<3000).map(Double.init), (0..<3000).map { Double($0 * 7 % 3000) }])
        let labels = Labels(classes: Array(0..<3000), origin: "y.npy")
        for (measure, options) in [
            (Measure.gaussianCopulaMI, MeasuringOptions()), (.gaussianCopulaMI, MeasuringOptions(estimator: .mixture)),
            (.oInformation, MeasuringOptions(labelTreatment: .oneHot)),
            (.totalCorrelation, MeasuringOptions(labelTreatment: .classes)),
        ] {
            expectFault("3000 different labels are too many classes", status: .data) {
                try measured(measure, unit, labels: labels, options)
            }
        }
        #expect(try measured(.oInformation, unit, labels: labels).rows.count == 1)
        #expect(try measured(.gaussianCopulaMI, unit, labels: labels, MeasuringOptions(estimator: .continuous)).rows.count == 2)
        #expect(try measured(.totalCorrelation, unit, labels: labels, MeasuringOptions(bins: [50])).rows.count == 1)
    }

    @Test("class numbers keep all their digits")
    func digits() throws {
        let large = [9_007_199_254_740_993, 9_007_199_254_740_992, -9_223_372_036_854_775_808, 9_223_372_036_854_775_807]
        let labels = Labels(classes: large, origin: "y.npy")
        let table = try measured(.klSelectivity, layer([[0, 0, 0, 1]]), labels: labels)
        #expect(table["selective_class"] == [.integer(.max)])
        #expect(table.csv.contains("9223372036854775807"))
    }
}

/// Activations in memory that note how often they are read.
private final class CountedPasses: ActivationSource, @unchecked Sendable {
    // Safe: read on one thread, by the test that made it.
    private let memory: MemoryActivations
    private(set) var passes = 0

    init(units: [[Double]]) {
        memory = MemoryActivations(
            Matrix(rows: units.count, columns: units[0].count, values: units.flatMap { $0 }), origin: "acts.npy")
    }

    var origin: String { memory.origin }
    var samples: Int { memory.samples }
    var units: Int { memory.units }
    var unitNames: [String]? { nil }
    var isSinglePrecision: Bool { false }

    func forEachPortion(of count: Int, _ body: (Range<Int>, Matrix<Double>) throws -> Void) throws {
        passes += 1
        try memory.forEachPortion(of: count, body)
    }

    func columns(_ units: [Int]) throws -> Matrix<Double> { try memory.columns(units) }
}

import Activations
import Files
import Measuring
import NumericCore
import Testing

/// More samples or units than a machine holds.
@Suite struct MeasuringNeedTests {
    private static let billions = 4_000_000_000

    @Test("entropy of any number of samples asks for no more memory than that of a few")
    func streamed() throws {
        let plan = try MeasuringPlan(.entropy, hasLabels: false)
        var portions = 0
        struct Enough: Error {}
        // It goes on to read, portion by portion; five of them will do here.
        #expect(throws: Enough.self) {
            try Measurer(plan, memory: 1e8) {
                portions += 1
                if portions > 10 { throw Enough() }
            }.measure([MeasuredLayer(Unread(samples: Self.billions, units: 1, isReadInPortions: true))])
        }
        #expect(portions == 11)
    }

    static let wants: [(Measure, MeasuringOptions, Int, Int, String)] = [
        (.entropy, MeasuringOptions(), 2, billions, "entropy of one sample of 4000000000 units would take 32.0 GB of memory"),
        (.entropy, MeasuringOptions(units: [UnitSet([0])]), 2, billions, "is the file samples x units?"),
        (
            .entropy, MeasuringOptions(), 2, 100_000_000,
            "entropy of 100000000 units would take 40.0 GB of memory, and there are 16.0 GB"
        ),
        (.totalCorrelation, MeasuringOptions(), 1_000_000_000, 2, "on 1000000000 samples would take 136.0 GB of memory"),
        (.totalCorrelation, MeasuringOptions(), 100_000, 60_000, "total-correlation of 60000 units on 100000 samples would take"),
        (.totalCorrelation, MeasuringOptions(bins: [3]), 1_000_000_000, 2, "would take 88.0 GB of memory"),
        (.oInformation, MeasuringOptions(), 5_000_000_000, 1, "takes fewer than 4294967295 samples, not 5000000000"),
    ]

    @Test("a measure that would take more than there is says so before it reads or allocates anything", arguments: wants)
    func refused(_ measure: Measure, _ options: MeasuringOptions, _ samples: Int, _ units: Int, _ words: String) throws {
        let plan = try MeasuringPlan(measure, options: options, hasLabels: false)
        expectFault(words, status: .data) {
            try Measurer(plan, memory: 16e9).measure([MeasuredLayer(Unread(samples: samples, units: units))])
        }
    }

    @Test("whole columns that are larger than the memory are refused by the file too")
    func limit() throws {
        expectFault("would take 9000000000.0 GB of memory, and there are", status: .data) {
            try MemoryLimit.check(9e18, for: "that", at: "acts.npy", remedy: "take less")
        }
        try MemoryLimit.check(1e6, for: "that", at: nil, remedy: "take less")
        expectFault("acts.npy: that would take 2 MB of memory, and there are 1 MB; take less", status: .data) {
            try MemoryLimit.check(2e6, for: "that", at: "acts.npy", remedy: "take less", limit: 1e6)
        }
    }
}

/// Activations that are said to be there, and are not to be read.
private struct Unread: ActivationSource {
    let samples: Int
    let units: Int
    var isReadInPortions = false
    var origin: String { "acts.npy" }
    var unitNames: [String]? { nil }
    var isSinglePrecision: Bool { false }

    func forEachPortion(of count: Int, _ body: (Range<Int>, Matrix<Double>) throws -> Void) throws {
        precondition(isReadInPortions && count <= 1 << 21, "read \(count) samples at a time")
        for start in stride(from: 0, to: samples, by: count) {
            let values = [Double](repeating: 1, count: min(count, 1000) * units)
            try body(start..<start + values.count, Matrix(rows: units, columns: values.count / units, values: values))
        }
    }

    func columns(_ units: [Int]) throws -> Matrix<Double> { preconditionFailure("whole units were read") }
}

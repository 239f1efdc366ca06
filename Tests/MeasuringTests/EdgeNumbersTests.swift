import CairoCanvas
import Charts
import Files
import Foundation
import InformationTheory
import Measuring
import NumericCore
import Testing

/// Numbers at the edge: huge, tiny, equal, alone.
@Suite struct EdgeNumbersTests {
    @Test("bins over a span that is greater than the greatest number hold what they should")
    func evenBins() throws {
        let table = try measured(.entropy, layer([[-1.7e308, 0, 1.7e308, 5]]), MeasuringOptions(bins: [10]))
        // Bins 0, 5, 9 and 5.
        #expect(table.numbers("entropy_bits") == [1.5])
        #expect(table.numbers("symbols") == [3])
        let given = try measured(
            .entropy, layer([[-1.7e308, 0, 1.7e308, 5]]), MeasuringOptions(bins: [10], range: -1.6e308...1.6e308))
        #expect(given.numbers("entropy_bits") == [1.5])
        #expect(given.notes.contains { $0.contains("1 below it, counted in the first bin, and 1 above it, counted in the last") })
    }

    @Test("halving a span that needs it, and only that, changes no bin")
    func halvedBins() throws {
        var random = SeededGenerator(seed: 3, purpose: "edge numbers")
        let values = (0..<400).map { _ in random.uniform() * 2 - 1 }
        // Of the same shares of the span, by a power of two: 2^1023 makes the width overflow, 2^1022 does not.
        func bins(_ scale: Double) throws -> [Double] {
            let table = try measured(
                .entropy, layer([[-1, 1] + values].map { $0.map { $0 * scale } }), MeasuringOptions(bins: [37]))
            return table.numbers("entropy_bits") + table.numbers("symbols")
        }
        #expect(try bins(0x1p1023) == bins(1))
        #expect(try bins(0x1p1021) == bins(1))
        #expect(try bins(0x1p-1000) == bins(1))
    }

    @Test("class means whose sums are greater than the greatest number are means all the same")
    func classMeans() throws {
        let labels = Labels(classes: [0, 0, 0, 1, 1, 1], origin: "y.npy")
        let values = [1.7e308, 1.7e308, 1e308, 1e308, 1.1e308, 1e308]
        let table = try measured(.classSelectivity, layer([values, values.map { $0 * 1e-300 }]), labels: labels)
        for id in ["selectivity_other_classes", "selectivity_other_samples"] {
            #expect(table.numbers(id).allSatisfy { abs($0 - 0.52 / 3) < 1e-15 })
        }
        #expect(
            table.numbers("largest_mean").map { abs($0 / 4.4 * 3 - 1e308) < 1e294 || abs($0 / 4.4 * 3 - 1e8) < 1e-6 } == [
                true, true,
            ])
    }

    @Test("a unit is summed as it is until its values are too large, and from then on divided, in any order of portions")
    func lateOverflow() throws {
        // One sample a portion.
        let values = [1.0, 2, 3, 1.5e308, 1.5e308, 1.5e308]
        let labels = Labels(classes: [0, 0, 0, 1, 1, 1], origin: "y.npy")
        let plan = try MeasuringPlan(.classSelectivity, hasLabels: true)
        for order in [values, values.reversed()] {
            let table = try Measurer(plan, labels: labels).measure([MeasuredLayer(SinglePortions(values: order))])
            #expect(table.numbers("selectivity_other_classes") == [1])
            #expect(abs(table.numbers("largest_mean")[0] / 1.5e308 - 1) < 1e-15)
            #expect(table.numbers("rest_mean_other_samples") == [2])
        }
    }

    @Test("a mixture of Gaussians tells as much of values of any size", arguments: [0x1p1000, 0x1p-1000])
    func mixture(_ scale: Double) throws {
        let drawn = Drawn(units: 3, samples: 200, classes: 3, rectified: false)
        func information(_ scale: Double) throws -> [Double] {
            try measured(
                .gaussianCopulaMI, layer(drawn.units.map { $0.map { $0 * scale } }), labels: drawn.labels,
                MeasuringOptions(estimator: .mixture)
            ).numbers("mutual_information_bits")
        }
        #expect(zip(try information(scale), try information(1)).allSatisfy { close($0, $1, 1e-12) })
    }

    @Test(
        "a bin size is refused that is no number in the activations' arithmetic, and taken where it is one",
        arguments: [1e-300, 1e300])
    func binSizes(_ size: Double) throws {
        let values = [[1.0, 2, 3, 4]]
        expectFault(
            "a bin size of \(size) is too \(size < 1 ? "small" : "large") for binary32, in which acts.npy is", status: .usage
        ) {
            try measured(.entropy, layer(values, single: true), MeasuringOptions(binSizes: [size]))
        }
        let scaled = layer(values.map { $0.map { $0 * size } })
        #expect(try measured(.entropy, scaled, MeasuringOptions(binSizes: [size])).numbers("entropy_bits") == [2])
        #expect(try measured(.oInformation, scaled, MeasuringOptions(binSizes: [size])).rows.count == 1)
    }

    @Test("options that are no numbers, or too many bins, are wrong use")
    func options() {
        for (options, words) in [
            (MeasuringOptions(binSizes: [.infinity]), "a bin size must be a positive number"),
            (MeasuringOptions(bins: [1 << 31]), "--bins takes whole numbers from 1 to 1073741824, not 2147483648"),
            (MeasuringOptions(bins: [2], range: 0...Double.infinity), "--range has an end that is no number"),
            (MeasuringOptions(thresholds: [0, .infinity]), "the thresholds do not ascend"),
        ] {
            expectFault(words, status: .usage) { try MeasuringPlan(.entropy, options: options, hasLabels: false) }
        }
    }

    @Test("thresholds count those below, however many there are")
    func thresholds() throws {
        let thresholds = (0..<1000).map(Double.init)
        let table = try measured(
            .entropy, layer([[-1, 0, 0.5, 999, 999.5, 1e308, -1e308, 1]]), MeasuringOptions(thresholds: thresholds))
        // 0, 0, 1, 999, 1000, 1000, 0 and 1 thresholds lie below.
        #expect(table.numbers("symbols") == [4])
        #expect(abs(table.numbers("entropy_bits")[0] - Entropy.ofCounts([3, 2, 1, 2])) < 1e-15)
    }

    // MARK: Every measure, every form

    static let kinds: [(name: String, unit: @Sendable (Int, inout SeededGenerator) -> [Double])] = [
        ("huge", { count, random in (0..<count).map { _ in (random.uniform() * 2 - 1) * .greatestFiniteMagnitude } }),
        (
            "huge and tiny",
            { count, random in (0..<count).map { $0 % 2 == 0 ? 1.7e308 : Double.leastNonzeroMagnitude * random.uniform() } }
        ),
        ("extremes", { count, _ in (0..<count).map { $0 % 3 == 0 ? .greatestFiniteMagnitude : -.greatestFiniteMagnitude } }),
        ("denormal", { count, random in (0..<count).map { _ in Double(random.integer(below: 9)) * Double.leastNonzeroMagnitude } }),
        ("equal", { count, _ in Array(repeating: 1e308, count: count) }),
        ("zeros of either sign", { count, _ in (0..<count).map { $0 % 2 == 0 ? 0.0 : -0.0 } }),
        ("neighbours", { count, _ in (0..<count).map { $0 % 2 == 0 ? 1 : 1.0.nextUp } }),
        ("ordinary", { count, random in (0..<count).map { _ in random.uniform() * 2 - 1 } }),
        ("one apart", { count, _ in (0..<count).map { $0 == 0 ? 1e300 : 1 } }),
    ]

    static let options: [Measure: [MeasuringOptions]] = {
        let quantised = [
            MeasuringOptions(bins: [1]), MeasuringOptions(bins: [10]), MeasuringOptions(bins: [1 << 30]),
            MeasuringOptions(bins: [7], range: -1e308...1e308),
            MeasuringOptions(bins: [7], range: 0...Double.leastNonzeroMagnitude),
            MeasuringOptions(binSizes: [1e-300]), MeasuringOptions(binSizes: [1e300]), MeasuringOptions(binSizes: [0.07]),
        ]
        let thresholds = [MeasuringOptions(thresholds: [-1e308, 0, 1e308])]
        let sets = [
            MeasuringOptions(), MeasuringOptions(ties: .ordinal, biasCorrection: false), MeasuringOptions(labelTreatment: .classes),
            MeasuringOptions(labelTreatment: .oneHot),
        ]
        return [
            .entropy: quantised + thresholds, .mutualInformation: quantised + thresholds, .klSelectivity: quantised + thresholds,
            .classSelectivity: [MeasuringOptions()], .informationPlane: quantised,
            .gaussianCopulaMI: MeasuringOptions.Estimator.allCases.flatMap {
                [MeasuringOptions(estimator: $0), MeasuringOptions(estimator: $0, joint: true)]
            },
            .oInformation: sets + quantised + [MeasuringOptions(order: 2...3, search: .greedy)],
            .totalCorrelation: sets + quantised, .dualTotalCorrelation: sets + quantised,
        ]
    }()

    @Test(
        "whatever the numbers are, a measure is refused in words or gives numbers in every form, and a picture",
        arguments: Measure.allCases)
    func anyNumbers(_ measure: Measure) throws {
        var measuredCount = 0
        for (kind, make) in Self.kinds {
            for (samples, classes) in [(1, 1), (2, 2), (30, 1), (30, 3), (30, 30)] {
                var random = SeededGenerator(seed: UInt64(samples * 100 + classes), purpose: kind)
                let units = (0..<3).map { _ in make(samples, &random) }
                let labels = measure.labels == .none ? nil : Labels(classes: (0..<samples).map { $0 % classes }, origin: "y.npy")
                for options in Self.options[measure]! {
                    do {
                        let table = try measured(measure, layer(units), labels: labels, options)
                        try check(table, "\(kind), \(samples), \(options)")
                        // Drawing takes long.
                        if classes == 3, options == Self.options[measure]?.first, let chart = table.chart {
                            _ = try PictureFile.render(chart, as: .svg(idPrefix: ""), key: "", title: "")
                        }
                        measuredCount += 1
                    } catch let fault as Fault {
                        #expect(fault.status == .data && !"\(fault)".contains("\n"), "\(kind), \(samples), \(options): \(fault)")
                    }
                }
            }
        }
        #expect(measuredCount > 20, "\(measure.rawValue) was refused nearly always")
    }

    /// A cell of JSON, by a parser that takes JSON only and gives every digit.
    private enum Value: Decodable {
        case none
        case number(Double)
        case text(String)
        case units([Int])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .none
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .units(try container.decode([Int].self))
            }
        }

        var number: Double? { if case .number(let number) = self { number } else { nil } }
    }

    private struct Form: Decodable {
        var rows: [[String: Value]]
        var values: [String: Double]
        var notes: [String]
    }

    /// Every number of the table is one, and each form has the same.
    private func check(_ table: MeasuredTable, _ what: @autoclosure () -> String) throws {
        let form = try JSONDecoder().decode(Form.self, from: Data(table.json.utf8))
        let lines = table.csv.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast()
        #expect(form.rows.count == table.rows.count && lines.count == table.rows.count, "\(what())")
        for (cells, (row, line)) in zip(table.rows, zip(form.rows, lines)) {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            #expect(fields.count == cells.count, "\(what()): \(line)")
            for (place, column) in table.columns.enumerated() {
                guard let number = cells[place].number else { continue }
                if !number.isFinite || row[column.id]?.number != number || Double(fields[place]) != number {
                    Issue.record("\(what()): \(column.id) is \(number), in JSON \(row), in CSV \(line)")
                }
            }
        }
        #expect(form.values == Dictionary(uniqueKeysWithValues: table.values.map { ($0.id, $0.number) }), "\(what())")
        #expect(form.notes == table.notes, "\(what())")
        let words = table.table.split { !$0.isLetter }
        #expect(!words.contains("nan") && !words.contains("inf"), "\(what())")
    }
}

/// One unit, one sample a portion.
private struct SinglePortions: ActivationSource {
    let values: [Double]
    var origin: String { "acts.npy" }
    var samples: Int { values.count }
    var units: Int { 1 }
    var unitNames: [String]? { nil }
    var isSinglePrecision: Bool { false }

    func forEachPortion(of count: Int, _ body: (Range<Int>, Matrix<Double>) throws -> Void) throws {
        for (place, value) in values.enumerated() { try body(place..<place + 1, Matrix(rows: 1, columns: 1, values: [value])) }
    }

    func columns(_ units: [Int]) throws -> Matrix<Double> { preconditionFailure("only portions are measured") }
}

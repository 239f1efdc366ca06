import InformationTheory
import Measuring
import NumericCore
import Testing

/// What `--range` leaves outside is counted and said.
@Suite struct RangeNoteTests {
    private static let units: [[Double]] = [[0, 0.5, 2, -3, 7], [0, 0, 0, 1, -1], [5, 6, 7, 8, 0]]

    private func notes(_ measure: Measure, _ units: [[Double]], _ options: MeasuringOptions) throws -> [String] {
        let labels = measure.labels == .none ? nil : Labels(classes: [0, 0, 1, 1, 1], origin: "y.npy")
        return try measured(measure, layer(units), labels: labels, options).notes.filter { $0.contains("outside") }
    }

    @Test("of one unit: how many samples, and where they went")
    func oneUnit() throws {
        let options = MeasuringOptions(bins: [4], range: -1...1)
        #expect(
            try notes(.entropy, [Self.units[0]], options) == [
                "3 of 5 samples (60.0 %) of unit 0 lie outside the range -1 to 1: 1 below it, counted in the first bin, and 2 above it, counted in the last"
            ])
        #expect(try notes(.entropy, [Self.units[1]], options).isEmpty)
        #expect(try notes(.entropy, Self.units, MeasuringOptions(bins: [4])).isEmpty)
    }

    @Test(
        "of several units: how many values, of how many units, and the unit with the most",
        arguments: [Measure.entropy, .mutualInformation, .klSelectivity, .informationPlane, .oInformation, .totalCorrelation])
    func severalUnits(_ measure: Measure) throws {
        let all = try notes(measure, Self.units, MeasuringOptions(bins: [4], range: -1...1))
        #expect(
            all == [
                "7 of 15 values (46.7 %) lie outside the range -1 to 1: 1 below it, counted in the first bin, and 6 above it, counted in the last; 2 of 3 units have such, the most unit 2, 4 of 5 samples"
            ])
    }

    @Test("several numbers of bins share one range and one note")
    func severalBins() throws {
        #expect(try notes(.informationPlane, Self.units, MeasuringOptions(bins: [4, 8, 100], range: -1...1)).count == 1)
    }

    @Test("of a sequence: one note a layer, with the epoch that has the most")
    func sequence() throws {
        func source(_ scale: Double) -> MemoryActivations {
            MemoryActivations(Matrix(rows: 1, columns: 4, values: [0, 1, 2, 3].map { $0 * scale }), origin: "acts")
        }
        func layer(_ name: String, _ scales: [Double]) -> MeasuredLayer {
            MeasuredLayer(name: name, checkpoints: scales.enumerated().map { ($0.offset + 1, source($0.element)) })
        }
        let plan = try MeasuringPlan(.entropy, options: MeasuringOptions(bins: [2], range: 0...1), hasLabels: false)
        let table = try Measurer(plan).measure([layer("first", [0.1, 1, 10]), layer("second", [0.1, 0.1, 0.1])])
        #expect(
            table.notes == [
                "first: 5 of 12 values (41.7 %) lie outside the range 0 to 1: 0 below it, counted in the first bin, and 5 above it, counted in the last; at 2 of 3 epochs, the most at epoch 3"
            ])
    }

    @Test("the note stands in the table and in JSON")
    func forms() throws {
        let table = try measured(.entropy, layer([Self.units[0]]), MeasuringOptions(bins: [4], range: -1...1))
        #expect(table.table.contains("\nnote: 3 of 5 samples (60.0 %) of unit 0 lie outside"))
        #expect(table.json.contains("\"3 of 5 samples (60.0 %) of unit 0 lie outside"))
    }
}

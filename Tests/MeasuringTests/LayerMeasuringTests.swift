import Activations
import InformationTheory
import Measuring
import NumericCore
import Testing

@Suite struct LayerMeasuringTests {
    @Test("a plane is that of the figures' meter to the last bit, whatever the labels and units")
    func plane() throws {
        let drawn = Drawn(units: 6, samples: 700, classes: 5, rectified: false)
        var meter = LayerInformationMeter(labels: drawn.shorts, classes: 5)
        let sizes = [0.05, 0.3, 1]
        let table = try measured(
            .informationPlane, layer(drawn.units, single: true), labels: drawn.labels, MeasuringOptions(binSizes: sizes))
        for (row, size) in sizes.enumerated() {
            let expected = meter.measure(drawn.floats.values, units: 6, binning: Binning(size: size))
            #expect(table.numbers("ixt_bits")[row] == expected.withInput)
            #expect(table.numbers("ity_bits")[row] == expected.withLabel)
            #expect(table.numbers("symbols")[row] == Double(expected.occupiedSymbols))
        }
        #expect(table.numbers("bin_size") == sizes)
    }

    @Test("epochs are rows, and share the bins of a number of bins")
    func sequence() throws {
        let labels = Labels(classes: [0, 0, 1, 1], origin: "y")
        func source(_ values: [Double]) -> MemoryActivations {
            MemoryActivations(Matrix(rows: 1, columns: 4, values: values), origin: "acts")
        }
        let layer = MeasuredLayer(
            name: "run",
            checkpoints: [(epoch: 1, activations: source([0, 0.1, 0.2, 0.3])), (epoch: 10, activations: source([0, 0, 1, 1]))])
        let plan = try MeasuringPlan(.informationPlane, options: MeasuringOptions(bins: [2]), hasLabels: true)
        let table = try Measurer(plan, labels: labels).measure([layer])
        #expect(table.numbers("epoch") == [1, 10])
        // Both epochs together run from 0 to 1, so the first lies in one bin.
        #expect(table.numbers("ixt_bits") == [0, 1])
        #expect(table.numbers("ity_bits") == [0, 1])
        #expect(table.settings.contains(.init("range", "0 to 1")))
    }

    @Test("layers are rows too, and must be of the same samples")
    func layers() throws {
        let a = layer([[0, 1]], origin: "a.npy")
        let b = layer([[0, 0], [1, 0]], origin: "b.npy")
        let plan = try MeasuringPlan(.entropy, hasLabels: false)
        let table = try Measurer(plan).measure([a, b])
        #expect(table["layer"] == [.text("a.npy"), .text("b.npy"), .text("b.npy")])
        #expect(table.numbers("entropy_bits") == [1, 0, 1])
        #expect(table.notes == ["b.npy: unit 0 is constant: its entropy is 0"])
        expectFault("c.npy has 3 samples of 1 unit, a.npy has 2 samples of 1 unit", status: .data) {
            try Measurer(plan).measure([a, layer([[0, 1, 2]], origin: "c.npy")])
        }
    }

    @Test("a note that many epochs share is said once, with the epochs")
    func notes() throws {
        func source(_ values: [Double]) -> MemoryActivations {
            MemoryActivations(Matrix(rows: 1, columns: 2, values: values), origin: "acts")
        }
        let dead = source([0, 0])
        let alive = source([0, 1])
        let plan = try MeasuringPlan(.entropy, hasLabels: false)
        func notes(_ checkpoints: [(epoch: Int?, activations: any ActivationSource)]) throws -> [String] {
            try Measurer(plan).measure([MeasuredLayer(name: "run", checkpoints: checkpoints)]).notes
        }
        #expect(try notes([(1, dead), (2, alive), (5, dead)]) == ["epoch 1 and epoch 5: unit 0 is constant: its entropy is 0"])
        #expect(try notes([(1, dead), (2, dead)]) == ["unit 0 is constant: its entropy is 0"])
    }

    @Test("shapes that do not fit are both in the message")
    func shapes() {
        expectFault("acts.npy has 3 samples of 1 unit, labels.npy has 2 labels", status: .data) {
            try measured(.mutualInformation, layer([[0, 1, 2]]), labels: Labels(classes: [0, 1], origin: "labels.npy"))
        }
        expectFault("are the activations units x samples?", status: .data) {
            try measured(
                .mutualInformation, layer([[0, 1, 2], [0, 1, 2]]), labels: Labels(classes: [0, 1], origin: "labels.npy"))
        }
    }

    @Test("NaN and infinities are refused with their place", arguments: [Double.nan, .infinity, -.infinity])
    func nonFinite(_ value: Double) {
        let word = value.isNaN ? "NaN" : value < 0 ? "-infinity" : "infinity"
        let bad = layer([[0, 1, 2, 3], [0, 1, value, 3]], names: ["a", "b"])
        expectFault("acts.npy: unit 1 ('b') of sample 2 is \(word) (row 2, column 1)", status: .data) {
            try measured(.entropy, bad)
        }
        expectFault("--on-nan drop", status: .data) { try measured(.totalCorrelation, bad) }
    }

    @Test("samples with NaN are dropped from activations and labels, and named")
    func dropped() throws {
        let values: [[Double]] = [[0, .nan, 0, 1, 1], [0, 1, 0, 1, 1]]
        let labels = Labels(targets: [0, 0, 0, 1, .nan], origin: "y.npy")
        let kept = layer([[0, 0, 1], [0, 0, 1]])
        for measure in [Measure.mutualInformation, .informationPlane] {
            let table = try measured(measure, layer(values), labels: labels, onNaN: .drop)
            #expect(table.samples == 3)
            #expect(table.rows == (try measured(measure, kept, labels: Labels(classes: [0, 0, 1], origin: "y"))).rows)
            #expect(
                table.notes.first
                    == "2 of 5 samples are left out, as they hold NaN or infinities: the label of sample 4 and unit 0 of sample 1")
        }
        expectFault("every sample has a value that is NaN or infinite", status: .data) {
            try measured(.entropy, layer([[.nan, .infinity]]), onNaN: .drop)
        }
    }

    @Test("what the check throws ends the measuring")
    func cancellation() throws {
        let plan = try MeasuringPlan(.entropy, hasLabels: false)
        #expect(throws: CancellationError.self) {
            try Measurer(plan, check: { throw CancellationError() }).measure([layer([[0, 1]])])
        }
    }
}

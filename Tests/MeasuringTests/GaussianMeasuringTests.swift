import InformationTheory
import Measuring
import NumericCore
import Testing

@Suite struct GaussianMeasuringTests {
    @Test(
        "units one by one have the bits that the copula gives them alone, by every estimator",
        arguments: MeasuringOptions.Estimator.allCases)
    func units(_ estimator: MeasuringOptions.Estimator) throws {
        let drawn = Drawn(units: 3, samples: 200, classes: 3, rectified: false)
        let table = try measured(
            .gaussianCopulaMI, layer(drawn.units), labels: drawn.labels, MeasuringOptions(estimator: estimator))
        for (unit, value) in drawn.units.enumerated() {
            let expected =
                switch estimator {
                case .anova: try GaussianCopula.anovaInformation(of: [value], about: drawn.shorts, ties: .midranks)
                case .mixture: try GaussianCopula.mixtureInformation(of: [value], about: drawn.shorts, ties: .midranks)
                case .continuous:
                    try GaussianCopula.mutualInformation(of: [value], and: [drawn.classes.map(Double.init)], ties: .midranks)
                }
            #expect(table.numbers("mutual_information_bits")[unit] == expected)
        }
    }

    @Test("a constant unit has no value, and is named")
    func constant() throws {
        let labels = Labels(classes: [0, 0, 0, 1, 1, 1], origin: "y")
        let table = try measured(
            .gaussianCopulaMI, layer([[1, 2, 3, 4, 5, 6], [7, 7, 7, 7, 7, 7]], names: ["a", "b"]), labels: labels)
        #expect(table["mutual_information_bits"][1] == .none)
        #expect(table.notes == ["unit 1 ('b') without a value: constant, and a constant has no Gaussian entropy"])
        expectFault("every unit is constant", status: .data) {
            try measured(.gaussianCopulaMI, layer([[7, 7, 7, 7, 7, 7]]), labels: labels)
        }
        expectFault("y: the label is constant", status: .data) {
            try measured(
                .gaussianCopulaMI, layer([[1, 2, 3]]), labels: Labels(classes: [4, 4, 4], origin: "y"),
                MeasuringOptions(estimator: .continuous))
        }
        expectFault("half of the values of unit 0 are equal", status: .data) {
            try measured(.gaussianCopulaMI, layer([[0, 0, 1, 0, 0, 2]]), labels: labels, MeasuringOptions(estimator: .mixture))
        }
    }

    @Test("too few samples for the dimensions are refused with both counts")
    func tooFew() {
        let units = (0..<4).map { unit in (0..<4).map { Double(($0 * 7 + unit * 3) % 5) } }
        expectFault("4 samples do not determine the entropy of 4 dimensions, which takes 5", status: .data) {
            try measured(.totalCorrelation, layer(units))
        }
        expectFault("4 samples do not determine the entropy of 4 units, which takes 5", status: .data) {
            try measured(.totalCorrelation, layer(units), MeasuringOptions(units: [UnitSet([0, 1, 2, 3])]))
        }
        expectFault("in class 1: 1 sample does not determine the entropy of 1 dimension", status: .data) {
            try measured(
                .gaussianCopulaMI, layer([[1, 2, 3, 4]]), labels: Labels(classes: [0, 0, 0, 1], origin: "y"))
        }
    }

    @Test("a set with a constant or a copy is refused by name; a whole layer leaves them out")
    func leftOut() throws {
        let drawn = Drawn(units: 3, samples: 60, classes: 2, rectified: false)
        let units = drawn.units + [drawn.units[0], Array(repeating: 2, count: 60)]
        let whole = try measured(.oInformation, layer(units))
        #expect(whole["units"] == [.units([0, 1, 2])])
        #expect(
            whole.notes == [
                "left out, as the covariance would be singular: unit 3 ranks the samples as unit 0 does, or in reverse and unit 4 is constant"
            ])
        expectFault("unit 4 is constant, so that units 0,1,4 have no Gaussian entropy", status: .data) {
            try measured(.oInformation, layer(units), MeasuringOptions(units: [UnitSet([0, 1, 4])]))
        }
        expectFault("the label is constant", status: .data) {
            try measured(.oInformation, layer(drawn.units), labels: Labels(classes: Array(repeating: 1, count: 60), origin: "y"))
        }
    }

    @Test("greedy meets exhaustive where it begins, and goes on from there")
    func greedy() throws {
        let drawn = Drawn(units: 8, samples: 300, classes: 3, rectified: false)
        func table(_ search: MeasuringOptions.Search, _ exhaustiveTo: Int? = nil) throws -> MeasuredTable {
            try measured(
                .oInformation, layer(drawn.units), labels: drawn.labels,
                MeasuringOptions(order: 2...5, search: search, exhaustiveTo: exhaustiveTo))
        }
        let exhaustive = try table(.exhaustive)
        let greedy = try table(.greedy)
        #expect(exhaustive.numbers("order") == [2, 2, 3, 3, 4, 4, 5, 5])
        #expect(greedy.numbers("order") == exhaustive.numbers("order"))
        #expect(greedy.rows[0] == exhaustive.rows[0] && greedy.rows[1] == exhaustive.rows[1])
        for (row, cell) in exhaustive["extreme"].enumerated() {
            let best = exhaustive.numbers("o_information_bits")[row]
            let found = greedy.numbers("o_information_bits")[row]
            #expect(cell == .text("synergy") ? found >= best : found <= best)
        }
        #expect(try table(.greedy, 5).numbers("o_information_bits") == exhaustive.numbers("o_information_bits"))
    }

    @Test("a search within some units names them by the layer's numbers")
    func within() throws {
        let drawn = Drawn(units: 8, samples: 300, classes: 3, rectified: false)
        let table = try measured(
            .oInformation, layer(drawn.units), MeasuringOptions(units: [UnitSet([2, 4, 5, 7])], order: 4...4, search: .exhaustive))
        #expect(table["units"] == [.units([2, 4, 5, 7]), .units([2, 4, 5, 7])])
    }

    @Test("a label joins as a number, as indicators or as classes, and each gives its own value")
    func treatments() throws {
        let drawn = Drawn(units: 3, samples: 300, classes: 4, rectified: false)
        let values = try MeasuringOptions.LabelTreatment.allCases.map { treatment in
            try measured(
                .totalCorrelation, layer(drawn.units), labels: drawn.labels, MeasuringOptions(labelTreatment: treatment)
            )
            .numbers("total_correlation_bits")[0]
        }
        #expect(Set(values).count == 3)
        let number = Covariance(copulaOf: drawn.units + [drawn.classes.map(Double.init)], ties: .midranks)
        #expect(abs(values[0] - (try TotalCorrelation.of(number))) < 1e-12)
    }

    @Test("a search that would take days is refused")
    func days() {
        let drawn = Drawn(units: 60, samples: 100, classes: 2, rectified: false)
        expectFault("which would take days", status: .usage) {
            try measured(.oInformation, layer(drawn.units), MeasuringOptions(order: 20...20, search: .exhaustive))
        }
        expectFault("100 samples determine multiplets of at most", status: .data) {
            let many = Drawn(units: 120, samples: 100, classes: 2, rectified: false)
            return try measured(.oInformation, layer(many.units), MeasuringOptions(order: 110...110, search: .greedy))
        }
    }
}

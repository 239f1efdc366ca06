import Experiments
import Testing

@testable import SingleDirectionsPaper

/// Figures 3, 4, 6, 7 and A4 from tiny networks on a few drawn digits.
@Suite struct SingleDirectionsUnitFiguresTests {
    private static let split = DataSplit(
        training: Glyphs.samples(.training, count: 120).samples(at: Array(0..<120)), validation: nil,
        test: Glyphs.samples(.test, count: 80).samples(at: Array(0..<80)))

    private func result(of experiment: any Experiment, _ given: [String: SettingValue]) throws -> FigureResult {
        let data = LoadedData(
            split: Self.split, identity: DataIdentity(name: "Glyphs", standInFor: "MNIST", digest: "0"), notice: nil)
        let inputs = Inputs(
            settings: Settings(experiment.parameters, given: given),
            trajectory: { try Trainer().train($0, on: Self.split) }, data: { _ in data })
        return try experiment.compute(inputs)
    }

    private static let common: [String: SettingValue] = [
        "samplesPerClass": .integer(12), "batchSize": .integer(16), "learningRate": .number(0.02),
    ]
    private static let curves: [String: SettingValue] = [
        "orders": .integer(2), "points": .integer(6), "scoredSamples": .integer(100), "sweptWidth": .integer(12),
        "sweptEpochs": .integer(6), "samplesPerClass": .integer(12),
    ]
    private static let units: [String: SettingValue] = common.merging(
        ["networks": .integer(2), "width": .integer(12), "epochs": .integer(8)]) { $1 }

    @Test("figure 7 has a dot for every unit and a correlation for every network, by SGD and by Adam")
    func selectivity() throws {
        let figure = Figure7()
        let result = try result(of: figure, Self.units)
        #expect(result.panels[0].series.map { $0["selectivity"].count } == [12, 12])
        #expect(result.panels[0].series.allSatisfy { $0["selectivity"].allSatisfy { (0...1).contains($0) } })
        for panel in [1, 4] { #expect(result.panels[panel].series[0].columns[0].replicates.count == 2) }
        #expect(result.panels[0].series != result.panels[3].series)
        #expect(result.claims.map(\.id) == ["spearman", "selectivity-poor", "selective-minimal", "earlier-layer"])
        #expect(result.claims.allSatisfy { $0.readings.last?.name == "trained by Adam" })
        #expect(figure.chart(result)?.panels.count == 6)
        #expect(Set(result.values.map(\.id)).count == result.values.count)
    }

    @Test("figure A4 measures the same units at every number of bins")
    func information() throws {
        let figure = FigureA4()
        let result = try result(of: figure, Self.units.merging(["binCounts": .numbers([2, 30])]) { $1 })
        let panel = result.panels[2]
        #expect(panel.series.map { $0["bins"] } == [[2, 30], [2, 30], [2, 30]])
        // 30 bins are those of the scatter.
        let shown = result.panels[1].series[0]
        for (part, series) in panel.series.enumerated() { #expect(series["spearman"][1] == shown["spearman"][part]) }
        #expect(figure.chart(result)?.panels.count == 4)
    }

    @Test("figure 6's histograms hold every unit of both kinds of network")
    func normalisation() throws {
        let figure = Figure6()
        let given: [String: SettingValue] = ["instances": .integer(2), "width": .integer(12), "epochs": .integer(8)]
        let result = try result(of: figure, Self.common.merging(given) { $1 })
        for series in result.panels.prefix(2).flatMap(\.series) {
            #expect(abs(series["share"].reduce(0, +) - 1) < 1e-12)
            #expect(zip(series["from"].dropFirst(), series["to"]).allSatisfy { abs($0 - $1) < 1e-12 })
        }
        // The end of training is what the histograms are of.
        for (panel, value) in zip(result.panels.suffix(2), ["Selectivity", "Bits"]) {
            let named = result.values.first { $0.id == "normalised\(value)" }
            #expect(panel.series[0]["epoch"].last == 8 && abs(panel.series[0]["mean"].last! - (named?.value ?? -1)) < 1e-12)
        }
        #expect(figure.chart(result)?.panels.count == 4)
    }

    @Test("figure 3 has a dot for every network, and its curves fall from training accuracy")
    func generalisation() throws {
        let figure = Figure3()
        let given: [String: SettingValue] = [
            "learningRates": .numbers([0.01, 0.05]), "repeats": .integer(3), "extreme": .integer(2), "batchSize": .integer(16),
        ]
        let result = try result(of: figure, Self.curves.merging(given) { $1 })
        #expect(result.panels[1].series.map { $0["area"].count } == [3, 3, 2])
        for curve in result.panels[0].series { #expect(curve["mean"].first! >= curve["mean"].last!) }
        #expect(figure.needs(Settings(figure.parameters, given: given)).jobs.count == 6)
        #expect(figure.chart(result)?.panels.count == 2)
    }

    @Test("figure 4's course begins before training, and its sweep has every setting as often as it is repeated")
    func course() throws {
        let figure = Figure4()
        let given: [String: SettingValue] = [
            "networks": .integer(2), "width": .integer(12), "epochs": .integer(12), "moments": .integer(8), "subsets": .integer(20),
            "sweptRates": .numbers([0.0001, 0.05]), "sweptBatches": .numbers([16, 60]), "learningRate": .number(0.02),
            "batchSize": .integer(16),
        ]
        let result = try result(of: figure, Self.curves.merging(given) { $1 })
        let course = result.panels[0].series[0]
        #expect(course["epoch"].first == 0 && course["epoch"].last == 12)
        #expect(course.columns.allSatisfy { $0.replicates.count == 2 })
        #expect(result.panels[2].series.map { $0["area"].count } == [4, 4, 4])
        #expect(
            result.claims.map(\.id) == [
                "same-point-sgd", "same-point-rmsprop", "course-spearman", "course-spearman-sgd-mlp",
                "course-spearman-rmsprop-mlp", "sweep-spearman", "selection", "selection-loss",
            ])
        #expect(figure.chart(result)?.panels.count == 6)
    }

    @Test("networks of figures 3 and 4 with the same rate, batch and seed are trained once")
    func shared() {
        let (three, four) = (Figure3(), Figure4())
        let sweep = Settings(
            four.parameters,
            given: ["sweptRates": .numbers([0.01, 0.02]), "sweptBatches": .numbers([32, 128]), "networks": .integer(1)])
        let line = Settings(three.parameters, given: ["learningRates": .numbers([0.01, 0.02]), "repeats": .integer(5)])
        #expect(Set(three.needs(line).jobs).intersection(four.needs(sweep).jobs).count == 4)
        let (six, seven) = (Figure6(), Figure7())
        let units = Settings(seven.parameters, given: ["networks": .integer(3)])
        // Those by Adam are figure 7's own.
        let jobs = Set(seven.needs(units).jobs)
        #expect(jobs.count == 6 && jobs.intersection(six.needs(Settings(six.parameters)).jobs).count == 3)
    }
}

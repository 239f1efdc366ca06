import Experiments
import Testing

@testable import SingleDirectionsPaper

/// Figures 6, 7 and A4 from tiny networks on a few drawn digits.
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

    @Test("networks of figures 6 and 7 with the same seed are trained once")
    func shared() {
        let (six, seven) = (Figure6(), Figure7())
        let units = Settings(seven.parameters, given: ["networks": .integer(3)])
        // Those by Adam are figure 7's own.
        let jobs = Set(seven.needs(units).jobs)
        #expect(jobs.count == 6 && jobs.intersection(six.needs(Settings(six.parameters)).jobs).count == 3)
    }
}

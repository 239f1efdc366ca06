import Experiments
import Testing

@testable import SingleDirectionsPaper

/// Figures 6, 7 and A4 from tiny networks on a few drawn digits.
@Suite struct SingleDirectionsUnitFiguresTests {
    private static let split = DataSplit(
        training: Glyphs.samples(.training, count: 120).samples(at: Array(0..<120)), validation: nil,
        test: Glyphs.samples(.test, count: 80).samples(at: Array(0..<80)))

    /// Images of 32 x 32, as CIFAR-10's.
    private static let textures = DataSplit(
        training: Textures.samples(.training, count: 100).samples(at: Array(0..<100)), validation: nil,
        test: Textures.samples(.test, count: 60).samples(at: Array(0..<60)))

    private func result(of experiment: any Experiment, _ given: [String: SettingValue]) throws -> FigureResult {
        let maps: [String: SettingValue] = [
            "mapWidth": .number(0.015625), "mapEpochs": .integer(2), "mapNetworks": .integer(2), "mapBatchSize": .integer(32),
            "mapImpactSamples": .integer(50),
        ]
        let known = maps.filter { key, _ in experiment.parameters.contains { $0.key == key } }
        let inputs = Inputs(
            settings: Settings(experiment.parameters, given: known.merging(given) { $1 }),
            trajectory: { try Trainer().train($0, on: Self.data($0.data).split) }, data: Self.data)
        return try experiment.compute(inputs)
    }

    private static func data(_ selection: DataSelection) -> LoadedData {
        let isDigits = selection.dataset == .mnist
        return LoadedData(
            split: isDigits ? split : textures,
            identity: DataIdentity(
                name: isDigits ? "Glyphs" : "Textures", standInFor: selection.dataset.rawValue, digest: "0"), notice: nil)
    }

    private static let common: [String: SettingValue] = [
        "samplesPerClass": .integer(12), "batchSize": .integer(16), "learningRate": .number(0.02),
    ]
    private static let units: [String: SettingValue] = common.merging(
        ["networks": .integer(2), "width": .integer(12), "epochs": .integer(8)]) { $1 }

    @Test(
        "figure 7 has a dot for every unit and map, a line for every layer of maps, and a correlation for every network and layer")
    func selectivity() throws {
        let figure = Figure7()
        let result = try result(of: figure, Self.units)
        #expect(result.panels.map(\.letter) == ["a", "b", "c", "d", "e", "f", "g", "h", "i"])
        let dots = result.panels[0].series.filter { $0.id.hasPrefix("layer-") }
        #expect(dots.map { $0["selectivity"].count } == [12, 12])
        #expect(dots.allSatisfy { $0["selectivity"].allSatisfy { (0...1).contains($0) } })
        // Eleven layers of 1 to 8 maps.
        for panel in [1, 5] {
            let layers = result.panels[panel].series.filter { $0.id.hasPrefix("layer-") }
            #expect(layers.map { $0["impact"].count } == [1, 1, 2, 2, 2, 4, 4, 4, 8, 8, 8])
        }
        for panel in [2, 6] {
            let found = result.panels[panel].series[0]
            #expect(found["layer"] == (0...11).map(Double.init) && found.columns[0].replicates.count == 2)
        }
        #expect(result.panels[7].series != result.panels[8].series)
        #expect(
            result.claims.map(\.id) == [
                "spearman", "selectivity-poor", "selective-minimal", "earlier-layer", "spearman-maps", "no-more-impactful-maps",
                "early-layers-maps", "earlier-layers-maps", "no-more-impactful-imagenet", "earlier-layers-imagenet",
            ])
        #expect(result.claims.prefix(4).allSatisfy { $0.readings.last?.name == "trained by Adam" })
        #expect(figure.chart(result)?.panels.count == 9)
        #expect(Set(result.values.map(\.id)).count == result.values.count)
        let settings = Settings(figure.parameters)
        #expect(figure.data(of: result.claims[0], settings).map(\.dataset) == [.mnist, .mnist])
        #expect(figure.data(of: result.claims[4], settings).map(\.dataset) == [.cifar10, .cifar10])
        #expect(figure.data(of: result.claims[9], settings).isEmpty)
    }

    @Test("figure A4 measures the same units at every number of bins")
    func information() throws {
        let figure = FigureA4()
        let result = try result(of: figure, Self.units.merging(["binCounts": .numbers([2, 30])]) { $1 })
        let bins = result.panels[7]
        #expect(bins.series.map { $0["bins"] } == [[2, 30], [2, 30], [2, 30]])
        // 30 bins are those of the scatter, and of the end of training.
        for (binned, course) in zip(bins.series, result.panels[8].series) {
            #expect(binned["spearman"][1] == course["spearman"].last)
        }
        #expect(result.panels[1].series.filter { $0.id.hasPrefix("layer-") }.count == 11)
        #expect(figure.chart(result)?.panels.count == 9)
        #expect(Set(result.values.map(\.id)).count == result.values.count)
    }

    @Test("figure 6's histograms hold every unit and every map of both kinds of network")
    func normalisation() throws {
        let figure = Figure6()
        let given: [String: SettingValue] = ["instances": .integer(2), "width": .integer(12), "epochs": .integer(8)]
        let result = try result(of: figure, Self.common.merging(given) { $1 })
        for series in result.panels.prefix(4).flatMap(\.series) {
            #expect(abs(series["share"].reduce(0, +) - 1) < 1e-12)
            #expect(zip(series["from"].dropFirst(), series["to"]).allSatisfy { abs($0 - $1) < 1e-12 })
        }
        // The end of training is what the histograms are of.
        for (panel, value) in zip(result.panels.suffix(2), ["Selectivity", "Bits"]) {
            let named = result.values.first { $0.id == "normalised\(value)" }
            #expect(panel.series[0]["epoch"].last == 8 && abs(panel.series[0]["mean"].last! - (named?.value ?? -1)) < 1e-12)
        }
        #expect(figure.chart(result)?.panels.count == 6 && result.claims.count == 6)
        #expect(result.claims[2].readings.map(\.name) == ["on or off", "2 bins", "4 bins", "10 bins", "100 bins"])
        #expect(Set(result.values.map(\.id)).count == result.values.count)
    }

    @Test("figure A2 has a distribution for every layer, figure A3 a dot for every map")
    func depth() throws {
        let (depth, norms) = (FigureA2(), FigureA3())
        let distributions = try result(of: depth, ["step": .number(0.1)])
        for panel in [0, 2] {
            #expect(distributions.panels[panel].series.map(\.id) == (1...11).map { "layer-\($0)" })
            for series in distributions.panels[panel].series {
                #expect(series["share"].count == 10 && abs(series["share"].reduce(0, +) - 1) < 1e-12)
            }
        }
        #expect(distributions.panels[3].series.map(\.id) == ["maps", "mapsPlain"])
        let dots = try result(of: norms, [:])
        #expect(dots.panels[0].series.map { $0["norm"].count } == [1, 1, 2, 2, 2, 4, 4, 4, 8, 8, 8])
        #expect(dots.panels[0].series.allSatisfy { $0["norm"].allSatisfy { $0 > 0 } })
        for (figure, result) in [(depth as any Experiment, distributions), (norms, dots)] {
            #expect(figure.chart(result)?.panels.count == 4)
            #expect(result.claims.last?.outcome == .notAssessed("needs ImageNet"))
        }
    }

    @Test("convolutional networks of all these figures with the same settings are trained once")
    func sharedMaps() {
        let figures: [any Experiment] = [Figure7(), FigureA2(), FigureA3(), FigureA4()]
        let given: [String: SettingValue] = ["mapNetworks": .integer(3)]
        func maps(_ figure: any Experiment, _ given: [String: SettingValue]) -> Set<TrainingJob> {
            Set(figure.needs(Settings(figure.parameters, given: given)).jobs.filter { $0.data.dataset == .cifar10 })
        }
        let first = maps(figures[0], given)
        #expect(first.count == 6 && figures.allSatisfy { maps($0, given) == first })
        #expect(maps(Figure6(), ["instances": .integer(3)]) == first)
        #expect(first.intersection(maps(Figure1(), given)).count == 3)
    }

    @Test("networks of figures 6 and 7 with the same seed are trained once")
    func shared() {
        let (six, seven) = (Figure6(), Figure7())
        let units = Settings(seven.parameters, given: ["networks": .integer(3)])
        // Those by Adam are figure 7's own.
        let jobs = Set(seven.needs(units).jobs.filter { $0.data.dataset == .mnist })
        #expect(jobs.count == 6 && jobs.intersection(six.needs(Settings(six.parameters)).jobs).count == 3)
    }
}

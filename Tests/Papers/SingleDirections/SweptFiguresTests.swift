import Experiments
import Testing

@testable import SingleDirectionsPaper

/// Figures 3 and 4 from tiny networks of either kind.
@Suite struct SweptFiguresTests {
    private static let curves: [String: SettingValue] = [
        "orders": .integer(2), "points": .integer(6), "scoredSamples": .integer(100), "sweptWidth": .integer(12),
        "sweptEpochs": .integer(6), "mapScoredSamples": .integer(100),
    ]

    @Test("figure 3 has a dot for every network of either kind, and its curves fall from training accuracy")
    func generalisation() throws {
        let figure = Figure3()
        let given: [String: SettingValue] = [
            "learningRates": .numbers([0.01, 0.05]), "repeats": .integer(3), "extreme": .integer(2), "batchSize": .integer(16),
            "mapLearningRates": .numbers([0.01, 0.05]), "rateNetworks": .integer(2),
        ]
        let inputs = SmallInputs.of(figure, Self.curves.merging(given) { $1 })
        let result = try figure.compute(inputs)
        #expect(result.panels.map(\.letter) == ["a", "b", "c", "d"])
        #expect(result.panels[1].series.map { $0["area"].count } == [2, 2, 2])
        #expect(result.panels[3].series.map { $0["area"].count } == [3, 3, 2])
        for panel in [result.panels[0], result.panels[2]] {
            #expect(panel.series.map(\.id) == ["best", "worst"])
            for curve in panel.series { #expect(curve["mean"].first! >= curve["mean"].last! - 0.05) }
        }
        // All maps of the eleven layers.
        #expect(result.panels[0].series[0]["ablated"].last == 44 && result.panels[2].series[0]["ablated"].last == 24)
        #expect(figure.needs(inputs.settings).jobs.count == 4 + 6)
        #expect(
            result.claims.map(\.id) == [
                "best-and-worst", "negative", "regimes", "best-and-worst-mlp", "negative-mlp", "regimes-mlp",
            ])
        for claim in result.claims {
            #expect(claim.origin.isThePapers != claim.isOfCounterpart)
            #expect(figure.data(of: claim, inputs.settings).map(\.dataset) == [claim.isOfCounterpart ? .mnist : .cifar10])
        }
        #expect(Set(result.values.map(\.id)).count == result.values.count)
        #expect(figure.chart(result)?.panels.count == 4)
    }

    @Test("figure 4's courses begin before training, and its sweeps have every setting as often as it is repeated")
    func course() throws {
        let figure = Figure4()
        let given: [String: SettingValue] = [
            "networks": .integer(2), "width": .integer(12), "epochs": .integer(12), "moments": .integer(8), "subsets": .integer(20),
            "sweptRates": .numbers([0.0001, 0.05]), "sweptBatches": .numbers([16, 60]), "learningRate": .number(0.02),
            "batchSize": .integer(16), "sweptMapRates": .numbers([0.001, 0.05]), "sweptMapBatches": .numbers([60]),
            "settingNetworks": .integer(3), "mapNetworks": .integer(2),
        ]
        let inputs = SmallInputs.of(figure, Self.curves.merging(given) { $1 })
        let result = try figure.compute(inputs)
        let course = result.panels[0].series[0]
        #expect(course["epoch"].first == 0 && course["epoch"].last == 12)
        #expect(course.columns.allSatisfy { $0.replicates.count == 2 })
        let maps = result.panels[1]["course-maps"]
        #expect(maps["epoch"] == [0, 1, 2] && maps.columns.allSatisfy { $0.replicates.count == 2 })
        #expect(result.panels[1]["path-maps"]["area"].count == 2)
        #expect(result.panels[2].series.map { $0["area"].count } == [3, 3, 2])
        #expect(result.panels[4].series.map { $0["area"].count } == [4, 4, 4])
        #expect(
            result.claims.map(\.id) == [
                "same-point-sgd", "same-point-rmsprop", "course-negative", "course-spearman", "course-negative-sgd-mlp",
                "course-negative-rmsprop-mlp", "sweep-correlated", "sweep-spearman", "selection", "selection-loss",
                "sweep-correlated-mlp",
            ])
        for claim in result.claims {
            let isOfUnits = claim.isOfCounterpart || claim.id.hasPrefix("same-point")
            #expect(figure.data(of: claim, inputs.settings).map(\.dataset) == [isOfUnits ? .mnist : .cifar10])
        }
        #expect(Set(result.values.map(\.id)).count == result.values.count)
        #expect(figure.chart(result)?.panels.count == 8)
    }

    @Test("networks of figures 3 and 4 with the same rate, batch and seed are trained once, of either kind")
    func shared() {
        let (three, four) = (Figure3(), Figure4())
        let sweep = Settings(
            four.parameters,
            given: [
                "sweptRates": .numbers([0.01, 0.02]), "sweptBatches": .numbers([32, 128]), "networks": .integer(1),
                "sweptMapRates": .numbers([0.01, 0.02]), "sweptMapBatches": .numbers([32, 128]),
            ])
        let line = Settings(
            three.parameters,
            given: [
                "learningRates": .numbers([0.01, 0.02]), "repeats": .integer(5), "mapLearningRates": .numbers([0.01, 0.02]),
                "rateNetworks": .integer(5),
            ])
        #expect(Set(three.needs(line).jobs).intersection(four.needs(sweep).jobs).count == 4 + 4)
    }
}

import Experiments
import TestSupport
import Testing

@testable import SingleDirectionsPaper

/// The figures of single directions, computed from tiny networks on stand-in data.
@Suite struct SingleDirectionsFiguresTests {
    private static let ablation: [String: SettingValue] = [
        "width": .integer(12), "epochs": .integer(4), "orders": .integer(2), "points": .integer(6),
    ]

    /// Every drawn value is a share of images, and the claims are one each.
    private func check(_ result: FigureResult, panels: [(letter: String, series: [String])]) {
        #expect(result.panels.map(\.letter) == panels.map(\.letter))
        for (panel, expected) in zip(result.panels, panels) {
            #expect(panel.series.map(\.id) == expected.series)
            for series in panel.series where series.columns[0].id == "mean" {
                #expect(series["mean"].allSatisfy { (0...1).contains($0) })
                #expect(zip(series["lower"], series["upper"]).allSatisfy { $0 <= $1 })
            }
        }
        #expect(Set(result.claims.map(\.id)).count == result.claims.count)
        #expect(Set(result.values.map(\.id)).count == result.values.count)
    }

    @Test("a claim rests on the data of its own networks alone: stand-ins of the other kind leave it assessed")
    func claimData() {
        func datasets(_ figure: some Experiment, _ id: String) -> [DatasetName] {
            let claim = Claim(id, "", .sentence, "", notAssessed: "")
            return figure.data(of: claim, Settings(figure.parameters)).map(\.dataset).unique
        }
        for figure in [Figure1() as any Experiment, Figure2()] {
            #expect(datasets(figure, "area-falls") == [.mnist] && datasets(figure, "area-falls-maps") == [.cifar10])
        }
        #expect(datasets(Figure5(), "b-normalised-robust") == [.cifar10])
        #expect(datasets(Figure5(), "b-normalised-robust-mlp") == [.mnist] && datasets(Figure5(), "a-end-worse") == [.mnist])
        #expect(datasets(FigureA1(), "zero-spares") == [.cifar10] && datasets(FigureA1(), "plain-zero-spares-mlp") == [.mnist])
    }

    @Test("figure 1 has a curve for each share, from no unit to all, and the same numbers each time")
    func figure1() throws {
        let figure = Figure1()
        let given = Self.ablation.merging([
            "corruptions": .numbers([0, 0.5, 1]), "mapCorruptions": .numbers([0, 0.5, 1]), "networks": .integer(2),
        ]) { $1 }
        let result = try figure.compute(SmallInputs.of(figure, given))
        let shares = ["shuffled-0", "shuffled-50", "shuffled-100"]
        check(result, panels: [("a", shares), ("b", shares), ("c", [])])
        // 8 maps a layer, of three.
        #expect(result.panels[1].series[0]["ablated"] == [0, 4, 8, 12, 16, 20, 24])
        let series = result.panels[0].series[0]
        #expect(series["ablated"] == [0, 4, 8, 12, 16, 20, 24])
        #expect(series.columns[0].replicates.count == 2)
        #expect(result.claims.count == 10 && figure.chart(result)?.panels.count == 3)
        #expect(try figure.compute(SmallInputs.of(figure, given)) == result)
    }

    @Test("figure 2 has a curve for each share over the scales of the noise")
    func figure2() throws {
        let figure = Figure2()
        let result = try figure.compute(
            SmallInputs.of(
                figure,
                [
                    "width": .integer(12), "epochs": .integer(4), "runs": .integer(2), "noises": .integer(3),
                    "leastNoise": .number(0.01),
                    "greatestNoise": .number(100), "corruptions": .numbers([0, 0.5, 1]), "mapCorruptions": .numbers([0, 1]),
                ]))
        check(result, panels: [("a", ["shuffled-0", "shuffled-50", "shuffled-100"]), ("b", ["shuffled-0", "shuffled-100"])])
        let scales = result.panels[0].series[0]["noise"]
        #expect(zip(scales, [0.01, 1, 100]).allSatisfy { abs($0 / $1 - 1) < 1e-12 })
        #expect(result.claims.count == 6 && figure.chart(result) != nil)
    }

    @Test("figure 5 marks each dropout's number of units")
    func figure5() throws {
        let figure = Figure5()
        let given = Self.ablation.merging([
            "dropouts": .numbers([0.1, 0.3]), "dropoutWidth": .integer(10), "dropoutEpochs": .integer(8), "instances": .integer(2),
        ]) { $1 }
        let result = try figure.compute(SmallInputs.of(figure, given))
        check(
            result,
            panels: [
                ("a", ["true-10", "shuffled-10", "true-30", "shuffled-30", "dropout-fractions"]), ("b", ["plain", "normalised"]),
                ("c", ["plain", "normalised"]),
            ])
        // A 64th of the paper's 2816.
        #expect(result.panels[1].series[0]["ablated"].last == 44)
        #expect(result.panels[0].series[4]["ablated"] == [2, 6])
        #expect(result.claims.count == 8 && figure.chart(result) != nil)
    }

    @Test("figure A1 begins alike for both replacements and ends alike: with one answer to every image")
    func figureA1() throws {
        let figure = FigureA1()
        let result = try figure.compute(SmallInputs.of(figure, Self.ablation))
        check(result, panels: ["a", "b", "c", "d"].map { ($0, ["zero", "mean"]) })
        for (panel, condition) in zip(result.panels, figure.conditions(SmallInputs.of(figure, Self.ablation).settings)) {
            let (zero, mean) = (panel.series[0]["mean"], panel.series[1]["mean"])
            #expect(zero[0] == mean[0])
            let scored = try condition.scored(SmallInputs.of(figure, Self.ablation))
            let shares = Set(scored.classCounts.map { Double($0) / Double(scored.count) })
            #expect(shares.contains(mean[mean.count - 1]))
        }
        #expect(result.claims.map(\.id).first == "zero-spares" && result.claims.count == 4 && figure.chart(result) != nil)
    }

    @Test("figure A1's rule fails where the mean spares more, and is open where networks disagree")
    func replacementRule() {
        func networks(_ heights: [Double]) -> PerturbedNetworks {
            PerturbedNetworks(label: "", corruption: 0, x: [0, 1], accuracies: heights.map { [[$0, $0], [$0, $0]] })
        }
        let kind = FigureA1.kinds[0]
        let (low, high, mixed) = ([0.5, 0.51, 0.52], [0.6, 0.62, 0.61], [0.6, 0.4, 0.61])
        func found(zero: [Double], mean: [Double]) -> Found {
            Found(FigureA1.claim(kind, zero: networks(zero), mean: networks(mean)))
        }
        #expect(found(zero: high, mean: low) == .holds)
        #expect(found(zero: low, mean: high) == .fails)
        #expect(found(zero: mixed, mean: low) == .undecided)
    }

    @Test("a pair of layers has the names that values and words know, three have their numbers; each comes after all together")
    func parts() {
        let pair = LayerPart.all(of: [0, 1])
        #expect(pair.map(\.layer) == [nil, 0, 1] && pair.map(\.name) == ["Both", "First", "Second"])
        #expect(pair.map(\.label) == ["both layers", "layer 1", "layer 2"] && pair.map(\.short) == ["both", "layer 1", "layer 2"])
        let last = LayerPart.all(of: [8, 9, 10])
        #expect(last.map(\.name) == ["All", "Layer9", "Layer10", "Layer11"] && last[0].short == "all")
        #expect(last.map(\.label) == ["all layers", "layer 9", "layer 10", "layer 11"])
    }

    @Test("a condition of either family has its own settings: networks, data, layers, and dropout in each hidden layer")
    func conditions() {
        let families = [NetworkFamily.generalisation, .maps]
        let settings = Settings(
            families.flatMap(\.parameters) + DirectionParameters.ablation,
            given: ["networks": .integer(2), "mapNetworks": .integer(3), "firstSeed": .integer(5), "mapEpochs": .integer(7)])
        let (units, maps) = (
            DirectionCondition(family: families[0], settings: settings, corruption: 0.4, dropout: 0.1),
            DirectionCondition(family: families[1], settings: settings, isNormalised: false, count: 4)
        )
        #expect(units.jobs.map(\.seed) == [5, 6] && maps.jobs.map(\.seed) == [5, 6, 7, 8])
        #expect(units.data.dataset == .mnist && units.data.shuffledLabelShare == 0.4 && maps.data.dataset == .cifar10)
        #expect(units.layers == [0, 1] && maps.layers == [8, 9, 10] && maps.parts.count == 4)
        #expect(units.recipe.dropout == [0.1, 0.1] && maps.recipe.dropout.isEmpty)
        #expect(units.recipe.schedule == .constant && maps.recipe.schedule == .cosine(epochs: 7, warmUp: 0))
        #expect(!units.architecture.isNormalised(0) && !maps.architecture.isNormalised(0))
        #expect(DirectionCondition(family: .maps, settings: settings).architecture.isNormalised(0))
        #expect(units.id == "shuffled-40" && units.label == "40 % shuffled" && maps.label == "true labels")
    }

    @Test(
        "figures of whole networks share those of figure 1: recorded where labels are true and maps normalised, at one rate or the other"
    )
    func sharedMaps() {
        let settings = Settings(
            NetworkFamily.wholeMaps.parameters + NetworkFamily.wholeMaps.ablation + DirectionParameters.training,
            given: ["mapMoments": .integer(5), "mapTestSamplesPerClass": .integer(20), "mapLayers": .integer(2)])
        func condition(_ family: NetworkFamily, corruption: Double = 0, isNormalised: Bool? = nil) -> DirectionCondition {
            DirectionCondition(family: family, settings: settings, corruption: corruption, isNormalised: isNormalised)
        }
        #expect(condition(.maps).jobs == condition(.wholeMaps, isNormalised: true).jobs)
        // The twelfth layer is the last maps' means.
        #expect(condition(.maps).layers == [8, 9, 10] && condition(.wholeMaps).layers == [9, 10])
        #expect(condition(.maps).architecture.hidden.count == 12 && condition(.maps).architecture.unitLayers == Array(0..<11))
        #expect(condition(.maps).jobs[0].snapshots.epochs(upTo: 100).count == 5)
        #expect(condition(.maps, corruption: 1).jobs[0].snapshots == .ends)
        let plain = condition(.maps, isNormalised: false)
        #expect(plain.jobs[0].snapshots == .ends && plain.data.testSamplesPerClass == 20)
        #expect(plain.recipe.optimiser.learningRate == 0.02 && condition(.maps).recipe.optimiser.learningRate == 0.05)
    }

    private static let architecture = Architecture(inputs: 784, hidden: [.init(9, .relu), .init(7, .relu)], classes: 10)

    private static func trained() throws -> (job: TrainingJob, weights: Weights) {
        let job = TrainingJob(
            architecture: architecture,
            recipe: Recipe(optimiser: .sgd(learningRate: 0.05, momentum: 0.9), batchSize: 32, epochs: 4, initialisation: .heNormal),
            data: DataSelection(.mnist, samplesPerClass: 30, trainingShare: 1), seed: 3, snapshots: .ends)
        return (job, try Trainer().train(job, on: SmallInputs.digits).snapshots.last!.weights)
    }

    @Test("a unit's moments are those of its activations, whatever the blocks")
    func moments() throws {
        let (_, weights) = try Self.trained()
        let indices = (0..<1500).map { $0 % 300 }
        let samples = SmallInputs.digits.training.selecting(indices)
        let moments = UnitMoments(weights, of: Self.architecture, on: samples) {}
        let layers = ActivationReader(Self.architecture).read(weights, on: samples, layers: [0, 1])
        for (layer, activations) in layers.enumerated() {
            for unit in 0..<activations.rows {
                let values = activations.row(unit).map(Double.init)
                let mean = Statistics.mean(values)
                let variance = Statistics.mean(values.map { ($0 - mean) * ($0 - mean) })
                #expect(abs(Double(moments.means[layer][unit]) - mean) <= 1e-6 * max(1, mean))
                #expect(abs(Double(moments.deviations[layer][unit]) - variance.squareRoot()) <= 1e-5 * max(1, variance))
                #expect(moments.activeShares[layer][unit] == Double(values.count { $0 > 0 }) / 1500)
            }
        }
    }

    @Test("a map's moments are those of all its positions, its means each position's own")
    func mapMoments() {
        let architecture = Architecture.elevenLayers(normalised: true, width: 1.0 / 64)
        let weights = Initialisation.heNormal.weights(of: architecture, seed: 1)
        // More than a portion.
        let samples = SmallInputs.textures.training.selecting(0..<70)
        let moments = UnitMoments(weights, of: architecture, on: samples) {}
        for layer in [0, 10] {
            let read = ActivationReader(architecture).read(weights, on: samples, layers: [layer])[0]
            let units = architecture.units(layer)
            #expect(moments.means[layer].count == read.rows && moments.deviations[layer].count == units)
            let positions = read.rows / units
            for unit in 0..<units {
                let rows = (0..<positions).map { read.row(unit * positions + $0).map(Double.init) }
                for (place, row) in rows.enumerated() {
                    #expect(abs(Double(moments.means[layer][unit * positions + place]) - Statistics.mean(row)) < 1e-6)
                }
                let values = Array(rows.joined())
                let mean = Statistics.mean(values)
                let variance = Statistics.mean(values.map { ($0 - mean) * ($0 - mean) })
                #expect(abs(Double(moments.deviations[layer][unit]) - variance.squareRoot()) < 1e-5)
                #expect(moments.activeShares[layer][unit] == Double(values.count { $0 > 0 }) / Double(values.count))
            }
        }
    }

    @Test("the noise's variance is the scale times the unit's: four times the scale, twice the deviation; no noise, no change")
    func noise() throws {
        let (job, weights) = try Self.trained()
        let samples = SmallInputs.digits.training
        let moments = UnitMoments(weights, of: Self.architecture, on: samples) {}
        func deviations(_ scale: Double) -> [[Float]] { Figure2.deviations(moments, of: Self.architecture, scale: scale) }
        #expect(deviations(1) == moments.deviations)
        #expect(deviations(4) == moments.deviations.map { $0.map { 2 * $0 } })
        func accuracies(_ scales: [Double]) -> [[Double]] {
            Figure2.accuracies(weights, of: job, on: samples, moments: moments, scales: scales, runs: 2) {}
        }
        let clean = ActivationReader(Self.architecture).score(weights, on: samples).accuracy
        let found = accuracies([1e-12, 1, 1e6])
        #expect(found.map { $0[0] } == [clean, clean])
        #expect(found.allSatisfy { $0[2] < 0.3 && $0[2] < $0[0] })
        #expect(accuracies([1]) == found.map { [$0[1]] })
        #expect(found[0] != found[1])
    }

    @Test("samples beyond the first block draw noise of their own, and the first block's draws do not depend on them")
    func blocks() throws {
        let (job, weights) = try Self.trained()
        let moments = UnitMoments(weights, of: Self.architecture, on: SmallInputs.digits.training) {}
        func correct(_ count: Int) -> Double {
            let samples = SmallInputs.digits.training.selecting((0..<count).map { $0 % 256 })
            let share = Figure2.accuracies(
                weights, of: job, on: samples, moments: moments, scales: [4], runs: 1
            ) {}[0][0]
            return (share * Double(count)).rounded()
        }
        let (first, both) = (correct(1024), correct(2048))
        #expect(both - first >= 0 && both - first <= 1024 && both != 2 * first)
    }

    @Test("ablation to the mean of every unit leaves one answer; to zero, that of the biases")
    func replacement() throws {
        let (job, weights) = try Self.trained()
        let samples = SmallInputs.digits.training
        let moments = UnitMoments(weights, of: Self.architecture, on: samples) {}
        let units = (0..<7).map { UnitReference(layer: 1, unit: $0) }
        let answer = weights.layers[2].biases.indices.max { first, second in
            func logit(_ index: Int) -> Double {
                (0..<7).reduce(Double(weights.layers[2].biases[index])) {
                    $0 + Double(weights.layers[2].matrix[index, $1]) * Double(moments.means[1][$1])
                }
            }
            return logit(first) < logit(second)
        }!
        let curve = Ablation(job.architecture).accuracies(weights, on: samples, order: units, replacement: .values(moments.means))
        #expect(curve.last == Double(samples.classCounts[answer]) / Double(samples.count))
    }
}

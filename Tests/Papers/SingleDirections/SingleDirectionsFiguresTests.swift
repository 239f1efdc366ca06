import Experiments
import TestSupport
import Testing

@testable import SingleDirectionsPaper

/// The figures of single directions, computed from tiny networks on stand-in data.
@Suite struct SingleDirectionsFiguresTests {
    /// Drawn once: 300 digits to train on, 100 to test.
    private static let digits: DataSplit = {
        let (training, test) = (Glyphs.samples(.training, count: 300), Glyphs.samples(.test, count: 100))
        return DataSplit(
            training: training.samples(at: Array(0..<300)), validation: nil, test: test.samples(at: Array(0..<100)))
    }()

    /// 120 images of 32 x 32 to train on, 60 to test.
    private static let textures: DataSplit = {
        let (training, test) = (Textures.samples(.training, count: 120), Textures.samples(.test, count: 60))
        return DataSplit(
            training: training.samples(at: Array(0..<120)), validation: nil, test: test.samples(at: Array(0..<60)))
    }()

    private static func data(_ selection: DataSelection) throws -> LoadedData {
        let isDigits = selection.dataset == .mnist
        var split = isDigits ? digits : textures
        if selection.shuffledLabelShare > 0 {
            // Labels that have nothing to do with the images.
            let turned = split.training.labels.indices.map { split.training.labels[($0 + 7) % split.training.count] }
            split = DataSplit(training: split.training.replacingLabels(turned), validation: nil, test: split.test)
        }
        return LoadedData(
            split: split,
            identity: isDigits
                ? DataIdentity(name: "Glyphs", standInFor: "MNIST", digest: StandIn.glyphs.digest)
                : DataIdentity(name: "Textures", standInFor: "CIFAR-10", digest: StandIn.textures.digest), notice: nil)
    }

    private static func inputs(_ experiment: some Experiment, _ given: [String: SettingValue]) -> Inputs {
        let small: [String: SettingValue] = [
            "samplesPerClass": .integer(30), "learningRate": .number(0.05), "batchSize": .integer(32),
            "scoredSamples": .integer(200), "mapWidth": .number(0.015625), "mapEpochs": .integer(2),
            "mapScoredSamples": .integer(100),
        ]
        let known = small.filter { name, _ in experiment.parameters.contains { $0.key == name } }
        let settings = Settings(experiment.parameters, given: known.merging(given) { $1 })
        return Inputs(
            settings: settings, trajectory: { job in try Trainer().train(job, on: data(job.data).split) }, data: data)
    }

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

    @Test("figure 1 has a curve for each share, from no unit to all, and the same numbers each time")
    func figure1() throws {
        let figure = Figure1()
        let given = Self.ablation.merging(["corruptions": .numbers([0, 0.5, 1]), "networks": .integer(2)]) { $1 }
        let result = try figure.compute(Self.inputs(figure, given))
        let shares = ["shuffled-0", "shuffled-50", "shuffled-100"]
        check(result, panels: [("a", shares), ("b", shares), ("c", [])])
        // 8 maps a layer, of three.
        #expect(result.panels[1].series[0]["ablated"] == [0, 4, 8, 12, 16, 20, 24])
        let series = result.panels[0].series[0]
        #expect(series["ablated"] == [0, 4, 8, 12, 16, 20, 24])
        #expect(series.columns[0].replicates.count == 2)
        #expect(result.claims.count == 10 && figure.chart(result)?.panels.count == 3)
        #expect(try figure.compute(Self.inputs(figure, given)) == result)
    }

    @Test("figure 2 has a curve for each share over the scales of the noise")
    func figure2() throws {
        let figure = Figure2()
        let result = try figure.compute(
            Self.inputs(
                figure,
                [
                    "width": .integer(12), "epochs": .integer(4), "runs": .integer(2), "noises": .integer(3),
                    "leastNoise": .number(0.01),
                    "greatestNoise": .number(100), "corruptions": .numbers([0, 0.5, 1]),
                ]))
        check(result, panels: [("a", ["shuffled-0", "shuffled-50", "shuffled-100"])])
        let scales = result.panels[0].series[0]["noise"]
        #expect(zip(scales, [0.01, 1, 100]).allSatisfy { abs($0 / $1 - 1) < 1e-12 })
        #expect(result.claims.count == 3 && figure.chart(result) != nil)
    }

    @Test("figure 5 marks each dropout's number of units")
    func figure5() throws {
        let figure = Figure5()
        let given = Self.ablation.merging([
            "dropouts": .numbers([0.1, 0.3]), "dropoutWidth": .integer(10), "dropoutEpochs": .integer(8), "instances": .integer(2),
        ]) { $1 }
        let result = try figure.compute(Self.inputs(figure, given))
        check(
            result,
            panels: [
                ("a", ["true-10", "shuffled-10", "true-30", "shuffled-30", "dropout-fractions"]), ("b", ["plain", "normalised"]),
            ])
        #expect(result.panels[0].series[4]["ablated"] == [2, 6])
        #expect(result.claims.count == 8 && figure.chart(result) != nil)
    }

    @Test("figure A1 begins alike for both replacements and ends alike: with one answer to every image")
    func figureA1() throws {
        let figure = FigureA1()
        let result = try figure.compute(Self.inputs(figure, Self.ablation))
        check(result, panels: [("a", ["zero", "mean"]), ("b", ["zero", "mean"]), ("c", ["zero", "mean"])])
        for panel in result.panels {
            let (zero, mean) = (panel.series[0]["mean"], panel.series[1]["mean"])
            #expect(zero[0] == mean[0])
            let shares = Set(
                try Self.data(DataSelection(.mnist)).split.training.selecting(0..<200).classCounts.map { Double($0) / 200 })
            #expect(panel.title == "All labels shuffled" || shares.contains(mean[mean.count - 1]))
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

    private static let architecture = Architecture(inputs: 784, hidden: [.init(9, .relu), .init(7, .relu)], classes: 10)

    private static func trained() throws -> (job: TrainingJob, weights: Weights) {
        let job = TrainingJob(
            architecture: architecture,
            recipe: Recipe(optimiser: .sgd(learningRate: 0.05, momentum: 0.9), batchSize: 32, epochs: 4, initialisation: .heNormal),
            data: DataSelection(.mnist, samplesPerClass: 30, trainingShare: 1), seed: 3, snapshots: .ends)
        return (job, try Trainer().train(job, on: digits).snapshots.last!.weights)
    }

    @Test("a unit's moments are those of its activations, whatever the blocks")
    func moments() throws {
        let (_, weights) = try Self.trained()
        let indices = (0..<1500).map { $0 % 300 }
        let samples = Self.digits.training.selecting(indices)
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

    @Test("the noise's variance is the scale times the unit's: four times the scale, twice the deviation; no noise, no change")
    func noise() throws {
        let (job, weights) = try Self.trained()
        let samples = Self.digits.training
        let moments = UnitMoments(weights, of: Self.architecture, on: samples) {}
        #expect(Figure2.deviations(moments, scale: 1) == moments.deviations)
        #expect(Figure2.deviations(moments, scale: 4) == moments.deviations.map { $0.map { 2 * $0 } })
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
        let moments = UnitMoments(weights, of: Self.architecture, on: Self.digits.training) {}
        func correct(_ count: Int) -> Double {
            let samples = Self.digits.training.selecting((0..<count).map { $0 % 256 })
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
        let samples = Self.digits.training
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

import Datasets
import Foundation
import Networks
import Papers
import Results
import Testing

@testable import Experiments

/// What a plan says of work that was never done: counts of operations, each at its rate. No clock is asked here.
@Suite struct WorkEstimateTests {
    private static func figure(_ id: String) throws -> any Experiment {
        try #require(Registry.standard.experiments.first { "\($0.id)" == id })
    }

    private static let job = TrainingJob(
        architecture: Architecture(inputs: 12, hidden: [.init(8, .tanh), .init(4, .tanh)], classes: 2),
        recipe: Recipe(optimiser: .sgd(learningRate: 0.1), batchSize: 256, epochs: 10), data: DataSelection(.szt), seed: 1,
        snapshots: SnapshotSchedule(everyEpochUpTo: 0, count: 2))
    /// With its biases.
    private static let products = 150.0
    private static let values = 26.0

    /// Of 3276 training samples, 3 passes each in 10 epochs, and of all 4096 a score before and after each.
    @Test("a training is three passes of each training sample and epoch, a step for each batch, and the scores of all samples")
    func training() {
        let work = Self.job.work
        let passes = 98_280.0 + 45_056.0
        #expect(work[.product] == passes * Self.products)
        #expect(work[.value] == passes * Self.values)
        #expect(work[.step] == 130)
        #expect(work[.update] == 130 * Self.products)
        #expect(work[.statefulUpdate] == 0)
        var scored = Self.job
        scored.snapshots = .ends
        #expect(scored.work[.product] == (98_280.0 + 8192.0) * Self.products)
        scored.recipe.optimiser = .sgd(learningRate: 0.1, momentum: 0.9)
        #expect(scored.work[.update] == 0 && scored.work[.statefulUpdate] == work[.update])
    }

    @Test("a training that may stop early is taken to last ten times its patience, or its epochs where these are fewer")
    func early() {
        var job = Self.job
        job.recipe.epochs = 8000
        #expect(job.expectedEpochs == 8000)
        job.recipe.earlyStopping = EarlyStopping(patience: 5)
        #expect(job.expectedEpochs == 50)
        job.recipe.earlyStopping = EarlyStopping(patience: 5000)
        #expect(job.expectedEpochs == 8000)
        job.recipe.epochs = 0
        #expect(job.expectedEpochs == 0 && job.work[.step] == 0)
    }

    @Test("ablating unit after unit corrects one column of weights for each, and computes anew what is above")
    func cumulativeAblation() {
        let network = Self.job.architecture
        // Products of the second layer and of the outputs.
        let (second, outputs) = (36.0, 10.0)
        let first = WorkCount.cumulativeAblation(network, layers: [0], orders: 3, points: 8, samples: 100)
        #expect(first[.correction] == 300 * 32)
        // Once all above, then the outputs for each unit.
        #expect(first[.narrowProduct] == 300 * (second + outputs + 8 * outputs))
        #expect(first[.product] == 100 * 104)
        let few = WorkCount.cumulativeAblation(network, layers: [0, 1], orders: 3, points: 2, samples: 100)
        #expect(few[.correction] == first[.correction], "each unit is corrected for, however many make a point")
        #expect(few[.narrowProduct] == 300 * (second + outputs + 2 * outputs))
        let single = WorkCount.singleAblation(network, samples: 100)
        #expect(single[.product] == 100 * Self.products)
        #expect(single[.narrowProduct] == 100 * (8 * (second + outputs) + 4 * outputs))
    }

    @Test("a convolution's weights count at every position, and what is above a layer is counted from there on")
    func convolutions() {
        let network = Architecture.elevenLayers(normalised: false, width: 0.125)
        let all = WorkCount.pass(network)
        #expect(all[.mapProduct] + all[.product] == Double(network.productCount))
        #expect(all[.mapProduct] > 0.9 * Double(network.productCount))
        let above = WorkCount.pass(network, layers: 9..<network.layerCount)
        #expect(above[.mapProduct] < all[.mapProduct] / 4 && above[.mapProduct] > 0)
    }

    @Test("more networks, more orders or more samples are more work, in every figure that has such a setting")
    func settings() throws {
        for experiment in Registry.standard.experiments {
            func seconds(_ given: [String: SettingValue]) -> Double {
                let settings = Settings(experiment.parameters, given: given)
                return experiment.expectedWork(settings, jobs: experiment.needs(settings).jobs).seconds
            }
            let standard = seconds([:])
            #expect(standard >= 0 && standard < 1e8, "\(experiment.id): \(standard)")
            for parameter in experiment.parameters where ["networks", "orders", "runs"].contains(parameter.key) {
                guard case .integer(let value) = parameter.standard, standard > 0 else { continue }
                #expect(seconds([parameter.key: .integer(2 * value)]) > standard, "\(experiment.id): \(parameter.key)")
            }
        }
    }

    /// What each figure of the quick report took where the rates are from, with its networks, its picture and no other's networks.
    private static let took: [(id: String, seconds: Double)] = {
        let text = (try? String(contentsOfFile: "\(golden)/quick-seconds.txt", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map { line in
            let parts = line.split(separator: " ")
            return (String(parts[0]), Double(parts[1]) ?? .nan)
        }
    }()
    private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Golden"

    @Test(
        "each figure of the quick report is estimated within a factor of two of what it took, or both under a second; all of them within 30 %"
    )
    func quickReport() throws {
        let text = try String(contentsOfFile: "\(Self.golden)/quick.yml", encoding: .utf8)
        let definition = try DefinitionReader(file: "quick.yml", registry: .standard).read(
            text, place: ReportPlace(name: "quick", in: ProjectFolder(path: Self.golden)))
        try #require(definition.entries.map { "\($0.id)" } == Self.took.map(\.id))
        let estimate = WorkEstimate(Costs())
        var known: Set<TrainingJob> = []
        var sum = 0.0
        for (entry, took) in zip(definition.entries, Self.took) {
            let jobs = entry.needs.jobs
            var seconds = estimate.figure(entry, jobs: jobs) + 0.1
            for job in jobs where known.insert(job).inserted { seconds += estimate.training(job) }
            if entry.hasFurtherRounds {
                seconds += estimate.figure(entry, jobs: jobs)
                for job in entry.furtherJobsAlike { seconds += estimate.training(job) }
            }
            sum += seconds
            let ratio = seconds / took.seconds
            #expect(
                (0.5...2).contains(ratio) || max(seconds, took.seconds) < 1,
                "\(took.id): estimated \(seconds) s, took \(took.seconds) s")
        }
        let all = sum / Self.took.reduce(0) { $0 + $1.seconds }
        #expect((0.7...1.3).contains(all), "all: \(all) times what they took")
    }

    @Test("the 168 networks of figure 8, which stop early, are estimated to take less than the 32 of figure 2, and so they did")
    func figure8() throws {
        func training(_ experiment: any Experiment, _ count: Int) throws -> Double {
            let entry = ReportDefinition.Entry(experiment: experiment, settings: Settings(experiment.parameters))
            let jobs = entry.needs.jobs + entry.furtherJobsAlike
            try #require(jobs.count == count)
            return jobs.reduce(0) { $0 + WorkEstimate(Costs()).training($1) }
        }
        let (many, few) = (
            try training(Self.figure("information-plane/fig8"), 168), try training(Self.figure("information-plane/fig2"), 32)
        )
        #expect(many < few / 4, "\(many) s, \(few) s")
        let took = Dictionary(uniqueKeysWithValues: Self.took.map { ($0.id, $0.seconds) })
        #expect(took["information-plane/fig8"]! < took["information-plane/fig2"]! / 4)
    }

    @Test("the further networks of a figure are counted before they are known: each network whole and its parts")
    func further() throws {
        let figure = try Self.figure("o-information/fig2")
        let settings = Settings(
            figure.parameters,
            given: ["networks": .integer(2), "keptNeurons": .numbers([4, 10, 16]), "retrainedEpochs": .integer(3)])
        let jobs = ReportDefinition.Entry(experiment: figure, settings: settings).furtherJobsAlike
        #expect(jobs.count == 2 * (1 + 3 * 4 * 2) && jobs.allSatisfy { $0.recipe.epochs == 3 })
    }

    @Test("what work took corrects later estimates: much of it wholly, a little of it hardly")
    func corrected() {
        func ratio(_ taken: Double, _ estimated: Double) -> Double {
            let costs = Costs(WorkEstimate.Kind.training.record(taken: taken, estimated: estimated))
            return WorkEstimate(costs).training(Self.job) / WorkEstimate(Costs()).training(Self.job)
        }
        #expect(abs(ratio(300, 100) - 3) < 0.05)
        #expect(abs(ratio(100, 300) - 1.0 / 3) < 0.05)
        #expect(abs(ratio(0.01, 0.001) - 1) < 0.02)
        #expect(ratio(5, 5) == 1)
    }
}

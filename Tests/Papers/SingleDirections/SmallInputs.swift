import Experiments

@testable import SingleDirectionsPaper

/// What figures are computed from in tests: tiny networks on stand-in data.
enum SmallInputs {
    /// Drawn once: 300 digits to train on, 100 to test.
    static let digits: DataSplit = {
        let (training, test) = (Glyphs.samples(.training, count: 300), Glyphs.samples(.test, count: 100))
        return DataSplit(
            training: training.samples(at: Array(0..<300)), validation: nil, test: test.samples(at: Array(0..<100)))
    }()

    /// 120 images of 32 x 32 to train on, 60 to test.
    static let textures: DataSplit = {
        let (training, test) = (Textures.samples(.training, count: 120), Textures.samples(.test, count: 60))
        return DataSplit(
            training: training.samples(at: Array(0..<120)), validation: nil, test: test.samples(at: Array(0..<60)))
    }()

    static func data(_ selection: DataSelection) throws -> LoadedData {
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

    private static let small: [String: SettingValue] = [
        "samplesPerClass": .integer(30), "learningRate": .number(0.05), "batchSize": .integer(32), "scoredSamples": .integer(200),
        "mapWidth": .number(0.015625), "mapEpochs": .integer(2), "mapScoredSamples": .integer(100), "mapPoints": .integer(6),
        "mapMoments": .integer(3), "sweptMapWidth": .number(0.015625), "sweptMapEpochs": .integer(2),
    ]

    /// - Parameter given: settings over small ones.
    static func of(_ experiment: some Experiment, _ given: [String: SettingValue]) -> Inputs {
        let known = small.filter { name, _ in experiment.parameters.contains { $0.key == name } }
        let settings = Settings(experiment.parameters, given: known.merging(given) { $1 })
        return Inputs(
            settings: settings, trajectory: { job in try Trainer().train(job, on: data(job.data).split) }, data: data)
    }
}

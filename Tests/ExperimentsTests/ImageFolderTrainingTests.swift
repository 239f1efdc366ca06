import DataFiles
import Datasets
import Experiments
import Files
import Foundation
import Networks
import NumericCore
import Probing
import Results
import TestSupport
import Testing

/// A folder of PNG files in a project's data: "small/train" and "small/val", each class a colour pattern with noise upon it.
private struct MadeFolder {
    let path: String

    init(below path: String, classes: Int, train: Int, val: Int, side: Int) throws {
        self.path = path
        for (part, count) in [("train", train), ("val", val)] {
            for label in 0..<classes {
                let folder = "\(path)/small/\(part)/c\(1000 + label)"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                var pattern = SeededGenerator(seed: 1, purpose: "pattern", index: UInt64(label))
                let base = (0..<3 * side * side).map { _ in 40 + Int(pattern.integer(below: 140)) }
                for number in 0..<count {
                    var noise = SeededGenerator(seed: 2, purpose: part, index: UInt64(label * 1000 + number))
                    let pixels = base.map { UInt8($0 + Int(noise.integer(below: 50))) }
                    try Data(TinyPNG.bytes(rows: side, columns: side, pixels: pixels)).write(
                        to: URL(filePath: "\(folder)/\(number).png"))
                }
            }
        }
    }

    var library: DataLibrary { DataLibrary(folder: path, environment: nil, network: .never) }

    static func selection(side: Int, shorter: Int? = nil, passesOverBroken: Bool = false, trainingShare: Double = 1)
        -> DataSelection
    {
        DataSelection(
            ImageSelection(
                "small/train", test: "small/val",
                preparation: ImagePreparation(
                    shorter: shorter ?? side, side: side, means: [0.5, 0.5, 0.5], deviations: [0.25, 0.25, 0.25]),
                passesOverBroken: passesOverBroken), trainingShare: trainingShare)
    }
}

@Suite("Networks trained and scored on folders of images")
struct ImageFolderTrainingTests {
    private final class Scratch {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("refigure-folder-\(UUID().uuidString)").path
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    /// Three maps, a window, and as many classes as are asked for.
    private static func network(side: Int, classes: Int) -> Architecture {
        var network = NetworkBuilder(input: Shape(channels: 3, rows: side, columns: side))
        network.convolution("conv1", 16, size: 3, padding: 1)
        network.convolution("conv2", 16, size: 3, padding: 1)
        network.add("pool", Pool(.max, size: 2, stride: 2))
        network.add("flatten", Flatten())
        return network.network("fc", classes: classes)
    }

    private static func job(_ selection: DataSelection, _ architecture: Architecture, epochs: Int, rate: Double = 0.02)
        -> TrainingJob
    {
        TrainingJob(
            architecture: architecture,
            recipe: Recipe(
                optimiser: .sgd(learningRate: rate, momentum: 0.9), batchSize: 10, epochs: epochs, initialisation: .heNormal,
                augmentation: Augmentation(shift: 1, mirrors: true)), data: selection, seed: 4,
            snapshots: SnapshotSchedule(everyEpochUpTo: epochs, count: epochs))
    }

    private static func inMemory(_ split: SampleSplit<ImageSamples>) throws -> DataSplit {
        func all(_ images: ImageSamples) throws -> LabelledSamples { try images.samples(at: 0..<images.count) }
        return DataSplit(
            training: try all(split.training), validation: try split.validation.map(all), test: try split.test.map(all))
    }

    @Test("a training that reads its images batch by batch has the bits of one in memory, with any number of threads, and learns")
    func training() throws {
        let scratch = Scratch()
        let made = try MadeFolder(below: scratch.path, classes: 4, train: 12, val: 5, side: 9)
        let selection = MadeFolder.selection(side: 8, shorter: 10, trainingShare: 0.75)
        let split = try made.library.images(selection).split
        #expect(split.training.count == 36 && split.validation?.count == 12 && split.test?.count == 20)
        let job = Self.job(selection, Self.network(side: 8, classes: 4), epochs: 6)
        let whole = try Trainer().train(job, on: try Self.inMemory(split))
        for threads in [1, 2, 5] {
            let streamed = try Trainer(threads: threads).train(job, on: split)
            #expect(streamed.encoded() == whole.encoded(), "\(threads) threads")
        }
        #expect(whole.training.count == 7 && whole.training.accuracy[6] > 0.9 && whole.test?.accuracy[6] ?? 0 > 0.8)
    }

    @Test("it is resumed from any checkpoint with the same bits, from a library that looks at the folder anew")
    func resumed() throws {
        let scratch = Scratch()
        let made = try MadeFolder(below: scratch.path, classes: 3, train: 9, val: 2, side: 8)
        let selection = MadeFolder.selection(side: 8)
        let job = Self.job(selection, Self.network(side: 8, classes: 3), epochs: 3)
        var checkpoints: [Checkpoint] = []
        let whole = try Trainer().train(
            job, on: made.library.images(selection).split, checkpointEvery: .zero, checkpoint: { checkpoints.append($0) })
        // After each of three steps, and after each epoch but the last.
        #expect(checkpoints.count == 3 * 3 + 2)
        for place in [0, 1, 3, 7, 10] {
            let kept = try Checkpoint(decoding: checkpoints[place].encoded(), path: "checkpoint")
            let resumed = try Trainer(threads: 2).train(job, on: made.library.images(selection).split, resume: kept)
            #expect(resumed.encoded() == whole.encoded())
        }
    }

    @Test("320 classes of tiny images are learned, those above 255 too")
    func manyClasses() throws {
        let scratch = Scratch()
        let made = try MadeFolder(below: scratch.path, classes: 320, train: 2, val: 1, side: 4)
        let selection = MadeFolder.selection(side: 4)
        let split = try made.library.images(selection).split
        #expect(split.training.classes == 320 && split.training.labels.max() == 319)
        var job = Self.job(
            selection, Architecture(inputs: 48, hidden: [.init(128, .relu)], classes: 320), epochs: 30, rate: 0.1)
        job.recipe.augmentation = nil
        let trajectory = try Trainer().train(job, on: split)
        #expect(trajectory.training.accuracy[30] > 0.95 && trajectory.test?.accuracy[30] ?? 0 > 0.8)
        let late = split.training.selecting(split.training.labels.indices.filter { split.training.labels[$0] > 255 })
        let reader = ActivationReader(job.architecture)
        let weights = try #require(trajectory.weights(atEpoch: 30))
        #expect(late.count == 128)
        #expect(try reader.score(weights, reading: late).accuracy > 0.9)
        let fault = #expect(throws: Fault.self) {
            try Trainer().train(Self.job(selection, Self.network(side: 4, classes: 256), epochs: 1), on: split)
        }
        #expect(fault?.problem.hasPrefix("has 320 classes, where the network of ") == true && fault?.status == .data)
    }

    @Test("a run trains on a folder, keyed by its content; broken images end it by name, or are passed over, counted and told")
    func run() async throws {
        let project = try TemporaryProject.withFigures("Folder")
        let made = try MadeFolder(below: project.project.data, classes: 2, train: 6, val: 2, side: 8)
        let network = Self.network(side: 8, classes: 2)
        let strict = Self.job(MadeFolder.selection(side: 8), network, epochs: 2)
        let lenient = Self.job(MadeFolder.selection(side: 8, passesOverBroken: true), network, epochs: 2)
        let definition = ReportDefinition(OneRoundFigure("Folder", jobs: [strict]))
        let path = project.resultPath("Folder")
        func result() throws -> FigureResult {
            guard case .valid(let file) = try ResultFile.read(path) else { throw Fault("no result", at: path, status: .data) }
            return file.result
        }

        let first = try await project.run(definition)
        #expect(first.events.begun.count == 2 && first.events.begun[0].contains(" on small/train, seed 4"))
        let record = try result().data
        #expect(record.count == 1 && record[0].name == "small/train" && record[0].samples == 16 && record[0].passedOver == nil)
        let known = try project.keys.key(of: strict)
        #expect(try await project.run(definition).events.begun.isEmpty)

        // Another library, as another run has; the same content under other names.
        try FileManager.default.moveItem(
            atPath: "\(made.path)/small/train/c1001/3.png", toPath: "\(made.path)/small/train/c1001/z.png")
        let again = DataLibrary(folder: made.path, environment: nil, network: .never)
        func key(_ library: DataLibrary) throws -> CacheKey { try project.keys(library).key(of: strict) }
        #expect(try key(again) == known)

        // A file cut short is another content, and cannot be decoded.
        let file = "\(made.path)/small/train/c1001/4.png"
        try AtomicFile.write(Array(try PlainFile.bytes(file).prefix(100)), to: file)
        let broken = DataLibrary(folder: made.path, environment: nil, network: .never)
        #expect(try key(broken) != known)
        let outcome = try await project.run(definition, library: broken)
        guard case .failed(let fault)? = outcome.outcomes.values.first else { throw Fault("it did not fail", status: .data) }
        #expect(fault.place == file && fault.problem.contains("cannot be decoded"))

        let passing = ReportDefinition(OneRoundFigure("Folder", jobs: [lenient]))
        let passed = try await project.run(passing, library: broken)
        #expect(
            passed.events.notices.contains { $0.hasPrefix("an image of small/train was passed over: c1001/4.png is a PNG file") })
        #expect(try result().data.map(\.passedOver) == [1] && result().data.map(\.samples) == [15])
    }

    @Test("published weights of a ResNet-50 are scored on a folder of photographs' size, and their maps read, batch by batch")
    func published() throws {
        let scratch = Scratch()
        let made = try MadeFolder(below: scratch.path, classes: 5, train: 2, val: 1, side: 60)
        let network = Architecture.resNet(.resNet50, stem: .large, classes: 5, width: 1.0 / 64)
        let file = "\(scratch.path)/resnet50.safetensors"
        try AtomicFile.write(
            PublishedWeights.exported(Initialisation.heNormal.weights(of: network, seed: 6), of: network).encoded(), to: file)
        let weights = try PublishedWeights.imported(fileAt: file, for: network)
        let images = try made.library.images(DataSelection(ImageSelection("small/train"))).split.training
        #expect(images.width == network.inputs && images.count == 10)
        let reader = ActivationReader(network)
        let score = try reader.score(weights, reading: images)
        let whole = try images.samples(at: 0..<10)
        #expect(score == reader.score(weights, on: whole))
        let logits = reader.read(weights, on: whole, quantity: .preActivation, layers: [network.layerCount - 1])[0]
        let right = (0..<10).count { sample in
            let column = (0..<5).map { logits[$0, sample] }
            return column.firstIndex(of: column.max() ?? 0) == Int(images.labels[sample])
        }
        #expect(score.accuracy == Double(right) / 10)
        // The first and the last maps, the images four at a time.
        let layers = [0, network.layerCount - 2]
        let maps = reader.read(weights, on: whole, layers: layers, positions: .mean)
        var first = 0
        try images.forEachPortion(of: 4) { portion in
            for (some, all) in zip(reader.read(weights, on: portion, layers: layers, positions: .mean), maps) {
                for unit in 0..<some.rows {
                    #expect(Array(some.row(unit)) == Array(Array(all.row(unit))[first..<first + portion.count]))
                }
            }
            first += portion.count
        }
        #expect(first == 10)
        // And ablated.
        let units = (0..<3).map { UnitReference(layer: layers[1], unit: $0) }
        let ablation = Ablation(network)
        #expect(
            try ablation.accuracies(weights, reading: images, orders: [units], at: [0, 3]) {}
                == ablation.accuracies(weights, on: whole, orders: [units], at: [0, 3]) {})
    }
}

import Experiments
import Foundation
import Pruning
import TestSupport
import Testing

@testable import MutualInformationPruningPaper

/// Figure 6, from a small network in a file and small folders of images: whole, and what it says where one is missing.
@Suite struct ImageNetPruningTests {
    private final class Scratch {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("refigure-pruned-\(UUID().uuidString)").path
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    /// The bottlenecks of a ResNet-50 with 4 to 128 maps, and images of 32 x 32.
    private static let network = PublishedNetwork(
        file: "imagenet/resnet50.safetensors", architecture: .resNet(.resNet50, classes: 3, width: 1.0 / 16),
        images: DataSelection(
            ImageSelection(
                "imagenet/train", test: "imagenet/val",
                preparation: ImagePreparation(
                    shorter: 36, side: 32, means: [0.5, 0.5, 0.5], deviations: [0.25, 0.25, 0.25]))))

    /// - Parameters: a class's images to train on, and to test on.
    private static func make(at path: String, training: Int = 90, test: Int = 4) throws {
        for (part, count) in [("train", training), ("val", test)] {
            for label in 0..<3 {
                let folder = "\(path)/imagenet/\(part)/n\(1000 + label)"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                for number in 0..<count {
                    var generator = SeededGenerator(seed: 3, purpose: part, index: UInt64(100 * label + number))
                    let pixels = (0..<3 * 40 * 40).map { UInt8(20 * label + Int(generator.integer(below: 100)) + ($0 % 40)) }
                    try Data(TinyPNG.bytes(rows: 40, columns: 40, pixels: pixels)).write(
                        to: URL(filePath: "\(folder)/\(number).png"))
                }
            }
        }
        let weights = Initialisation.heNormal.weights(of: network.architecture, seed: 6)
        try AtomicFile.write(
            PublishedWeights.exported(weights, of: network.architecture).encoded(), to: "\(path)/\(network.file)")
    }

    private static let settings: [String: SettingValue] = [
        "imageNetNetworks": .integer(1), "imageNetBatchSize": .integer(90), "imageNetEpochs": .integer(2),
        "imageNetRetrainedEpochs": .integer(3), "imageNetConfidences": .numbers([0.5]), "imageNetHidden": .integer(16),
        "imageNetSteps": .integer(200), "imageNetRefits": .integer(0), "stepsAlone": .integer(1), "fitSamples": .integer(200),
        "heldOutSamples": .integer(50),
    ]

    private static func rehearsal(_ figure: Figure6, _ path: String) -> Rehearsal {
        Rehearsal(figure, settings, library: DataLibrary(folder: path, environment: nil, network: .never))
    }

    @Test("the file's network is pruned as it is and before training, and each method's accuracy followed over the training")
    func whole() throws {
        let scratch = Scratch()
        try Self.make(at: scratch.path)
        let figure = Figure6(network: Self.network)
        let rehearsal = Self.rehearsal(figure, scratch.path)
        let rounds = try rehearsal.rounds(figure)
        #expect(rounds.map(\.products.count) == [0, 2, 2, 0])
        let jobs = rounds[3].jobs
        #expect(jobs.map(\.recipe.epochs).sorted() == [2, 2, 3, 3])
        #expect(jobs.allSatisfy { $0.start != nil && $0.data.images?.folder == "imagenet/train" })
        let result = try figure.compute(rehearsal.inputs(rounds))
        for (panel, epochs) in zip(result.panels, [3, 2]) {
            #expect(panel.series.map(\.id) == ["mipp", "thiNet"])
            for series in panel.series {
                #expect(series.index.values == (0...epochs).map(Double.init))
                #expect(series["mean"].allSatisfy { (0...100).contains($0) })
            }
        }
        #expect(result.claims.map(\.id) == ["ahead"] && result.claims[0].outcome != .notAssessed("needs ImageNet"))
        let ends = zip(["MIPP", "ThiNet"], result.panels[0].series).map { result.value("trained\($0)") == $1["mean"].last }
        #expect(ends == [true, true])
        #expect(figure.chart(result)?.panels.count == 2)
        #expect(try figure.compute(rehearsal.inputs(rounds)) == result)
    }

    @Test("what the network was trained to is what is pruned: the whole one scores as its file does")
    func published() throws {
        let scratch = Scratch()
        try Self.make(at: scratch.path)
        let figure = Figure6(network: Self.network)
        let rehearsal = Self.rehearsal(figure, scratch.path)
        let trained = try #require(try rehearsal.rounds(figure)[1].products.lazy.compactMap { $0.product as? MIPPMask }.first)
        #expect(trained.subject.isTrained && trained.networks.map(\.recipe.epochs) == [0])
        let inputs = rehearsal.inputs([])
        let there = try #require(try inputs.weights(of: Self.network))
        #expect(try inputs.weights(trained.networks[0]) == there.weights)
    }

    @Test("where the file or a folder is missing, the panels say what is needed, nothing is trained and the claim is not assessed")
    func missing() throws {
        for gone in ["imagenet/resnet50.safetensors", "imagenet/train", "imagenet/val"] {
            let scratch = Scratch()
            try Self.make(at: scratch.path, training: 1, test: 1)
            try FileManager.default.removeItem(atPath: "\(scratch.path)/\(gone)")
            let figure = Figure6(network: Self.network)
            let rehearsal = Self.rehearsal(figure, scratch.path)
            let rounds = try rehearsal.rounds(figure)
            #expect(rounds.count == 1)
            let result = try figure.compute(rehearsal.inputs(rounds))
            #expect(result.panels.allSatisfy { $0.series.isEmpty } && result.values.isEmpty)
            #expect(result.claims.map(\.outcome) == [.notAssessed("needs ImageNet")])
            for panel in try #require(figure.chart(result)).panels {
                let words = panel.marks.compactMap { mark in if case .region(let region) = mark { region.text?.plain } else { nil }
                }
                #expect(words == ["needs ImageNet", "and the network’s file:", "see data/README.md"])
            }
        }
    }

    @Test("too few images to fit by are told with both numbers")
    func few() throws {
        let scratch = Scratch()
        try Self.make(at: scratch.path, training: 10)
        let figure = Figure6(network: Self.network)
        let fault = #expect(throws: Fault.self) { try Self.rehearsal(figure, scratch.path).rounds(figure) }
        #expect(fault?.problem == "30 training images, where MIPP is fitted to 200 and tried on 50")
    }
}

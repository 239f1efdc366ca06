import Experiments
import Foundation
import TestSupport
import Testing

@testable import SingleDirectionsPaper

/// The panels on ImageNet, from a small network in a file and a small folder of images: whole, and what they say where either is missing.
@Suite struct ImageNetPanelsTests {
    private final class Scratch {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("refigure-imagenet-\(UUID().uuidString)").path
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    /// The bottlenecks of a ResNet-50 with one to thirty-two maps, and images of 32 x 32.
    private static func imageNet(classes: Int = 3) -> ImageNet {
        ImageNet(
            network: PublishedNetwork(
                file: "imagenet/resnet50.safetensors",
                architecture: .resNet(.resNet50, classes: classes, width: 1.0 / 64),
                images: DataSelection(
                    ImageSelection(
                        "imagenet/val",
                        preparation: ImagePreparation(
                            shorter: 36, side: 32, means: [0.5, 0.5, 0.5], deviations: [0.25, 0.25, 0.25])))))
    }

    private static func make(at path: String, classes: Int = 3) throws {
        for label in 0..<classes {
            let folder = "\(path)/imagenet/val/n\(1000 + label)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for number in 0..<6 {
                var generator = SeededGenerator(seed: 3, purpose: "image", index: UInt64(10 * label + number))
                let pixels = (0..<3 * 40 * 40).map { UInt8(20 * label + Int(generator.integer(below: 100)) + ($0 % 40)) }
                try Data(TinyPNG.bytes(rows: 40, columns: 40, pixels: pixels)).write(
                    to: URL(filePath: "\(folder)/\(number).png"))
            }
        }
        let network = imageNet().network
        let weights = Initialisation.heNormal.weights(of: network.architecture, seed: 6)
        try AtomicFile.write(
            PublishedWeights.exported(weights, of: network.architecture).encoded(), to: "\(path)/\(network.file)")
    }

    private static let textures = DataSplit(
        training: Textures.samples(.training, count: 60).samples(at: Array(0..<60)), validation: nil,
        test: Textures.samples(.test, count: 40).samples(at: Array(0..<40)))
    private static let digits = DataSplit(
        training: Glyphs.samples(.training, count: 60).samples(at: Array(0..<60)), validation: nil,
        test: Glyphs.samples(.test, count: 40).samples(at: Array(0..<40)))

    private static func data(_ selection: DataSelection) -> LoadedData {
        LoadedData(
            split: selection.dataset == .mnist ? digits : textures,
            identity: DataIdentity(name: selection.name, digest: "0"), notice: nil)
    }

    private static func result(of figure: any Experiment, from folder: String) throws -> FigureResult {
        let library = DataLibrary(folder: folder, environment: nil, network: .never)
        let small: [String: SettingValue] = [
            "width": .integer(6), "epochs": .integer(2), "networks": .integer(1), "samplesPerClass": .integer(10),
            "mapWidth": .number(0.015625), "mapEpochs": .integer(1), "mapImpactSamples": .integer(50),
            "imageNetImages": .integer(15), "imageNetImpactImages": .integer(4), "imageNetMaps": .integer(3),
            "binCounts": .numbers([2, 4]), "orders": .integer(2), "points": .integer(4), "corruptions": .numbers([0, 1]),
            "scoredSamples": .integer(100), "mapScoredSamples": .integer(100),
        ]
        let known = small.filter { key, _ in figure.parameters.contains { $0.key == key } }
        return try figure.compute(
            Inputs(
                settings: Settings(figure.parameters, given: known),
                trajectory: { try Trainer().train($0, on: data($0.data).split) }, data: { data($0) },
                published: library.published))
    }

    /// Each figure with the letters of its panels on ImageNet.
    private static func figures(_ imageNet: ImageNet) -> [(figure: any Experiment, letters: Set<String>)] {
        [
            (Figure7(imageNet: imageNet), ["d", "e"]), (FigureA2(imageNet: imageNet), ["b"]),
            (FigureA3(imageNet: imageNet), ["b"]), (FigureA4(imageNet: imageNet), ["d", "e"]),
        ]
    }

    @Test("from the network and the images every panel is drawn and every claim assessed, with the same numbers each time")
    func whole() throws {
        let scratch = Scratch()
        try Self.make(at: scratch.path)
        for (figure, letters) in Self.figures(Self.imageNet()) {
            let result = try Self.result(of: figure, from: scratch.path)
            for panel in result.panels where letters.contains(panel.letter) {
                let layers = panel.series.filter { $0.id.hasPrefix("layer-") }
                if layers.isEmpty {
                    #expect(panel.series[0]["layer"].count == 50, "\(figure.id) \(panel.letter)")
                } else {
                    // Layers of one map have one dot, those of more three at most.
                    #expect(layers.count == 49, "\(figure.id) \(panel.letter)")
                    #expect(layers.allSatisfy { (1...20).contains($0.index.values.count) })
                }
            }
            let claims = result.claims.filter { $0.id.hasSuffix("-imagenet") }
            #expect(!claims.isEmpty)
            for claim in claims { #expect(claim.outcome != .notAssessed("needs ImageNet"), "\(claim.id)") }
            #expect(figure.chart(result) != nil)
            #expect(Set(result.values.map(\.id)).count == result.values.count)
        }
        let figure = FigureA2(imageNet: Self.imageNet())
        #expect(try Self.result(of: figure, from: scratch.path) == Self.result(of: figure, from: scratch.path))
    }

    @Test(
        "figure 1c falls from the network's accuracy to that of one answer to every image, and says what it needs where that is missing"
    )
    func cumulative() throws {
        let scratch = Scratch()
        let figure = Figure1(imageNet: Self.imageNet())
        let without = try Self.result(of: figure, from: scratch.path)
        #expect(without.panels[2].series.isEmpty)
        let words = try #require(figure.chart(without)).panels[2].marks.compactMap { mark in
            if case .region(let region) = mark { region.text?.plain } else { nil }
        }
        #expect(words.first == "needs ImageNet" && words.last == "see data/README.md")
        try Self.make(at: scratch.path)
        let curve = try Self.result(of: figure, from: scratch.path).panels[2].series[0]
        // The last bottleneck has 8, 8 and 32 maps.
        #expect(curve["ablated"] == [0, 12, 24, 36, 48])
        // All four images are given the class that the biases favour.
        let network = Self.imageNet().network
        let library = DataLibrary(folder: scratch.path, environment: nil, network: .never)
        let images = ImageNet.first(4, of: try library.images(network.images).split.training)
        let weights = try PublishedWeights.imported(fileAt: "\(scratch.path)/\(network.file)", for: network.architecture)
        let whole = try ActivationReader(network.architecture).score(weights, reading: images).accuracy
        #expect(curve["mean"][0] == whole)
        #expect(curve["mean"][4] == Double(images.labels.count { $0 == 0 }) / 4)
    }

    @Test(
        "where the file or the folder is missing, a panel says what is needed and where that is told, and its claims are not assessed"
    )
    func missing() throws {
        let scratch = Scratch()
        try Self.make(at: scratch.path)
        try FileManager.default.removeItem(atPath: "\(scratch.path)/imagenet/resnet50.safetensors")
        for (figure, letters) in Self.figures(Self.imageNet()) {
            let result = try Self.result(of: figure, from: scratch.path)
            for panel in result.panels where letters.contains(panel.letter) { #expect(panel.series.isEmpty) }
            for claim in result.claims where claim.id.hasSuffix("-imagenet") {
                #expect(claim.outcome == .notAssessed("needs ImageNet"))
            }
            let chart = try #require(figure.chart(result))
            for panel in chart.panels where letters.contains(panel.letter ?? "") {
                let words = panel.marks.compactMap { mark in if case .region(let region) = mark { region.text?.plain } else { nil }
                }
                #expect(words == ["needs ImageNet", "and the network’s file:", "see data/README.md"])
            }
        }
    }

    @Test(
        "a folder of other classes than the network's outputs is refused with both numbers, a file of another network by its tensors"
    )
    func mismatch() throws {
        let scratch = Scratch()
        try Self.make(at: scratch.path)
        let classes = #expect(throws: Fault.self) {
            try Self.result(of: FigureA2(imageNet: Self.imageNet(classes: 5)), from: scratch.path)
        }
        #expect(classes?.problem.contains("has 3 classes, where the network of imagenet/resnet50.safetensors has 5") == true)
        #expect(classes?.status == .data && classes?.place == "imagenet/val")
        try Self.make(at: scratch.path, classes: 5)
        let network = #expect(throws: Fault.self) {
            try Self.result(of: FigureA2(imageNet: Self.imageNet(classes: 5)), from: scratch.path)
        }
        #expect(network?.problem.contains("fc.weight") == true && network?.status == .data)
    }
}

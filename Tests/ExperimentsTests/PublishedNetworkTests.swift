import DataFiles
import Datasets
import Experiments
import Files
import Foundation
import Networks
import NumericCore
import Results
import TestSupport
import Testing

/// A figure that measures a network of the user's where it is there, and does without where it is not.
private struct BroughtFigure: Experiment {
    let identity = Identity(.informationPlane, "Figure", "Brought", id: "Brought", file: "InformationPlanePaper/Brought.swift")
    let parameters: [Parameter] = []

    static let network = PublishedNetwork(
        file: "brought/network.safetensors",
        architecture: Architecture(inputs: 48, hidden: [.init(3, .relu)], classes: 2),
        images: DataSelection(
            ImageSelection(
                "brought/val",
                preparation: ImagePreparation(shorter: 4, side: 4, means: [0.5, 0.5, 0.5], deviations: [0.25, 0.25, 0.25]))))

    func needs(_ settings: Settings) -> Needs { Needs(data: [DataSelection(.szt)], published: [Self.network]) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        var result = FigureResult(id: id, title: title)
        if let found = try inputs.published(Self.network) {
            let weights = try PublishedWeights.imported(fileAt: found.location, for: Self.network.architecture)
            result.values = [
                NamedValue(
                    id: "bias", quantity: Quantity("first bias"), value: Double(weights["layers.0.biases"][0]), digits: 1),
                NamedValue(id: "images", quantity: Quantity("images"), value: Double(found.images.samples), digits: 0),
            ]
        }
        return result
    }

    func chart(_ result: FigureResult) -> Chart? { nil }
}

@Suite("Networks of the user's that a figure can do without")
struct PublishedNetworkTests {
    private static func write(_ images: Int, below path: String) throws {
        for label in 0..<2 {
            let folder = "\(path)/brought/val/c\(label)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for number in 0..<images {
                try Data(TinyPNG.bytes(rows: 4, columns: 4, pixels: (0..<48).map { UInt8(100 * label + 10 * number + $0) })).write(
                    to: URL(filePath: "\(folder)/\(number).png"))
            }
        }
    }

    private static func write(bias: Float, below path: String) throws {
        let architecture = BroughtFigure.network.architecture
        var weights = Initialisation.heNormal.weights(of: architecture, seed: 1)
        weights["layers.0.biases"] = [bias, 0, 0]
        try FileManager.default.createDirectory(atPath: "\(path)/brought", withIntermediateDirectories: true)
        try AtomicFile.write(
            PublishedWeights.exported(weights, of: architecture).encoded(), to: "\(path)/\(BroughtFigure.network.file)")
    }

    @Test("the figure is computed without, anew once file and images are there, anew when either changes, and not otherwise")
    func found() async throws {
        let project = try TemporaryProject.withFigures("Brought")
        let data = project.project.data
        let definition = ReportDefinition(BroughtFigure())
        /// Another library each time, as another run has.
        func run() async throws -> (begun: Int, result: FigureResult) {
            let library = DataLibrary(folder: data, environment: nil, network: .never)
            let events = try await project.run(definition, library: library).events
            guard case .valid(let file) = try ResultFile.read(project.resultPath("Brought")) else {
                throw Fault("no result", status: .data)
            }
            return (events.begun.count, file.result)
        }

        let without = try await run()
        #expect(without.begun == 1 && without.result.values.isEmpty && without.result.data.map(\.name) == ["SZT"])
        #expect(try await run().begun == 0)
        // The file alone is not enough.
        try Self.write(bias: 0.5, below: data)
        #expect(try await run().begun == 0)
        try Self.write(2, below: data)
        let with = try await run()
        #expect(with.begun == 1 && with.result.values.map(\.value) == [0.5, 4])
        #expect(with.result.data.map(\.name) == ["SZT", "brought/val"] && with.result.data[1].samples == 4)
        #expect(try await run().begun == 0)
        try Self.write(bias: 1.5, below: data)
        #expect(try await run().result.values.map(\.value) == [1.5, 4])
        try Self.write(3, below: data)
        #expect(try await run().result.values.map(\.value) == [1.5, 6])
        // Gone again, what was computed without is taken from the store.
        try FileManager.default.removeItem(atPath: "\(data)/\(BroughtFigure.network.file)")
        let again = try await run()
        #expect(again.begun == 0 && again.result == without.result)
    }

    @Test("files and folders are found in data/ first, then in REFIGURE_DATA, with a file's digest as it is now")
    func places() throws {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("refigure-brought-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let (data, other) = ("\(scratch)/data", "\(scratch)/other")
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let library = DataLibrary(folder: data, environment: other, network: .never)
        #expect(throws: Fault.self) { try library.file(named: "brought/network.safetensors") }
        try Self.write(bias: 1, below: other)
        try Self.write(1, below: other)
        let images = try #require(BroughtFigure.network.images.images)
        let there = try #require(try library.file(named: "brought/network.safetensors"))
        let digest = try SHA256.hex(ofFileAt: there.path)
        #expect(there.path.hasPrefix(other) && there.digest == digest)
        #expect(try library.has(images))
        try Self.write(bias: 2, below: data)
        let nearer = try #require(try library.file(named: "brought/network.safetensors"))
        #expect(nearer.path.hasPrefix(data) && nearer.digest != there.digest)
        let empty = DataLibrary(folder: data, environment: nil, network: .never)
        #expect(try !empty.has(images))
        #expect(try empty.file(named: "brought/other.safetensors") == nil)
    }
}

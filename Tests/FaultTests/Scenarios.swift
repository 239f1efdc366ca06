import Files
import Foundation
import Networks
import Testing

/// The commands that are disturbed, each in a project of its own.
enum Scenarios {
    /// A report of one small network.
    private static func definition(epochs: Int) -> String {
        """
        title: Tiny
        settings:
          information-plane: { epochs: \(epochs), networks: 1, recordedEpochs: 3, reluLearningRate: 0.1 }
        figures: [information-plane/fig1]

        """
    }

    private static func prepare(_ folder: FaultFolder) throws {
        let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let files = FileManager.default
        for name in ["reports", "data"] {
            try files.createDirectory(atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
        }
        try files.createSymbolicLink(atPath: "\(folder.path)/templates", withDestinationPath: "\(project)/templates")
        let (mirror, manifest) = TinyData.make()
        try AtomicFile.write(text: manifest, to: "\(folder.path)/data/datasets.yml")
        for (name, bytes) in mirror { try AtomicFile.write(bytes, to: "\(folder.path)/mirror/\(name)") }
        try AtomicFile.write(text: definition(epochs: 10), to: "\(folder.path)/reports/tiny.yml")
    }

    private static func run(_ arguments: String..., in folder: FaultFolder) throws {
        let end = try folder.run(arguments)
        try #require(end.ending == .exited(0), "\(arguments): \(end.errors)")
    }

    private static func report(of definition: String, _ prepare: (FaultFolder) throws -> Void) throws -> Scenario {
        try Scenario(
            "report", ["report", "--report", definition, "--jobs", "1"],
            essential: [
                ".safetensors", "results/information-plane-fig1.json", "information-plane-fig1.png", "information-plane-fig1.pdf",
                "information-plane-fig1.svg", "report.pdf", "index.html", "report.md",
            ], prepare: prepare)
    }

    static func report() throws -> Scenario { try report(of: "tiny", prepare) }

    /// A report beside its definition, outside the project's reports/, into a folder that is there, empty.
    static func reportIntoEmptyFolder() throws -> Scenario {
        try report(of: "own/tiny.yml") { folder in
            try prepare(folder)
            try FileManager.default.createDirectory(atPath: "\(folder.path)/own/tiny", withIntermediateDirectories: true)
            try AtomicFile.write(text: definition(epochs: 10), to: "\(folder.path)/own/tiny.yml")
        }
    }

    /// A second acceptance, of other numbers, with what the first left in the log.
    static func accept() throws -> Scenario {
        try Scenario(
            "accept", ["accept", "--report", "tiny", "--reason", "two"],
            essential: ["reports/baseline/tiny/information-plane-fig1.json", "reports/baseline/tiny/log.md"]
        ) { folder in
            try prepare(folder)
            try run("run", "--report", "tiny", in: folder)
            try run("accept", "--report", "tiny", "--reason", "one", in: folder)
            try AtomicFile.write(text: definition(epochs: 12), to: "\(folder.path)/reports/tiny.yml")
            try run("run", "--report", "tiny", in: folder)
        }
    }

    static func diff() throws -> Scenario {
        try Scenario("diff", ["diff", "--report", "tiny"], essential: ["diff.html", "diff.json"]) { folder in
            try prepare(folder)
            try run("run", "--report", "tiny", in: folder)
            try run("accept", "--report", "tiny", "--reason", "one", in: folder)
        }
    }

    static func fetch() throws -> Scenario {
        try Scenario(
            "data --fetch", ["data", "--fetch"], ["REFIGURE_DATA": "file://{base}/mirror"],
            essential: [
                "data/mnist/train-images-idx3-ubyte.gz", "data/fashion-mnist/t10k-labels-idx1-ubyte.gz",
                "data/cifar-10/cifar-10-binary.tar.gz", "data/cifar-100/cifar-100-binary.tar.gz",
            ], prepare: prepare)
    }

    static func measure() throws -> Scenario {
        try Scenario(
            "measure", ["measure", "entropy", "--activations", "acts.csv", "--bin-size", "0.1", "--output", "entropy.json"],
            essential: ["entropy.json"]
        ) { folder in
            let rows = (0..<50).map { "\(Double($0 * $0 % 17) / 10),\(Double($0 * 7 % 11) / 10)" }
            try AtomicFile.write(text: "a,b\n" + rows.joined(separator: "\n") + "\n", to: "\(folder.path)/acts.csv")
        }
    }

    /// Numbers instead of images, and two layers: MIPP goes on from the one that it had done.
    static func prune() throws -> Scenario {
        let words =
            "prune w.safetensors --architecture mlp:6-5 --data x.safetensors --labels y.csv --method mipp,thinet --mipp-fit-images 40 "
            + "--mipp-held-out-images 20 --mipp-steps 5 --mipp-refits 1 --jobs 1 --out out"
        return try Scenario(
            "prune", words.split(separator: " ").map(String.init), isOnce: true, isAlone: true,
            essential: ["out/mipp-mask.json", "out/thinet-mask.json", "out/layers.png"]
        ) { folder in
            let architecture = Architecture(inputs: 4, hidden: [.init(6, .relu), .init(5, .relu)], classes: 3)
            let weights = Initialisation.heNormal.weights(of: architecture, seed: 1)
            try AtomicFile.write(
                PublishedWeights.exported(weights, of: architecture).encoded(), to: "\(folder.path)/w.safetensors")
            let numbers = (0..<320).map { place -> Float in
                let (row, column) = (place / 4, place % 4)
                return Float((row * 31 + column * 7) % 23 + 20 * (row % 3))
            }
            let images = SafeTensors(tensors: [.init(name: "x", shape: [80, 4], numbers)])
            try AtomicFile.write(images.encoded(), to: "\(folder.path)/x.safetensors")
            try AtomicFile.write(
                text: "label\n" + (0..<80).map { "\($0 % 3)" }.joined(separator: "\n") + "\n", to: "\(folder.path)/y.csv")
        }
    }

    static func bundle() throws -> Scenario {
        try Scenario(
            "bundle", ["bundle", "--report", "tiny", "--networks", "--output", "tiny.tar.zst"], essential: ["tiny.tar.zst"]
        ) { folder in
            try prepare(folder)
            try run("report", "--report", "tiny", in: folder)
        }
    }

    static func verify() throws -> Scenario {
        try Scenario("verify", ["verify", "tiny.tar.zst", "--all", "--jobs", "1"], isAlone: true, essential: ["tiny.tar.zst"]) {
            folder in
            try prepare(folder)
            try run("report", "--report", "tiny", in: folder)
            try run("bundle", "--report", "tiny", "--output", "tiny.tar.zst", in: folder)
        }
    }

    static func importing() throws -> Scenario {
        try Scenario("store import", ["store", "import", "tiny.tar.zst"], essential: [".safetensors"]) { folder in
            try prepare(folder)
            try run("report", "--report", "tiny", in: folder)
            try run("store", "export", "--report", "tiny", "--output", "tiny.tar.zst", in: folder)
            try FileManager.default.removeItem(atPath: "\(folder.path)/.refigure")
        }
    }

    typealias Named = (name: String, make: @Sendable () throws -> Scenario)

    static let all: [Named] = [
        ("report", report), ("accept", accept), ("diff", diff), ("data --fetch", fetch), ("measure", measure),
        ("prune", prune),
        ("bundle", bundle), ("verify", verify), ("store import", importing),
    ]

    /// Those that are passed by another run of their kind.
    static let passed: [Named] = all + [("report into an empty folder", reportIntoEmptyFolder)]
}

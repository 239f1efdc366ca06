import Datasets
import Foundation
import Networks
import NumericCore

@testable import PruningFiles

/// A small network with weights that use every parameter, and images of three classes for it, each brighter in its own place.
struct SmallNetwork {
    let kind: PrunableNetwork
    let architecture: Architecture
    let weights: Weights

    init(_ name: String, width: Double, side: Int, channels: Int, classes: Int = 3) throws {
        guard let kind = PrunableNetwork(name) else { preconditionFailure("no network \(name)") }
        self.kind = kind
        architecture = try kind.architecture(
            of: Shape(channels: channels, rows: side, columns: side), named: "images", classes: classes, width: width)
        var weights = Initialisation.heNormal.weights(of: architecture, seed: 1)
        var generator = SeededGenerator(seed: 1, purpose: "test parameters")
        for (place, entry) in weights.layout.entries.enumerated() {
            switch entry.name.split(separator: ".").last {
            case "biases", "shift", "mean": weights.values[place] = generator.normals(entry.count).map { Float($0 / 4) }
            case "scale", "variance": weights.values[place] = (0..<entry.count).map { _ in Float(0.5 + generator.uniform()) }
            default: break
            }
        }
        self.weights = weights
    }

    func images(_ count: Int, seed: UInt64 = 1) -> LabelledSamples {
        var generator = SeededGenerator(seed: seed, purpose: "test images")
        let (width, classes) = (architecture.inputs, architecture.classes)
        var features: [Float] = []
        var labels: [UInt16] = []
        for _ in 0..<count {
            let label = Int(generator.integer(below: UInt32(classes)))
            labels.append(UInt16(label))
            features += (0..<width).map { place in
                Float(generator.uniform() / 2 + (place * classes / width == label ? 0.5 : 0))
            }
        }
        return LabelledSamples(features: features, labels: labels, width: width, classes: classes)
    }

    func data(_ count: Int, seed: UInt64 = 0) throws -> PruningData {
        try PruningData(
            name: "images", inputs: [("images", nil)], training: images(count), test: images(60, seed: 2), seed: seed)
    }

    /// A plan that takes seconds.
    func plan(_ methods: [PruneMethod], remove: Double? = nil, confidence: Double? = nil, threads: Int = 1) throws -> PruningPlan {
        let hasMIPP = methods.contains(.mipp)
        return try PruningPlan(
            .init(
                methods: methods, confidence: confidence, remove: remove, fitImages: hasMIPP ? 100 : nil,
                heldOutImages: hasMIPP ? 40 : nil, steps: hasMIPP ? 30 : nil, refits: hasMIPP ? 2 : nil, threads: threads),
            for: kind)
    }
}

/// Remembers in memory what MIPP has done.
final class ScratchMemory: MIPPMemory {
    var states: [KeptMIPP] = []
    /// Thrown once so many states are kept.
    var stopsAt = Int.max

    func kept(_ key: String) -> KeptMIPP? { states.last { $0.key == key } }

    func keep(_ kept: KeptMIPP) throws {
        states.append(kept)
        if states.count >= stopsAt { throw CancellationError() }
    }
}

/// A folder of its own below the system's temporary one, removed at the end.
final class ScratchFolder {
    let path = FileManager.default.temporaryDirectory.path + "/refigure-prune-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func names(_ folder: String = "") -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()) ?? []
    }

    /// An array as numpy writes it.
    func npy<Number>(_ type: String, shape: String, _ values: [Number], to name: String) throws {
        var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
        header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
        var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count & 255), UInt8(header.utf8.count >> 8)])
        data += Data(header.utf8)
        data += values.withUnsafeBytes { Data($0) }
        try data.write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }
}

import Files
import Foundation
import NumericCore

// A trajectory's file is a .safetensors file. Metadata: `format`, `job` (JSON), `key` (of the store that it was written for, where it was
// for one), `sha256` of all else. Tensors, S snapshots of
// E epochs: `epochs` [S]; `layers.i.weights` [S, outputs, inputs], `layers.i.biases` [S, outputs]; `training.loss`,
// `training.accuracy` [E + 1], and likewise `validation.` and `test.` where there are such samples; where a layer is batch-normalised,
// `layers.i.scale`, `.shift`, `.mean`, `.variance` [S, outputs]. The weights of the least validation loss are `best.epoch` [] and, of one
// snapshot, `best.layers.i...`. A checkpoint's file has besides `state.epoch` [] and, of one snapshot each, `state.weights.layers.i...`,
// `state.velocity.layers.i...`, `state.squares.layers.i...`.

extension Trajectory {
    static let format = "refigure trajectory 1"

    /// The trajectory as a .safetensors file.
    /// - Parameter key: what it is stored under, which tells of the data and the code too; nil for a file of no store.
    public func encoded(key: String? = nil) -> Data { seal(tensors, format: Self.format, job: job, key: key) }

    /// Reads a .safetensors file of `encoded(key:)`.
    /// - Parameters:
    ///   - path: named in errors.
    ///   - origin: the job that it must be of, and the key that it must have been stored under.
    /// - Throws: a `Fault` (status data) where the file is damaged, of another kind, or of another origin.
    public init(decoding file: Data, path: String, of origin: TrainingOrigin? = nil) throws {
        let opened = try SealedFile(file, format: Self.format, path: path, origin: origin)
        self = try opened.trajectory()
    }

    fileprivate var tensors: [SafeTensors.Tensor] {
        var tensors = [SafeTensors.Tensor(name: "epochs", shape: [snapshots.count], snapshots.map { Int64($0.epoch) })]
        tensors += stacked(snapshots.map(\.weights), prefix: "", architecture: job.architecture)
        if let best {
            tensors.append(.init(name: "best.epoch", shape: [], [Int64(best.epoch)]))
            tensors += stacked([best.weights], prefix: "best.", architecture: job.architecture)
        }
        for (name, curve) in [("training", training), ("validation", validation), ("test", test)] {
            guard let curve else { continue }
            tensors.append(.init(name: "\(name).loss", shape: [curve.count], curve.loss))
            tensors.append(.init(name: "\(name).accuracy", shape: [curve.count], curve.accuracy))
        }
        return tensors
    }
}

extension Checkpoint {
    static let format = "refigure checkpoint 1"

    /// The checkpoint as a .safetensors file.
    /// - Parameter key: as of a trajectory.
    public func encoded(key: String? = nil) -> Data {
        var tensors = trajectory.tensors
        tensors.append(.init(name: "state.epoch", shape: [], [Int64(epoch)]))
        for (name, values) in [("weights", weights), ("velocity", velocity), ("squares", squares)] {
            guard let values else { continue }
            tensors += stacked([values], prefix: "state.\(name).", architecture: trajectory.job.architecture)
        }
        return seal(tensors, format: Self.format, job: trajectory.job, key: key)
    }

    /// Reads a .safetensors file of `encoded(key:)`.
    /// - Parameters:
    ///   - path: named in errors.
    ///   - origin: as of a trajectory.
    /// - Throws: a `Fault` (status data) where the file is damaged, of another kind, or of another origin.
    public init(decoding file: Data, path: String, of origin: TrainingOrigin? = nil) throws {
        let opened = try SealedFile(file, format: Self.format, path: path, origin: origin)
        trajectory = try opened.trajectory()
        guard let epoch = opened.tensors.integers("state.epoch"), epoch.count == 1, opened.isEpoch(epoch[0]),
            let weights = try opened.weights(prefix: "state.weights.", count: 1)?.first
        else { throw opened.fault("the state is missing") }
        self.epoch = Int(epoch[0])
        self.weights = weights
        velocity = try opened.weights(prefix: "state.velocity.", count: 1)?.first
        squares = try opened.weights(prefix: "state.squares.", count: 1)?.first
    }
}

private var normalisationParts: [(String, KeyPath<Weights.Normalisation, [Float]>)] {
    [("scale", \.scale), ("shift", \.shift), ("mean", \.mean), ("variance", \.variance)]
}

/// The same layer of all snapshots in one tensor.
private func stacked(_ weights: [Weights], prefix: String, architecture: Architecture) -> [SafeTensors.Tensor] {
    (0..<architecture.layerCount).flatMap { index in
        let units = architecture.units(index)
        return [
            SafeTensors.Tensor(
                name: "\(prefix)layers.\(index).weights", shape: [weights.count, units, architecture.fanIn(index)],
                weights.flatMap { $0.layers[index].matrix.values }),
            SafeTensors.Tensor(
                name: "\(prefix)layers.\(index).biases", shape: [weights.count, units], weights.flatMap { $0.layers[index].biases }),
        ]
            + (architecture.isNormalised(index) ? normalisationParts : []).map { name, part in
                SafeTensors.Tensor(
                    name: "\(prefix)layers.\(index).\(name)", shape: [weights.count, units],
                    weights.flatMap { $0.layers[index].normalisation?[keyPath: part] ?? [] })
            }
    }
}

/// Over everything that the file says: its format, the job, the key, and each tensor's name, type, shape and bytes.
package func sealDigest(of tensors: [SafeTensors.Tensor], format: String, job: String, key: String?) -> String {
    let hash = SHA256()
    hash.update(Array("\(format)\n\(job)\n\(key.map { "key \($0)\n" } ?? "")".utf8))
    for tensor in tensors {
        hash.update(Array("\(tensor.name) \(tensor.element.rawValue) \(tensor.shape)\n".utf8))
        hash.update(tensor.bytes)
    }
    return hash.finish()
}

private func seal(_ tensors: [SafeTensors.Tensor], format: String, job: TrainingJob, key: String?) -> Data {
    let json = job.canonicalJSON
    var metadata = ["format": format, "job": json, "sha256": sealDigest(of: tensors, format: format, job: json, key: key)]
    metadata["key"] = key
    return SafeTensors(tensors: tensors, metadata: metadata).encoded()
}

/// A file whose digest has been found right.
private struct SealedFile {
    let tensors: SafeTensors
    let job: TrainingJob
    let path: String

    init(_ file: Data, format: String, path: String, origin: TrainingOrigin?) throws {
        self.path = path
        tensors = try SafeTensors(decoding: file, path: path)
        func fault(_ problem: String) -> Fault { Fault(problem, at: path, remedy: "delete the file", status: .data) }
        guard tensors.metadata["format"] == format, let json = tensors.metadata["job"] else { throw fault("not a \(format) file") }
        let key = tensors.metadata["key"]
        guard tensors.metadata["sha256"] == sealDigest(of: tensors.tensors, format: format, job: json, key: key) else {
            throw fault("the file is damaged: its contents do not have the SHA-256 that its header gives")
        }
        if let origin {
            guard json == origin.job.canonicalJSON else { throw fault("it is of another network than its name says") }
            guard key == origin.key else { throw fault("it was trained by other code or on other data than its name says") }
        }
        job = try TrainingJob(canonicalJSON: json, path: path)
    }

    func fault(_ problem: String) -> Fault { Fault(problem, at: path, remedy: "delete the file", status: .data) }

    func trajectory() throws -> Trajectory {
        guard let epochs = tensors.integers("epochs"), let weights = try weights(prefix: "", count: epochs.count) else {
            throw fault("the snapshots are missing")
        }
        guard epochs.allSatisfy(isEpoch), zip(epochs, epochs.dropFirst()).allSatisfy(<) else {
            throw fault("the snapshots are of epochs that the training has not")
        }
        guard let training = try curve("training") else { throw fault("the training curve is missing") }
        var best: Trajectory.Snapshot?
        if let epoch = tensors.integers("best.epoch")?.first, let weights = try self.weights(prefix: "best.", count: 1)?.first {
            guard isEpoch(epoch) else { throw fault("the best epoch is none of the training") }
            best = .init(epoch: Int(epoch), weights: weights)
        }
        return Trajectory(
            job: job, snapshots: zip(epochs, weights).map { .init(epoch: Int($0), weights: $1) }, best: best, training: training,
            validation: try curve("validation"), test: try curve("test"))
    }

    /// Whether the job has such an epoch, 0 being before the first.
    func isEpoch(_ epoch: Int64) -> Bool { epoch >= 0 && epoch <= job.recipe.epochs }

    /// Weights of `count` snapshots; nil where there are none under that prefix.
    func weights(prefix: String, count: Int) throws -> [Weights]? {
        let architecture = job.architecture
        guard tensors.tensor("\(prefix)layers.0.weights") != nil else { return nil }
        var layers = [[Weights.Layer]](repeating: [], count: count)
        for index in 0..<architecture.layerCount {
            let units = architecture.units(index)
            // A job from a file may name any numbers.
            let (size, tooMany) = units.multipliedReportingOverflow(by: architecture.fanIn(index))
            guard units > 0, size > 0, !tooMany, !count.multipliedReportingOverflow(by: size).overflow else {
                throw fault("a network of \(architecture) is none")
            }
            guard let values = tensors.floats("\(prefix)layers.\(index).weights"), values.count == count * size,
                let biases = tensors.floats("\(prefix)layers.\(index).biases"), biases.count == count * units
            else { throw fault("layer \(index) has not the shape of a network of \(architecture)") }
            let normalisations =
                architecture.isNormalised(index) ? try self.normalisations("\(prefix)layers.\(index)", units, count) : []
            for snapshot in 0..<count {
                layers[snapshot].append(
                    Weights.Layer(
                        matrix: Matrix(
                            rows: units, columns: architecture.fanIn(index),
                            values: Array(values[snapshot * size..<(snapshot + 1) * size])),
                        biases: Array(biases[snapshot * units..<(snapshot + 1) * units]),
                        normalisation: normalisations.isEmpty ? nil : normalisations[snapshot]))
            }
        }
        return layers.map { Weights(layers: $0) }
    }

    /// A tensor of `count` rows of `length` numbers, row by row.
    private func rows(_ name: String, _ length: Int, _ count: Int) throws -> [[Float]] {
        guard let values = tensors.floats(name), values.count == count * length else {
            throw fault("'\(name)' is missing or misshapen")
        }
        return (0..<count).map { Array(values[$0 * length..<($0 + 1) * length]) }
    }

    /// A layer's batch normalisation in each of `count` snapshots.
    private func normalisations(_ layer: String, _ units: Int, _ count: Int) throws -> [Weights.Normalisation] {
        let parts = try normalisationParts.map { try rows("\(layer).\($0.0)", units, count) }
        return (0..<count).map { .init(scale: parts[0][$0], shift: parts[1][$0], mean: parts[2][$0], variance: parts[3][$0]) }
    }

    private func curve(_ name: String) throws -> Curve? {
        guard let loss = tensors.doubles("\(name).loss") else { return nil }
        guard let accuracy = tensors.doubles("\(name).accuracy"), accuracy.count == loss.count else {
            throw fault("the \(name) curve is incomplete")
        }
        return Curve(loss: loss, accuracy: accuracy)
    }
}

import Files
import Foundation
import NumericCore

// A trajectory's file is a .safetensors file. Metadata: `format`, `job` (JSON), `key` (of the store that it was written for, where it was
// for one), `sha256` of all else. Tensors, S snapshots of
// E epochs: `epochs` [S]; each parameter by its name in the layout, such as `layers.i.weights` [S, outputs, inputs] and `layers.i.biases`
// [S, outputs]; `training.loss`,
// `training.accuracy` [E + 1], and likewise `validation.` and `test.` where there are such samples. The weights of the least validation loss are `best.epoch` [] and, of one
// snapshot, `best.layers.i...`. A checkpoint's file has besides `state.epoch` [], `state.step` [] and, of one snapshot each, `state.weights.layers.i...`,
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
        tensors += stacked(snapshots.map(\.weights), prefix: "")
        if let best {
            tensors.append(.init(name: "best.epoch", shape: [], [Int64(best.epoch)]))
            tensors += stacked([best.weights], prefix: "best.")
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
        tensors.append(.init(name: "state.step", shape: [], [Int64(step)]))
        for (name, values) in [("weights", weights), ("velocity", velocity), ("squares", squares)] {
            guard let values else { continue }
            tensors += stacked([values], prefix: "state.\(name).")
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
        // Files from before steps were kept are of whole epochs.
        let step = opened.tensors.integers("state.step") ?? [0]
        guard step.count == 1, (0...Int64(Int32.max)).contains(step[0]) else { throw opened.fault("the state is of no step") }
        self.step = Int(step[0])
        self.weights = weights
        velocity = try opened.weights(prefix: "state.velocity.", count: 1)?.first
        squares = try opened.weights(prefix: "state.squares.", count: 1)?.first
    }
}

/// Each parameter of all snapshots in one tensor.
private func stacked(_ weights: [Weights], prefix: String) -> [SafeTensors.Tensor] {
    guard let layout = weights.first?.layout else { return [] }
    return layout.entries.enumerated().map { index, entry in
        SafeTensors.Tensor(
            name: prefix + entry.name, shape: [weights.count] + entry.shape, weights.flatMap { $0.values[index] })
    }
}

/// Over everything that the file says: its format, the job, the key, and each tensor's name, type, shape and bytes.
package func sealDigest(of tensors: [SafeTensors.Tensor], format: String, job: String, key: String?) -> String {
    let hash = SHA256()
    hash.update(Array("\(format)\n\(job)\n\(key.map { "key \($0)\n" } ?? "")".utf8))
    for tensor in tensors {
        hash.update(Array("\(tensor.name) \(tensor.element.safeTensorsName) \(tensor.shape)\n".utf8))
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
        let layout = job.architecture.layout
        guard let first = layout.entries.first, tensors.tensor(prefix + first.name) != nil else { return nil }
        var values = [[[Float]]](repeating: [], count: count)
        for entry in layout.entries {
            // A job from a file may name any numbers.
            guard !count.multipliedReportingOverflow(by: entry.count).overflow else {
                throw fault("a network of \(job.architecture) is none")
            }
            guard let all = tensors.floats(prefix + entry.name), all.count == count * entry.count else {
                throw fault("'\(prefix)\(entry.name)' has not the shape of a network of \(job.architecture)")
            }
            for snapshot in 0..<count {
                values[snapshot].append(Array(all[snapshot * entry.count..<(snapshot + 1) * entry.count]))
            }
        }
        return values.map { Weights(layout: layout, values: $0) }
    }

    private func curve(_ name: String) throws -> Curve? {
        guard let loss = tensors.doubles("\(name).loss") else { return nil }
        guard let accuracy = tensors.doubles("\(name).accuracy"), accuracy.count == loss.count else {
            throw fault("the \(name) curve is incomplete")
        }
        return Curve(loss: loss, accuracy: accuracy)
    }
}

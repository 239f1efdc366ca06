import Datasets
import Files
import Foundation

/// Everything that a trained network depends on, and nothing else: the same job gives the same trajectory, bit for bit, on any machine.
public struct TrainingJob: Codable, Hashable, Sendable {
    public var architecture: Architecture
    public var recipe: Recipe
    public var data: DataSelection
    /// Names the initial weights, the order of samples and every other random choice of the training.
    public var seed: UInt64
    public var snapshots: SnapshotSchedule
    /// The weights that the training begins with, in place of the initialisation's; nil: it begins with those. Whoever trains has them.
    public var start: WeightsDigest?

    public init(
        architecture: Architecture, recipe: Recipe, data: DataSelection, seed: UInt64, snapshots: SnapshotSchedule,
        start: WeightsDigest? = nil
    ) {
        precondition(
            snapshots.scoresEveryEpoch || recipe.earlyStopping == nil, "stopping early needs the scores of every epoch")
        self.architecture = architecture
        self.recipe = recipe
        self.data = data
        self.seed = seed
        self.snapshots = snapshots
        self.start = start
    }

    /// The job as JSON with sorted keys: equal jobs, equal bytes.
    public var canonicalJSON: String { Networks.canonicalJSON(self) }

    init(canonicalJSON: String, path: String) throws {
        do {
            self = try JSONDecoder().decode(TrainingJob.self, from: Data(canonicalJSON.utf8))
        } catch {
            throw Fault("the training job in the header cannot be read", at: path, remedy: "delete the file", status: .data)
        }
    }
}

/// A description as JSON with sorted keys: equal ones, equal text.
/// - Precondition: its numbers are finite.
package func canonicalJSON(_ description: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(description) else { preconditionFailure("a description with a number that is not finite") }
    return String(decoding: json, as: UTF8.self)
}

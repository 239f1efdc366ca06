import Datasets
import Files
import Foundation

/// What there is of a data set's file.
public struct DataFileStatus: Sendable, Equatable {
    public let dataset: DatasetName
    public let file: String
    public let state: State
    /// Of how many training and test images of each class, where the file is a sample that serves for the whole.
    public var sample: Sample?

    public struct Sample: Sendable, Equatable {
        public let training: Int
        public let test: Int

        package init(training: Int, test: Int) {
            self.training = training
            self.test = test
        }
    }

    public enum State: Sendable, Equatable {
        /// - Parameters:
        ///   - source: "data/mnist", "REFIGURE_DATA (/srv/mirror/mnist)", or the address that the file in `data/` was fetched from.
        ///   - verified: when its digest was last compared with the manifest's.
        case present(path: String, source: String, verified: Date)
        /// Here, but not the file expected; the fault says why.
        case damaged(Fault)
        /// In none of the folders. An address may have it.
        case missing
    }
}

extension DataFinder {
    /// What there is of each file of the data sets, in the manifest's order; of a sample, where it is here and the whole is not. Files not
    /// verified as they are now are read; nothing is fetched.
    mutating func survey(of datasets: [DatasetName]) throws -> [DataFileStatus] {
        tellOfDamage()
        var answer: [DataFileStatus] = []
        for entry in try manifest().datasets where datasets.contains(entry.name) {
            let places = try DataSource.places(of: entry, folder: folder, environment: environment)
            for file in entry.files {
                answer.append(DataFileStatus(dataset: entry.name, file: file.name, state: try state(of: file, in: entry, places)))
            }
            if let sample = entry.sample, let limits = entry.sampleLimits, try self.sample(of: entry.name) != nil {
                answer.append(
                    DataFileStatus(
                        dataset: entry.name, file: sample.name, state: try state(of: sample, in: entry, places),
                        sample: .init(training: limits.training, test: limits.test)))
            }
        }
        return answer
    }

    private mutating func state(of file: Manifest.File, in entry: Manifest.Dataset, _ places: [DataSource]) throws
        -> DataFileStatus.State
    {
        var damage: Fault?
        for place in places {
            guard case .folder(let folder, _) = place else { continue }
            do {
                guard let path = try look(in: folder, for: file, of: entry) else { continue }
                let known = verified(path, as: file)
                return .present(
                    path: path, source: known?.origin ?? place.name,
                    verified: known.map { Date(timeIntervalSince1970: Double($0.when)) } ?? Date())
            } catch let fault as Fault {
                damage = damage ?? fault
            }
        }
        return damage.map(DataFileStatus.State.damaged) ?? .missing
    }
}

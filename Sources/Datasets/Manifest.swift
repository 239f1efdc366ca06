import Files
import Foundation
import Yams

/// `data/datasets.yml`: the data sets' names, files, sizes, digests, licences, citations and addresses.
public struct Manifest: Decodable, Sendable {
    public let datasets: [Dataset]

    public struct Dataset: Decodable, Sendable {
        public let name: DatasetName
        /// "The MNIST database of handwritten digits".
        public let title: String
        /// The folder of its files, in `data/` and in a mirror.
        public let folder: String
        public let licence: String
        public let citation: String
        public let homepage: String
        /// The folder of the system's own package, and the package's name in Debian.
        public let system: String?
        public let package: String?
        /// Public folders, each with a slash at its end.
        public let addresses: [String]
        public let files: [File]
    }

    public struct File: Decodable, Sendable {
        public let name: String
        /// Bytes of the packed file at the first address.
        public let download: Int
        /// Bytes of the content, and its SHA-256; nil where the records may come in any order.
        public let unpacked: Int?
        public let sha256: String?
        /// The sets of records; nil where the content has one order.
        public let training: RecordSet?
        public let test: RecordSet?
    }

    /// Records in any order, known by the SHA-256 over their sorted, joined hexadecimal SHA-256s.
    public struct RecordSet: Decodable, Sendable {
        public let records: Int
        public let sha256: String
    }

    /// - Throws: a `Fault` (status data) where the file is missing or not a manifest.
    public init(fileAt path: String) throws {
        guard let text = try PlainFile.read(path).map({ String(decoding: $0, as: UTF8.self) }) else {
            throw Fault("cannot be read", at: path, remedy: "restore it with 'git checkout'", status: .data)
        }
        do {
            self = try YAMLDecoder().decode(Manifest.self, from: text)
        } catch {
            let detail = "\(error)".split(separator: "\n").first ?? "it cannot be decoded"
            throw Fault("is no manifest of data sets: \(detail)", at: path, remedy: "restore it with 'git checkout'", status: .data)
        }
        for file in datasets.flatMap(\.files)
        where (file.unpacked == nil || file.sha256 == nil) == (file.training == nil || file.test == nil) {
            throw Fault(
                "\(file.name) needs either 'unpacked' and 'sha256' or 'training' and 'test'", at: path,
                remedy: "restore it with 'git checkout'", status: .data)
        }
    }

    /// The description of a data set that has files; nil for SZT.
    public subscript(name: DatasetName) -> Dataset? { datasets.first { $0.name == name } }
}

extension Manifest.File {
    /// What tells the file's content from any other: its digest, or the joined digests of its sets of records.
    package var identity: String { sha256 ?? [training, test].compactMap { $0?.sha256 }.joined() }
}

extension Manifest.Dataset {
    /// The data set's digest, as `DataIdentity.digest` defines it.
    package var digest: String { SHA256.hex(of: files.map(\.identity).joined()) }
}

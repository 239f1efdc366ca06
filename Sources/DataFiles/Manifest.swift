import Datasets
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
        /// An archive of some of the records, as many of each class, that serves where the whole is not there; nil: there is none.
        public let sample: File?
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

    /// - Throws: a `Fault` (status data) where the file is missing or not a manifest, or describes what cannot be read.
    public init(fileAt path: String) throws {
        func fault(_ problem: String) -> Fault {
            Fault(problem, at: path, remedy: "restore it with 'git checkout'", status: .data)
        }
        do {
            guard let bytes = try PlainFile.read(path, limit: 1 << 20) else {
                throw Fault.cannotRead(path, SystemError(ENOENT))
            }
            let text = String(decoding: bytes, as: UTF8.self)
            self = try YAMLDecoder().decode(Manifest.self, from: text)
        } catch let problem as Fault {
            throw fault(problem.problem)
        } catch {
            let detail = "\(error)".split(separator: "\n").first ?? "it cannot be decoded"
            throw fault("is no manifest of data sets: \(detail)")
        }
        for (place, dataset) in datasets.enumerated() {
            if datasets[..<place].contains(where: { $0.name == dataset.name || $0.folder == dataset.folder }) {
                throw fault("has two entries of the name \(dataset.name.rawValue) or the folder \(dataset.folder)")
            }
            if let problem = dataset.problem { throw fault("\(dataset.name.rawValue): \(problem)") }
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

    /// The most images of a class that its sample has; nil where it has none.
    package var sampleLimits: (training: Int, test: Int)? {
        guard let training = sample?.training, let test = sample?.test else { return nil }
        return (training.records / CIFAR100.classes, test.records / CIFAR100.classes)
    }

    /// Whether its sample has all that the selection asks for.
    func sampleServes(_ selection: DataSelection) -> Bool {
        guard let sampleLimits, let training = selection.samplesPerClass, let test = selection.testSamplesPerClass else {
            return false
        }
        return training <= sampleLimits.training && test <= sampleLimits.test
    }

    /// Why the readers cannot go by the entry; nil where they can.
    fileprivate var problem: String? {
        func isName(_ text: String) -> Bool { !["", ".", ".."].contains(text) && !text.contains("/") && !text.contains("\0") }
        if !name.hasFiles { return "has no files that are described here" }
        if !isName(folder) { return "'\(folder)' is no name of a folder" }
        if let address = addresses.first(where: { address in
            !["http://", "https://", "file://"].contains { address.hasPrefix($0) } || !address.hasSuffix("/")
        }) {
            return "the address '\(address)' is not http, https or file, or has no slash at its end"
        }
        if let file = files.first(where: { !isName($0.name) }) { return "'\(file.name)' is no name of a file" }
        if Set(files.map(\.name)).count < files.count { return "two files have one name" }
        guard files.count == 4 || files.count == 1 else {
            return "has \(files.count) files, where four (images and labels) or one (an archive) are read"
        }
        if let sample {
            guard name == .cifar100, files.count == 1 else { return "has a sample, which is read of CIFAR-100 alone" }
            guard isName(sample.name), sample.name != files[0].name else { return "'\(sample.name)' is no name of a sample" }
        }
        for file in files + [sample].compactMap(\.self) {
            let isArchive = file.training != nil && file.test != nil && file.unpacked == nil && file.sha256 == nil
            let isImages = file.training == nil && file.test == nil && file.unpacked != nil && file.sha256 != nil
            guard files.count == 4 ? isImages : isArchive else {
                return files.count == 4
                    ? "\(file.name) needs 'unpacked' and 'sha256' alone" : "\(file.name) needs 'training' and 'test' alone"
            }
            let sizes = [file.download, file.unpacked ?? 8]
            let records = [file.training, file.test].compactMap(\.self)
            // Room for any data set that fits into memory, and none for sums that overflow.
            guard sizes.allSatisfy({ (8...1 << 33).contains($0) }), records.allSatisfy({ (1...1 << 20).contains($0.records) })
            else {
                return "\(file.name) has a size that cannot be"
            }
            let digests = records.map(\.sha256) + [file.sha256].compactMap(\.self)
            guard digests.allSatisfy({ $0.count == 64 && $0.allSatisfy { $0.isHexDigit && !$0.isUppercase } }) else {
                return "\(file.name) has a digest that is not 64 hexadecimal digits"
            }
        }
        return nil
    }
}

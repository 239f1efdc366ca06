import Datasets
import Files

extension Manifest.Dataset {
    /// Reads a file and compares it with the manifest.
    /// - Throws: `CancellationError` once `cancelled` answers true; a `Fault` (status data) that names the file, where it is not
    ///   wholly the one expected.
    package func verify(_ file: Manifest.File, at path: String, cancelled: () -> Bool = { false }) throws {
        if file.sha256 == nil {
            _ = try records(of: file, at: path, cancelled: cancelled)
        } else {
            _ = try idx(of: file, at: path, cancelled: cancelled)
        }
    }

    /// The samples of the files at the paths, which are in the manifest's order, or those of its sample. Every file is verified while it
    /// is read.
    /// - Throws: see `verify`.
    package func read(_ paths: [String], cancelled: () -> Bool = { false }) throws -> SamplePool {
        if let sample, paths.count == 1, paths[0].hasSuffix("/\(sample.name)") {
            return try records(of: sample, at: paths[0], cancelled: cancelled)
        }
        precondition(paths.count == files.count, "\(paths.count) paths for \(files.count) files")
        if files.count == 1 { return try records(of: files[0], at: paths[0], cancelled: cancelled) }

        func part(images: Int, labels: Int) throws -> ByteSamples {
            try MNIST.samples(
                images: (try idx(of: files[images], at: paths[images], cancelled: cancelled), paths[images]),
                labels: (try idx(of: files[labels], at: paths[labels], cancelled: cancelled), paths[labels]),
                count: count(of: files[labels]))
        }
        return SamplePool(training: try part(images: 0, labels: 1), test: try part(images: 2, labels: 3))
    }

    /// How many labels an unpacked file has behind the eight bytes of its header.
    private func count(of labels: Manifest.File) -> Int { (labels.unpacked ?? 8) - 8 }

    /// The unpacked bytes of one of the four IDX files (images and labels by turns).
    private func idx(of file: Manifest.File, at path: String, cancelled: () -> Bool) throws -> [UInt8] {
        guard files.count == 4, let place = files.firstIndex(where: { $0.name == file.name }) else {
            preconditionFailure("\(file.name) is not one of four files of \(name.rawValue)")
        }
        let bytes = try Gzip.unpack(fileAt: path, atMost: file.unpacked ?? 0, cancelled: cancelled)
        if place % 2 == 0 {
            _ = try MNIST.offsetOfPixels(bytes, named: path, count: count(of: files[place + 1]))
        } else {
            _ = try MNIST.values(ofLabels: bytes, named: path, count: count(of: file))
        }
        try compare(SHA256.hex(of: bytes), with: file.sha256 ?? "", what: "content", at: path)
        return bytes
    }

    private func records(of file: Manifest.File, at path: String, cancelled: () -> Bool) throws -> SamplePool {
        guard let training = file.training, let test = file.test else { preconditionFailure("\(file.name) has no sets of records") }
        let format =
            name != .cifar100 ? CIFAR10.format : file.name == sample?.name ? CIFAR100.sampleFormat : CIFAR100.format
        let limit = (training.records + test.records) * format.record + CIFARFormat.largestOverhead
        let found = try format.read(
            Gzip.unpack(fileAt: path, atMost: limit, cancelled: cancelled), named: path, trainingCount: training.records,
            testCount: test.records, cancelled: cancelled)
        try compare(found.training.digest, with: training.sha256, what: "training records", at: path)
        try compare(found.test.digest, with: test.sha256, what: "test records", at: path)
        return SamplePool(training: found.training.samples, test: found.test.samples)
    }

    private func compare(_ digest: String, with expected: String, what: String, at path: String) throws {
        guard digest != expected else { return }
        throw Fault(
            "is not the file expected: the SHA-256 of its \(what) is \(digest), where \(expected) was expected", at: path,
            remedy: WrongFile.remedy, status: .data)
    }
}

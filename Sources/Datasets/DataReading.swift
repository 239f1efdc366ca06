import Files

extension Manifest.Dataset {
    /// Reads a file and compares it with the manifest.
    /// - Throws: a `Fault` (status data) that names the file, where it is not wholly the one expected.
    package func verify(_ file: Manifest.File, at path: String) throws {
        if file.sha256 != nil {
            let bytes = try contents(of: file, at: path)
            _ = try IDX(bytes, named: path)
            try check(bytes, of: file, at: path)
        } else {
            _ = try records(of: file, at: path)
        }
    }

    /// The samples of the files at the paths, which are in the manifest's order. Every file is verified while it is read.
    /// - Throws: a `Fault` (status data) that names the file, where one is not wholly the one expected.
    package func read(_ paths: [String]) throws -> SamplePool {
        precondition(paths.count == files.count, "\(paths.count) paths for \(files.count) files")
        if files.count == 1 { return try records(of: files[0], at: paths[0]) }

        precondition(files.count == 4, "\(name.rawValue) has \(files.count) files")
        func part(images: Int, labels: Int) throws -> ByteSamples {
            let imageBytes = try contents(of: files[images], at: paths[images])
            let labelBytes = try contents(of: files[labels], at: paths[labels])
            let samples = try MNIST.samples(
                images: (imageBytes, paths[images]), labels: (labelBytes, paths[labels]), count: (files[labels].unpacked ?? 0) - 8)
            try check(imageBytes, of: files[images], at: paths[images])
            try check(labelBytes, of: files[labels], at: paths[labels])
            return samples
        }
        return SamplePool(training: try part(images: 0, labels: 1), test: try part(images: 2, labels: 3))
    }

    private func contents(of file: Manifest.File, at path: String) throws -> [UInt8] {
        try Gzip.unpack(fileAt: path, atMost: file.unpacked ?? 0)
    }

    private func check(_ bytes: [UInt8], of file: Manifest.File, at path: String) throws {
        try compare(SHA256.hex(of: bytes), with: file.sha256 ?? "", what: "content", at: path)
    }

    private func records(of file: Manifest.File, at path: String) throws -> SamplePool {
        guard let training = file.training, let test = file.test else { preconditionFailure("\(file.name) has no sets of records") }
        let limit = (training.records + test.records) * CIFAR10.record + CIFAR10.largestOverhead
        let found = try CIFAR10.read(
            Gzip.unpack(fileAt: path, atMost: limit), named: path, trainingCount: training.records, testCount: test.records)
        try compare(found.training.digest, with: training.sha256, what: "training records", at: path)
        try compare(found.test.digest, with: test.sha256, what: "test records", at: path)
        return SamplePool(training: found.training.samples, test: found.test.samples)
    }

    private func compare(_ digest: String, with expected: String, what: String, at path: String) throws {
        guard digest != expected else { return }
        throw Fault(
            "is not the file expected: the SHA-256 of its \(what) is \(digest), where \(expected) was expected", at: path,
            remedy: Gzip.replace, status: .data)
    }
}

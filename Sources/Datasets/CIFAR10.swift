import Files

/// CIFAR-10 (Krizhevsky 2009), the binary version: records of a label and 32 x 32 pixels in three planes (red, green, blue), in a
/// tar archive of five training batches and a test batch.
///
/// Archives differ in the order of their records, so a set of records is known by the SHA-256 over the sorted, joined hexadecimal
/// SHA-256s of its records, and the records are put into the order of those digests.
package enum CIFAR10 {
    package static let width = 3 * 32 * 32
    package static let classes = 10
    package static let record = 1 + width
    /// Bytes that the archive may have beside its records: headers, padding, the classes' names.
    package static let largestOverhead = 1 << 20

    /// A set of records in its order.
    package struct Batch {
        package let samples: ByteSamples
        package let digest: String
    }

    /// Both sets of records of the unpacked archive.
    /// - Parameter entries: the files in the archive, and where their bytes lie.
    /// - Throws: a `Fault` (status data) that names the archive and its entry; `CancellationError` once `cancelled` answers true.
    package static func read(
        _ archive: [UInt8], entries: [(path: String, bytes: Range<Int>)], named name: String, trainingCount: Int, testCount: Int,
        cancelled: () -> Bool = { false }
    ) throws -> (training: Batch, test: Batch) {
        let folder = "cifar-10-batches-bin"
        func batch(_ files: [String], count: Int) throws -> Batch {
            var offsets: [Int] = []
            for file in files {
                guard let entry = entries.first(where: { $0.path == "\(folder)/\(file)" || $0.path == "./\(folder)/\(file)" })
                else {
                    throw fault("lacks \(folder)/\(file)", name)
                }
                guard entry.bytes.count % record == 0 else {
                    throw fault("has \(entry.bytes.count) bytes in \(file), which are not whole records of \(record) bytes", name)
                }
                for start in stride(from: entry.bytes.lowerBound, to: entry.bytes.upperBound, by: record) {
                    guard archive[start] < classes else {
                        throw fault("has the label \(archive[start]) in \(file), where 0 to \(classes - 1) were expected", name)
                    }
                    offsets.append(start)
                }
            }
            guard offsets.count == count else {
                throw fault("has \(offsets.count) records in \(files.joined(separator: ", ")), where \(count) were expected", name)
            }
            return try inOrder(archive, offsets, cancelled: cancelled)
        }
        return (
            try batch((1...5).map { "data_batch_\($0).bin" }, count: trainingCount), try batch(["test_batch.bin"], count: testCount)
        )
    }

    private static func inOrder(_ archive: [UInt8], _ offsets: [Int], cancelled: () -> Bool) throws -> Batch {
        let digests = try archive.withUnsafeBytes { bytes in
            try offsets.enumerated().map { number, start in
                if number % 1000 == 0, cancelled() { throw CancellationError() }
                let hash = SHA256()
                hash.update(UnsafeRawBufferPointer(rebasing: bytes[start..<start + record]))
                return (digest: hash.finish(), start: start)
            }
        }.sorted { $0.digest < $1.digest }
        let whole = SHA256()
        for digest in digests { whole.update(Array(digest.digest.utf8)) }
        return Batch(
            samples: ByteSamples(
                storage: archive, offsets: digests.map { $0.start + 1 }, labels: digests.map { archive[$0.start] }, width: width,
                classes: classes, maximum: 255, channels: 3),
            digest: whole.finish())
    }

    private static func fault(_ problem: String, _ name: String) -> Fault {
        Fault(problem, at: name, remedy: WrongFile.remedy, status: .data)
    }
}

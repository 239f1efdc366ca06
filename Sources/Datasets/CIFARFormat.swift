import Files

/// The binary form of the CIFAR data sets (Krizhevsky 2009): records of one or two labels and 32 x 32 pixels in three planes (red, green,
/// blue), in files of a tar archive.
///
/// Archives differ in the order of their records, so a set of records is known by the SHA-256 over the sorted, joined hexadecimal
/// SHA-256s of its records, and the records are put into the order of those digests.
package struct CIFARFormat: Sendable {
    /// The folder of the files in the archive.
    package let folder: String
    package let trainingFiles: [String]
    package let testFiles: [String]
    /// The classes of each of a record's labels, the last being the sample's own.
    package let classes: [Int]
    /// Each channel's bytes over the training records of the whole data set; nil: those that are read.
    var totals: [ChannelTotals]?
    /// See `ByteSamples.isTakenInOrder`.
    var isTakenInOrder = false

    package static let width = 3 * 32 * 32
    /// Bytes that an archive may have beside its records: headers, padding, the classes' names.
    package static let largestOverhead = 1 << 20

    /// Bytes.
    package var record: Int { classes.count + Self.width }

    /// A set of records in its order.
    package struct Batch {
        package let samples: ByteSamples
        package let digest: String
    }

    /// Both sets of records of the unpacked archive.
    /// - Parameter entries: the files in the archive, and where their bytes lie.
    /// - Throws: a `Fault` (status data) that names the archive and its entry; `CancellationError` once `cancelled` answers true.
    package func read(
        _ archive: [UInt8], entries: [(path: String, bytes: Range<Int>)], named name: String, trainingCount: Int, testCount: Int,
        cancelled: () -> Bool = { false }
    ) throws -> (training: Batch, test: Batch) {
        var coarser = [UInt16?](repeating: nil, count: classes[classes.count - 1])
        func batch(_ files: [String], count: Int) throws -> [Int] {
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
                    for (place, count) in classes.enumerated() where archive[start + place] >= count {
                        throw fault(
                            "has the label \(archive[start + place]) in \(file), where 0 to \(count - 1) were expected", name)
                    }
                    if classes.count == 2 {
                        let (coarse, own) = (UInt16(archive[start]), archive[start + 1])
                        guard coarser[Int(own)] ?? coarse == coarse else {
                            throw fault("has class \(own) both as a kind of \(coarser[Int(own)] ?? 0) and of \(coarse)", name)
                        }
                        coarser[Int(own)] = coarse
                    }
                    offsets.append(start)
                }
            }
            guard offsets.count == count else {
                throw fault("has \(offsets.count) records in \(files.joined(separator: ", ")), where \(count) were expected", name)
            }
            return offsets
        }
        let training = try batch(trainingFiles, count: trainingCount)
        let test = try batch(testFiles, count: testCount)
        let kinds = classes.count == 2 ? coarser.map { $0 ?? 0 } : nil
        return (
            try inOrder(archive, training, coarser: kinds, cancelled: cancelled),
            try inOrder(archive, test, coarser: kinds, cancelled: cancelled)
        )
    }

    private func inOrder(_ archive: [UInt8], _ offsets: [Int], coarser: [UInt16]?, cancelled: () -> Bool) throws -> Batch {
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
        let labels = classes.count
        return Batch(
            samples: ByteSamples(
                storage: archive, offsets: digests.map { $0.start + labels },
                labels: digests.map { UInt16(archive[$0.start + labels - 1]) },
                width: Self.width, classes: classes[labels - 1], maximum: 255, channels: 3, coarser: coarser, totals: totals,
                isTakenInOrder: isTakenInOrder),
            digest: whole.finish())
    }

    private func fault(_ problem: String, _ name: String) -> Fault {
        Fault(problem, at: name, remedy: WrongFile.remedy, status: .data)
    }
}

import Datasets

extension CIFARFormat {
    /// Both sets of records of the unpacked tar archive.
    /// - Throws: a `Fault` (status data) that names the archive and its entry; `CancellationError` once `cancelled` answers true.
    package func read(
        _ archive: [UInt8], named name: String, trainingCount: Int, testCount: Int, cancelled: () -> Bool = { false }
    ) throws -> (training: Batch, test: Batch) {
        try read(
            archive, entries: TarArchive(archive, named: name).entries.map { ($0.path, $0.bytes) }, named: name,
            trainingCount: trainingCount, testCount: testCount, cancelled: cancelled)
    }
}

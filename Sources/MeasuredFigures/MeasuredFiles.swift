import Activations
import Files
import Measuring
import Synchronization

/// The files of a measure, by paths from the definition's folder.
struct MeasuredFiles: Sendable {
    let folder: String
    let activations: [String]
    let labels: String?
    let header: CSVHeader?
    let labelsHeader: CSVHeader?
    /// Where the definition names each: "reports/mine.yml:12: figures[2].activations".
    let places: [String: String]

    /// What was digested, as long as its file's stamp stays.
    private static let known = Mutex<[String: (stamp: FileStamp, digest: String)]>([:])

    /// The files, and the folders of sequences: what comes to a sequence lies there.
    var namedPlaces: [String] {
        (activations + (labels.map { [$0] } ?? [])).map(path).flatMap { reference in
            if Folder.exists(reference) { return [reference] }
            return CheckpointSequence.isSequence(reference) ? [FilePath(reference).folder] : InputFiles.paths(of: reference)
        }
    }

    /// Each file or sequence once, by its name in the definition, with the SHA-256 of its content.
    /// - Throws: a `Fault` where one cannot be read.
    func digests() throws -> [(name: String, digest: String)] {
        var found: [(name: String, digest: String)] = []
        for name in activations + (labels.map { [$0] } ?? []) where !found.contains(where: { $0.name == name }) {
            do {
                found.append((name, try digest(of: name)))
            } catch let fault as Fault {
                let problem = (fault.place.map { ["\($0)"] } ?? []) + [fault.problem]
                throw Fault(problem.joined(separator: ": "), at: places[name], remedy: fault.remedy, status: fault.status)
            }
        }
        return found
    }

    private func digest(of name: String) throws -> String {
        let reference = path(name)
        let files = InputFiles.paths(of: reference)
        guard !files.isEmpty else {
            // Opening it says what is wrong.
            _ = try MeasureFiles.layers([reference], called: [name], header: header)
            throw Fault("there is no such file", at: reference, remedy: "name a file, or a folder of checkpoints", status: .data)
        }
        let digests = try files.map { file in try Self.digest(file) }
        let names = files.map { FilePath($0).name }
        return digests.count == 1 ? digests[0] : SHA256.hex(of: zip(names, digests).map { "\($0) \($1)\n" }.joined())
    }

    private static func digest(_ file: String) throws -> String {
        let stamp = FileStamp(path: file)
        if let stamp, let before = known.withLock({ $0[file] }), before.stamp == stamp { return before.digest }
        let digest = try SHA256.hex(ofFileAt: file)
        if let stamp { known.withLock { $0[file] = (stamp, digest) } }
        return digest
    }

    func open(mayHaveColumns: Bool) throws -> (layers: [MeasuredLayer], labels: Labels?, notes: [String]) {
        let (layers, notes) = try MeasureFiles.layers(
            activations.map(path), called: MeasureFiles.shortNames(activations), header: header)
        let found = try labels.map {
            try MeasureFiles.labels(path($0), header: labelsHeader ?? header, mayHaveColumns: mayHaveColumns)
        }
        return (layers, found?.labels, notes + (found?.notes ?? []))
    }

    /// Texts in which files are called as in the definition: a result holds no path of this machine.
    func withoutFolder(_ texts: [String]) -> [String] {
        folder.isEmpty || folder == "." ? texts : texts.map { $0.replacing("\(folder)/", with: "") }
    }

    private func path(_ name: String) -> String { name.hasPrefix("/") ? name : FilePath(folder).appending(name) }
}

import Datasets
import Files
import Foundation

/// The data sets, from wherever they are: `data/`, the folder or address in REFIGURE_DATA, the system's packages, the data sets'
/// own public addresses, in this order. A data set that cannot be had is replaced by a stand-in drawn here, which says so.
///
/// Its methods may be called from several threads at once; each blocks until it is done.
public final class DataLibrary: Sendable {
    private let finder: Locked<DataFinder>
    private let folders: Locked<ImageFolders>
    private let recent = Locked(RecentData())
    /// Of the user's own files, as long as a file's stamp stays.
    private let digests = Locked<[String: (stamp: FileStamp, digest: String)]>([:])
    private let cancelled: @Sendable () -> Bool

    /// - Parameters:
    ///   - folder: the project's `data/`, with `datasets.yml`; what is fetched is put there.
    ///   - environment: the value of REFIGURE_DATA: a folder or an address that holds `mnist/`, `fashion-mnist/`, `cifar-10/`, `cifar-100/`.
    ///   - network: whether missing files are fetched.
    ///   - progress: is told of a file that is being fetched, some ten times a second, from the thread that asked for the data.
    ///   - notify: is told, once, what is passed over: that notes of earlier runs are damaged.
    ///   - cancelled: is asked while a file is fetched or read; once true, the call throws `CancellationError`. What came is kept.
    public init(
        folder: String, environment: String?, network: NetworkUse = .whenNeeded,
        progress: (@Sendable (DataProgress) -> Void)? = nil, notify: @escaping @Sendable (String) -> Void = { _ in },
        cancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        finder = Locked(
            DataFinder(
                folder: folder, environment: environment, network: network, progress: progress, notify: notify,
                cancelled: cancelled))
        folders = Locked(
            ImageFolders(
                folder: folder, environment: environment, progress: progress, notify: notify, cancelled: cancelled))
        self.cancelled = cancelled
    }

    /// What the selection's data set is, without reading it: a file that was verified before is known by its size, time and place.
    ///
    /// A file not verified yet is read once; a data set that is in no folder may be fetched, as `NetworkUse` allows.
    /// - Throws: `CancellationError`; a `Fault`: status data where the data set's file is there, but damaged, and no other source
    ///   has it; status cannotWrite where a fetched file cannot be stored.
    public func identity(of selection: DataSelection) throws -> DataIdentity {
        if let images = selection.images { return try self.images(of: images, decodes: false).identity }
        return try source(of: selection).identity
    }

    /// The images of a selection of a folder of them, which are read as they are asked for.
    ///
    /// Each file is read once to tell it by its digest, then known by its size, time and place. Where images that cannot be decoded are
    /// passed over, each is decoded once to tell which; else the first that is met is a `Fault` then.
    /// - Precondition: the selection is of a folder of images.
    /// - Throws: `CancellationError`; a `Fault`: status data where a folder is nowhere or cannot be read; status usage where the
    ///   selection asks for what it does not have.
    public func images(_ selection: DataSelection) throws -> LoadedImages {
        guard let images = selection.images else { preconditionFailure("\(selection.name) is no folder of images") }
        let (identity, pool, broken) = try self.images(of: images, decodes: images.passesOverBroken)
        return LoadedImages(split: try pool.split(by: selection), identity: identity, passedOver: broken)
    }

    /// Whether there is a folder of images of that name, below `data/` or the folder of REFIGURE_DATA.
    /// - Throws: a `Fault`: status data where REFIGURE_DATA is wrong; status usage where the name is no path below these.
    public func has(_ selection: ImageSelection) throws -> Bool {
        try folders.with { folders in
            try [selection.folder, selection.testFolder].compactMap(\.self).allSatisfy { try folders.place(of: $0) != nil }
        }
    }

    /// Where a file of the user's own is, and the SHA-256 of its content; nil where it is nowhere.
    /// - Parameter name: its path below `data/` or the folder of REFIGURE_DATA: "imagenet/resnet50.safetensors".
    /// - Throws: a `Fault` (status data) where REFIGURE_DATA is wrong, or the file cannot be read.
    public func file(named name: String) throws -> (path: String, digest: String)? {
        guard let path = try folders.with({ try $0.file(named: name) }) else { return nil }
        let stamp = FileStamp(path: path)
        if let stamp, let before = digests.with({ $0[path] }), before.stamp == stamp { return (path, before.digest) }
        let digest = try SHA256.hex(ofFileAt: path)
        if let stamp { digests.with { $0[path] = (stamp, digest) } }
        return (path, digest)
    }

    private func images(of selection: ImageSelection, decodes: Bool) throws -> (
        identity: DataIdentity, pool: ImagePool, broken: [BrokenImage]
    ) {
        let (training, test) = try folders.with { try $0.parts(of: selection, decodes: decodes) }
        let digest = SHA256.hex(of: [training.digest, test?.digest].compactMap { $0 }.joined())
        return (
            DataIdentity(name: selection.folder, digest: digest), ImagePool(training: training.samples, test: test?.samples),
            training.broken + (test?.broken ?? [])
        )
    }

    /// The selection's samples. Those used last are kept in memory.
    /// - Precondition: the selection is of no folder of images.
    /// - Throws: what `identity(of:)` throws; a `Fault` (status usage) where the selection asks for what the data set does not
    ///   have.
    public func load(_ selection: DataSelection) throws -> LoadedData {
        let source = try source(of: selection)
        var unshuffled = selection
        unshuffled.shuffledLabelShare = 0
        let split = try recent.with { recent in
            try recent.split(for: unshuffled, of: source.identity) { try source.read().split(by: unshuffled) }
        }
        let training = try split.training.shufflingLabels(share: selection.shuffledLabelShare, seed: selection.seed)
        return LoadedData(
            split: DataSplit(training: training, validation: split.validation, test: split.test), identity: source.identity,
            notice: source.notice)
    }

    /// Why a stand-in is used for the selection's data set and what was tried, for the terminal: it names this machine's folders. nil where
    /// the data are the paper's own.
    /// - Throws: what `identity(of:)` throws.
    public func notice(for selection: DataSelection) throws -> String? {
        selection.images == nil ? try source(of: selection).notice : nil
    }

    /// Finds, fetches and verifies each data set.
    /// - Throws: `CancellationError`; a `Fault` (status cannotWrite) where a fetched file cannot be stored. A data set that
    ///   cannot be had is in the answer, with its fault.
    public func fetch(_ datasets: [DatasetName]) throws -> [FetchOutcome] {
        try datasets.map { name in
            guard name.hasFiles else { return FetchOutcome(dataset: name, fault: nil) }
            let findings = try finder.with { try $0.find(name) }
            if findings.paths != nil { return FetchOutcome(dataset: name, fault: nil) }
            let problem = findings.damage?.description ?? "\(name.rawValue) cannot be had"
            let words = try finder.with { try $0.wordsOfSample(name) }
            return FetchOutcome(
                dataset: name,
                fault: Fault(
                    "\(problem)\(words) (tried \(findings.tried.joined(separator: "; ")))",
                    remedy: "try again with a network, or set REFIGURE_DATA to a folder that has its files", status: .data))
        }
    }

    /// What there is of each file of the data sets, from where, and when it was verified. Fetches nothing.
    /// - Throws: a `Fault` (status data) where the manifest or REFIGURE_DATA is wrong.
    public func survey(of datasets: [DatasetName] = DatasetName.allCases) throws -> [DataFileStatus] {
        try finder.with { try $0.survey(of: datasets) }
    }

    /// The manifest's entry of the data set; nil for SZT and folders of images, which have none.
    public func description(of dataset: DatasetName) throws -> Manifest.Dataset? {
        !dataset.hasFiles ? nil : try finder.with { try $0.entry(dataset) }
    }

    /// Where the samples of a data set come from.
    private struct Source {
        let identity: DataIdentity
        let notice: String?
        let read: () throws -> SamplePool
    }

    private func source(of selection: DataSelection) throws -> Source {
        let name = selection.dataset
        precondition(name != .imageFolder, "a folder of images is not read whole")
        guard let standIn = StandIn(for: name) else {
            return Source(identity: DataIdentity(name: name.rawValue, digest: SZT.digest), notice: nil) {
                SamplePool(training: SZT.bytes(), test: nil)
            }
        }
        let (entry, findings, words) = try finder.with { finder in
            let entry = try finder.entry(name)
            let findings = try finder.find(name, sampleServes: entry.sampleServes(selection))
            return (entry, findings, findings.paths == nil ? try finder.wordsOfSample(name) : "")
        }
        if let paths = findings.paths {
            return Source(identity: DataIdentity(name: name.rawValue, digest: entry.digest), notice: nil) { [cancelled] in
                try entry.read(paths, cancelled: cancelled)
            }
        }
        if let damage = findings.damage { throw damage }
        let package = entry.package.map { ", install Debian's package \($0)," } ?? ""
        return Source(
            identity: DataIdentity(name: standIn.rawValue, standInFor: name.rawValue, digest: standIn.digest),
            notice: "\(name.rawValue) cannot be had\(words): \(standIn.rawValue), drawn here, stands in for it. "
                + "Tried \(findings.tried.joined(separator: "; ")). "
                + "Run 'make data' with a network\(package) or set REFIGURE_DATA to a folder that has \(entry.folder)/.",
            read: { [cancelled] in try standIn.samples(cancelled: cancelled) })
    }
}

/// How the fetching of a data set ended.
public struct FetchOutcome: Sendable, Equatable {
    public let dataset: DatasetName
    /// nil where every file is there and verified.
    public let fault: Fault?
}

/// The splits used last, as far as they fit into about a gigabyte; always the last one.
private struct RecentData {
    private struct Entry {
        let selection: DataSelection
        let identity: DataIdentity
        let split: DataSplit

        var bytes: Int {
            [split.training, split.validation, split.test].compactMap { $0 }.reduce(0) { $0 + $1.features.count * 4 + $1.count * 2 }
        }
    }

    private var entries: [Entry] = []

    mutating func split(for selection: DataSelection, of identity: DataIdentity, make: () throws -> DataSplit) rethrows -> DataSplit
    {
        let entry: Entry
        if let place = entries.firstIndex(where: { $0.selection == selection && $0.identity == identity }) {
            entry = entries.remove(at: place)
        } else {
            entry = Entry(selection: selection, identity: identity, split: try make())
        }
        entries.append(entry)
        while entries.count > 1, entries.reduce(0, { $0 + $1.bytes }) > 1 << 30 { entries.removeFirst() }
        return entry.split
    }
}

extension DatasetName {
    /// Whether the manifest describes its files.
    var hasFiles: Bool { self != .szt && self != .imageFolder }
}

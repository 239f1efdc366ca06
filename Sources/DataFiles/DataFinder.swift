import Datasets
import Files
import Foundation

/// Finds the files of the data sets, fetches what is missing, and verifies each before it is used.
struct DataFinder {
    let folder: String
    let environment: String?
    let network: NetworkUse
    let progress: (@Sendable (DataProgress) -> Void)?
    let cancelled: @Sendable () -> Bool
    private let notify: @Sendable (String) -> Void

    private var memory: FileMemory
    private var manifestRead: Manifest?
    private var found: [DatasetName: Findings] = [:]
    /// What there is of the samples of data sets whose whole is in no folder.
    private var samples: [DatasetName: Findings?] = [:]
    /// Seconds that failing addresses have taken in this process.
    private var wasted = 0.0

    /// What there is of a data set.
    struct Findings {
        /// Of each of the manifest's files; nil where one is missing.
        var paths: [String]?
        /// A file that is there but wrong, where no other place has the right one.
        var damage: Fault?
        /// The places asked, with what was wrong there.
        var tried: [String] = []
    }

    init(
        folder: String, environment: String?, network: NetworkUse, progress: (@Sendable (DataProgress) -> Void)?,
        notify: @escaping @Sendable (String) -> Void, cancelled: @escaping @Sendable () -> Bool
    ) {
        self.folder = URL(fileURLWithPath: folder).standardizedFileURL.path
        self.environment = environment
        self.network = network
        self.progress = progress
        self.notify = notify
        self.cancelled = cancelled
        memory = FileMemory(folder: "\(self.folder)/.refigure")
    }

    mutating func manifest() throws -> Manifest {
        if let manifestRead { return manifestRead }
        let manifest = try Manifest(fileAt: "\(folder)/datasets.yml")
        manifestRead = manifest
        return manifest
    }

    /// The manifest's entry of a data set that has files.
    mutating func entry(_ name: DatasetName) throws -> Manifest.Dataset {
        guard let entry = try manifest()[name] else {
            throw Fault(
                "has no entry '\(name.rawValue)'", at: "\(folder)/datasets.yml", remedy: "restore it with 'git checkout'",
                status: .data)
        }
        return entry
    }

    /// What there is of the sample of a data set whose whole is in none of the folders; nil where there is none, or the whole is there.
    mutating func sample(of name: DatasetName) throws -> Findings? {
        if let known = samples[name] { return known }
        tellOfDamage()
        let entry = try entry(name)
        var findings: Findings?
        if let sample = entry.sample, try search(entry.files[0], of: entry).paths == nil {
            let there = try search(sample, of: entry)
            if there.paths != nil || there.damage != nil { findings = there }
        }
        samples[name] = .some(findings)
        return findings
    }

    /// Where the file is in one of the folders, or what is wrong with it.
    private mutating func search(_ file: Manifest.File, of entry: Manifest.Dataset) throws -> Findings {
        var findings = Findings()
        for case .folder(let folder, _) in try DataSource.places(of: entry, folder: self.folder, environment: environment) {
            do {
                if let path = try look(in: folder, for: file, of: entry) { return Findings(paths: [path]) }
            } catch let fault as Fault {
                findings.damage = findings.damage ?? fault
            }
        }
        return findings
    }

    /// That a sample is there, for a message of what is not; empty where there is none.
    mutating func wordsOfSample(_ name: DatasetName) throws -> String {
        guard try sample(of: name)?.paths != nil, let limits = try entry(name).sampleLimits else { return "" }
        return "; its sample is here, with \(limits.training) training and \(limits.test) test images a class"
    }

    /// Where the files of the data set are; looked for once, then remembered.
    /// - Parameter sampleServes: whether its sample, where the whole is in no folder, is as good; it comes before the addresses.
    /// - Throws: `CancellationError`; a `Fault` where nothing more can be done (a full disk, an impossible REFIGURE_DATA).
    mutating func find(_ name: DatasetName, sampleServes: Bool = false) throws -> Findings {
        if sampleServes, found[name]?.paths == nil, let sample = try sample(of: name) {
            if sample.paths != nil { return sample }
            var findings = try find(name)
            if findings.paths == nil { findings.damage = findings.damage ?? sample.damage }
            return findings
        }
        if let known = found[name] { return known }
        tellOfDamage()
        let entry = try entry(name)
        let places = try DataSource.places(of: entry, folder: folder, environment: environment)
        var findings = Findings()
        var paths: [String] = []
        var lock: FileLock?
        for file in entry.files {
            var damage: Fault?
            var tried: [String] = []
            var path: String?
            for place in places where path == nil {
                switch place {
                case .folder(let folder, _):
                    do {
                        path = try look(in: folder, for: file, of: entry)
                        if path == nil { tried.append("\(place.name): not there") }
                    } catch let fault as Fault {
                        damage = damage ?? fault
                        tried.append("\(place.name): \(fault.problem)")
                    }
                case .address(let address):
                    if let refusal = refusal(of: address) {
                        tried.append("\(address): \(refusal)")
                        continue
                    }
                    if lock == nil { lock = try FileLock.wait("\(folder)/.refigure/lock-\(entry.folder)", cancelled: cancelled) }
                    let target = "\(folder)/\(entry.folder)/\(file.name)"
                    // Another run may have fetched it while this one waited.
                    if let there = try? look(in: "\(folder)/\(entry.folder)", for: file, of: entry) {
                        path = there
                    } else if let failure = try fetch(file, of: entry, from: address, to: target) {
                        tried.append("\(address): \(failure)")
                    } else {
                        path = target
                    }
                }
            }
            guard let path else {
                findings = Findings(paths: nil, damage: damage, tried: tried)
                found[name] = findings
                return findings
            }
            paths.append(path)
        }
        withExtendedLifetime(lock) {}
        findings.paths = paths
        found[name] = findings
        return findings
    }

    /// What is known of a file that was found; nil where it has not been verified as it is now.
    func verified(_ path: String, as file: Manifest.File) -> FileMemory.Verified? { memory.verified(path, as: file.identity) }

    /// The file's path in the folder, verified; nil where it is not there.
    mutating func look(in folder: String, for file: Manifest.File, of entry: Manifest.Dataset) throws -> String? {
        let path = "\(folder)/\(file.name)"
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw Fault.cannotRead(path, .last)
        }
        if memory.verified(path, as: file.identity) != nil { return path }
        memory.forget(path)
        guard let before = FileStamp(path: path) else {
            throw Fault("is not a plain file", at: path, remedy: WrongFile.remedy, status: .data)
        }
        try entry.verify(file, at: path, cancelled: cancelled)
        memory.remember(path, FileMemory.Verified(stamp: before, identity: file.identity, when: now, origin: nil))
        return path
    }

    /// Says once that what earlier runs found out cannot be read.
    mutating func tellOfDamage() {
        if let damage = memory.damage { notify(damage.description) }
        memory.damage = nil
    }

    /// Why the address is not asked now; nil where it may be.
    private mutating func refusal(of address: String) -> String? {
        if network == .never { return "not asked" }
        if !Download.isPossible { return "curl, which fetches, is not installed" }
        if network == .always { return nil }
        if memory.hasFailed(address, now: now) { return "failed within the last hour" }
        guard wasted > 3 else { return nil }
        memory.remember(failureOf: address, now: now)
        return "not asked, since the network does not answer"
    }

    /// Fetches the file; returns what went wrong, or nil.
    private mutating func fetch(
        _ file: Manifest.File, of entry: Manifest.Dataset, from address: String, to target: String
    ) throws -> String? {
        let download = Download(
            address: address + file.name, target: target, expected: file.download, patience: network == .always ? 15 : 2)
        let start = ContinuousClock.now
        do {
            try download.run(
                progress: { [progress] received in
                    progress?(
                        DataProgress(
                            dataset: entry.name, file: file.name, source: address, received: received, expected: file.download))
                }, cancelled: cancelled, verify: { [cancelled] in try entry.verify(file, at: $0, cancelled: cancelled) })
        } catch let fault as Fault where fault.status == .data {
            memory.remember(failureOf: address, now: now)
            wasted += (ContinuousClock.now - start) / .seconds(1)
            return fault.problem.replacingOccurrences(of: "\(address)\(file.name) failed: ", with: "")
        }
        memory.forget(failureOf: address)
        if let stamp = FileStamp(path: target) {
            memory.remember(target, FileMemory.Verified(stamp: stamp, identity: file.identity, when: now, origin: address))
        }
        return nil
    }

    private var now: Int { Int(Date().timeIntervalSince1970) }
}

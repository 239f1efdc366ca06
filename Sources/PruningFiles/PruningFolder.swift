import Files
import Foundation

/// The folder that a pruning's files go to: it appears with all of them, or not at all.
///
/// While the work goes on, what is kept of it lies in "<folder>.partial" beside it, where the next run finds it; the finished files
/// are put together there, and their folder is renamed in the end.
public final class PruningFolder: MIPPMemory {
    public let path: String
    private let working: String
    private var lock: FileLock?
    private let notify: (String) -> Void

    /// Refuses before anything is computed what could not be written after it.
    /// - Parameter notify: told what is passed over.
    /// - Throws: a `Fault`: status usage where there is something in the folder; status cannotWrite where it can be no folder.
    public init(_ path: String, notify: @escaping (String) -> Void) throws {
        let place = FilePath(path)
        guard !path.isEmpty, ![".", "..", "/"].contains(place.name) else {
            throw Fault("--out '\(path)' names no new folder", remedy: "such as --out pruned", status: .usage)
        }
        self.path = FilePath(place.folder).appending(place.name)
        working = "\(self.path).partial"
        self.notify = notify
        if access(self.path, F_OK) == 0 {
            guard Folder.exists(self.path) else {
                throw Fault(
                    "is a file, where a folder is to be written", at: path, remedy: "name another folder", status: .cannotWrite)
            }
            guard try Folder.names(in: self.path, hidden: true).isEmpty else {
                throw Fault(
                    "has files in it already", at: path, remedy: "name another folder, or remove this one", status: .usage)
            }
        }
        // Whether it can be made is known by making it.
        let isNew = !Folder.exists(working)
        try AtomicFile.makeFolder(working)
        if isNew { rmdir(working) }
    }

    public func kept(_ key: String) -> KeptMIPP? {
        do {
            guard let bytes = try PlainFile.read(file(key), limit: 1 << 30) else { return nil }
            let kept = try JSONDecoder().decode(KeptMIPP.self, from: Data(bytes))
            if kept.key == key { return kept }
            notify("\(file(key)) is of another run and is passed over")
        } catch {
            notify("\(file(key)) is damaged and is passed over: MIPP begins anew")
        }
        return nil
    }

    public func keep(_ kept: KeptMIPP) throws {
        try takeLock()
        try AtomicFile.write(text: JSON.line(kept), to: file(kept.key))
    }

    private func file(_ key: String) -> String { "\(working)/mipp-\(key.prefix(16)).json" }

    /// - Throws: a `Fault` (status cannotWrite) where another run has it.
    private func takeLock() throws {
        guard lock == nil else { return }
        lock = try FileLock.attempt("\(working)/.lock")
        guard lock != nil else {
            throw Fault(
                "another run is writing there", at: working, remedy: "wait for it, or name another folder", status: .cannotWrite)
        }
    }

    /// Puts the files into the folder.
    /// - Throws: a `Fault` (status cannotWrite); there is no folder then, and what was kept still is.
    public func finish(_ files: [(name: String, bytes: [UInt8])]) throws {
        try takeLock()
        let whole = "\(working)/whole"
        try Removal.clearAway(whole)
        for file in files { try AtomicFile.write(file.bytes, to: "\(whole)/\(file.name)") }
        try Interruption.check()
        // An empty folder in its place is replaced.
        guard rename(whole, path) == 0 else { throw Fault.cannotWrite(path, .last) }
        // The files are there, whether or not what they were made with goes.
        do { try Removal.clearAway(working) } catch { notify("what was kept while it worked is no longer needed, and \(error)") }
        lock = nil
    }
}

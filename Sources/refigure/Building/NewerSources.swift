import Experiments
import Files
import Foundation
import SourceDigest
import Synchronization

/// Source files of a project that are not what this program was built from.
///
/// Only files that are newer than the program are read: a clone's or a branch's times say nothing of what is in them.
enum NewerSources {
    private static let isTold = Atomic(false)

    /// Says on standard error, once, that the program was built from other sources than the project has; whatever else it says is of those.
    static func remark(in project: ProjectFolder) {
        guard let program = Bundle.main.executablePath, let built = FileStamp(path: program)?.modified else { return }
        let known = SourceIndex.digests(text: SourceDigests.text)
        guard let files = try? changed(in: "\(project.path)/Sources", since: built, known: known), let first = files.first,
            !isTold.exchange(true, ordering: .relaxed)
        else { return }
        let others = files.count == 1 ? "" : " and \(files.count - 1) more"
        let line =
            "note: this program was built from other sources than the project has now (\(first)\(others) changed): it computes, draws and tells"
            + " of those; `make build` brings it up to date"
        StandardStream.error.attempt(VisibleText.line(line) + "\n")
    }

    /// Says nothing of it from now on: whoever watches the sources builds them.
    static func keepQuiet() { isTold.store(true, ordering: .relaxed) }

    /// Whether this program was built from other sources than the project has.
    static func areThere(in project: ProjectFolder) -> Bool {
        guard let program = Bundle.main.executablePath, let built = FileStamp(path: program)?.modified else { return false }
        let known = SourceIndex.digests(text: SourceDigests.text)
        let files = try? changed(in: "\(project.path)/Sources", since: built, known: known)
        return files.map { !$0.isEmpty } ?? false
    }

    /// The files below Sources, by path there, that changed, came or went since the program was built, comments and blank space aside.
    /// - Parameters:
    ///   - built: nanoseconds since 1970.
    ///   - known: digests by path, of when it was built.
    /// - Throws: a `Fault` where they cannot be read.
    static func changed(in sources: String, since built: Int, known: [String: String]) throws -> [String] {
        guard FileManager.default.fileExists(atPath: sources) else { return [] }
        let paths = try SourceDigest.paths(in: sources)
        let differing = try paths.filter { path in
            guard let digest = known[path] else { return true }
            guard let stamp = FileStamp(path: "\(sources)/\(path)"), stamp.modified > built else { return false }
            return SourceDigest.digest(try PlainFile.bytes("\(sources)/\(path)"), isSwift: path.hasSuffix(".swift")) != digest
        }
        return (differing + Set(known.keys).subtracting(paths)).sorted()
    }
}

import Files
import Foundation

/// The names of a sequence of checkpoints: a folder, and what stands before and behind the epoch.
struct CheckpointPattern {
    let folder: String
    let before: String
    let behind: String
    /// Of the array in each file.
    let name: String?

    /// As one writes it: "folder/acts-*.npy".
    var text: String { path(star: "*") + (name.map { ":\($0)" } ?? "") }

    /// - Throws: a `Fault` (status usage) where the text has no star or several, or is a folder without one sequence.
    init(_ reference: String) throws {
        if Folder.exists(reference) {
            self = try Self.only(in: reference)
            return
        }
        let slash = reference.lastIndex(of: "/")
        folder = slash.map { $0 == reference.startIndex ? "/" : String(reference[..<$0]) } ?? "."
        let parts = reference[(slash.map { reference.index(after: $0) } ?? reference.startIndex)...]
            .split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count == 2, !folder.contains("*") else {
            throw Fault(
                "is no name of checkpoints: one star in the file's name stands for the epoch", at: reference,
                remedy: "write, in quotes, 'FOLDER/acts-*.npy'", status: .usage)
        }
        before = String(parts[0])
        let colon = parts[1].firstIndex(of: ":")
        behind = String(parts[1][..<(colon ?? parts[1].endIndex)])
        name = colon.map { String(parts[1][parts[1].index(after: $0)...]) }
    }

    private init(folder: String, before: String, behind: String) {
        (self.folder, self.before, self.behind, name) = (folder, before, behind, nil)
    }

    /// Epochs and paths, in the order of epochs; at least one.
    /// - Throws: a `Fault` (status usage) where there are none, or an epoch is no number or comes twice.
    func files() throws -> [(epoch: Int, path: String)] {
        var files: [(epoch: Int, path: String)] = []
        for file in try Self.files(in: folder, hidden: before.hasPrefix("."))
        where file.count > before.count + behind.count && file.hasPrefix(before) && file.hasSuffix(behind) {
            let star = String(file.dropFirst(before.count).dropLast(behind.count))
            let path = path(star: star)
            guard let epoch = Self.epoch(star) else {
                throw Fault(
                    "has '\(shown(star))' where \(text) has the star, which stands for the epoch's number", at: path,
                    remedy: "keep other files elsewhere", status: .usage)
            }
            files.append((epoch, path))
        }
        files.sort { ($0.epoch, $0.path) < ($1.epoch, $1.path) }
        guard !files.isEmpty else {
            throw Fault(
                "there is no such file", at: text, remedy: "the star stands for an epoch's number, as in acts-12.npy",
                status: .usage)
        }
        for (one, other) in zip(files, files.dropFirst()) where one.epoch == other.epoch {
            throw Fault("is of epoch \(other.epoch), as is \(one.path)", at: other.path, remedy: "keep one of them", status: .usage)
        }
        return files
    }

    private func path(star: String) -> String {
        let file = "\(before)\(star)\(behind)"
        return folder == "." ? file : folder == "/" ? "/\(file)" : "\(folder)/\(file)"
    }

    private static func epoch(_ text: String) -> Int? {
        text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }

    /// Names of what is in the folder.
    /// - Parameter hidden: whether those are among them that begin with a point. A shell's star passes over them: macOS writes ._NAME
    ///   beside a file where a file system cannot hold its attributes, and editors their drafts.
    private static func files(in folder: String, hidden: Bool) throws -> [String] {
        do {
            return try Folder.names(in: folder, hidden: hidden)
        } catch {
            throw Fault("cannot be listed", at: folder, remedy: "check that the folder exists and may be read", status: .usage)
        }
    }

    /// The only sequence among a folder's files: names that differ in the last number before their ending.
    private static func only(in folder: String) throws -> CheckpointPattern {
        let folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        var patterns: [(before: String, behind: String)] = []
        for file in try files(in: folder, hidden: false) {
            guard let kind = try? FileReference("\(folder)/\(file)").kind, kind != .csv || file.hasSuffix(".csv"),
                let dot = file.lastIndex(of: "."),
                let digits = file[..<dot].lastIndex(where: { !("0"..."9").contains($0) }).map({ file.index(after: $0) })
                    ?? Optional(file.startIndex), digits < dot
            else { continue }
            let pattern = (before: String(file[..<digits]), behind: String(file[dot...]))
            if !patterns.contains(where: { $0 == pattern }) { patterns.append(pattern) }
        }
        guard let pattern = patterns.first else {
            throw Fault(
                "has no checkpoints: files named as acts-12.npy, by their epoch", at: folder, remedy: "name them so",
                status: .usage)
        }
        guard patterns.count == 1 else {
            let list = patterns.map { "\(folder)/\($0.before)*\($0.behind)" }.joined(separator: ", ")
            throw Fault(
                "has several sequences of checkpoints: \(list)", at: folder, remedy: "name one of them, in quotes", status: .usage)
        }
        return CheckpointPattern(folder: folder, before: pattern.before, behind: pattern.behind)
    }
}

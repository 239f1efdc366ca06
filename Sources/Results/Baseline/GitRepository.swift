import Files
import Foundation

/// Questions to git about the repository that holds a folder.
public struct GitRepository: Sendable {
    public let folder: String

    public init(folder: String) {
        self.folder = folder
    }

    /// Git gives no answer.
    struct Refusal: Error, CustomStringConvertible {
        /// Git's exit code; nil where git did not run to its end.
        var code: Int32?
        /// What git says, in one line; empty where it says nothing.
        var words: String

        var description: String { words.isEmpty ? "git fails without a word" : "git says: \(words)" }
        var isNoRepository: Bool { words.contains("not a git repository") }
        var isNoGit: Bool { code == nil && words.contains("it is not installed") }
    }

    /// Bytes of an answer that are kept at most: more than any file of a baseline may have.
    private static let most = 16 << 20

    /// The commit that a revision names, 40 hexadecimal digits (64 in a repository of SHA-256).
    /// - Throws: a `Fault` (status usage) where it names none, with what git says.
    public func commit(_ revision: String) throws -> String {
        let unknown = "'\(revision)' is no report folder, no report with a baseline and no git revision"
        let remedy = "name a folder such as reports/quick, a report such as quick, or a revision such as HEAD~1"
        guard !revision.isEmpty, !revision.hasPrefix("-"), !revision.contains("\0") else {
            throw Fault(unknown, remedy: remedy, status: .usage)
        }
        do {
            return try text(["rev-parse", "--verify", "--quiet", "\(revision)^{commit}"])
        } catch let refusal as Refusal {
            if refusal.isNoGit {
                throw Fault("\(unknown): git is not installed", remedy: "name a folder such as reports/quick", status: .usage)
            }
            guard refusal.words.isEmpty else { throw Fault("\(unknown); \(refusal)", remedy: remedy, status: .usage) }
            let isShallow = output(["rev-parse", "--is-shallow-repository"]) == "true"
            throw Fault(
                unknown,
                remedy: isShallow
                    ? "this clone has only the newest revisions (it is shallow): `git fetch --unshallow` gets the others" : remedy,
                status: .usage)
        }
    }

    /// The commit that is checked out; nil before the first, outside a repository, and without git.
    /// - Throws: a `Refusal` where there is a repository that git does not answer about.
    func head() throws -> String? {
        do {
            return try text(["rev-parse", "--verify", "--quiet", "HEAD"])
        } catch let refusal as Refusal where refusal.words.isEmpty || refusal.isNoRepository || refusal.isNoGit {
            return nil
        }
    }

    /// Whether files under version control differ from the commit.
    /// - Throws: a `Refusal`.
    func isChanged() throws -> Bool {
        var isChanged = false
        try ask(["status", "--porcelain", "--untracked-files=no"]) { isChanged = isChanged || !$0.isEmpty }
        return isChanged
    }

    /// The SHA-256 of the difference between the tracked files and the commit; nil where there is none, or no repository.
    public var digestOfChanges: String? {
        let hash = SHA256()
        var isEmpty = true
        do {
            try ask(["diff", "--binary", "--no-color", "--no-ext-diff", "--no-textconv", "HEAD"]) {
                hash.update($0)
                isEmpty = isEmpty && $0.isEmpty
            }
        } catch {
            return nil
        }
        return isEmpty ? nil : hash.finish()
    }

    /// What git prints, without blanks around it; nil where it fails.
    public func output(_ arguments: [String]) -> String? { try? text(arguments) }

    private func text(_ arguments: [String]) throws -> String {
        String(decoding: try bytes(arguments), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// What git prints.
    /// - Throws: a `Refusal`, also for an answer of more than 16 MiB; `CancellationError`.
    func bytes(_ arguments: [String]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try ask(arguments) { piece in
            guard bytes.count + piece.count <= Self.most else {
                throw Refusal(code: nil, words: "more than \(Self.most) bytes")
            }
            bytes += piece
        }
        return bytes
    }

    private func ask(_ arguments: [String], receive: (UnsafeRawBufferPointer) throws -> Void) throws {
        var git = ChildProcess("git", ["-C", folder] + arguments)
        git.timeLimit = .seconds(120)
        // English words, no question to the user, no lock that another git might meet, and no network.
        let quiet = ["LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"]
        git.environment.merge(quiet) { _, new in new }
        let outcome: ChildProcess.Outcome
        do {
            outcome = try git.run(cancelled: { Interruption.isRequested }, receive: receive)
        } catch let failure as ChildProcess.Failure {
            throw Refusal(code: nil, words: "git \(failure)")
        }
        if case .exited(0) = outcome.ending { return }
        let words = outcome.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var code: Int32?
        if case .exited(let given) = outcome.ending { code = given }
        throw Refusal(code: code, words: words.count > 300 ? "\(words.prefix(297))..." : words)
    }
}

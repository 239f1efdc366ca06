import Files
import Foundation

/// Where and when a report was made: its only file that differs between two runs of the same code.
public struct Provenance: Codable, Sendable, Equatable {
    /// The commit of the project's folder, 40 hexadecimal digits; nil outside a git repository.
    public var commit: String?
    /// True where files under version control differ from the commit.
    public var dirty: Bool
    /// The SHA-256 of how they differ (git diff HEAD), 64 hexadecimal digits; nil where they do not.
    public var difference: String?
    /// The compiler: "Swift 6.3.1".
    public var toolchain: String
    /// Versions of the libraries, by name.
    public var libraries: [String: String]
    /// The kernels that ran: "avx2", "neon", "portable".
    public var kernels: String
    /// When the run began, ISO 8601 in UTC: "2026-11-21T11:30:00Z".
    public var started: String
    /// What each figure took when it was computed, in the report's order; figures that were up to date are left out.
    public var figures: [FigureCost]
    /// Where the files of the data sets came from; nil in a file of an earlier version.
    public var data: [DataOrigin]?

    public struct DataOrigin: Codable, Sendable, Equatable {
        /// "MNIST".
        public var dataset: String
        public var file: String
        /// "data/mnist", "REFIGURE_DATA (/srv/mirror/mnist)", or an address.
        public var source: String

        public init(dataset: String, file: String, source: String) {
            self.dataset = dataset
            self.file = file
            self.source = source
        }
    }

    public struct FigureCost: Codable, Sendable, Equatable {
        public var id: FigureID
        public var wallSeconds: Double
        public var processorSeconds: Double

        public init(id: FigureID, wallSeconds: Double, processorSeconds: Double) {
            self.id = id
            self.wallSeconds = wallSeconds
            self.processorSeconds = processorSeconds
        }
    }

    public init(
        commit: String?, dirty: Bool, difference: String? = nil, toolchain: String, libraries: [String: String], kernels: String,
        started: String, figures: [FigureCost] = [], data: [DataOrigin]? = nil
    ) {
        self.commit = commit
        self.dirty = dirty
        self.difference = difference
        self.toolchain = toolchain
        self.libraries = libraries
        self.kernels = kernels
        self.started = started
        self.figures = figures
        self.data = data
    }

    /// Writes the file whole or not at all.
    /// - Throws: a `Fault` (status cannotWrite).
    public func write(to path: String) throws { try AtomicFile.write(try CanonicalJSON.text(self), to: path) }

    /// Nil where there is none, or it cannot be read: nothing depends on it.
    public static func read(_ path: String) -> Provenance? {
        guard let text = try? PlainFile.read(path) else { return nil }
        return try? CanonicalJSON.decode(Provenance.self, from: text)
    }

    /// Where a report keeps it.
    public static func path(inReport folder: String) -> String { "\(folder)/provenance.json" }

    /// The commit of the folder and whether files under version control differ from it; (nil, false) without git.
    public static func revision(ofFolder folder: String) -> (commit: String?, dirty: Bool) {
        let git = GitRepository(folder: folder)
        guard let commit = git.output(["rev-parse", "HEAD"]) else { return (nil, false) }
        let changes = git.output(["status", "--porcelain", "--untracked-files=no"]) ?? ""
        return (commit, !changes.isEmpty)
    }
}

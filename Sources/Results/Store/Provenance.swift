import Files

/// Where and when a report was made: its only file that differs between two runs of the same code.
public struct Provenance: Codable, Sendable, Equatable {
    /// The commit of the project's folder, 40 hexadecimal digits; nil outside a git repository.
    public var commit: String?
    /// True where files under version control differ from the commit.
    public var dirty: Bool
    /// The SHA-256 of how they differ (git diff HEAD), 64 hexadecimal digits; nil where they do not.
    public var difference: String?
    /// All that the compiler says of itself: "Swift version 6.3.1 (swift-6.3.1-RELEASE), Target: x86_64-unknown-linux-gnu".
    public var toolchain: String
    /// Versions of the libraries, by name.
    public var libraries: [String: String]
    /// The kernels that ran: "avx512", "avx2", "neon", "portable".
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

    /// Writes the file, with a digest of its content, whole or not at all.
    /// - Throws: a `Fault` (status cannotWrite).
    public func write(to path: String) throws { try AtomicFile.write(try SealedJSON.text(self), to: path) }

    /// Nil where there is none, or it is damaged: no number depends on it.
    /// - Parameter damaged: told what is wrong with a file that counts for nothing, in one line.
    public static func read(_ path: String, damaged: (String) -> Void = { _ in }) -> Provenance? {
        do {
            return try PlainFile.read(path).map { try SealedJSON.decode(Provenance.self, from: $0) }
        } catch let fault as Fault {
            damaged("\(fault)")
        } catch {
            damaged("\(path): damaged, or of an earlier version (\(error)); what it says of earlier runs is lost")
        }
        return nil
    }

    /// Where a report keeps it.
    public static func path(inReport folder: String) -> String { "\(folder)/provenance.json" }

    /// The commit of the folder and whether files under version control differ from it; (nil, false) without git.
    /// - Parameter problem: told what git says where there is a repository and git refuses it.
    public static func revision(ofFolder folder: String, problem: (String) -> Void = { _ in }) -> (commit: String?, dirty: Bool) {
        let git = GitRepository(folder: folder)
        do {
            guard let commit = try git.head() else { return (nil, false) }
            return (commit, try git.isChanged())
        } catch {
            problem("the commit is not known: \(error)")
            return (nil, false)
        }
    }
}

extension Provenance: ShapeChecked {
    var brokenRule: BrokenRule? { BrokenRule(repeated: figures.map(\.id.description), in: "figures", what: "figures") }
}

extension Provenance.FigureCost: ShapeChecked {
    var brokenRule: BrokenRule? {
        [("wallSeconds", wallSeconds), ("processorSeconds", processorSeconds)].first { !Costs.isDuration($0.1) }.map {
            BrokenRule($0.0, "\($0.1) is no number of seconds")
        }
    }
}

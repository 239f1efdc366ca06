/// Where a figure's code stands: Experiments/<paper>/<figure>.swift. What figures of a paper share stands in Experiments/<paper>/Shared/.
///
/// A figure may have more files of its own, named after it: "InformationPlaneFigure1Claims.swift" belongs to
/// InformationPlaneFigure1, "InformationPlaneFigure17.swift" does not.
public struct FigureSource: Hashable, Sendable {
    /// The paper's folder: "InformationPlane".
    public var paper: String
    /// The file without its extension: "InformationPlaneFigure1".
    public var figure: String

    public init(paper: String, figure: String) {
        self.paper = paper
        self.figure = figure
    }

    func owns(_ path: String) -> Bool {
        let folder = "Experiments/\(paper)/"
        guard path.hasPrefix(folder) else { return false }
        let name = path.dropFirst(folder.count)
        guard name.hasPrefix(figure), !name.contains("/") else { return false }
        return name.dropFirst(figure.count).first.map { !$0.isWholeNumber && !$0.isLowercase } ?? false
    }
}

/// A step from the source to the picture, and the code that it depends on.
///
/// | stage | code |
/// |---|---|
/// | training | CKernels, NumericCore, Datasets, Networks, the file formats of Files |
/// | figure | that, Probing, SampleStatistics, InformationTheory, the types of Results, and of Experiments the shared files, the paper's shared ones, its own |
/// | picture | Charts, CairoCanvas, the types of Results, and the same files of Experiments |
/// | report | Charts, CairoCanvas, the types of Results, Reports; its words and pictures are inputs of their own |
///
/// Of Files, what only names, locks, writes or checks files, or runs programs, counts for nothing: all that is read through it is held against a
/// digest. Of Results, the folders below it count for nothing (keys, store, texts), for all that they read carries a digest.
/// Experiments/Registry.swift and Experiments/Running start the work and do none. The command comes after the report.
public enum Stage: Hashable, Sendable {
    /// From data to a trajectory.
    case training
    /// From trajectories to a figure's numbers.
    case figure(FigureSource)
    /// From a figure's numbers to its files; the digest of the numbers is an input of its own.
    case picture(FigureSource)
    /// From words and pictures to the page and the PDF.
    case report

    /// The digests of the code, module by module; of Experiments, file by file.
    /// - Precondition: every module has files, and so has the figure.
    public func inputs(from sources: SourceSet) -> [KeyInput] {
        switch self {
        case .training:
            Self.modules(["CKernels", "NumericCore", "Datasets", "Networks"], sources) + [
                .source("Files", digest: sources.module("Files", where: Self.isFormat))
            ]
        case .figure(let figure):
            Self.training.inputs(from: sources) + Self.modules(["Probing", "SampleStatistics", "InformationTheory"], sources)
                + Self.types(sources)
                + Self.experiment(figure, sources)
        case .picture(let figure):
            Self.modules(["Charts", "CairoCanvas"], sources) + Self.types(sources) + Self.experiment(figure, sources)
        case .report:
            Self.modules(["Charts", "CairoCanvas", "Reports"], sources) + Self.types(sources)
        }
    }

    private static func modules(_ names: [String], _ sources: SourceSet) -> [KeyInput] {
        names.map { .source($0, digest: sources.module($0)) }
    }

    private static func types(_ sources: SourceSet) -> [KeyInput] {
        [.source("Results", digest: sources.module("Results") { $0.split(separator: "/").count == 2 })]
    }

    private static func experiment(_ figure: FigureSource, _ sources: SourceSet) -> [KeyInput] {
        let paths = sources.paths(of: "Experiments") { counts($0, for: figure) }
        precondition(
            paths.contains { figure.owns($0) },
            "no source file of the figure Experiments/\(figure.paper)/\(figure.figure).swift is known")
        return paths.map { .source($0, digest: sources.file($0)) }
    }

    /// True for the figure's own files, those that its paper's figures share and those shared by all.
    static func counts(_ path: String, for figure: FigureSource) -> Bool {
        let parts = path.split(separator: "/")
        if parts.count == 2 { return parts[1] != "Registry.swift" }
        return path.hasPrefix("Experiments/\(figure.paper)/Shared/") || figure.owns(path)
    }

    private static let fileHandling: Set = [
        "AtomicFile.swift", "ChildProcess.swift", "DescriptorWriter.swift", "Fault.swift", "FileLock.swift", "FilePath.swift",
        "Interruption.swift",
        "OutputTarget.swift", "PartialFiles.swift", "PlainFile.swift", "ProcessStart.swift", "SHA256.swift", "ShellCommand.swift",
        "StandardStream.swift", "SystemError.swift", "VisibleText.swift",
    ]

    private static func isFormat(_ path: String) -> Bool { !fileHandling.contains(String(path.dropFirst("Files/".count))) }
}

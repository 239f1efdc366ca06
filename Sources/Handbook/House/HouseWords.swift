import Charts

/// What the map says of each module besides its name.
public enum HouseWords {
    /// What a change of a module's code makes the next report do. A module with files of several kinds has the strongest.
    public enum Effect: CaseIterable, Sendable {
        case trains, computes, draws, nothing

        var label: String {
            switch self {
            case .trains: "trains networks anew"
            case .computes: "computes figures anew"
            case .draws: "draws pictures anew"
            case .nothing: "computes and draws nothing"
            }
        }

        var color: Color {
            switch self {
            case .trains: Palette.categorical[1]
            case .computes: Palette.categorical[4]
            case .draws: Palette.categorical[0]
            case .nothing: .gray(0.5)
            }
        }
    }

    public struct Words: Sendable {
        /// One or two lines of what lives there.
        public let purpose: [String]
        public let effect: Effect
    }

    /// - Returns: nil for a module that nobody has described yet.
    public static func of(_ module: String) -> Words? { all[module] }

    private static let all: [String: Words] = [
        "CKernels": Words(purpose: ["the engine in C, for", "each kind of vectors"], effect: .trains),
        "CProcess": Words(purpose: ["starts programs", "that end with it"], effect: .nothing),
        "Files": Words(purpose: ["whole files, locks,", "digests, formats"], effect: .trains),
        "NumericCore": Words(purpose: ["matrices, random", "streams, exp and log"], effect: .trains),
        "SampleStatistics": Words(purpose: ["tests, intervals,", "correlations"], effect: .computes),
        "Judging": Words(purpose: ["rules by which", "claims are judged"], effect: .computes),
        "InformationTheory": Words(purpose: ["one measure,", "one file"], effect: .computes),
        "Datasets": Words(purpose: ["one data set, one", "file; stand-ins"], effect: .trains),
        "Networks": Words(purpose: ["networks as graphs,", "plans, training"], effect: .trains),
        "Probing": Words(purpose: ["reads, ablates and", "disturbs units"], effect: .computes),
        "Pruning": Words(purpose: ["what goes together,", "which nodes may go"], effect: .computes),
        "DataFiles": Words(purpose: ["data sets' files,", "found and verified"], effect: .nothing),
        "CImages": Words(purpose: ["JPEG and PNG files", "decoded, in C"], effect: .trains),
        "Charts": Words(purpose: ["charts as values,", "their layout"], effect: .draws),
        "CairoCanvas": Words(purpose: ["charts as PNG,", "PDF and SVG"], effect: .draws),
        "Results": Words(purpose: ["a figure's numbers,", "keys, store, diff"], effect: .computes),
        "Experiments": Words(purpose: ["what figures are", "written in; runs"], effect: .computes),
        "Papers": Words(purpose: ["one target a paper,", "one folder a figure"], effect: .computes),
        "Notebook": Words(purpose: ["pages of one's own,", "equations, citations"], effect: .nothing),
        "Reports": Words(purpose: ["templates to", "HTML and PDF"], effect: .nothing),
        "Atlas": Words(purpose: ["claims under all", "open choices"], effect: .nothing),
        "Bundles": Words(purpose: ["reports taken along,", "and checked"], effect: .nothing),
        "Clusters": Words(purpose: ["a run's networks by", "a Slurm cluster"], effect: .nothing),
        "Watching": Words(purpose: ["a page, shown and", "kept up to date"], effect: .nothing),
        "refigure": Words(purpose: ["the commands"], effect: .nothing),
        "Activations": Words(purpose: ["anybody's", "activations, read"], effect: .nothing),
        "Measuring": Words(purpose: ["the measures on", "such activations"], effect: .nothing),
        "PruningFiles": Words(purpose: ["anybody's", "networks, pruned"], effect: .nothing),
        "MeasuredFigures": Words(purpose: ["measures as", "figures of a report"], effect: .nothing),
        "SourceDigest": Words(purpose: ["what a source file", "says, as a digest"], effect: .nothing),
        "digest-sources": Words(purpose: ["digests all sources", "at build time"], effect: .nothing),
        "Handbook": Words(purpose: ["this map, the", "manual, listings"], effect: .nothing),
        "write-handbook": Words(purpose: ["writes the handbook"], effect: .nothing),
    ]
}

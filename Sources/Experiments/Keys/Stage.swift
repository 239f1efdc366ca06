import Results

/// A step from the source to the picture, and the code that it depends on.
///
/// | stage | code |
/// |---|---|
/// | training | CKernels, CImages, NumericCore, Datasets, Networks, the file formats of Files: without what moves no weight, and of what only some trainings have, what this one has |
/// | product | what its networks are trained by, and whatever its type's `compute` uses, as below |
/// | figure | what its networks are trained by, and whatever its type's `needs` and `compute` use, by the names that they mention: of Experiments, InformationTheory, SampleStatistics, Probing, Pruning, the types of Results, and the modules above |
/// | picture | Charts, CairoCanvas, the types of Results, and of Experiments what the figure's `chart` uses |
/// | csv | the types of Results, and what writes them as CSV |
/// | report | Charts, CairoCanvas, the types of Results, Notebook, Reports; its words and pictures are inputs of their own |
///
/// Of what is used by name, only the declarations that are used count, not the rest of their files: see `SourceSet.uses`. `CodeTables` says what counts for nothing. The command comes after the report.
public enum Stage: Hashable, Sendable {
    /// From data to a trajectory.
    case training(Set<TrainingPart>)
    /// From trajectories and data to a product; the parts are those of all its networks and data.
    case product(type: String, paper: String, Set<TrainingPart>, hasNetworks: Bool)
    /// From trajectories and data to a figure's numbers; the parts are those of all its networks and data.
    case figure(FigureSource, Set<TrainingPart>, hasNetworks: Bool)
    /// From a figure's numbers to its files; the digest of the numbers is an input of its own.
    case picture(FigureSource)
    /// From a figure's numbers to its CSV files; the digest of the numbers is an input of its own.
    case csv
    /// From words and pictures to the page and the PDF.
    case report

    /// The code that it depends on: of each file the digest of what is used of it.
    /// - Precondition: each of its modules has files, and so has the figure.
    public func code(in sources: SourceSet) -> [String: String] {
        switch self {
        case .training(let parts): sources.whole(Self.training(parts, sources))
        case .product(let type, let paper, let parts, let hasNetworks):
            Self.computing(
                FigureSource(paper: paper, figure: type), named: CodeTables.productNames.union([type]), parts, hasNetworks, sources)
        case .figure(let figure, let parts, let hasNetworks): Self.figure(figure, parts, hasNetworks, sources)
        case .picture(let figure):
            sources.whole(Self.modules(CodeTables.drawing, sources) + Self.types(sources)).merging(Self.drawing(figure, sources)) {
                whole, _ in whole
            }
        case .csv: sources.whole(Self.types(sources) + CodeTables.csv.sorted())
        case .report: sources.whole(Self.modules(CodeTables.drawing.union(["Notebook", "Reports"]), sources) + Self.types(sources))
        }
    }

    /// The files of it, sorted.
    public func paths(in sources: SourceSet) -> [String] { code(in: sources).keys.sorted() }

    private static func modules(_ names: Set<String>, _ sources: SourceSet) -> [String] {
        let paths = sources.paths.filter { names.contains(module($0)) }
        let missing = names.subtracting(paths.map(module))
        precondition(missing.isEmpty, "no source file of the modules \(missing.sorted()) is known")
        return paths
    }

    private static func module(_ path: String) -> String { String(path.prefix { $0 != "/" }) }

    private static func types(_ sources: SourceSet) -> [String] { sources.paths.filter(CodeTables.isType) }

    private static func training(_ parts: Set<TrainingPart>, _ sources: SourceSet) -> [String] {
        let others = CodeTables.movesNoWeight.union(CodeTables.fileHandling).union(CodeTables.lists).union(files(without: parts))
        return modules(CodeTables.training, sources).filter { !others.contains($0) }
    }

    /// What only trainings depend on that have other parts than these.
    private static func files(without parts: Set<TrainingPart>) -> Set<String> {
        let had = Set(parts.flatMap(CodeTables.files))
        return Set(TrainingPart.allCases.flatMap(CodeTables.files)).subtracting(had)
    }

    private static func figure(
        _ figure: FigureSource, _ parts: Set<TrainingPart>, _ hasNetworks: Bool, _ sources: SourceSet
    ) -> [String: String] {
        precondition(sources.paths.contains(figure.path), "no source file \(figure.path) is known")
        return computing(figure, named: CodeTables.computingNames.union([figure.figure]), parts, hasNetworks, sources)
    }

    private static func computing(
        _ figure: FigureSource, named: Set<String>, _ parts: Set<TrainingPart>, _ hasNetworks: Bool, _ sources: SourceSet
    ) -> [String: String] {
        let modules = CodeTables.training.union(CodeTables.computing).union(figure.isMeasured ? CodeTables.measuring : [])
        let others = CodeTables.fileHandling.union(CodeTables.lists).union(files(without: parts))
        return sources.uses(
            from: Set(hasNetworks ? training(parts, sources) : []), named: named,
            counts: { path in
                modules.contains(module(path)) && !others.contains(path) && (!path.hasPrefix("Results/") || CodeTables.isType(path))
                    && !isRunning(path) && figure.mayUse(path)
            },
            opens: figure.opens, isList: CodeTables.lists.contains)
    }

    private static func drawing(_ figure: FigureSource, _ sources: SourceSet) -> [String: String] {
        precondition(sources.paths.contains(figure.path), "no source file \(figure.path) is known")
        return sources.uses(
            from: [], named: CodeTables.drawingNames.union([figure.figure]),
            counts: { path in
                CodeTables.figures.contains(module(path)) && !isRunning(path) && figure.mayUse(path)
                    || figure.isMeasured && CodeTables.measuring.union(["SampleStatistics", "NumericCore"]).contains(module(path))
            }, opens: figure.opens)
    }

    private static func isRunning(_ path: String) -> Bool {
        CodeTables.running.contains { path == $0 || path.hasPrefix("\($0)/") }
    }
}

import SampleStatistics

/// What differs between two reports.
public struct ReportDiff: Codable, Sendable, Equatable {
    /// The sides in print.
    public var old: String
    public var new: String
    /// Every figure of either side: what changed most first, by verdict and then by effect, then by name.
    public var figures: [FigureDiff]
    /// Nil but where the older side is what is published.
    public var leftOut: LeftOut?

    /// Compares two reports.
    ///
    /// Columns that differ beyond their tolerances and have replicates are held against seed noise, all of both reports together: their
    /// p-values are corrected by Benjamini and Hochberg's rule, so where nothing but seeds changed, the chance of any false "changed" is
    /// `SeedNoise.level`, and where much changed, that is the share of false ones among them.
    public init(old: ReportSnapshot, new: ReportSnapshot) {
        self.old = old.name
        self.new = new.name
        let ids = new.figures.map(\.result.id) + old.figures.map(\.result.id).filter { new[$0] == nil }
        var comparisons = ids.map { FigureComparison(old: old[$0], new: new[$0]) }

        var tests: [(figure: Int, series: Int, column: Int, p: Double)] = []
        for (figure, comparison) in comparisons.enumerated() {
            let tested = comparison.tested
            var parts: [String: Double] = [:]
            for group in Set(tested.map(\.group)) {
                parts[group] = SeedNoise.parts(of: tested.filter { $0.group == group }.map(\.noise))
            }
            for test in tested { tests.append((figure, test.series, test.column, test.noise.p(parts: parts[test.group] ?? 1))) }
        }
        for (test, corrected) in zip(tests, Statistics.benjaminiHochberg(tests.map(\.p))) {
            comparisons[test.figure].settle(series: test.series, column: test.column, p: test.p, corrected: corrected)
        }
        figures = comparisons.map { $0.finished() }
        sort()
    }

    mutating func sort() {
        figures.sort { a, b in
            if a.verdict != b.verdict { return a.verdict.severity > b.verdict.severity }
            if a.isIdentical != b.isIdentical { return b.isIdentical }
            let (first, second) = (a.effect?.weight ?? 0, b.effect?.weight ?? 0)
            return first == second ? a.id < b.id : first > second
        }
    }

    /// Notes that a figure's pictures differ.
    public mutating func add(_ pictures: PictureDiff, to id: FigureID) {
        guard let index = figures.firstIndex(where: { $0.id == id }) else { return }
        figures[index].pictures = pictures
        sort()
    }

    /// Settings that changed, each once with the figures that it holds for, in order of the figures.
    public var settings: [(change: DiffChange, figures: [FigureID])] {
        var found: [(change: DiffChange, figures: [FigureID])] = []
        for figure in figures {
            for change in figure.settings {
                if let index = found.firstIndex(where: { $0.change == change }) {
                    found[index].figures.append(figure.id)
                } else {
                    found.append((change, [figure.id]))
                }
            }
        }
        return found
    }

    /// Sources that changed of figures that differ, in order of their names.
    public var sources: [String] { Set(figures.filter { !$0.isIdentical }.flatMap(\.sources)).sorted() }

    /// What makes `refigure diff` fail.
    public enum Failing: String, Sendable, CaseIterable {
        /// Anything beyond seeds and tolerances.
        case changed
        /// That, or anything beyond tolerances.
        case noise
        /// Any difference: settings, words and pictures too.
        case any
    }

    public func fails(on bar: Failing) -> Bool {
        switch bar {
        case .changed: figures.contains { $0.verdict.isChange }
        case .noise: figures.contains { $0.verdict.severity >= DiffVerdict.withinSeedNoise.severity }
        case .any: figures.contains { !$0.isIdentical }
        }
    }
}

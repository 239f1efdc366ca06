import Charts
import Results

/// Everything that the pages about a difference are made from.
public struct DiffContent: Sendable {
    public var diff: ReportDiff
    public var old: ReportSnapshot
    public var new: ReportSnapshot
    /// How the code at hand draws a figure; nil for a table, and where it cannot.
    public var chart: @Sendable (FigureResult) -> Chart?
    /// The reports' own drawings, as SVG, of figures that differ; figures without any are drawn by `chart`.
    public var drawings: [FigureID: Drawings]

    public struct Drawings: Sendable, Equatable {
        public var old: [UInt8]?
        public var new: [UInt8]?

        public init(old: [UInt8]?, new: [UInt8]?) {
            self.old = old
            self.new = new
        }
    }

    public init(
        diff: ReportDiff, old: ReportSnapshot, new: ReportSnapshot, drawings: [FigureID: Drawings] = [:],
        chart: @escaping @Sendable (FigureResult) -> Chart?
    ) {
        self.diff = diff
        self.old = old
        self.new = new
        self.drawings = drawings
        self.chart = chart
    }
}

/// The pages as they go to disk.
public struct BuiltDiff: Sendable, Equatable {
    /// diff.md, which names the pictures below.
    public var markdown: String
    /// diff.html: one file that needs nothing else.
    public var html: [UInt8]
    /// Pictures beside diff.md, by path: "diff/information-plane-fig1-overlay-1.svg".
    public var pictures: [Picture]

    public struct Picture: Sendable, Equatable {
        public var path: String
        public var bytes: [UInt8]
    }
}

/// A figure of one side of a comparison.
public struct FigureSnapshot: Sendable, Equatable {
    public var result: FigureResult
    public var inputs: [KeyInput]
    /// A digest of what the figure's picture shows; nil for a table, and where no picture is known.
    public var picture: String?
    /// Why it is not of the code, settings and data at hand; nil where it is, or where that is not known.
    public var outOfDate: String?
    /// How the numbers of series were reduced; nil: not at all.
    public var reduction: Reduction?

    public init(result: FigureResult, inputs: [KeyInput], picture: String? = nil, reduction: Reduction? = nil) {
        self.result = result
        self.inputs = inputs
        self.picture = picture
        self.reduction = reduction
    }

    public struct Reduction: Sendable, Equatable {
        /// Significant digits that the columns' numbers were rounded to.
        public var digits: Int
        /// The SHA-256 of each column's own bits, by "panel/series/column": what tells identical columns for sure.
        public var digests: [String: String]
        /// What was done, in a sentence for people.
        public var about: String

        public init(digits: Int, digests: [String: String], about: String) {
            self.digits = digits
            self.digests = digests
            self.about = about
        }
    }
}

/// One side of a comparison.
public struct ReportSnapshot: Sendable, Equatable {
    /// For people: "reports/quick", "the baseline of quick at HEAD~3".
    public var name: String
    /// In the report's order.
    public var figures: [FigureSnapshot]
    /// What must be known of the files that were read, each in one line.
    public var notices: [String]

    public init(name: String, figures: [FigureSnapshot], notices: [String] = []) {
        self.name = name
        self.figures = figures
        self.notices = notices
    }

    public subscript(_ id: FigureID) -> FigureSnapshot? { figures.first { $0.result.id == id } }
}

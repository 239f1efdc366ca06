/// What differs between two results of one figure.
public struct FigureDiff: Codable, Sendable, Equatable {
    public var id: FigureID
    public var title: String
    /// The gravest verdict on any of its numbers, claims and data.
    public var verdict: DiffVerdict
    /// Why a side's result is not of the code, settings and data at hand: it was not computed since they changed. Nil where it is, or where
    /// that is not known.
    public var outOfDate: String?
    /// Of the series that moved most; nil where none moved.
    public var effect: DiffEffect?
    /// Settings whose values differ: they explain the rest.
    public var settings: [DiffChange]
    public var data: [DiffChange]
    /// Inputs other than settings and data whose digests differ: sources, in order of their names.
    public var sources: [String]
    public var claims: [ClaimDiff]
    /// In the order of the panels.
    public var series: [SeriesDiff]
    public var values: [ValueDiff]
    public var cells: [CellDiff]
    /// Titles, labels, units, headers.
    public var words: [DiffChange]
    /// What must be known to read the rest: "the baseline keeps 61 of 360 points".
    public var notes: [String]
    /// Nil where the pictures were not compared or are the same.
    public var pictures: PictureDiff?

    /// True where nothing at all differs, and both sides are known to be up to date as far as anything is known of that.
    public var isIdentical: Bool {
        verdict == .identical && outOfDate == nil && settings.isEmpty && data.isEmpty && words.isEmpty && pictures == nil
    }

    /// How many series have each verdict, those at zero left out, the gravest first.
    public var counts: [(verdict: DiffVerdict, count: Int)] {
        DiffVerdict.allCases.sorted { $0.severity > $1.severity }.compactMap { verdict in
            let count = series.count { $0.verdict == verdict }
            return count > 0 ? (verdict, count) : nil
        }
    }
}

/// How far something moved.
public struct DiffEffect: Codable, Sendable, Equatable {
    public enum Unit: String, Codable, Sendable {
        /// The standard deviation between networks that differ by their seed, root mean square over the curve.
        case seedSpreads = "seed spreads"
        /// The old curve's range; of a constant, its size.
        case ranges
    }

    /// The root mean square over the curve of the (mean) difference, in the unit.
    public var size: Double
    public var unit: Unit

    /// For ordering: a tenth of the range counts as much as one seed spread.
    var weight: Double { unit == .seedSpreads ? size : 10 * size }

    static func greatest(_ effects: [DiffEffect?]) -> DiffEffect? {
        effects.compactMap(\.self).max { $0.weight < $1.weight }
    }
}

/// A text that differs; nil on the side where it is absent.
public struct DiffChange: Codable, Sendable, Equatable {
    public var name: String
    public var old: String?
    public var new: String?

    init(_ name: String, _ old: String?, _ new: String?) {
        self.name = name
        self.old = old
        self.new = new
    }
}

public struct ClaimDiff: Codable, Sendable, Equatable {
    public var id: String
    public var statement: String
    public var verdict: DiffVerdict
    /// The claim's own verdicts, in print: "reproduced".
    public var oldVerdict: String?
    public var newVerdict: String?
    public var oldMeasured: String?
    public var newMeasured: String?
    /// What else of it differs: "rule", "published value".
    public var otherChanges: [String]

    public var verdictMoved: Bool { oldVerdict != newVerdict }
}

public struct SeriesDiff: Codable, Sendable, Equatable {
    /// The panel's letter; empty in a figure of one panel.
    public var panel: String
    public var panelTitle: String
    public var id: String
    public var label: String
    public var verdict: DiffVerdict
    public var effect: DiffEffect?
    public var columns: [ColumnDiff]
    /// "recorded at other points: 120 of 360 are common"; nil where there is nothing to say.
    public var note: String?
}

public struct ColumnDiff: Codable, Sendable, Equatable {
    public var id: String
    /// "I(X;T)", or the quantity's name where it has no symbol.
    public var name: String
    public var unit: String
    public var verdict: DiffVerdict
    public var effect: DiffEffect?
    /// Points that were compared.
    public var points: Int
    /// The mean over the points of new - old.
    public var meanDifference: Double
    /// The greatest difference by size, signed.
    public var largestDifference: Double
    /// The index at which it stands.
    public var largestAt: Double?
    /// Pairs of networks that the verdict rests on; 0 where there are no replicates.
    public var networks: Int
    /// The test's own p-value; nil where nothing was tested.
    public var p: Double?
    /// The p-value corrected for the number of series.
    public var corrected: Double?
    public var note: String?
}

public struct ValueDiff: Codable, Sendable, Equatable {
    public var id: String
    public var name: String
    public var unit: String
    public var verdict: DiffVerdict
    public var old: Double?
    public var new: Double?
    public var digits: Int
}

/// A table's cell.
public struct CellDiff: Codable, Sendable, Equatable {
    public var table: String
    /// The row's first cell, or its number where that is empty.
    public var row: String
    public var column: String
    public var verdict: DiffVerdict
    public var old: String?
    public var new: String?
}

/// Pictures that differ, as files.
public struct PictureDiff: Codable, Sendable, Equatable {
    /// The share of pixels that differ, 0 to 1; nil where it cannot be told (one picture only, or other sizes).
    public var pixelShare: Double?
    /// "drawn at another size: 1008 x 760 pixels against 1008 x 742".
    public var note: String?

    public init(pixelShare: Double?, note: String? = nil) {
        self.pixelShare = pixelShare
        self.note = note
    }
}

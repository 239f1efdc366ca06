import Files

/// A figure's accepted numbers: small enough to be tracked, and whole enough to tell any change.
///
/// The numbers of series are rounded, and of long series evenly spread points are kept; the SHA-256 of every whole column stands beside
/// them, so a difference in the last bit of a point that is not kept is still found. The file's own digest is its last member: see
/// `SealedJSON`.
public struct BaselineFile: Codable, Sendable, Equatable {
    public var format: Int
    /// What was done to the numbers, for whoever opens the file.
    public var about: String
    /// Significant digits of the numbers of series.
    public var digits: Int
    public var inputs: [KeyInput]
    /// A digest of what the figure's PNG shows; nil for a table.
    public var picture: String?
    /// By "panel/series/column".
    public var columns: [ColumnDigest]
    public var result: FigureResult

    public struct ColumnDigest: Codable, Sendable, Equatable {
        public var path: String
        /// SHA-256 of the whole column's bits, 64 hexadecimal digits.
        public var digest: String
    }

    static let format = 2
    /// The format without a digest. Files of it are read: earlier revisions track them.
    private static let unsealedFormat = 1
    /// Six digits are a thousandth of any printed number's last digit.
    static let digits = 6
    /// Numbers of series that a file keeps at most (some 17 bytes each, so 60 such files stay below the limit or near it).
    static let budget = 6000
    /// Points that a series keeps at least.
    static let fewestPoints = 16

    /// Reduces a result.
    /// - Parameter picture: a digest of what the figure's PNG shows.
    public init(_ file: ResultFile, picture: String? = nil) {
        let result = file.result
        let whole = Self.numbers(in: result, points: .max)
        var points = Int.max
        if whole > Self.budget {
            let longest = result.panels.flatMap(\.series).map(\.index.values.count).max() ?? 0
            points = Self.fewestPoints
            while points < longest, Self.numbers(in: result, points: points + 1) <= Self.budget { points += 1 }
        }
        format = Self.format
        digits = Self.digits
        inputs = file.inputs
        self.picture = picture
        columns = []
        about = "The numbers of series are rounded to \(Self.digits) significant digits"
        if points < .max { about += ", and of series with more than \(points) points that many are kept, evenly spread" }
        about += "; 'columns' has the SHA-256 of each whole column. All else is as computed."
        self.result = result
        for (panel, key) in result.panelKeys.enumerated() {
            for (place, series) in result.panels[panel].series.enumerated() {
                columns += series.columns.map { ColumnDigest(path: "\(key)/\(series.id)/\($0.id)", digest: $0.digest) }
                self.result.panels[panel].series[place] = series.kept(Self.places(of: series, keeping: points), digits: Self.digits)
            }
        }
    }

    /// How many numbers the columns of the result have where series are cut to so many points.
    private static func numbers(in result: FigureResult, points: Int) -> Int {
        result.panels.flatMap(\.series).reduce(0) { sum, series in
            sum + min(series.index.values.count, points) * (1 + series.columns.reduce(0) { $0 + 1 + $1.replicates.count })
        }
    }

    /// Evenly spread places, the first and the last among them.
    private static func places(of series: Series, keeping count: Int) -> [Int] {
        let all = series.index.values.count
        guard all > count else { return Array(0..<all) }
        return (0..<count).map { ($0 * (all - 1) + (count - 1) / 2) / (count - 1) }
    }

    public var text: [UInt8] {
        get throws { try isSealed ? SealedJSON.text(self) : CanonicalJSON.text(self) }
    }

    /// Reads a file's text.
    /// - Parameters:
    ///   - name: the file's name, which says which figure is in it; nil: any.
    ///   - place: for the message.
    /// - Throws: a `Fault` (status data).
    public init(reading text: [UInt8], name: String? = nil, at place: String) throws(Fault) {
        let remedy = "take it from an earlier commit, or accept the figure again"
        do {
            let tree = try JSONReader.read(text)
            let format = try CanonicalJSON.decode(Format.self, from: tree)
            if format.format == Self.unsealedFormat, format.digest == nil {
                self = try CanonicalJSON.decode(BaselineFile.self, from: tree)
            } else if format.format == Self.format {
                self = try SealedJSON.decode(BaselineFile.self, from: tree)
            } else {
                throw JSONError(place: "format", problem: "\(format.format) is not the format \(Self.format)")
            }
        } catch {
            if let line = ConflictMarkers.line(in: text) {
                throw Fault(
                    "has the marks of a merge that was not finished", at: "\(place):\(line)",
                    remedy: "take one side whole (git checkout --ours or --theirs), or accept the figure again", status: .data)
            }
            throw Fault("is no baseline: \(error)", at: place, remedy: remedy, status: .data)
        }
        guard name == nil || name == Self.name(of: result.id) else {
            throw Fault("holds \(result.id), whose file is \(Self.name(of: result.id))", at: place, remedy: remedy, status: .data)
        }
    }

    /// The members that tell how to read the others.
    private struct Format: Decodable {
        var format: Int
        var digest: String?
    }

    static func name(of id: FigureID) -> String { "\(id.fileName).json" }

    /// False for a file of the format without a digest, in which damage goes unseen.
    var isSealed: Bool { format == Self.format }

    /// The same with a digest.
    var sealed: BaselineFile {
        var copy = self
        copy.format = Self.format
        return copy
    }

    public var snapshot: FigureSnapshot {
        FigureSnapshot(
            result: result, inputs: inputs, picture: picture,
            reduction: .init(
                digits: digits, digests: Dictionary(columns.map { ($0.path, $0.digest) }, uniquingKeysWith: { first, _ in first }),
                about: "The baseline: \(about)"))
    }
}

extension BaselineFile: ShapeChecked {
    var brokenRule: BrokenRule? {
        if !(1...15).contains(digits) { return BrokenRule("digits", "\(digits) significant digits are not among 1 to 15") }
        if let broken = BrokenRule(repeated: inputs.map(\.name), in: "inputs", what: "inputs") { return broken }
        if let picture, !CacheKey.isDigest(picture) { return BrokenRule("picture", "a digest of 64 hexadecimal digits expected") }
        if let place = columns.firstIndex(where: { !CacheKey.isDigest($0.digest) }) {
            return BrokenRule("columns", "[\(place)].digest: a digest of 64 hexadecimal digits expected")
        }
        let keys = result.panelKeys
        let paths = result.panels.enumerated().flatMap { place, panel in
            panel.series.flatMap { series in series.columns.map { "\(keys[place])/\(series.id)/\($0.id)" } }
        }
        return columns.map(\.path) == paths ? nil : BrokenRule("columns", "they are not the result's")
    }
}

extension Series {
    fileprivate func kept(_ places: [Int], digits: Int) -> Series {
        var copy = self
        copy.index.values = places.map { index.values[$0] }
        copy.index.replicates = index.replicates.map { curve in places.map { curve[$0] } }
        copy.columns = columns.map { column in
            var reduced = column
            reduced.values = places.map { column.values[$0].rounded(toDigits: digits) }
            reduced.replicates = column.replicates.map { curve in places.map { curve[$0].rounded(toDigits: digits) } }
            return reduced
        }
        return copy
    }
}

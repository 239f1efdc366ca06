/// Everything that a figure shows, as numbers, with what it was computed from. It is what is stored, drawn and diffed.
///
/// It carries nothing volatile: no time, no machine, no commit, no path.
public struct FigureResult: Codable, Sendable, Equatable {
    public var id: FigureID
    /// The figure's title, without its number: "Information planes at four bin sizes".
    public var title: String
    /// What is drawn, in order of the panels' letters; empty for a table.
    public var panels: [PanelResult]
    public var tables: [TableResult]
    /// Single numbers that the words around the figure quote.
    public var values: [NamedValue]
    public var settings: [SettingRecord]
    public var claims: [Claim]
    public var data: [DataRecord]

    public init(
        id: FigureID, title: String, panels: [PanelResult] = [], tables: [TableResult] = [], values: [NamedValue] = [],
        settings: [SettingRecord] = [], claims: [Claim] = [], data: [DataRecord] = []
    ) {
        self.id = id
        self.title = title
        self.panels = panels
        self.tables = tables
        self.values = values
        self.settings = settings
        self.claims = claims
        self.data = data
    }

    /// True where any of the data is a stand-in generated here instead of the paper's own.
    public var usesStandIn: Bool { !standIns.isEmpty }

    /// The data sets that others stand in for, by name.
    public var standIns: Set<String> { Set(data.compactMap(\.standInFor)) }
}

/// One panel: its series share axes.
public struct PanelResult: Codable, Sendable, Equatable {
    /// "a", "b", ...; empty in a figure of one panel.
    public var letter: String
    /// "Bin size 0.07".
    public var title: String
    public var series: [Series]

    public init(letter: String, title: String, series: [Series]) {
        self.letter = letter
        self.title = title
        self.series = series
    }
}

/// Columns of numbers over one index, such as an information plane's path (index: epoch; columns: I(X;T), I(T;Y)) or an ablation
/// curve (index: units ablated; column: accuracy).
public struct Series: Codable, Sendable, Equatable {
    /// Unique in its panel and stable between versions: "layer-1".
    public var id: String
    /// For people: "Layer 1 (10 units)".
    public var label: String
    /// The independent variable. Its columns have as many values.
    public var index: Column
    public var columns: [Column]

    public init(id: String, label: String, index: Column, columns: [Column]) {
        precondition(columns.allSatisfy { $0.values.count == index.values.count }, "series \(id): columns differ in length")
        self.id = id
        self.label = label
        self.index = index
        self.columns = columns
    }

    public subscript(column: String) -> [Double] {
        if index.id == column { return index.values }
        guard let found = columns.first(where: { $0.id == column }) else {
            preconditionFailure("series \(id) has no column '\(column)'")
        }
        return found.values
    }
}

/// Numbers of one quantity.
public struct Column: Codable, Sendable, Equatable {
    /// Unique in its series and stable: "ixt".
    public var id: String
    public var quantity: Quantity
    /// What is drawn.
    public var values: [Double]
    /// The same numbers for each network or draw, `values.count` each; empty where there is one only.
    public var replicates: [[Double]]
    /// How far two runs' values may differ and still count as the same; nil: not at all.
    public var tolerance: Tolerance?

    public init(id: String, quantity: Quantity, values: [Double], replicates: [[Double]] = [], tolerance: Tolerance? = nil) {
        precondition(replicates.allSatisfy { $0.count == values.count }, "column \(id): replicates differ in length")
        self.id = id
        self.quantity = quantity
        self.values = values
        self.replicates = replicates
        self.tolerance = tolerance
    }
}

/// A quantity with its symbol and unit.
public struct Quantity: Codable, Sendable, Equatable {
    /// "mutual information of input and layer".
    public var name: String
    /// "I(X;T)"; empty where there is none.
    public var symbol: String
    /// "bit", "%", "epoch"; empty for a pure number.
    public var unit: String

    public init(_ name: String, symbol: String = "", unit: String = "") {
        self.name = name
        self.symbol = symbol
        self.unit = unit
    }
}

public struct Tolerance: Codable, Sendable, Equatable {
    public var absolute: Double
    public var relative: Double

    public init(absolute: Double = 0, relative: Double = 0) {
        self.absolute = absolute
        self.relative = relative
    }
}

/// A table of a figure: a header and rows of cells.
public struct TableResult: Codable, Sendable, Equatable {
    public var title: String
    public var header: [String]
    public var rows: [[Cell]]

    public init(title: String, header: [String], rows: [[Cell]]) {
        precondition(rows.allSatisfy { $0.count == header.count }, "table '\(title)': a row's length differs from the header's")
        self.title = title
        self.header = header
        self.rows = rows
    }

    public enum Cell: Codable, Sendable, Equatable {
        case text(String)
        /// A number and how many digits follow its point in print.
        case number(Double, digits: Int)
    }
}

/// A single number that the words around a figure quote.
public struct NamedValue: Codable, Sendable, Equatable {
    /// For templates: "testAccuracy".
    public var id: String
    public var quantity: Quantity
    public var value: Double
    /// How many digits follow the point in print.
    public var digits: Int

    public init(id: String, quantity: Quantity, value: Double, digits: Int) {
        self.id = id
        self.quantity = quantity
        self.value = value
        self.digits = digits
    }
}

/// A setting as the paper gives it and as this run used it.
public struct SettingRecord: Codable, Sendable, Equatable {
    /// The key in a report definition: "epochs".
    public var key: String
    /// For people: "training length".
    public var name: String
    /// The paper's value in print; nil where the paper leaves it open.
    public var paper: String?
    /// Why this value where the paper leaves it open.
    public var chosenBecause: String?
    /// This run's value in print.
    public var used: String
    /// The data sets, by name, whose networks alone it is of; nil: it may be of any.
    public var data: [String]?

    public init(
        key: String, name: String, paper: String?, chosenBecause: String? = nil, used: String, data: [String]? = nil
    ) {
        self.key = key
        self.name = name
        self.paper = paper
        self.chosenBecause = chosenBecause
        self.used = used
        self.data = data
    }

    /// How this run's value lies to the paper's.
    public enum Departure: String, Sendable {
        case smaller, larger, other
    }

    /// Nil where the paper leaves the value open, or this run used it. Numbers are smaller or larger, and so are lists of which all numbers
    /// are, or that have fewer or more; anything else is other.
    public var departure: Departure? {
        guard let paper, paper != used else { return nil }
        let (before, now) = (Self.numbers(paper), Self.numbers(used))
        guard let before, let now else { return .other }
        if before.count != now.count { return now.count < before.count ? .smaller : .larger }
        if zip(before, now).allSatisfy({ $1 <= $0 }) { return .smaller }
        return zip(before, now).allSatisfy { $1 >= $0 } ? .larger : .other
    }

    private static func numbers(_ text: String) -> [Double]? {
        let words = text.split { $0 == "," || $0 == " " }
        let numbers = words.compactMap { Double($0) }
        return numbers.count == words.count ? numbers : nil
    }
}

/// A data set that a figure used.
public struct DataRecord: Codable, Sendable, Equatable {
    /// "SZT", "MNIST", "Glyphs".
    public var name: String
    /// The data set that this one stands in for; nil where it is the paper's own.
    public var standInFor: String?
    /// SHA-256 of the data's identity (Datasets says of what).
    public var digest: String
    public var samples: Int
    /// Images that were passed over because they cannot be decoded; nil where none was.
    public var passedOver: Int?

    public init(name: String, standInFor: String? = nil, digest: String, samples: Int, passedOver: Int? = nil) {
        self.name = name
        self.standInFor = standInFor
        self.digest = digest
        self.samples = samples
        self.passedOver = passedOver
    }
}

extension [DataRecord] {
    /// One of each data set: of those that differ only in how many samples were taken, the one with the most.
    public var ofEachSet: [DataRecord] {
        reduce(into: []) { records, record in
            let known = records.firstIndex {
                ($0.name, $0.standInFor, $0.digest, $0.passedOver) == (
                    record.name, record.standInFor, record.digest, record.passedOver
                )
            }
            if let known {
                records[known].samples = Swift.max(records[known].samples, record.samples)
            } else {
                records.append(record)
            }
        }
    }
}

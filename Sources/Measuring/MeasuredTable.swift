/// What a measure found, as a table of plain values.
public struct MeasuredTable: Sendable, Equatable {
    public struct Column: Sendable, Equatable {
        /// Unique, and named as in CSV and JSON: "entropy_bits".
        public var id: String
        /// Over the table, without the unit: "H(T)".
        public var title: String
        /// In words: "entropy of the quantised output".
        public var quantity: String
        /// "bits"; nil for what has none.
        public var unit: String?
        /// Behind the point, in the table; nil: as many as the value has.
        public var digits: Int?

        public init(_ id: String, title: String, quantity: String, unit: String? = nil, digits: Int? = 6) {
            self.id = id
            self.title = title
            self.quantity = quantity
            self.unit = unit
            self.digits = digits
        }
    }

    public enum Cell: Sendable, Equatable {
        /// The definition gives no value.
        case none
        case integer(Int)
        case number(Double)
        case text(String)
        /// Units' numbers.
        case units([Int])

        public var number: Double? {
            switch self {
            case .number(let value): value
            case .integer(let value): Double(value)
            case .none, .text, .units: nil
            }
        }
    }

    /// How it was measured: "quantised: active above 0".
    public struct Setting: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A single number beside the table: "label_entropy_bits", H(Y) in bits.
    public struct Value: Sendable, Equatable {
        public var id: String
        public var quantity: String
        public var number: Double

        public init(_ id: String, _ quantity: String, _ number: Double) {
            self.id = id
            self.quantity = quantity
            self.number = number
        }
    }

    public var measure: Measure
    /// The files' names.
    public var activations: [String]
    public var labels: String?
    public var samples: Int
    /// Units measured; of layers of different sizes the most of one.
    public var units: Int
    /// Units measured of each layer, where layers differ; empty where they do not.
    public var unitsByLayer: [Int] = []
    public var settings: [Setting]
    /// Limits of what was measured; the same for all rows.
    public var values: [Value]
    public var columns: [Column]
    public var rows: [[Cell]]
    /// What a reader of the values should know, sentences without a full stop.
    public var notes: [String]

    public init(
        measure: Measure, activations: [String], labels: String?, samples: Int, units: Int, settings: [Setting] = [],
        values: [Value] = [], columns: [Column], rows: [[Cell]], notes: [String] = []
    ) {
        self.measure = measure
        self.activations = activations
        self.labels = labels
        self.samples = samples
        self.units = units
        self.settings = settings
        self.values = values
        self.columns = columns
        self.rows = rows
        self.notes = notes
    }

    /// The place of a column; nil where there is none of this id.
    public func place(of id: String) -> Int? { columns.firstIndex { $0.id == id } }

    /// A column's cells.
    public subscript(_ id: String) -> [Cell] {
        guard let place = place(of: id) else { return [] }
        return rows.map { $0[place] }
    }

    /// The column that the figure shows first.
    public var mainColumn: Column? { place(of: drawnColumns[0].id).map { columns[$0] } }

    /// The number beside the table; nil where there is none of this id.
    public func value(_ id: String) -> Double? { values.first { $0.id == id }?.number }

    /// A column's numbers; NaN where there is none.
    public func numbers(_ id: String) -> [Double] { self[id].map { $0.number ?? .nan } }
}

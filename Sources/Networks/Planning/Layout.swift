import NumericCore

/// One block of numbers that an operation owns.
public struct ParameterBlock: Hashable, Sendable {
    /// Its name within the layer: "weights".
    public var name: String
    /// Its shape in a file. The last size is that of a row.
    public var shape: [Int]
    /// What each row is padded to a multiple of, in the arena.
    public var padding: Int
    /// Whether the optimiser moves it; else it is a statistic that the operation keeps itself.
    public var isTrained: Bool

    public init(_ name: String, shape: [Int], padding: Int = 1, isTrained: Bool = true) {
        precondition(!shape.isEmpty, "a parameter without a shape")
        self.name = name
        self.shape = shape
        self.padding = padding
        self.isTrained = isTrained
    }

    public var rows: Int { shape.dropLast().reduce(1, *) }
    public var columns: Int { shape[shape.count - 1] }
}

/// Where each parameter of a network stands in an arena: values, gradients and the optimiser's memory are laid out alike.
///
/// A node's parameters follow each other; each node begins at a cache line.
public struct Layout: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        /// "layers.0.weights".
        public let name: String
        /// Its shape in a file.
        public let shape: [Int]
        public let rows: Int
        public let columns: Int
        /// Floats from row to row.
        public let stride: Int
        /// Where the first row begins.
        public let offset: Int
        public let isTrained: Bool

        /// Numbers, the padding apart.
        public var count: Int { rows * columns }
    }

    public let entries: [Entry]
    /// The entries of each node.
    let ofNode: [Range<Int>]
    /// Floats of an arena.
    public let count: Int

    init(_ nodes: [(layer: String, parameters: [ParameterBlock])]) {
        let line = 16
        var entries: [Entry] = []
        var ofNode: [Range<Int>] = []
        var offset = 0
        for node in nodes {
            let first = entries.count
            for parameter in node.parameters {
                let stride = padded(parameter.columns, to: parameter.padding)
                entries.append(
                    Entry(
                        name: "\(node.layer).\(parameter.name)", shape: parameter.shape, rows: parameter.rows,
                        columns: parameter.columns, stride: stride, offset: offset, isTrained: parameter.isTrained))
                offset += parameter.rows * stride
            }
            offset = padded(offset, to: line)
            ofNode.append(first..<entries.count)
        }
        self.entries = entries
        self.ofNode = ofNode
        count = offset
    }

    /// Where a node's trained parameters stand, which its entries begin with, to the end of the last whole vector: zeros pad it. nil where
    /// it has none.
    static func trained(_ entries: some Sequence<Entry>) -> Range<Int>? {
        let trained = entries.filter(\.isTrained)
        guard let first = trained.first, let last = trained.last else { return nil }
        return first.offset..<first.offset + padded(last.offset + last.rows * last.stride - first.offset, to: 8)
    }

    /// The place of a parameter in `entries`; nil where there is none of that name.
    public func place(of name: String) -> Int? { entries.firstIndex { $0.name == name } }
}

import Experiments

/// An image of 28 x 28 in a result: a column of numbers for each of its rows, from the top, so that none is long.
enum Picture {
    static let side = 28

    static func series(_ id: String, _ label: String, _ quantity: Quantity, _ pixels: [Double]) -> Series {
        Series(
            id, label, Column("column", "column of pixels", 0..<side),
            (0..<side).map { row in Column("row-\(row + 1)", quantity, Array(pixels[row * side..<(row + 1) * side])) })
    }

    /// Its rows from the lowest, as they are drawn.
    static func rows(_ series: Series) -> [[Double]] { (1...side).reversed().map { series["row-\($0)"] } }
}

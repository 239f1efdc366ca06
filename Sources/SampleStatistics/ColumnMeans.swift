extension Statistics {
    /// The mean of each column of at least one row; all rows have the same length.
    public static func columnMeans(_ rows: [[Double]]) -> [Double] {
        precondition(!rows.isEmpty && rows.allSatisfy { $0.count == rows[0].count }, "the rows differ in length, or there are none")
        return rows[0].indices.map { column in mean(rows.map { $0[column] }) }
    }
}

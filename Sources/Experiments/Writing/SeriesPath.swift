import Results

extension Series {
    /// A path through points, in two columns.
    public static func path(
        _ id: String, _ label: String, x: (id: String, Quantity), y: (id: String, Quantity), _ points: [(Double, Double)]
    ) -> Series {
        Series(id, label, Column(x.id, x.1, points.map(\.0)), [Column(y.id, y.1, points.map(\.1))])
    }
}

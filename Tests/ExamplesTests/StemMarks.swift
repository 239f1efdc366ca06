import Charts

// listing: example-mark
extension Mark {
    /// Stems: a thin line from the base to each value, with a marker at its end. For values at few, separate places, such as the
    /// units of a layer.
    public static func stems(
        x: [Double], values: [Double], base: Double = 0, style: SeriesStyle, label: RichText? = nil
    ) -> [Mark] {
        [
            .ranges(
                RangesMark(
                    x: x, low: values.map { min($0, base) }, high: values.map { max($0, base) }, style: style.width(0.7), cap: 0)),
            .points(PointsMark(x: x, y: values, style: style, label: label)),
        ]
    }
}
// end of listing

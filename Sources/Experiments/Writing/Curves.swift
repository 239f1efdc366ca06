import Charts
import Results

extension [Mark] {
    /// A curve with the band of its networks' spread, of a series as `Series.overNetworks` makes it.
    public static func curve(
        _ series: Series, style: SeriesStyle, label: RichText? = nil, opacity: Double = 0.16,
        names: (mean: String, lower: String, upper: String) = ("mean", "lower", "upper")
    ) -> [Mark] {
        [
            .band(
                BandMark(
                    x: series.index.values, lower: series[names.lower], upper: series[names.upper], color: style.color,
                    opacity: opacity)),
            .line(LineMark(series, names.mean, style, label: label)),
        ]
    }
}

/// How all figures look: what is the same in two of them looks the same.
public enum StyleSheet {
    /// The output layer.
    public static let output = Palette.categorical[5]
    /// Networks without and with batch normalisation.
    public static let plain = Palette.categorical[0]
    public static let normalised = Palette.categorical[1]
    /// The width of a chart of one panel, and of one of several, in points.
    public static let single = 400.0
    public static let full = 620.0
}

extension Axis {
    /// An accuracy, from 0 to 1, printed in per cent.
    public static func accuracy(_ title: RichText = "accuracy", domain: ClosedRange<Double>? = 0...1) -> Axis {
        Axis(title, domain: domain, format: .percent)
    }
}

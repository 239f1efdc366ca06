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
}

extension Axis {
    /// A share that is given in per cent, from 0 to 100 where no other domain is named.
    public static func percent(_ title: RichText, domain: ClosedRange<Double>? = 0...100, ends: Ends = .nice, group: String? = nil)
        -> Axis
    {
        Axis(title, domain: domain, ends: ends, format: .unit("%"), group: group)
    }

    /// An accuracy, from 0 to 1, printed in per cent.
    public static func accuracy(_ title: RichText = "accuracy", domain: ClosedRange<Double>? = 0...1) -> Axis {
        Axis(title, domain: domain, format: .percent)
    }
}

import Charts
import Results

/// How perturbation curves are drawn: a line a condition, with a band of one standard deviation.
enum DirectionChart {
    /// The marks of one curve.
    static func marks(_ series: Series, x: String, style: SeriesStyle, label: RichText? = nil) -> [Mark] {
        [
            .band(
                BandMark(
                    x: series[x], lower: series["lower"], upper: series["upper"], color: style.color, opacity: 0.16)),
            .line(LineMark(x: series[x], y: series["mean"], style: style, label: label ?? RichText(plain: series.label))),
        ]
    }
}

/// Remembers what texts measure: a layout asks for the same few dozen words thousands of times.
final class MeasureMemory: TextMeasuring {
    private struct Key: Hashable {
        var text: RichText
        var size: Double
        var bold: Bool
    }

    private let source: any TextMeasuring
    private var known: [Key: TextMetrics] = [:]

    init(_ source: any TextMeasuring) { self.source = source }

    func measure(_ text: RichText, style: TextStyle) -> TextMetrics {
        let key = Key(text: text, size: style.size, bold: style.bold)
        if let metrics = known[key] { return metrics }
        let metrics = source.measure(text, style: style)
        known[key] = metrics
        return metrics
    }
}

import Experiments

/// How networks of many learning rates are drawn: a dot each, darker for larger rates.
enum SweptChart {
    private static let ramp = ColorRamp([Color(hex: 0xA9D3EE), Color(hex: 0x2E7EBB), Color(hex: 0x3C1E6E)])

    /// - Parameter groups: a learning rate each, ascending. Some of them, evenly spaced, stand in the legend.
    static func points(_ groups: [Series], x: String, y: String) -> [Mark] {
        let last = groups.count - 1
        let named = Set((0...3).map { $0 * last / 3 })
        return groups.enumerated().map { index, series in
            .points(
                PointsMark(
                    x: series[x], y: series[y], style: SeriesStyle(ramp.color(at: Double(index) / Double(max(1, last)))), size: 4,
                    opacity: 0.85, label: named.contains(index) ? RichText(plain: series.label) : nil))
        }
    }
}

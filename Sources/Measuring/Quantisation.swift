/// How activations become symbols.
public enum Quantisation: Sendable, Equatable {
    /// How many of the thresholds, ascending, lie below the activation: one threshold tells active from inactive.
    case thresholds([Double])
    /// floor(activation / size).
    case binSize(Double)
    /// So many bins of equal width from the least to the greatest activation, or over the range; the last one holds its upper end, and
    /// what lies beyond the range falls into the bins at its ends.
    case bins(Int, over: ClosedRange<Double>?)

    /// Whether bins divide a range that was given, beyond which values may lie.
    var hasRange: Bool { if case .bins(_, _?) = self { true } else { false } }

    /// "active above 0", "bins of 0.07", "30 bins over the layer's range".
    var description: String {
        switch self {
        case .thresholds(let thresholds) where thresholds.count == 1: "active above \(NumberText.short(thresholds[0]))"
        case .thresholds(let thresholds): "thresholds at \(Words.list(thresholds.map(NumberText.short)))"
        case .binSize(let size): "bins of \(NumberText.short(size))"
        case .bins(let count, let range?):
            "\(count) \(count == 1 ? "bin" : "bins") from \(NumberText.short(range.lowerBound)) to \(NumberText.short(range.upperBound))"
        case .bins(let count, nil): "\(count) \(count == 1 ? "bin" : "bins") from the least to the greatest activation"
        }
    }
}

/// Numbers as people write them.
enum NumberText {
    /// "0.07", "3", "-1": the fewest digits that read back as the same double.
    static func short(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 0x1p53 { return String(Int64(value)) }
        return "\(value)"
    }
}

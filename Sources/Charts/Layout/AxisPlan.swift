import Foundation

/// An axis made ready for its length: ends, ticks, labels.
package struct AxisPlan: Sendable, Equatable {
    package struct Tick: Sendable, Equatable {
        package var value: Double
        /// nil: a tick whose label had no room.
        package var label: RichText?
        /// The label's lines, where a name was broken.
        var lines: [RichText] = []
    }

    package var scale: AxisScale
    package var ticks: [Tick]
    package var minorTicks: [Double]
    /// 0, or 45 where names stand aslant.
    package var labelAngle: Double = 0

    /// How many lines the labels take.
    package var labelLines: Int { ticks.map { max($0.lines.count, $0.label == nil ? 0 : 1) }.max() ?? 0 }
}

/// Chooses ends and ticks.
struct AxisPlanner {
    /// In points.
    var length: Double
    var horizontal: Bool
    var style: TextStyle
    var text: any TextMeasuring

    /// - Parameter extent: the least and the greatest value of the marks; nil: there are none.
    func plan(_ axis: Axis, extent: ClosedRange<Double>?) -> AxisPlan {
        if case .categories(let names) = axis.scale { return categoryPlan(axis, names: names) }
        var low = extent?.lowerBound ?? .infinity
        var high = extent?.upperBound ?? -.infinity
        for value in axis.including where AxisScale.transform(value, axis.scale) != nil {
            low = min(low, value)
            high = max(high, value)
        }
        if let domain = axis.domain {
            low = domain.lowerBound
            high = domain.upperBound
        }
        if low > high { (low, high) = axis.scale == .log10 ? (1, 10) : (0, 1) }
        if axis.scale == .log10 { precondition(low > 0, "a logarithmic axis from \(low)") }
        if low == high { (low, high) = widened(low, axis.scale) }
        let ends = axis.domain == nil ? axis.ends : .tight
        if ends == .padded {
            let a = AxisScale.transform(low, axis.scale) ?? 0
            let b = AxisScale.transform(high, axis.scale) ?? 1
            let pad = (b - a) * 0.04
            (low, high) = (AxisScale.inverse(a - pad, axis.scale), AxisScale.inverse(b + pad, axis.scale))
        }
        switch axis.ticks {
        case .automatic:
            switch axis.scale {
            case .log10 where high / low >= 10: return logPlan(axis, low: low, high: high, nice: ends == .nice)
            case .symlog(let bound): return symlogPlan(axis, bound: bound, low: low, high: high, nice: ends == .nice)
            default: return linearPlan(axis, low: low, high: high, nice: ends == .nice)
            }
        case .none: return AxisPlan(scale: AxisScale(scale: axis.scale, low: low, high: high), ticks: [], minorTicks: [])
        case .at(let values):
            let labels = axis.format.labels(of: values, scale: axis.scale)
            return given(zip(values, labels).map { Ticks.Label($0, $1) }, AxisScale(scale: axis.scale, low: low, high: high))
        case .labelled(let labels): return given(labels, AxisScale(scale: axis.scale, low: low, high: high))
        }
    }

    private func widened(_ value: Double, _ scale: Scale) -> (Double, Double) {
        if scale == .log10 { return (value / 2, value * 2) }
        let reach = value == 0 ? 0.5 : abs(value) * 0.1
        return (value - reach, value + reach)
    }

    // MARK: Room

    /// Whether labels at the shares of the axis stand clear of each other.
    private func fits(_ labels: [(share: Double, text: RichText)]) -> Bool {
        let gap = horizontal ? style.size * 0.7 : style.size * 0.45
        var lastEnd = -Double.infinity
        for label in labels.sorted(by: { $0.share < $1.share }) {
            let half = room(label.text) / 2
            let middle = label.share * length
            if middle - half < lastEnd + gap { return false }
            lastEnd = middle + half
        }
        return true
    }

    private func room(_ label: RichText) -> Double {
        let metrics = text.measure(label, style: style)
        return horizontal ? metrics.width : metrics.ascent + metrics.descent
    }

    private func ticks(_ values: [Double], _ labels: [RichText], _ scale: AxisScale) -> [AxisPlan.Tick] {
        var kept: [(share: Double, text: RichText)] = []
        return zip(values, labels).map { value, label in
            guard let share = scale.share(of: value), fits(kept + [(share, label)]) else {
                return AxisPlan.Tick(value: value, label: nil)
            }
            kept.append((share, label))
            return AxisPlan.Tick(value: value, label: label)
        }
    }

    private func given(_ labels: [Ticks.Label], _ scale: AxisScale) -> AxisPlan {
        let inside = labels.filter { label in scale.share(of: label.value).map { $0 > -1e-9 && $0 < 1 + 1e-9 } ?? false }
        return AxisPlan(scale: scale, ticks: ticks(inside.map(\.value), inside.map(\.text), scale), minorTicks: [])
    }

    // MARK: Linear

    private func linearPlan(_ axis: Axis, low: Double, high: Double, nice: Bool) -> AxisPlan {
        let most = Int(length / (horizontal ? 27 : 21), within: 2...8)
        let span = high - low
        var exponent = decade(below: span / Double(most + 1)) - 1
        var last: AxisPlan?
        for _ in 0..<6 {
            for factor in [1, 2, 5] {
                let step = Double(factor) * powerOfTen(exponent)
                if span / step > Double(most) + 1 { continue }
                let (start, end) = nice ? rounded(low, high, step) : (low, high)
                // Steps that are nothing beside the ends, or no numbers, are no steps.
                guard step > 0, step.isFinite, max(abs(start), abs(end)) / step < 1e17 else { continue }
                let first = Int((start / step - 1e-6).rounded(.up))
                let final = Int((end / step + 1e-6).rounded(.down))
                guard final >= first else { continue }
                let values = (first...final).map { index in
                    exponent < 0 ? Double(index * factor) / powerOfTen(-exponent) : Double(index * factor) * powerOfTen(exponent)
                }
                let labels = axis.format.labels(of: values, scale: axis.scale)
                let scale = AxisScale(scale: axis.scale, low: start, high: end)
                let shares = values.map { scale.share(of: $0) ?? 0 }
                let plan = AxisPlan(scale: scale, ticks: ticks(values, labels, scale), minorTicks: [])
                if values.count <= most, fits(Array(zip(shares, labels)).map { (share: $0, text: $1) }) { return plan }
                last = last ?? plan
            }
            exponent += 1
        }
        return last ?? AxisPlan(scale: AxisScale(scale: axis.scale, low: low, high: high), ticks: [], minorTicks: [])
    }

    /// The ends moved outwards to multiples of the step, or of a part of it where the whole step would waste more than an eighth.
    private func rounded(_ low: Double, _ high: Double, _ step: Double) -> (Double, Double) {
        func end(_ value: Double, _ rule: FloatingPointRoundingRule, _ slack: Double) -> Double {
            for part in [1.0, 2, 5, 10] {
                let unit = step / part
                let moved = (value / unit + slack).rounded(rule) * unit
                if abs(moved - value) <= (high - low) / 8 { return moved }
            }
            return value
        }
        return (end(low, .down, 1e-9), end(high, .up, -1e-9))
    }

    // MARK: Logarithmic

    private func logPlan(_ axis: Axis, low: Double, high: Double, nice: Bool) -> AxisPlan {
        var (low, high) = (low, high)
        if nice {
            low = powerOfTen(decade(below: low))
            high = powerOfTen(decade(above: high))
        }
        let scale = AxisScale(scale: axis.scale, low: low, high: high)
        let first = decade(above: low)
        let final = decade(below: high)
        let decades = decade(below: low)...max(final, decade(below: low))
        let minor = multiples([2, 3, 4, 5, 6, 7, 8, 9], of: decades).filter { $0 > low && $0 < high }
        guard final > first else {
            let values = multiples([1, 2, 5], of: decades).filter { $0 >= low * (1 - 1e-9) && $0 <= high * (1 + 1e-9) }
            let labels = axis.format.labels(of: values, scale: axis.scale)
            return AxisPlan(scale: scale, ticks: ticks(values, labels, scale), minorTicks: minor)
        }
        for stride in 1...max(1, final - first) {
            let exponents = Array(Swift.stride(from: first, through: final, by: stride))
            let values = exponents.map(powerOfTen)
            let labels = axis.format.labels(of: values, scale: axis.scale)
            let placed = zip(values, labels).map { (share: scale.share(of: $0) ?? 0, text: $1) }
            if fits(placed) {
                let between = stride == 1 ? minor : (first...final).filter { !exponents.contains($0) }.map(powerOfTen)
                return AxisPlan(scale: scale, ticks: ticks(values, labels, scale), minorTicks: between)
            }
        }
        let values = [powerOfTen(first), powerOfTen(final)]
        let labels = axis.format.labels(of: values, scale: axis.scale)
        return AxisPlan(scale: scale, ticks: ticks(values, labels, scale), minorTicks: [])
    }

    private func multiples(_ factors: [Double], of decades: ClosedRange<Int>) -> [Double] {
        decades.flatMap { exponent in factors.map { $0 * powerOfTen(exponent) } }
    }

    private func symlogPlan(_ axis: Axis, bound: Double, low: Double, high: Double, nice: Bool) -> AxisPlan {
        func powers(to end: Double) -> [Double] {
            guard end > 0 else { return [] }
            let first = decade(above: bound)
            let final = nice ? decade(above: end) : decade(below: end)
            return final >= first ? (first...final).map(powerOfTen) : []
        }
        let below = powers(to: -low)
        let above = powers(to: high)
        var (low, high) = (low, high)
        if nice {
            if low < 0 { low = -(below.last ?? bound) }
            if high > 0 { high = above.last ?? bound }
        }
        let scale = AxisScale(scale: axis.scale, low: low, high: high)
        // Zero first, then outwards, so that thinning keeps zero.
        var values = low <= 0 && high >= 0 ? [0.0] : []
        for index in 0..<max(below.count, above.count) {
            if index < above.count { values.append(above[index]) }
            if index < below.count { values.append(-below[index]) }
        }
        values = values.filter { low <= $0 && $0 <= high }
        let labels = axis.format.labels(of: values, scale: axis.scale)
        let all = ticks(values, labels, scale)
        return AxisPlan(scale: scale, ticks: all.sorted { $0.value < $1.value }, minorTicks: [])
    }

    // MARK: Names

    private func categoryPlan(_ axis: Axis, names: [RichText]) -> AxisPlan {
        let scale = AxisScale(
            scale: axis.scale, low: axis.domain?.lowerBound ?? -0.5,
            high: axis.domain?.upperBound ?? Double(max(names.count, 1)) - 0.5)
        let values = names.indices.map(Double.init)
        var plan = AxisPlan(
            scale: scale, ticks: zip(values, names).map { .init(value: $0, label: $1, lines: [$1]) }, minorTicks: [])
        let step = length / (scale.high - scale.low)
        let placed = zip(values, names).map { (share: scale.share(of: $0) ?? 0, text: $1) }
        if fits(placed), !horizontal || names.allSatisfy({ room($0) <= step }) { return plan }
        guard horizontal else {
            plan.ticks = ticks(values, names, scale)
            return plan
        }
        let broken = names.map { TextLines.broken($0, to: step - style.size * 0.7, style: style, text: text) }
        let widest = broken.joined().map { text.measure($0, style: style).width }.max() ?? 0
        if widest <= step - style.size * 0.6, (broken.map(\.count).max() ?? 1) <= 3 {
            for index in plan.ticks.indices { plan.ticks[index].lines = broken[index] }
            return plan
        }
        plan.labelAngle = 45
        // Aslant, neighbours are apart by the step's share across the letters.
        let stride = Int((style.size * 1.15 / (step * 0.7071)).rounded(.up), within: 1...max(1, names.count))
        for index in plan.ticks.indices where index % stride != 0 {
            plan.ticks[index].label = nil
            plan.ticks[index].lines = []
        }
        return plan
    }
}

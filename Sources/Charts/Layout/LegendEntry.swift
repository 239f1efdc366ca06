/// One line of a legend: the samples of the marks that share a label, drawn over each other, and the label.
struct LegendEntry: Sendable, Equatable {
    enum Sample: Sendable, Equatable {
        case line(SeriesStyle, marker: Bool)
        case path(Color)
        case point(SeriesStyle, size: Double, opacity: Double)
        case fill(Color)
        case bar(Color)
        case range(SeriesStyle)
        case rule(Color, Dash, Double)
    }

    var label: RichText
    var samples: [Sample]

    /// The entries of the panels' marks in the order of their first appearance.
    static func collected(from panels: [Panel]) -> [LegendEntry] {
        var entries: [LegendEntry] = []
        for mark in panels.lazy.flatMap(\.marks) {
            guard let label = mark.label, let sample = sample(of: mark) else { continue }
            if let index = entries.firstIndex(where: { $0.label == label }) {
                if !entries[index].samples.contains(sample) { entries[index].samples.append(sample) }
            } else {
                entries.append(LegendEntry(label: label, samples: [sample]))
            }
        }
        return entries
    }

    private static func sample(of mark: Mark) -> Sample? {
        switch mark {
        case .line(let mark): .line(mark.style, marker: mark.showsMarkers)
        case .epochPath(let mark): .path(mark.color)
        case .points(let mark): .point(mark.style, size: mark.size, opacity: mark.opacity)
        case .band(let mark): .fill(mark.color)
        case .bars(let mark): .bar(mark.style.color)
        case .ranges(let mark): .range(mark.style)
        case .violin(let mark): .bar(mark.style.color)
        case .histogram(let mark): .bar(mark.style.color)
        case .rule(let mark): .rule(mark.color, mark.dash, mark.width)
        case .region(let mark): .fill(mark.color)
        case .heat, .note: nil
        }
    }
}

/// A scale outside the plots: how the shade of paths tells the epoch, or what a heat map's colours mean.
struct RampKey: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// Shade and markers of paths from the first epoch (0 or 1) to the last, with the marked ones between. Some paths end before the
        /// last: then the disc of an end stands by itself.
        case epochs(first: Double, last: Double, marked: [Double], someEndBefore: Bool)
        case heat(ColorRamp, ClosedRange<Double>)
    }

    var kind: Kind
    var title: RichText

    /// The keys that the panels' marks need.
    static func collected(from panels: [Panel]) -> [RampKey] {
        var keys: [RampKey] = []
        var first = Double.infinity
        var last = 0.0
        var marked: [Double] = []
        var earliestEnd = Double.infinity
        for mark in panels.lazy.flatMap(\.marks) {
            switch mark {
            case .epochPath(let path):
                guard let start = path.epochs.first, let end = path.epochs.last else { continue }
                first = min(first, start)
                last = max(last, path.fullShadeAt ?? end)
                earliestEnd = min(earliestEnd, end)
                for epoch in path.markedEpochs where !marked.contains(epoch) { marked.append(epoch) }
            case .heat(let heat):
                guard let label = heat.label else { continue }
                let key = RampKey(kind: .heat(heat.ramp, heat.range), title: label)
                if !keys.contains(key) { keys.append(key) }
            default: continue
            }
        }
        if last > 1 {
            let inside = marked.filter { $0 > max(first, 1) && $0 < last }.sorted()
            let kind = Kind.epochs(first: first, last: last, marked: inside, someEndBefore: earliestEnd < last)
            keys.insert(RampKey(kind: kind, title: "Epoch"), at: 0)
        }
        return keys
    }
}

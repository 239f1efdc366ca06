import Charts
import Results

extension FigureResult {
    /// The value of an id; nil where the figure has none.
    public func value(_ id: String) -> Double? { values.first { $0.id == id }?.value }
}

extension PanelResult {
    /// "a" of "a" and of "a1"; none of "a2", which belongs to it.
    public var printedLetter: String? {
        letter.last?.wholeNumberValue.map { $0 == 1 } ?? true ? String(letter.prefix(1)) : nil
    }

    /// The series of an id, which the panel has.
    public subscript(_ id: String) -> Series {
        guard let found = series.first(where: { $0.id == id }) else { preconditionFailure("panel \(letter) has no series '\(id)'") }
        return found
    }
}

extension Panel {
    /// One of a result's panels, under its letter and its title where no other is given.
    public init(
        _ result: PanelResult, title: RichText? = nil, x: Axis, y: Axis, marks: [Mark], aspect: Double? = nil,
        legend: Legend? = nil
    ) {
        self.init(
            letter: result.letter.isEmpty ? nil : result.letter, title: title ?? RichText(plain: result.title), x: x, y: y,
            marks: marks, aspect: aspect, legend: legend)
    }
}

extension LineMark {
    /// A column of a series over its index, or over another column, under the series' label where no other is given.
    public init(
        _ series: Series, _ y: String, over x: String? = nil, _ style: SeriesStyle, label: RichText? = nil,
        showsMarkers: Bool = false
    ) {
        self.init(
            x: series[x ?? series.index.id], y: series[y], style: style, label: label ?? RichText(plain: series.label),
            showsMarkers: showsMarkers)
    }
}

extension PointsMark {
    /// A column of a series over its index, or over another column, under the series' label where no other is given.
    public init(
        _ series: Series, _ y: String, over x: String? = nil, _ style: SeriesStyle, size: Double = 3.5, opacity: Double = 1,
        label: RichText? = nil
    ) {
        self.init(
            x: series[x ?? series.index.id], y: series[y], style: style, size: size, opacity: opacity,
            label: label ?? RichText(plain: series.label))
    }
}

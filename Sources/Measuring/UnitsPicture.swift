import Charts
import NumericCore
import SampleStatistics

/// A measure of single units: bars of a few, a histogram of many; over layers or epochs the spread of the units.
struct UnitsPicture {
    private let measurement: MeasuredTable

    init(_ measurement: MeasuredTable) { self.measurement = measurement }

    /// As many as there is room for names under bars.
    private static let mostBars = 24

    var chart: Chart {
        let layers = measurement.layerNames
        let isSequence = Set(measurement["epoch"].compactMap(\.number)).count > 1
        let columns = measurement.drawnColumns
        if isSequence || layers.count > 1 {
            let panels = columns.enumerated().map { index, column in
                panel(column, letter: index, of: columns.count) {
                    isSequence ? epochPanel(column.id, column.axis, layers) : layerPanel(column.id, column.axis, layers)
                }
            }
            return Chart(panels: panels, columns: panels.count, width: panels.count > 1 ? Chart.pageWidth : 380)
        }
        if measurement.rows.count <= Self.mostBars { return barChart(columns) }
        let panels = columns.flatMap { column in [histogram(column.id, column.axis), ranked(column.id, column.axis)] }
        return Chart(
            panels: panels.enumerated().map { index, panel in
                var panel = panel
                panel.letter = PlanePicture.letter(index)
                return panel
            }, columns: 2, aspect: 0.65, legend: Legend(.hidden))
    }

    private func panel(_ column: (id: String, axis: RichText), letter: Int, of count: Int, _ make: () -> Panel) -> Panel {
        var panel = make()
        if count > 1 { panel.letter = PlanePicture.letter(letter) }
        return panel
    }

    // MARK: One layer

    private func barChart(_ columns: [(id: String, axis: RichText)]) -> Chart {
        let names = measurement[measurement.place(of: "name") != nil ? "name" : "unit"].map(\.text)
        let x = names.indices.map(Double.init)
        let marks = columns.enumerated().map { slot, column -> Mark in
            .bars(
                BarsMark(
                    x: x, values: measurement.numbers(column.id).map { $0.isNaN ? 0 : $0 },
                    style: SeriesStyle(Palette.categorical[slot]), slot: slot, slots: columns.count,
                    label: columns.count > 1 ? Self.shortName(column.id) : nil))
        }
        return Chart(
            panels: [
                Panel(
                    x: Axis("unit", scale: .categories(names.map { RichText(plain: $0) }), grid: false),
                    y: Axis(columns.count > 1 ? "class selectivity" : columns[0].axis, including: [0]), marks: marks)
            ], width: 420, aspect: 0.5)
    }

    private static func shortName(_ id: String) -> RichText {
        id == "selectivity_other_samples" ? "rest: other classes' samples" : "rest: other classes' means"
    }

    private func histogram(_ id: String, _ axis: RichText) -> Panel {
        let values = measurement.numbers(id).filter { !$0.isNaN }
        let bins = Histogram(values)
        var marks: [Mark] = [
            .histogram(HistogramMark(edges: bins.edges, heights: bins.counts, style: SeriesStyle(Palette.categorical[0])))
        ]
        if !values.isEmpty {
            marks.append(.rule(RuleMark(.vertical, at: Statistics.quantile(values, 0.5))))
        }
        return Panel(
            title: "Units by value (dashed: the median)", x: Axis(axis, ends: .padded), y: Axis("number of units", including: [0]),
            marks: marks)
    }

    private func ranked(_ id: String, _ axis: RichText) -> Panel {
        let values = measurement.numbers(id).filter { !$0.isNaN }.sorted(by: >)
        let ranks = Self.ranks(of: values.count)
        return Panel(
            title: "Units in descending order", x: Axis("rank of the unit", ends: .padded),
            y: Axis(axis, ends: .padded),
            marks: [
                .points(
                    PointsMark(
                        x: ranks.map { Double($0 + 1) }, y: ranks.map { values[$0] }, style: SeriesStyle(Palette.categorical[0]),
                        size: 2.5))
            ])
    }

    /// More points than these cannot be told from each other.
    private static let mostPoints = 4096

    /// All ranks, from 0; of very many evenly spaced ones, the first and the last among them.
    private static func ranks(of count: Int) -> [Int] {
        count <= mostPoints ? Array(0..<count) : (0..<mostPoints).map { $0 * (count - 1) / (mostPoints - 1) }
    }

    // MARK: Several layers, or epochs

    private struct Spread {
        var least: Double, lowerQuartile: Double, median: Double, upperQuartile: Double, greatest: Double

        init?(_ values: [Double]) {
            let sorted = values.filter { !$0.isNaN }.sorted()
            guard let first = sorted.first, let last = sorted.last else { return nil }
            (least, greatest) = (first, last)
            lowerQuartile = Statistics.quantile(sorted: sorted, 0.25)
            median = Statistics.quantile(sorted: sorted, 0.5)
            upperQuartile = Statistics.quantile(sorted: sorted, 0.75)
        }
    }

    private func layerPanel(_ id: String, _ axis: RichText, _ layers: [String?]) -> Panel {
        let values = measurement.numbers(id)
        var marks: [Mark] = []
        for (index, layer) in layers.enumerated() {
            guard let spread = Spread(measurement.rows(ofLayer: layer).map { values[$0] }) else { continue }
            let color = Palette.categorical[index % Palette.categorical.count]
            let x = Double(index)
            marks.append(
                .ranges(
                    RangesMark(
                        x: [x], low: [spread.least], high: [spread.greatest], style: SeriesStyle(color, width: 0.9), label: nil)))
            marks.append(
                .ranges(
                    RangesMark(
                        x: [x], low: [spread.lowerQuartile], high: [spread.upperQuartile], style: SeriesStyle(color, width: 9),
                        cap: 0)))
            marks.append(
                .points(
                    PointsMark(
                        x: [x], y: [spread.median], style: SeriesStyle(.gray(0), marker: .circle), size: 4,
                        label: "median of the units; quartiles and extremes")))
        }
        return Panel(
            x: Axis(scale: .categories(layers.map { RichText(plain: $0 ?? "") }), grid: false),
            y: Axis(axis, including: [0], ends: .padded),
            marks: marks)
    }

    private func epochPanel(_ id: String, _ axis: RichText, _ layers: [String?]) -> Panel {
        let values = measurement.numbers(id)
        let epochs = measurement.numbers("epoch")
        var marks: [Mark] = []
        var lines: [Mark] = []
        for (index, layer) in layers.enumerated() {
            let rows = measurement.rows(ofLayer: layer)
            let at = Dictionary(grouping: rows) { epochs[$0] }
            let spreads = at.keys.sorted().compactMap { epoch in Spread(at[epoch]!.map { values[$0] }).map { (epoch, $0) } }
            let style = SeriesStyle(Palette.categorical[index % Palette.categorical.count])
            let x = spreads.map(\.0)
            let isOne = layers.count == 1
            if isOne {
                marks.append(
                    .band(
                        BandMark(
                            x: x, lower: spreads.map(\.1.least), upper: spreads.map(\.1.greatest), color: style.color, opacity: 0.1,
                            label: "all units")))
            }
            marks.append(
                .band(
                    BandMark(
                        x: x, lower: spreads.map(\.1.lowerQuartile), upper: spreads.map(\.1.upperQuartile), color: style.color,
                        opacity: isOne ? 0.25 : 0.15, label: isOne ? "the middle half" : nil)))
            let label = isOne ? "median" : "\(layer ?? ""): median and middle half"
            lines.append(
                .line(
                    LineMark(x: x, y: spreads.map(\.1.median), style: style, label: RichText(plain: label), showsMarkers: true)))
        }
        return Panel(x: PlanePicture.epochAxis(epochs), y: Axis(axis, including: [0], ends: .padded), marks: marks + lines)
    }
}

/// Counts in bins of a round width.
struct Histogram {
    let edges: [Double]
    let counts: [Double]

    /// At most some 40 bins, of a width of 1, 2 or 5 times a power of ten.
    init(_ values: [Double]) {
        let low = values.min() ?? 0
        let high = values.max() ?? 1
        let wanted = Double(min(40, max(10, values.count / 6)))
        // Values that differ by their rounding only have one bin, as equal ones do.
        let raw = high - low > 1e-9 * max(abs(low), abs(high)) ? max((high - low) / wanted, 1e-300) : 0.1 * max(1, abs(high))
        var power = 1.0
        while power > raw { power /= 10 }
        while power * 10 <= raw { power *= 10 }
        let width = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= raw } ?? raw
        let first = (low / width).rounded(.down)
        let bins = Int(min(max((high / width).rounded(.down) - first, 0), 2 * wanted)) + 1
        edges = (0...bins).map { (first + Double($0)) * width }
        var counts = [Double](repeating: 0, count: bins)
        for value in values { counts[Int(min(max((value / width).rounded(.down) - first, 0), Double(bins - 1)))] += 1 }
        self.counts = counts
    }
}

import Charts

/// An information plane: a path a layer over the epochs, or a point a layer; a panel a bin size.
struct PlanePicture {
    private let measurement: MeasuredTable
    private let ixt: [Double]
    private let ity: [Double]

    init(_ measurement: MeasuredTable) {
        self.measurement = measurement
        ixt = measurement.numbers("ixt_bits")
        ity = measurement.numbers("ity_bits")
    }

    var chart: Chart {
        let column = measurement.place(of: "bin_size") != nil ? "bin_size" : "bins"
        let bins = measurement.numbers(column)
        var different: [Double] = []
        for bin in bins where !different.contains(bin) { different.append(bin) }
        let layers = measurement.layerNames
        let isSequence = Set(measurement["epoch"].compactMap(\.number)).count > 1
        // Without epochs and with one layer the bins are what differs: they share a panel.
        if !isSequence, layers.count == 1 { return Chart(panels: [binsPanel(bins, column)], width: 340) }
        let panels = different.enumerated().map { index, bin in
            panel(
                title: different.count > 1 ? Self.title(bin, column) : nil,
                letter: different.count > 1 ? Self.letter(index) : nil,
                rows: { layer in measurement.rows(ofLayer: layer).filter { bins[$0] == bin } }, isSequence: isSequence)
        }
        return Chart(
            panels: panels, columns: panels.count == 3 ? 3 : min(2, panels.count), width: panels.count > 1 ? Chart.pageWidth : 360,
            aspect: panels.count == 3 ? 0.95 : 0.7, labelsEveryPanel: panels.count > 4 && panels.count % 2 == 1)
    }

    private func panel(title: String?, letter: String?, rows: (String?) -> [Int], isSequence: Bool) -> Panel {
        let epochs = measurement.numbers("epoch")
        let layers = measurement.layerNames
        var marks = corner
        for (index, layer) in layers.enumerated() {
            let color = Palette.categorical[index % Palette.categorical.count]
            let places = rows(layer)
            let label =
                layers.count > 1 ? layer.map { RichText(plain: isSequence && !hasShortNames ? "\(index + 1): \($0)" : $0) } : nil
            if isSequence {
                // The shade runs along the logarithm of the epoch, which epoch 0 has none of: the initial weights have a mark of their own.
                let trained = places.filter { epochs[$0] >= 1 }
                let initial = places.filter { epochs[$0] < 1 }
                if !initial.isEmpty {
                    marks.append(
                        .points(
                            PointsMark(
                                x: initial.map { ixt[$0] }, y: initial.map { ity[$0] }, style: SeriesStyle(color, marker: .cross),
                                size: 5, label: index == 0 ? "epoch 0, before training" : nil)))
                }
                marks.append(
                    .epochPath(
                        EpochPathMark(
                            x: trained.map { ixt[$0] }, y: trained.map { ity[$0] }, epochs: trained.map { epochs[$0] },
                            color: color,
                            fullShadeAt: epochs.max(), label: label,
                            endLabel: layers.count > 1 ? RichText(plain: endLabels[index]) : nil)))
            } else {
                let style = SeriesStyle.series(index)
                marks.append(
                    .points(PointsMark(x: places.map { ixt[$0] }, y: places.map { ity[$0] }, style: style, size: 6, label: label)))
            }
        }
        return Panel(
            letter: letter, title: title.map { RichText(plain: $0) }, x: Self.axis("*I*(*X*; *T*) in bits", group: "x"),
            y: Self.axis("*I*(*T*; *Y*) in bits", group: "y"), marks: marks)
    }

    /// What stands at the paths' ends: the layers' names where they are short, else their numbers, which then stand in the legend too.
    private var endLabels: [String] {
        let names = measurement.layerNames.map { $0 ?? "" }
        return hasShortNames ? names : names.indices.map { "\($0 + 1)" }
    }

    private var hasShortNames: Bool { measurement.layerNames.allSatisfy { ($0 ?? "").count <= 8 } }

    private func binsPanel(_ bins: [Double], _ column: String) -> Panel {
        let style = SeriesStyle(Palette.categorical[0])
        var marks = corner
        marks += bins.count > 1 ? [.line(LineMark(x: ixt, y: ity, style: SeriesStyle(.gray(0.6), width: 0.8)))] : []
        marks.append(.points(PointsMark(x: ixt, y: ity, style: style, size: 5)))
        for (place, bin) in bins.enumerated() {
            marks.append(.note(NoteMark(x: ixt[place], y: ity[place], text: RichText(plain: NumberText.short(bin)))))
        }
        return Panel(
            title: column == "bins" ? "At each point the number of bins" : "At each point the width of the bins",
            x: Self.axis("*I*(*X*; *T*) in bits", group: "x"), y: Self.axis("*I*(*T*; *Y*) in bits", group: "y"), marks: marks)
    }

    /// The greatest values that the plane can have: one entry in the legend for both.
    private var corner: [Mark] {
        let label: RichText = "log_2 *N* and *H*(*Y*)"
        return [("log2_samples_bits", RuleMark.Direction.vertical), ("label_entropy_bits", .horizontal)].compactMap {
            id, direction in
            measurement.value(id).map { .rule(RuleMark(direction, at: $0, label: label)) }
        }
    }

    private static func axis(_ label: RichText, group: String) -> Axis { Axis(label, including: [0], ends: .padded, group: group) }

    private static func title(_ bin: Double, _ column: String) -> String {
        column == "bins" ? "\(NumberText.short(bin)) bins" : "bins of \(NumberText.short(bin))"
    }

    /// Epochs that lie ever farther apart, as is usual for checkpoints, stand on a logarithmic axis, with 0 beside 1.
    static func epochAxis(_ epochs: [Double], group: String? = nil) -> Axis {
        let different = Set(epochs.filter(\.isFinite)).sorted()
        let gaps = zip(different, different.dropFirst()).map { $1 - $0 }
        let spreads = (gaps.max() ?? 0) > 8 * (gaps.min() ?? 0)
        return Axis("epoch", scale: spreads ? .symlog(linearWithin: 1) : .linear, ends: .padded, group: group)
    }

    static func letter(_ index: Int) -> String? {
        index < 26 ? String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index))) : nil
    }
}

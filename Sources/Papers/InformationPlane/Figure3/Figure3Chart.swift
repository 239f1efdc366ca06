import Experiments

extension Figure3.Example {
    /// The samples as series, one a class, with the borders of the bins about the middle one.
    func panel(_ kind: Figure3.SharingKind, binning: Binning, units: (Int, Int)) -> PanelResult {
        let size = Double(binning.size)
        func borders(_ middle: Int32) -> [Double] {
            let reach = Figure3.SharingSearch.reach
            return (middle - reach...middle + reach + 1).map { Double($0) * size }
        }
        let activation = Quantity("activation")
        var series = [UInt16(0), 1].map { label in
            let own = samples.indices.filter { samples[$0].label == label }
            return Series(
                id: label == 0 ? "class-a" : "class-b", label: "Class \(Figure3.SharingKind.className(label))",
                index: Column(id: "sample", quantity: Quantity("sample"), values: own.map { Double($0 + 1) }),
                columns: [
                    Column(id: "x", quantity: activation, values: own.map { Double(samples[$0].x) }),
                    Column(id: "y", quantity: activation, values: own.map { Double(samples[$0].y) }),
                ])
        }
        series.append(
            Series(
                id: "borders", label: "Borders of the bins",
                index: Column(id: "x", quantity: Quantity("activation of unit \(units.0)"), values: borders(middle.x)),
                columns: [Column(id: "y", quantity: Quantity("activation of unit \(units.1)"), values: borders(middle.y))]))
        series.append(
            Series(
                id: "information", label: "Information",
                index: Column(id: "bins", quantity: Quantity("0 without bins, 1 with them"), values: [0, 1]),
                columns: [
                    Column(
                        id: "ixt", quantity: Quantity("information about the input", symbol: "I(X;T)", unit: "bit"),
                        values: [before.withInput, after.withInput]),
                    Column(
                        id: "ity", quantity: Quantity("information about the label", symbol: "I(T;Y)", unit: "bit"),
                        values: [before.withLabel, after.withLabel]),
                ]))
        return PanelResult(letter: FigureLetters[kind.place], title: kind.title, series: series)
    }
}

extension Figure3.SharingKind {
    var place: Int { Self.allCases.firstIndex(of: self)! }
}

extension Figure3 {
    /// Four windows of five by five bins; the middle bin is tinted.
    static func drawing(_ result: FigureResult) -> Chart {
        Chart(panels: result.panels.map(panel), columns: 2, aspect: 0.86)
    }

    private static func panel(_ panel: PanelResult) -> Panel {
        func series(_ id: String) -> Series {
            guard let found = panel.series.first(where: { $0.id == id }) else { preconditionFailure("no series '\(id)'") }
            return found
        }
        func rule(_ direction: RuleMark.Direction, _ border: Double) -> Mark {
            .rule(RuleMark(direction, at: border, color: .gray(0.6), dash: .dotted, width: 0.6))
        }
        let borders = series("borders")
        let (x, y) = (borders["x"], borders["y"])
        let middle = x.count / 2 - 1
        var marks: [Mark] = [.region(RegionMark(x: x[middle]...x[middle + 1], y: y[middle]...y[middle + 1]))]
        for border in x { marks.append(rule(.vertical, border)) }
        for border in y { marks.append(rule(.horizontal, border)) }
        for (index, id) in ["class-a", "class-b"].enumerated() {
            let own = series(id)
            let style = SeriesStyle(Palette.categorical[index], marker: index == 0 ? .disc : .circle)
            marks.append(
                .points(PointsMark(x: own["x"], y: own["y"], style: style, size: 5.5, label: RichText(plain: own.label))))
            for (place, sample) in own["sample"].enumerated() {
                marks.append(
                    .note(
                        NoteMark(
                            x: own["x"][place], y: own["y"][place],
                            text: RichText(plain: Int(exactly: sample).map(String.init) ?? "\(sample)"), color: style.color)))
            }
        }
        let information = series("information")
        func change(_ column: String) -> String {
            information[column].map { value in Int(exactly: value).map(String.init) ?? "\(value)" }.joined(
                separator: "\u{A0}→\u{A0}")
        }
        // No-break spaces keep each change on one line.
        let title =
            RichText(plain: panel.title + ": ")
            + "*I*(*X*;\u{A0}*T*)\u{A0}\(change("ixt")), *I*(*T*;\u{A0}*Y*)\u{A0}\(change("ity"))\u{A0}bits"
        func axis(_ name: String, _ borders: [Double]) -> Axis {
            Axis(
                RichText(plain: name), domain: borders[0]...borders[borders.count - 1], ticks: .at(borders), format: .decimal(2),
                grid: false)
        }
        return Panel(
            letter: panel.letter, title: title, x: axis(borders.index.quantity.name, x),
            y: axis(borders.columns[0].quantity.name, y), marks: marks)
    }
}

import Experiments

extension Figure3.Scene {
    /// The samples as series, one a class, with the borders of the bins about the middle one.
    func panel(_ kind: Figure3.SharingKind, _ example: Figure3.Example, size: Double) -> PanelResult {
        let (samples, middle, reach) = (example.samples, example.samples[0].bin, Figure3.SharingSearch.reach)
        let borders = (-reach...reach + 1).map { (Double(middle.x + $0) * size, Double(middle.y + $0) * size) }
        let classes = ["A", "B"].map { name in
            let own = samples.indices.filter { samples[$0].className == name }
            return Series(
                "class-\(name.lowercased())", "Class \(name)", Column("sample", "sample", own.map { $0 + 1 }),
                [
                    Column("x", "activation", own.map { Double(samples[$0].place.x) }),
                    Column("y", "activation", own.map { Double(samples[$0].place.y) }),
                ])
        }
        let (x, y) = (Quantity("activation of unit \(units.0)"), Quantity("activation of unit \(units.1)"))
        let points = [example.before, example.after]
        return PanelResult(
            FigureLetters[Figure3.SharingKind.allCases.firstIndex(of: kind)!], kind.words.title,
            classes + [
                .path("borders", "Borders of the bins", x: ("x", x), y: ("y", y), borders),
                Series(
                    "information", "Information", Column("bins", "0 without bins, 1 with them", 0...1),
                    [Column("ixt", .withInput, points.map(\.withInput)), Column("ity", .withLabel, points.map(\.withLabel))]),
            ])
    }

    func table(_ data: LabelledSamples) -> TableResult {
        let rows = examples.enumerated().flatMap { panel, entry in
            entry.example.samples.enumerated().map { (panel: FigureLetters[panel], place: $0 + 1, sample: $1) }
        }
        return TableResult(
            "The samples drawn", of: rows,
            [
                ("Panel", { .text($0.panel) }), ("Sample", { "\($0.place)" }),
                (
                    "Input pattern",
                    { row in
                        let first = row.sample.index * data.width
                        return .text(data.features[first..<first + data.width].map { $0 > 0.5 ? "1" : "0" }.joined())
                    }
                ),
                ("Class", { .text($0.sample.className) }), ("Unit \(units.0)", { .number(Double($0.sample.place.x), 4) }),
                ("Unit \(units.1)", { .number(Double($0.sample.place.y), 4) }),
                ("Its bin of unit \(units.0)", { .count(Int($0.sample.bin.x)) }),
                ("of unit \(units.1)", { .count(Int($0.sample.bin.y)) }),
            ])
    }
}

extension Figure3 {
    /// Four windows of five by five bins; the middle bin is tinted.
    func chart(_ result: FigureResult) -> Chart? { Chart(panels: result.panels.map(Self.panel), columns: 2, aspect: 0.86) }

    private static func panel(_ panel: PanelResult) -> Panel {
        func short(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
        func rules(_ direction: RuleMark.Direction, _ borders: [Double]) -> [Mark] {
            borders.map { .rule(RuleMark(direction, at: $0, color: .gray(0.6), dash: .dotted, width: 0.6)) }
        }
        let borders = panel["borders"]
        let (x, y) = (borders["x"], borders["y"])
        let middle = x.count / 2 - 1
        let samples = ["class-a", "class-b"].enumerated().flatMap { index, id -> [Mark] in
            let own = panel[id]
            let style = SeriesStyle(Palette.categorical[index], marker: index == 0 ? .disc : .circle)
            return [.points(PointsMark(own, "y", over: "x", style, size: 5.5))]
                + own["sample"].indices.map { place in
                    .note(
                        NoteMark(
                            x: own["x"][place], y: own["y"][place], text: RichText(plain: short(own["sample"][place])),
                            color: style.color))
                }
        }
        // No-break spaces keep each change on one line.
        func change(_ column: String) -> String { panel["information"][column].map(short).joined(separator: "\u{A0}→\u{A0}") }
        func axis(_ column: Column) -> Axis {
            let ends = column.values[0]...column.values.last!
            return Axis(
                RichText(plain: column.quantity.name), domain: ends, ticks: .at(column.values), format: .decimal(2), grid: false)
        }
        return Panel(
            panel,
            title: RichText(plain: panel.title + ": ")
                + "*I*(*X*;\u{A0}*T*)\u{A0}\(change("ixt")), *I*(*T*;\u{A0}*Y*)\u{A0}\(change("ity"))\u{A0}bits",
            x: axis(borders.index), y: axis(borders.columns[0]),
            marks: [.region(RegionMark(x: x[middle]...x[middle + 1], y: y[middle]...y[middle + 1]))]
                + rules(.vertical, x) + rules(.horizontal, y) + samples)
    }
}

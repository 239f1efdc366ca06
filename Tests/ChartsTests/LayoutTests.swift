import Charts
import Testing

@Suite("Layout")
struct LayoutTests {
    private func layout(_ chart: Chart, width: Double? = nil) -> ChartLayout {
        ChartLayout(chart, width: width, measuring: RecordingCanvas())
    }

    private func line(_ ys: [Double], label: RichText? = nil) -> Mark {
        .line(LineMark(x: ys.indices.map(Double.init), y: ys, style: .series(0), label: label))
    }

    private func words(_ panel: PanelLayout) -> [String] { panel.texts.map(\.text.plain) }

    @Test("a panel that spans its row stands alone, as broad as all columns, and ends the row before it")
    func rowOfItsOwn() {
        func panel(_ group: String, spansRow: Bool = false) -> Panel {
            Panel(x: Axis("across", group: group), y: Axis("up", group: group), marks: [line([1, 2])], spansRow: spansRow)
        }
        let small = panel("plane")
        let chart = Chart(panels: [small, small, small, panel("summary", spansRow: true), small, small], columns: 2, width: 400)
        let plots = layout(chart).panels.map(\.plot)
        #expect(plots[0].minY == plots[1].minY && plots[2].minX == plots[0].minX)
        #expect(plots[3].minX == plots[0].minX && abs(plots[3].maxX - plots[1].maxX) < 0.01)
        #expect(plots[3].minY > plots[2].maxY && plots[4].minY > plots[3].maxY)
        #expect(plots[4].minY == plots[5].minY && plots[4].minX == plots[0].minX)
        // In the first row one panel stands above an empty cell; below the others nothing shows the same.
        #expect(layout(chart).panels.map { words($0).contains("across") } == Array(repeating: true, count: 6))
        let narrow = layout(chart.arranged(columns: 1)).panels.map(\.plot)
        #expect(narrow.allSatisfy { $0.width == narrow[0].width && $0.minX == narrow[0].minX })
    }

    @Test("words longer than there is room are broken and stay on the page: titles, labels, a legend")
    func longWords() {
        let long = RichText(plain: String(repeating: "abcdefghij", count: 30))
        let chart = Chart(
            title: long,
            panels: [
                Panel(
                    letter: "a", title: long, x: Axis(long), y: Axis("up"),
                    marks: [line([1, 2], label: long), line([2, 1], label: "b")])
            ], width: 300)
        let layout = layout(chart)
        for text in layout.allTexts {
            let bounds = text.bounds
            #expect(
                bounds.minX >= 0 && bounds.maxX <= layout.size.width + 0.01 && bounds.minY >= 0
                    && bounds.maxY <= layout.size.height + 0.01)
        }
        let letters = layout.allTexts.map(\.text.plain).joined().count { "abcdefghij".contains($0) }
        #expect(letters >= 4 * 300)
    }

    @Test("words never touch each other and never leave the page, on four hundred random charts", arguments: 0..<8)
    func wordsStayApart(block: Int) {
        for seed in UInt64(block * 50)..<UInt64(block * 50 + 50) {
            var charts = RandomCharts(seed: seed)
            let chart = charts.chart()
            let layout = layout(chart)
            let faults = chart.faults(of: layout)
            #expect(faults.isEmpty, "seed \(seed): \(faults.prefix(3))")
        }
    }

    @Test("legends stand clear of every plot, and inside one they stand where no mark reaches", arguments: 0..<4)
    func legendsStandClear(block: Int) {
        for seed in UInt64(block * 50)..<UInt64(block * 50 + 50) {
            var charts = RandomCharts(seed: seed)
            let chart = charts.chart()
            let layout = layout(chart)
            for key in layout.keys {
                #expect(
                    layout.panels.allSatisfy { !$0.plot.overlaps(key.rect) }, "seed \(seed): a key at \(key.rect) covers a plot")
            }
            for (panel, place) in zip(chart.panels, layout.panels) {
                for key in place.keys where place.plot.overlaps(key.rect) {
                    let points = panel.marks.flatMap { mark -> [Point] in
                        switch mark {
                        case .line(let mark): zip(mark.x, mark.y).compactMap { place.place($0, $1) }
                        case .epochPath(let mark): zip(mark.x, mark.y).compactMap { place.place($0, $1) }
                        case .points(let mark): zip(mark.x, mark.y).compactMap { place.place($0, $1) }
                        default: []
                        }
                    }
                    let covered = points.filter {
                        key.rect.overlaps(Rect(x: $0.x, y: $0.y, width: 0, height: 0).expanded(by: 0.01))
                    }
                    #expect(covered.isEmpty, "seed \(seed): a key at \(key.rect) covers \(covered.prefix(2))")
                }
            }
        }
    }

    @Test("a chart too tall for its page is flattened until it fits, its text unchanged; one that fits stays as it is")
    func fitted() {
        let panels = (0..<10).map { index in
            Panel(
                letter: "p\(index)", x: Axis("epoch"), y: Axis("loss"), marks: [line([1, 2, 4])], aspect: index == 0 ? 0.9 : nil)
        }
        let chart = Chart(panels: panels, columns: 2, aspect: 0.8)
        let tall = layout(chart).size.height
        let fitted = chart.fitted(height: 0.8 * tall, width: chart.width, measuring: RecordingCanvas())
        let height = layout(fitted).size.height
        #expect(height <= 0.8 * tall && height > 0.79 * tall)
        #expect(abs(fitted.panels[0].aspect! / fitted.aspect - 0.9 / 0.8) < 1e-12)
        #expect(Set(layout(fitted).allTexts.map(\.style.size)) == Set(layout(chart).allTexts.map(\.style.size)))
        #expect(chart.fitted(height: tall, width: chart.width, measuring: RecordingCanvas()) == chart)
        #expect(layout(chart.fitted(height: 10, width: chart.width, measuring: RecordingCanvas())).size.height > 10)
    }

    @Test("every number on an axis stands at a place between its ends", arguments: 0..<4)
    func ticksLieOnTheAxis(block: Int) {
        for seed in UInt64(block * 50)..<UInt64(block * 50 + 50) {
            var charts = RandomCharts(seed: seed)
            for panel in layout(charts.chart()).panels {
                for plan in [panel.x, panel.y] {
                    let shares = plan.ticks.map { plan.scale.share(of: $0.value) ?? -1 }
                    #expect(shares.allSatisfy { $0 > -1e-6 && $0 < 1 + 1e-6 }, "seed \(seed): ticks at \(shares)")
                }
            }
        }
    }

    @Test("plots of a grid are equally wide and stand in line")
    func plotsAreAligned() {
        let panels = (0..<5).map { index in
            Panel(
                letter: "abcde".map(String.init)[index], x: Axis("x"), y: Axis("y"),
                marks: [line([0, 10, 100_000 * Double(index)])])
        }
        let plots = layout(Chart(panels: panels, columns: 2)).panels.map(\.plot)
        #expect(plots.allSatisfy { abs($0.width - plots[0].width) < 1e-9 && abs($0.height - plots[0].height) < 1e-9 })
        #expect(plots[0].minX == plots[2].minX && plots[2].minX == plots[4].minX && plots[1].minX == plots[3].minX)
        #expect(plots[0].minY == plots[1].minY && plots[2].minY == plots[3].minY)
    }

    @Test("axes of one group share a scale, and inner panels leave out the labels")
    func groupsShare() {
        let panels = (0..<4).map { index in
            Panel(x: Axis("epoch", group: "x"), y: Axis("loss", group: "y"), marks: [line([0, Double(index + 1)])])
        }
        let chart = Chart(panels: panels, columns: 2)
        let shared = layout(chart).panels
        #expect(shared.allSatisfy { $0.y.scale == shared[0].y.scale })
        #expect(shared[0].y.scale.high == 4)
        #expect(words(shared[1]).isEmpty, "a panel at the top right bears no axis words")
        #expect(words(shared[0]).contains("loss") && !words(shared[0]).contains("epoch"))
        #expect(words(shared[3]).contains("epoch") && !words(shared[3]).contains("loss"))
        let narrow = layout(chart.arranged(columns: 1, width: 340)).panels
        #expect(narrow.allSatisfy { words($0).contains("loss") && words($0).contains("epoch") })
    }

    @Test("on a phone, the legend stands first, and panels that are small on paper stand two in a row")
    func phone() throws {
        func chart(columns: Int, panels: Int, _ placement: Legend.Placement = .automatic, untitled: Int? = nil) -> ChartLayout {
            var panel = Panel(x: Axis("epoch", group: "x"), y: Axis("loss", group: "y"), marks: [line([0, 1], label: "training")])
            panel.title = "One"
            var panels = Array(repeating: panel, count: panels)
            if let untitled { panels[untitled].title = nil }
            return layout(Chart(panels: panels, columns: columns, legend: Legend(placement)).narrow(width: 270))
        }
        let (small, large) = (chart(columns: 3, panels: 6), chart(columns: 2, panels: 4, .right))
        #expect(small.panels[0].plot.minY == small.panels[1].plot.minY && small.panels[2].plot.minX == small.panels[0].plot.minX)
        for layout in [large, chart(columns: 3, panels: 6, untitled: 1)] {
            #expect(layout.panels[1].plot.minY > layout.panels[0].plot.maxY)
        }
        for layout in [small, large, chart(columns: 1, panels: 1), chart(columns: 2, panels: 2, .bottom)] {
            let legend = try #require(layout.texts.first { $0.text.plain == "training" })
            #expect(legend.bounds.maxY < layout.panels[0].plot.minY)
        }
        #expect(!chart(columns: 2, panels: 2, .hidden).texts.contains { $0.text.plain == "training" })
    }

    @Test("a row bears the labels of its x axes where one of its panels stands above an empty cell or another axis")
    func rowsAreEven() {
        let (same, other) = (Axis("epoch", group: "x"), Axis("units"))
        for last in [[same], [same, other]] {
            let panels = ([same, same, same, same] + last).map { Panel(x: $0, y: Axis("loss", group: "y"), marks: [line([0, 1])]) }
            let shared = layout(Chart(panels: panels, columns: 2)).panels
            #expect(shared[..<2].allSatisfy { !words($0).contains("epoch") })
            #expect(shared[2..<5].allSatisfy { words($0).contains("epoch") })
        }
    }

    @Test("a legend that does not fit in one row has no more columns than it may")
    func legendInPairs() throws {
        let names = (1...7).map { "the number \($0) of some lines" }
        let panel = Panel(x: Axis(), y: Axis(), marks: names.map { line([0, 1], label: RichText(plain: $0)) })
        func columns(_ most: Int?, _ width: Double) -> Int {
            let texts = layout(Chart(panels: [panel], width: width, legend: Legend(.bottom, columns: most))).texts
            return Set(texts.map(\.bounds.minX)).count
        }
        #expect(columns(nil, 620) == 4 && columns(2, 620) == 2 && columns(2, 1200) == 7)
        let placed = layout(Chart(panels: [panel], width: 620, legend: Legend(.bottom, columns: 2))).texts
        let (first, second) = (try #require(placed.first { $0.text.plain == names[0] }), placed.first { $0.text.plain == names[1] })
        #expect(first.origin.y == second?.origin.y)
    }

    @Test("marks with one label share one entry")
    func entriesMerge() {
        let xs = [0.0, 1]
        let marks: [Mark] = [
            .band(BandMark(x: xs, lower: [0, 0], upper: [1, 1], color: .black, label: "entropy")),
            .line(LineMark(x: xs, y: [0, 1], style: .series(0), label: "entropy")), line([1, 0], label: "random"),
        ]
        let panels = (0..<2).map { _ in Panel(x: Axis(), y: Axis(), marks: marks) }
        let words = layout(Chart(panels: panels, columns: 2)).texts.map(\.text.plain)
        #expect(words == ["entropy", "random"])
    }

    @Test("a legend that is to stand inside takes an empty corner, and stands below where none is empty")
    func insideOrBelow() {
        let open = Panel(x: Axis(), y: Axis(), marks: [line([0, 0, 0, 0, 1], label: "a")])
        let inside = layout(Chart(panels: [open], width: 300, legend: Legend(.inside))).panels[0]
        #expect(inside.keys.allSatisfy { inside.plot.contains($0.rect) })
        let zigzag = (0..<60).map { $0 % 2 == 0 ? 0.0 : 1.0 }
        let full = Panel(x: Axis(ends: .tight), y: Axis(ends: .tight), marks: [line(zigzag, label: "a")])
        let below = layout(Chart(panels: [full], width: 300, legend: Legend(.inside))).panels[0]
        #expect(below.keys.count == 1 && below.keys.allSatisfy { $0.rect.minY > below.plot.maxY })
    }

    @Test("paths that end at one place have their names side by side")
    func pathEndsShareALabel() {
        let marks = (1...4).map { index in
            Mark.epochPath(
                EpochPathMark(
                    x: [Double(index), 11.68], y: [0.2, 0.998], epochs: [1, 8000], color: .black, endLabel: "\(index)"))
        }
        let chart = Chart(panels: [Panel(x: Axis(ends: .padded), y: Axis(ends: .padded), marks: marks)], width: 300)
        let names = layout(chart).panels[0].innerTexts
        #expect(names.map(\.text.plain) == ["1", "2", "3", "4"])
        #expect(Set(names.map(\.origin.y)).count == 1)
    }

    @Test("a key explains the epochs of paths, outside the plot")
    func epochKey() {
        let epochs: [Double] = [1, 10, 100, 1000, 8000]
        let path = EpochPathMark(x: epochs, y: epochs, epochs: epochs, color: .black, fullShadeAt: 8000)
        let chart = Chart(panels: [Panel(x: Axis(), y: Axis(), marks: [.epochPath(path)])], width: 400)
        let placed = layout(chart)
        #expect(Set(placed.texts.map(\.text.plain)) == ["Epoch", "1", "10", "100", "1000", "8000"])
        #expect(placed.keys.count == 1 && placed.keys[0].rect.minY > placed.panels[0].plot.maxY)
    }

    @Test("where a path ends before the key's last epoch, the disc of an end is explained by itself")
    func endsBefore() {
        func path(to count: Int) -> Mark {
            let epochs: [Double] = Array([1, 10, 100, 1000, 8000].prefix(count))
            return .epochPath(EpochPathMark(x: epochs, y: epochs, epochs: epochs, color: .black, fullShadeAt: 8000))
        }
        let chart = Chart(panels: [Panel(x: Axis(), y: Axis(), marks: [path(to: 5), path(to: 3)])], width: 400)
        let placed = layout(chart)
        #expect(placed.texts.contains { $0.text.plain == "end of a path" } && placed.keys.count == 2)
        #expect(chart.faults(of: placed).isEmpty)
    }

    @Test("a chart too narrow for its columns has fewer")
    func columnsGiveWay() {
        let panels = (0..<4).map { _ in Panel(x: Axis("epoch"), y: Axis("loss"), marks: [line([0, 1000])]) }
        let plots = layout(Chart(panels: panels, columns: 4, width: 200)).panels.map(\.plot)
        #expect(plots.allSatisfy { $0.width >= 50 && $0.maxX <= 200 })
    }

    @Test("values without a place on the axis break a line and are left out of the axis")
    func gaps() {
        let ys = [1, 10, .nan, 0, 1000]
        let panel = Panel(x: Axis(), y: Axis(scale: .log10), marks: [line(ys)])
        let place = layout(Chart(panels: [panel], width: 200)).panels[0]
        #expect(place.y.scale.low == 1 && place.y.scale.high == 1000)
        let canvas = RecordingCanvas()
        ChartRenderer.draw(Chart(panels: [panel], width: 200), on: canvas, in: Rect(x: 0, y: 0, width: 200, height: 200))
        #expect(!canvas.record.contains("nan") && !canvas.record.contains("NaN"))
    }

    @Test("a chart without data still has axes")
    func noData() {
        let chart = Chart(panels: [Panel(x: Axis("x"), y: Axis("y", scale: .log10), marks: [])], width: 200)
        #expect(layout(chart).panels[0].x.ticks.count > 1)
    }
}

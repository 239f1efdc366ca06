import Charts
import Testing

@Suite("Axes")
struct AxisTests {
    private func axis(_ axis: Axis, _ values: [Double], width: Double = 200) -> AxisPlan {
        let marks: [Mark] = [.line(LineMark(x: values, y: values, style: .series(0)))]
        let panel = Panel(x: axis, y: Axis(scale: axis.scale == .log10 ? .log10 : .linear), marks: marks)
        return ChartLayout(Chart(panels: [panel], width: width), measuring: RecordingCanvas()).panels[0].x
    }

    private func labels(_ plan: AxisPlan) -> [String] { plan.ticks.compactMap(\.label?.plain) }

    @Test("ticks stand at round values, and nice ends near the data")
    func linear() {
        let plan = axis(Axis(), [0, 11.678], width: 250)
        #expect(labels(plan) == ["0", "2", "4", "6", "8", "10", "12"])
        #expect(plan.scale.low == 0 && plan.scale.high == 12)
        #expect(labels(axis(Axis(), [-0.4, 0.5], width: 220)) == ["\u{2212}0.4", "\u{2212}0.2", "0.0", "0.2", "0.4", "0.6"])
    }

    @Test("ends that would waste more than an eighth of the axis are not rounded to a whole step")
    func littleWaste() {
        let plan = axis(Axis(), [0, 10.1], width: 130)
        #expect(plan.scale.high < 11.4)
    }

    @Test("decades are labelled plainly up to a thousand, and as powers of ten beyond")
    func logarithmic() {
        #expect(labels(axis(Axis(scale: .log10, ends: .tight), [1, 8000])) == ["1", "10", "100", "1000"])
        #expect(labels(axis(Axis(scale: .log10), [1, 80000], width: 300)) == ["100", "101", "102", "103", "104", "105"])
        #expect(labels(axis(Axis(scale: .log10), [0.01, 1])) == ["0.01", "0.1", "1"])
        #expect(axis(Axis(scale: .log10), [1, 8000]).scale.high == 10000)
        #expect(axis(Axis(scale: .log10), [1, 100]).minorTicks.count == 16)
    }

    @Test("a symlog axis keeps zero and has its powers on both sides")
    func symlog() {
        let plan = axis(Axis(scale: .symlog(linearWithin: 1)), [-50, 200], width: 300)
        #expect(plan.ticks.map(\.value) == [-100, -10, -1, 0, 1, 10, 100, 1000])
        #expect(plan.scale.share(of: 0).map { abs($0 - 3.0 / 7) < 1e-9 } == true)
    }

    @Test("values outside a logarithmic axis have no place")
    func noPlace() {
        let plan = axis(Axis(scale: .log10), [1, 100])
        #expect(plan.scale.share(of: 0) == nil && plan.scale.share(of: -1) == nil && plan.scale.share(of: .nan) == nil)
        #expect(plan.scale.share(of: 10) == 0.5)
    }

    @Test("a given domain and given ticks are kept")
    func given() {
        let plan = axis(Axis(domain: 0...1, ticks: .at([0, 0.25, 1, 7])), [0.2, 0.8])
        #expect(plan.scale.low == 0 && plan.scale.high == 1)
        #expect(labels(plan) == ["0.00", "0.25", "1.00"])
        let named = axis(Axis(ticks: .labelled([.init(1, "low"), .init(2, "high")])), [1, 2])
        #expect(labels(named) == ["low", "high"])
    }

    @Test("formats: percent, a unit, fixed digits, powers of ten")
    func formats() {
        #expect(
            labels(axis(Axis(ticks: .at([0, 0.5, 1]), format: .percent), [0, 1])) == ["0\u{2009}%", "50\u{2009}%", "100\u{2009}%"])
        #expect(
            labels(axis(Axis(ticks: .at([0, 37.5, 100]), format: .unit("%")), [0, 100]))
                == ["0.0\u{2009}%", "37.5\u{2009}%", "100.0\u{2009}%"])
        #expect(labels(axis(Axis(ticks: .at([0, 1]), format: .decimal(2)), [0, 1])) == ["0.00", "1.00"])
        #expect(labels(axis(Axis(ticks: .at([0.001, 1]), format: .powerOfTen), [0.001, 1])) == ["10\u{2212}3", "100"])
    }

    @Test("names that do not fit side by side are broken into lines, then turned aslant")
    func names() {
        let long: [RichText] = ["mutual information", "KL selectivity", "entropy of it"]
        func plan(_ names: [RichText], _ width: Double) -> AxisPlan {
            axis(Axis(scale: .categories(names)), [0, 1, 2], width: width)
        }
        #expect(plan(long, 400).labelAngle == 0 && plan(long, 400).labelLines == 1)
        #expect(plan(long, 200).labelAngle == 0 && plan(long, 200).labelLines == 2)
        #expect(plan(["incomprehensibilities", "b", "c"], 120).labelAngle == 45)
    }

    @Test("one value alone still has an axis about it")
    func single() {
        let plan = axis(Axis(), [5, 5])
        #expect(plan.scale.low < 5 && plan.scale.high > 5)
    }
}

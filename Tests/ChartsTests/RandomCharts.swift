import Charts

/// Charts of every kind of mark, axis and legend, as seeds would have them.
struct RandomCharts {
    var random: TestRandom

    init(seed: UInt64) { random = TestRandom(seed: seed) }

    private static let words: [RichText] = [
        "Accuracy", "Test accuracy after ablation", "*I*(*X*; *T*) in bits", "*H*(*T*)", "Layer 3",
        "Mutual information *I*(*T*; *Y*) in bits",
        "Neurons ablated", "Ω in nats", "L_2 regularisation", "Epoch", "Share of samples in the outermost bins", "10^{-3} of all",
    ]

    mutating func chart() -> Chart {
        let count = random.count(1...8)
        let columns = random.count(1...min(4, count))
        let groupX: String? = random.chance(0.5) ? "x" : nil
        let groupY: String? = random.chance(0.5) ? "y" : nil
        let kindX = random.count(0...3)
        let kindY = random.count(0...2)
        let labelX: RichText? = random.chance(0.9) ? random.pick(Self.words) : nil
        let labelY: RichText? = random.chance(0.9) ? random.pick(Self.words) : nil
        let panels = (0..<count).map { index in
            panel(index, x: axis(labelX, kindX, groupX), y: axis(labelY, kindY, groupY))
        }
        var chart = Chart(
            title: random.chance(0.3) ? random.pick(Self.words) : nil, panels: panels, columns: columns,
            width: max(Double(columns) * random.number(115...200), 180), aspect: random.number(0.4...1.1),
            legend: Legend(
                random.pick([.automatic, .bottom, .top, .right, .inside, .hidden]),
                title: random.chance(0.3) ? "Lowest first by" : nil),
            labelsEveryPanel: random.chance(0.2))
        if random.chance(0.25) { chart.panels[random.count(0...(count - 1))].spansRow = true }
        return chart
    }

    private mutating func axis(_ label: RichText?, _ kind: Int, _ group: String?) -> Axis {
        let ends: Axis.Ends = random.pick([.nice, .padded, .tight])
        let scale: Scale =
            switch kind {
            case 0: .linear
            case 1: .log10
            case 2: .symlog(linearWithin: 0.1)
            default: .categories((0..<random.count(1...7)).map { _ in random.pick(Self.words) })
            }
        let format: TickFormat = random.pick([.automatic, .automatic, .decimal(2), .percent, .powerOfTen])
        return Axis(label, scale: scale, ends: ends, format: scale == .linear ? format : .automatic, group: group)
    }

    private mutating func panel(_ index: Int, x: Axis, y: Axis) -> Panel {
        let scaleX = random.number(-2...3)
        let scaleY = random.number(-3...4)
        let marks = (0..<random.count(1...6)).flatMap { self.marks($0, x: x, y: y, magnitudes: (scaleX, scaleY)) }
        let own: Legend? = random.chance(0.15) ? Legend(random.pick([.automatic, .bottom, .inside])) : nil
        return Panel(
            letter: String(Array("abcdefgh")[index]), title: random.chance(0.7) ? random.pick(Self.words) : nil, x: x, y: y,
            marks: marks,
            legend: own)
    }

    private mutating func values(_ count: Int, _ axis: Axis, _ magnitude: Double) -> [Double] {
        let size = [0.01, 0.1, 1, 10, 100, 1000, 10000, 100_000][min(7, max(0, Int(magnitude + 3)))]
        var value = random.number(0.2...1)
        return (0..<count).map { _ in
            value += random.number(-0.2...0.2)
            switch axis.scale {
            case .log10: return max(abs(value), 0.01) * size
            case .categories(let names): return Double(random.count(0...(names.count - 1)))
            default: return value * size
            }
        }
    }

    private mutating func marks(_ series: Int, x: Axis, y: Axis, magnitudes: (Double, Double)) -> [Mark] {
        let count = random.count(2...40)
        let xs = values(count, x, magnitudes.0)
        let ys = values(count, y, magnitudes.1)
        let style = SeriesStyle.series(series)
        let label: RichText? =
            random.chance(0.7) ? RichText("Series \(series)") + random.pick([" ", ", "]) + random.pick(Self.words) : nil
        switch random.count(0...8) {
        case 0:
            return [.line(LineMark(x: xs.sorted(), y: ys, style: style, label: label, endLabel: random.chance(0.4) ? "end" : nil))]
        case 1, 2:
            let epochs = (1...count).map(Double.init)
            return [
                .epochPath(
                    EpochPathMark(
                        x: xs, y: ys, epochs: epochs, color: style.color, fullShadeAt: 8000, label: label, endLabel: "\(series + 1)"
                    ))
            ]
        case 3: return [.points(PointsMark(x: xs, y: ys, style: style, label: label))]
        case 4:
            let upper = ys.map { $0 + abs($0) * 0.3 }
            return [
                .band(BandMark(x: xs.sorted(), lower: ys, upper: upper, color: style.color, label: label)),
                .line(LineMark(x: xs.sorted(), y: ys, style: style, label: label)),
            ]
        case 5: return [.bars(BarsMark(x: xs, values: ys, base: y.scale == .log10 ? ys[0] : 0, style: style, label: label))]
        case 6: return [.rule(RuleMark(.horizontal, at: ys[0], text: random.pick(Self.words)))]
        case 7: return [.rule(RuleMark(.vertical, at: xs[0], text: "bound", label: label))]
        default: return [.note(NoteMark(x: xs[0], y: ys[0], text: random.pick(Self.words), showsPoint: true))]
        }
    }
}

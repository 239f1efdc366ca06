import Experiments

/// The paper's four counter-examples (Section IV): what measures of single neurons cannot tell, each computed exactly.
struct Examples: Experiment {
    let identity = Identity(.ablation, "Examples 1 to 4", "What single neurons cannot tell", id: "examples")
    let parameters: [Parameter] = []

    private static let examples: [(title: String, system: ExactSystem)] = [
        ("Important without entropy", .importantWithoutEntropy), ("One class for all", .oneClassForAll),
        ("Two equal neurons", .redundant), ("Exclusive or", .synergistic),
    ]

    func needs(_ settings: Settings) -> Needs { Needs() }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        try inputs.checkCancellation()
        return result(
            panels: Self.examples.enumerated().map { PanelResult("\($0 + 1)", $1.title, Self.series($1.system)) },
            tables: [Self.table], values: Self.values(Self.examples.map(\.system)), claims: Self.claims())
    }

    private static func series(_ system: ExactSystem) -> [Series] {
        let measured = system.measured
        let accuracies = ([[]] + system.ablated.map(\.neurons)).map { system.bestAccuracy(without: $0) }
        func bits(_ id: String, _ name: String, _ symbol: String, _ measure: Int) -> Column {
            Column(id, Quantity(name, symbol: symbol, unit: "bit"), measured.map { $0.bits[measure] })
        }
        return [
            Series(
                "measures", "Measures", Column("number", "neuron, then group of neurons", measured.indices),
                [
                    bits("entropy", "entropy", "H(T)", 0), bits("mi", "mutual information with the class", "I(T;Y)", 1),
                    bits("kl", "KL selectivity", "", 2),
                ]),
            Series(
                "accuracy", "After ablation", Column("number", "ablation", accuracies.indices),
                [Column("accuracy", "accuracy of the best decision", accuracies)]),
        ]
    }

    /// Every number of the four systems.
    private static var table: TableResult {
        let rows = examples.enumerated().flatMap { index, example in
            example.system.measured.enumerated().map { place, row in
                (example: place == 0 ? "\(index + 1)" : "", system: example.system, row: row)
            }
        }
        return TableResult(
            "The four systems, in bits; a row of several neurons takes them as one variable", of: rows,
            [
                ("Example", { .text($0.example) }), ("Neurons", { .text($0.row.name) }), ("H(T)", { .number($0.row.bits[0], 3) }),
                ("I(T;Y)", { .number($0.row.bits[1], 3) }), ("KL selectivity", { .number($0.row.bits[2], 3) }),
                ("H(Y)", { .number($0.system.labelEntropy, 3) }),
                ("Accuracy without them", { .number($0.system.bestAccuracy(without: $0.row.neurons), 3) }),
            ])
    }

    private static func values(_ systems: [ExactSystem]) -> [NamedValue] {
        func bits(_ id: String, _ name: String, _ value: Double) -> NamedValue {
            NamedValue(id, Quantity(name, unit: "bit"), value, 2)
        }
        func accuracy(_ id: String, _ system: ExactSystem, without neurons: [Int]) -> NamedValue {
            NamedValue(id, "accuracy of the best decision", system.bestAccuracy(without: neurons), 2)
        }
        let (first, second) = (systems[0], systems[1])
        return systems.enumerated().map { bits("hy\($0 + 1)", "entropy of the class", $1.labelEntropy) } + [
            bits("oneClassEntropy", "entropy of the neuron active for one class", first.measures[2].entropy),
            accuracy("withoutHalf", first, without: [0]), accuracy("withoutAlways", first, without: [1]),
            accuracy("withoutOneClass", first, without: [2]),
            bits("jointActive", "information of all neurons' activity", first.information(first.joint[0])),
            bits("jointOutputs", "information of all neurons' outputs", first.information(first.joint[1])),
            bits("detectorSelectivity", "KL selectivity of neurons 1 and 2", second.measures[0].klSelectivity),
            bits("partSelectivity", "KL selectivity of neurons 3 to 5", second.measures[2].klSelectivity),
            accuracy("withoutDetectors", second, without: [0, 1]), accuracy("withoutParts", second, without: [2, 3, 4]),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let panels = zip(result.panels, Self.examples).flatMap { panel, example in
            [Self.bits(panel, example.system, result.value("hy\(panel.letter)")), Self.accuracy(panel, example.system)]
        }
        return Chart(panels: panels, columns: 2, aspect: 0.5, legend: Legend(.bottom))
    }

    private static func names(_ title: RichText, _ names: [String]) -> Axis {
        Axis(title, scale: .categories(names.map { RichText(plain: $0) }), grid: false)
    }

    private static func bits(_ panel: PanelResult, _ system: ExactSystem, _ labelEntropy: Double?) -> Panel {
        let (series, measures) = (panel.series[0], Measure.allCases)
        let titles: [RichText] = ["entropy *H*(*T*)", "mutual information *I*(*T*; *Y*)", "KL selectivity"]
        let bars = measures.enumerated().map { slot, measure in
            Mark.bars(
                BarsMark(
                    x: series["number"], values: series[measure.rawValue], style: SeriesStyle(measure.color), slot: slot,
                    slots: measures.count, label: titles[slot]))
        }
        // A bar of nothing is not seen.
        let zeros = bars.flatMap { bar -> [Mark] in
            guard case .bars(let bar) = bar else { return [] }
            return bar.values.indices.filter { bar.values[$0] == 0 }.map {
                .note(NoteMark(x: bar.center(of: $0), y: 0, text: "0", color: bar.style.color))
            }
        }
        let rule = labelEntropy.map { Mark.rule(RuleMark(.horizontal, at: $0, label: "entropy of the class *H*(*Y*)")) }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: names("neuron", system.neurons.map(\.name) + system.joint.map(\.name)), y: Axis("bits", including: [0]),
            marks: bars + zeros + (rule.map { [$0] } ?? []))
    }

    private static func accuracy(_ panel: PanelResult, _ system: ExactSystem) -> Panel {
        let series = panel.series[1]
        let values = zip(series["number"], series["accuracy"]).map { place, share in
            Mark.note(NoteMark(x: place, y: share, text: RichText(plain: "\(NumberText.decimal(100 * share, digits: 0))\u{2009}%")))
        }
        return Panel(
            title: "The best decision after ablation", x: names("ablated", ["none"] + system.ablated.map(\.name)),
            y: Axis("accuracy", domain: 0...1.15, ticks: .at([0, 0.5, 1]), format: .percent),
            marks: values + [
                .bars(BarsMark(x: series["number"], values: series["accuracy"], style: SeriesStyle(.gray(0.55)), groupWidth: 0.5)),
                .rule(RuleMark(.horizontal, at: 1 / Double(system.classes), dash: .dotted, label: "chance")),
            ])
    }
}

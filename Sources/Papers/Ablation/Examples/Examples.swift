import Experiments

/// The paper's four counter-examples (Section IV): what measures of single neurons cannot tell, each computed exactly.
struct Examples: Experiment {
    let identity = Identity(.ablation, "Examples 1 to 4", "What single neurons cannot tell", id: "examples")
    let parameters: [Parameter] = []

    private static let examples: [(title: String, system: ExactSystem)] = [
        ("Important without entropy", .importantWithoutEntropy),
        ("One class for all", .oneClassForAll),
        ("Two equal neurons", .redundant),
        ("Exclusive or", .synergistic),
    ]

    func needs(_ settings: Settings) -> Needs { Needs() }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        try inputs.checkCancellation()
        let systems = Self.examples.map(\.system)
        return FigureResult(
            id: id, title: title,
            panels: Self.examples.enumerated().map { index, example in
                PanelResult(letter: "\(index + 1)", title: example.title, series: Self.series(example.system))
            },
            tables: [Self.table], values: Self.values(systems), claims: Self.claims)
    }

    private static func series(_ system: ExactSystem) -> [Series] {
        let single = system.measures.map { ($0.entropy, $0.mutualInformation, $0.klSelectivity) }
        let joint = system.joint.map { group in
            let measures = system.measures(of: group)
            return (measures.entropy, measures.mutualInformation, measures.klSelectivity)
        }
        let all = single + joint
        let accuracies = ([[]] + system.ablated.map(\.neurons)).map { system.bestAccuracy(without: $0) }
        func bits(_ id: String, _ name: String, _ symbol: String, _ values: [Double]) -> Column {
            Column(id: id, quantity: Quantity(name, symbol: symbol, unit: "bit"), values: values)
        }
        func numbered(_ name: String, _ count: Int) -> Column {
            Column(id: "number", quantity: Quantity(name), values: (0..<count).map(Double.init))
        }
        return [
            Series(
                id: "measures", label: "Measures", index: numbered("neuron, then group of neurons", all.count),
                columns: [
                    bits("entropy", "entropy", "H(T)", all.map(\.0)),
                    bits("mi", "mutual information with the class", "I(T;Y)", all.map(\.1)),
                    bits("kl", "KL selectivity", "", all.map(\.2)),
                ]),
            Series(
                id: "accuracy", label: "After ablation", index: numbered("ablation", accuracies.count),
                columns: [Column(id: "accuracy", quantity: Quantity("accuracy of the best decision"), values: accuracies)]),
        ]
    }

    /// Every number of the four systems.
    private static var table: TableResult {
        TableResult(
            title: "The four systems, in bits; a row of several neurons takes them as one variable",
            header: ["Example", "Neurons", "H(T)", "I(T;Y)", "KL selectivity", "H(Y)", "Accuracy without them"],
            rows: examples.enumerated().flatMap { index, example in
                rows(example.system).enumerated().map { place, row in [.text(place == 0 ? "\(index + 1)" : "")] + row }
            })
    }

    private static func rows(_ system: ExactSystem) -> [[TableResult.Cell]] {
        func row(_ name: String, _ bits: [Double], without neurons: [Int]) -> [TableResult.Cell] {
            [.text(name)] + (bits + [system.labelEntropy]).map { .number($0, digits: 3) } + [
                .number(system.bestAccuracy(without: neurons), digits: 3)
            ]
        }
        let single = zip(system.neurons, system.measures).enumerated().map { place, pair in
            row(pair.0.name, [pair.1.entropy, pair.1.mutualInformation, pair.1.klSelectivity], without: [place])
        }
        return single
            + system.joint.map { group in
                let measures = system.measures(of: group)
                return row(
                    group.name, [measures.entropy, measures.mutualInformation, measures.klSelectivity], without: group.neurons)
            }
    }

    private static func values(_ systems: [ExactSystem]) -> [NamedValue] {
        func bits(_ id: String, _ name: String, _ value: Double) -> NamedValue {
            NamedValue(id: id, quantity: Quantity(name, unit: "bit"), value: value, digits: 2)
        }
        func accuracy(_ id: String, _ value: Double) -> NamedValue {
            NamedValue(id: id, quantity: Quantity("accuracy of the best decision"), value: value, digits: 2)
        }
        let (first, second) = (systems[0], systems[1])
        return systems.enumerated().map { bits("hy\($0 + 1)", "entropy of the class", $1.labelEntropy) } + [
            bits("oneClassEntropy", "entropy of the neuron active for one class", first.measures[2].entropy),
            accuracy("withoutHalf", first.bestAccuracy(without: [0])),
            accuracy("withoutAlways", first.bestAccuracy(without: [1])),
            accuracy("withoutOneClass", first.bestAccuracy(without: [2])),
            bits("jointActive", "information of all neurons' activity", first.measures(of: first.joint[0]).mutualInformation),
            bits("jointOutputs", "information of all neurons' outputs", first.measures(of: first.joint[1]).mutualInformation),
            bits("detectorSelectivity", "KL selectivity of neurons 1 and 2", second.measures[0].klSelectivity),
            bits("partSelectivity", "KL selectivity of neurons 3 to 5", second.measures[2].klSelectivity),
            accuracy("withoutDetectors", second.bestAccuracy(without: [0, 1])),
            accuracy("withoutParts", second.bestAccuracy(without: [2, 3, 4])),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let values = Dictionary(uniqueKeysWithValues: result.values.map { ($0.id, $0.value) })
        let panels = zip(result.panels, Self.examples).flatMap { panel, example in
            [
                Self.bits(panel, example.system, labelEntropy: values["hy\(panel.letter)"]),
                Self.accuracy(panel, example.system),
            ]
        }
        return Chart(panels: panels, columns: 2, aspect: 0.5, legend: Legend(.bottom))
    }

    private static func bits(_ panel: PanelResult, _ system: ExactSystem, labelEntropy: Double?) -> Panel {
        let series = panel.series[0]
        let measures: [(id: String, label: RichText, color: Color)] = [
            ("entropy", "entropy *H*(*T*)", Palette.categorical[0]),
            ("mi", "mutual information *I*(*T*; *Y*)", Palette.categorical[1]),
            ("kl", "KL selectivity", Palette.categorical[3]),
        ]
        var marks: [Mark] = measures.enumerated().map { slot, measure in
            .bars(
                BarsMark(
                    x: series["number"], values: series[measure.id], style: SeriesStyle(measure.color), slot: slot,
                    slots: measures.count, label: measure.label))
        }
        if let labelEntropy {
            marks.append(.rule(RuleMark(.horizontal, at: labelEntropy, label: "entropy of the class *H*(*Y*)")))
        }
        let names = system.neurons.map(\.name) + system.joint.map(\.name)
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis("neuron", scale: .categories(names.map { RichText(plain: $0) }), grid: false),
            y: Axis("bits", including: [0]), marks: marks)
    }

    private static func accuracy(_ panel: PanelResult, _ system: ExactSystem) -> Panel {
        let series = panel.series[1]
        let names = ["none"] + system.ablated.map(\.name)
        return Panel(
            title: "The best decision after ablation",
            x: Axis("ablated", scale: .categories(names.map { RichText(plain: $0) }), grid: false),
            y: Axis("accuracy", domain: 0...1, format: .percent),
            marks: [
                .bars(BarsMark(x: series["number"], values: series["accuracy"], style: SeriesStyle(.gray(0.55)), groupWidth: 0.5)),
                .rule(
                    RuleMark(
                        .horizontal, at: 1 / Double(system.classes), dash: .dotted, label: "chance")),
            ])
    }
}

import Results

/// A small result with every kind of part, and numbers that are hard to write.
let sampleResult = FigureResult(
    id: FigureID(paper: "information-plane", figure: "fig1"),
    title: "Information planes at \"four\" bin sizes\n(I(X;T) \u{2264} H(X))",
    panels: [
        PanelResult(
            letter: "a", title: "Bin size 0.07",
            series: [
                Series(
                    id: "layer-1", label: "Layer 1 (10 units)",
                    index: Column(id: "epoch", quantity: Quantity("epoch", unit: "epoch"), values: [0, 1, 2, 4, 8000, 1e22]),
                    columns: [
                        Column(
                            id: "ixt", quantity: Quantity("mutual information of input and layer", symbol: "I(X;T)", unit: "bit"),
                            values: [
                                11.677719641641012, 0.1, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
                                0.30000000000000004,
                            ],
                            replicates: [
                                [1, 2, 3, 4, 5, 6],
                                [0.5, .infinity, -.infinity, 1e-5, 9_007_199_254_740_991, 9_007_199_254_740_992],
                            ],
                            tolerance: Tolerance(absolute: 1e-9, relative: 0))
                    ])
            ]),
        PanelResult(letter: "b", title: "Nothing", series: []),
    ],
    tables: [
        TableResult(
            title: "Means", header: ["layer", "bits"],
            rows: [[.text("one"), .number(11.68, digits: 2)], [.text(""), .number(0, digits: 0)]])
    ],
    values: [NamedValue(id: "testAccuracy", quantity: Quantity("accuracy", unit: "%"), value: 97.07, digits: 2)],
    settings: [
        SettingRecord(key: "epochs", name: "training length", paper: "8000", used: "4000"),
        SettingRecord(key: "batch", name: "batch size", paper: nil, chosenBecause: "as in the paper's code", used: "256"),
    ],
    claims: [
        Claim(
            id: "score", statement: "The test score is 0.9707.", source: "Figure 1", origin: .number, published: "0.9707",
            quantity: "accuracy", digits: 3, parts: [.init(.networks([0.971, 0.968, 0.974]), .near(0.9707, within: 0.01))],
            readings: [.init("wider", [.init(.networks([0.971, 0.968, 0.974]), .near(0.9707, within: 0.02))])]),
        Claim(
            id: "row", statement: "MNIST compresses.", source: "Table 1", origin: .sentence, notAssessed: "stand-in data"),
    ],
    data: [DataRecord(name: "Glyphs", standInFor: "MNIST", digest: String(repeating: "0f", count: 32), samples: 60_000)])

let sampleInputs: [KeyInput] = [
    KeyInput("source Networks", String(repeating: "a1", count: 32)),
    .setting("epochs", "4000"),
    .data("MNIST", used: "stand-in Glyphs", digest: String(repeating: "0f", count: 32)),
    .seed(.max),
]

import NumericCore
import Results

/// Small figures whose numbers are drawn from fixed seeds.
enum DiffSamples {
    static let id = FigureID(paper: "paper", figure: "fig1")

    /// Curves of networks: a common shape plus smooth noise of each network's own, as trainings give them.
    ///
    /// - Parameters:
    ///   - networks: their seeds; the same seed gives the same noise.
    ///   - shift: added to every curve, in units of the noise.
    static func curves(_ networks: [UInt64], points: Int = 60, series: Int = 0, shift: Double = 0, noise: Double = 0.1)
        -> [[Double]]
    {
        networks.map { seed in
            var generator = SeededGenerator(seed: seed, purpose: "diff sample", index: UInt64(series))
            // Four waves with normal amplitudes: a smooth curve of about four independent parts.
            let amplitudes = generator.normals(8)
            return (0..<points).map { point in
                let t = Double(point) / Double(points - 1)
                var wave = 0.0
                for k in 0..<4 {
                    // Parabolas stand in for sines: no library's function is needed.
                    let phase = t * Double(k + 1) / 2
                    let place = 2 * (phase - phase.rounded(.down)) - 1
                    wave += amplitudes[2 * k] * (1 - place * place) + amplitudes[2 * k + 1] * place * (1 - abs(place)) * 4
                }
                return t * (2 - t) + noise * (wave / 2 + shift)
            }
        }
    }

    static func column(_ id: String, _ curves: [[Double]], tolerance: Tolerance? = nil) -> Column {
        Column(
            id: id, quantity: Quantity("information of input and layer", symbol: "I(X;T)", unit: "bit"), values: curves[0],
            replicates: curves.count > 1 ? curves : [], tolerance: tolerance)
    }

    static func series(_ id: String, _ columns: [Column]) -> Series {
        let points = columns[0].values.count
        return Series(
            id: id, label: id.capitalized,
            index: Column(id: "epoch", quantity: Quantity("training epoch", unit: "epoch"), values: (0..<points).map(Double.init)),
            columns: columns)
    }

    /// A figure of one panel with a series a layer.
    static func figure(
        _ networks: [UInt64], layers: Int = 6, shift: Double = 0, epochs: String = "8000", tolerance: Tolerance? = nil,
        id: FigureID = id
    ) -> FigureResult {
        FigureResult(
            id: id, title: "Information planes",
            panels: [
                PanelResult(
                    letter: "a", title: "Bin size 0.07",
                    series: (0..<layers).map { layer in
                        series(
                            "layer-\(layer + 1)",
                            [column("ixt", curves(networks, series: layer, shift: shift), tolerance: tolerance)])
                    })
            ],
            tables: [TableResult(title: "Means", header: ["layer", "bits"], rows: [[.text("one"), .number(1.25, digits: 2)]])],
            values: [NamedValue(id: "score", quantity: Quantity("accuracy"), value: 0.97, digits: 3)],
            settings: [SettingRecord(key: "epochs", name: "training length", paper: "8000", used: epochs)],
            claims: [
                Claim(
                    id: "rises", statement: "It rises.", source: "Section 2", origin: .sentence, quantity: "by", digits: 1,
                    parts: [.init(.networks([0.5, 0.5, 0.5]), .over(0.1))])
            ],
            data: [DataRecord(name: "SZT", digest: String(repeating: "a", count: 64), samples: 4096)])
    }

    static let inputs: [KeyInput] = [
        .setting("epochs", "8000"), KeyInput("source Networks", String(repeating: "1", count: 64)),
        KeyInput("source InformationTheory", String(repeating: "2", count: 64)),
    ]

    static func file(_ result: FigureResult) -> ResultFile { ResultFile(inputs: inputs, result: result) }

    static func report(_ results: FigureResult...) -> ReportSnapshot {
        ReportSnapshot(name: "a report", figures: results.map { FigureSnapshot(result: $0, inputs: inputs) })
    }

    /// The diff of two versions of one figure.
    static func diff(_ old: FigureResult, _ new: FigureResult) -> FigureDiff {
        ReportDiff(old: report(old), new: report(new)).figures[0]
    }
}

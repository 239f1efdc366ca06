import Experiments

/// Beyond the paper: the planes of tanh and ReLU networks by three estimators of mutual information.
///
/// Beside the binned estimate stand the bounds of Kolchinsky and Tracey (2017) from pairwise distances, which Saxe et al. (2018)
/// set against it: the debate that the paper joins turns on whether compression is the network's or the estimator's.
struct Estimators: PlaneFigure {
    let identity = Identity(.informationPlane, "Estimators", "Information planes by three estimators", id: "estimators")

    static let noiseVariance = Parameter.chosen(
        "noiseVariance", "variance of the Gaussian noise behind the pairwise-distance bounds", 0.001, 1e-8...100,
        because: "the code of Saxe et al. (2018) has it for the same layers")
    static let measuredEpochs = Parameter.chosen(
        "estimatorEpochs", "epochs at which all three estimators measure, out of the recorded ones", 60, 3...100_000,
        because: "the bounds take every pair of samples; spread in proportion to the epoch, these show the same paths")

    let conditions = [PlaneCondition.tanh, .relu]
    let measures = [PlaneNetworks.binSize, noiseVariance, measuredEpochs]

    typealias Networks = LearnedNetworks<MeasuredNetwork>

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let measured = try conditions.map { condition in
            (condition, try condition.learned(inputs) { try MeasuredNetwork($0, inputs) })
        }
        let (tanh, relu) = (measured[0].1, measured[1].1)
        let planes = measured.flatMap { condition, networks in
            Estimator.allCases.map { estimator in
                (
                    "\(condition.name): \(estimator.title.lowercased())",
                    InformationPlane.series(networks.measured.map { $0[estimator] })
                )
            }
        }
        let falls = Estimator.allCases.map { estimator in
            ("Fall by the end: \(estimator.title.lowercased())", measured.map { Self.falls($0, $1.measured, estimator) })
        }
        return result(
            panels: (planes + falls).enumerated().map { PanelResult(FigureLetters[$0], $1.0, $1.1) },
            tables: [Self.table(measured)],
            values: DataEntropies.values(try inputs.limits(PlaneData.szt.selection))
                + [NamedValue("networks", "networks a condition", tanh.trained)] + measured.flatMap(Self.values),
            claims: Estimator.allCases.map { Self.tanhCompresses(tanh, by: $0) }
                + Estimator.allCases.map { Self.reluDoesNot(relu, by: $0) }
                + measured.map { Self.tracksClustering($0.id, $0.name, $1) })
    }

    /// By how much each layer's I(X;T) ends below its highest: mean, least and greatest over the networks.
    private static func falls(_ condition: PlaneCondition, _ networks: [MeasuredNetwork], _ estimator: Estimator) -> Series {
        let falls = networks.map { network in network[estimator].layers.indices.map(network[estimator].compression(ofLayer:)) }
        let name = "fall of I(X;T) from its highest value"
        func ends(_ end: ([Double]) -> Double?) -> [Double] { falls.transposed.map { end($0)! } }
        return Series(
            condition.id, condition.name, Column("layer", "layer", 1...falls[0].count),
            [
                .mean("fall", .bits(name), of: falls),
                Column("least", .bits("\(name), least over the networks"), ends { $0.min() }),
                Column("greatest", .bits("\(name), greatest over the networks"), ends { $0.max() }),
            ])
    }

    private static func table(_ measured: [(PlaneCondition, Networks)]) -> TableResult {
        typealias Row = (condition: PlaneCondition, networks: [MeasuredNetwork], layer: Int)
        let rows: [Row] = measured.flatMap { condition, networks in
            networks.drawn[.binned].layers.indices.map { (condition, networks.measured, $0) }
        }
        func mean(_ row: Row, _ value: (MeasuredNetwork) -> Double) -> Double { Statistics.mean(row.networks.map(value)) }
        func end(_ estimator: Estimator, _ value: @escaping (LayerInformation) -> Double) -> (Row) -> TableResult.Cell {
            { row in .number(mean(row) { value($0[estimator].layers[row.layer].last!) }, 2) }
        }
        return TableResult(
            "Where the layers end: means over the networks, in bits", of: rows,
            [
                ("Network", { .text($0.condition.name) }),
                ("Layer", { .text(InformationPlane.layerLabel($0.layer, of: $0.networks[0].finalLabelBounds.count)) }),
                ("I(X;T), bins", end(.binned, \.withInput)), ("I(X;T), lower bound", end(.lower, \.withInput)),
                ("I(X;T), upper bound", end(.upper, \.withInput)), ("I(T;Y), bins", end(.binned, \.withLabel)),
                (
                    "I(T;Y), certain with noise",
                    { row in
                        let least = mean(row) { $0.finalLabelBounds[row.layer].lowerBound }
                        return "\(least.fixed(2)) to \(mean(row) { $0.finalLabelBounds[row.layer].upperBound }.fixed(2))"
                    }
                ),
            ])
    }

    private static func values(_ condition: PlaneCondition, _ networks: Networks) -> [NamedValue] {
        let places = networks.measured.map(\.binnedAmongBounds)
        func share(_ id: String, _ words: String, _ values: [Double]) -> NamedValue {
            NamedValue(
                condition.id + id, .percent("layers and epochs whose binned I(X;T) lies \(words)"),
                Statistics.mean(values))
        }
        let widths = networks.measured.flatMap { zip($0.inputs(.upper), $0.inputs(.lower)).map { $0 - $1 } }
        return [
            share("Below", "below the lower bound", places.map(\.below)),
            share("Within", "between the bounds", places.map(\.within)),
            share("Above", "above the upper bound", places.map(\.above)),
            NamedValue("\(condition.id)Width", .bits("mean distance of the bounds of I(X;T)"), Statistics.mean(widths), 2),
            NamedValue("\(condition.id)Dead", "networks that never left chance", networks.dead),
        ]
    }

    /// A row of planes a condition, a column an estimator; below them what each estimator says of compression.
    func chart(_ result: FigureResult) -> Chart? {
        let count = Estimator.allCases.count
        let planes = result.panels.dropLast(count).map { PlaneChart.panel($0, corner: PlaneChart.corner(of: result)) }
        return Chart(panels: planes + result.panels.suffix(count).map(Self.fallPanel), columns: count, aspect: 0.8)
    }

    private static func fallPanel(_ panel: PanelResult) -> Panel {
        let marks = panel.series.enumerated().flatMap { index, series -> [Mark] in
            let bars = BarsMark(
                x: series["layer"].map { $0 - 1 }, values: series["fall"],
                // The layers' colours stand for layers; these for the kinds of network.
                style: SeriesStyle(index == 0 ? .gray(0.5) : .gray(0.8)), slot: index, slots: panel.series.count,
                label: RichText(plain: "\(series.label) networks"))
            let ranges = RangesMark(
                x: series["layer"].indices.map(bars.center), low: series["least"], high: series["greatest"],
                style: SeriesStyle(.gray(0), width: 0.7), cap: 2)
            return [.bars(bars), .ranges(ranges)]
        }
        let layers = panel.series[0]["layer"].count
        let names = (1...layers).map { RichText(plain: $0 == layers ? "out" : "\($0)") }
        return Panel(
            panel, x: Axis("layer", scale: .categories(names), grid: false, group: "layer"),
            y: Axis("fall of *I*(*X*; *T*) in bits", including: [0], group: "fall"), marks: marks)
    }
}

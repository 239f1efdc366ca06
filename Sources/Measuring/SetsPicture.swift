import Charts
import NumericCore

/// Sets of units: a bar a set; over epochs a line a set.
struct SetsPicture {
    private let measurement: MeasuredTable

    init(_ measurement: MeasuredTable) { self.measurement = measurement }

    private var columns: [(id: String, label: RichText)] {
        guard measurement.measure == .oInformation else { return [(measurement.drawnColumns[0].id, "")] }
        return [
            ("total_correlation_bits", "total correlation"), ("dual_total_correlation_bits", "dual total correlation"),
            ("o_information_bits", "O-information: their difference"),
        ]
    }

    var chart: Chart {
        let epochs = measurement.numbers("epoch")
        return Set(epochs).count > 1 ? epochChart(epochs) : barChart
    }

    private var axis: RichText { columns.count > 1 ? "bits" : measurement.drawnColumns[0].axis }

    private var barChart: Chart {
        let layers = measurement["layer"]
        let names = measurement["units"].enumerated().map { place, cell in
            (layers.isEmpty ? "" : "\(layers[place].text): ") + Self.short(cell)
        }
        let marks = columns.enumerated().map { slot, column -> Mark in
            .bars(
                BarsMark(
                    x: names.indices.map(Double.init), values: measurement.numbers(column.id),
                    style: SeriesStyle(Palette.categorical[columns.count > 1 ? [1, 0, 3][slot] : 0]),
                    groupWidth: names.count == 1 ? 0.15 * Double(columns.count) : 0.8, slot: slot, slots: columns.count,
                    label: columns.count > 1 ? column.label : nil))
        }
        return Chart(
            panels: [
                Panel(
                    x: Axis("units", scale: .categories(names.map { RichText(plain: $0) }), grid: false),
                    y: Axis(axis, including: [0]),
                    marks: marks)
            ], width: names.count > 3 ? 420 : 300, aspect: names.count > 3 ? 0.55 : 0.8)
    }

    private func epochChart(_ epochs: [Double]) -> Chart {
        let sets = zip(measurement.layerNamesByRow, measurement["units"].map(Self.short)).map { ($0.map { "\($0): " } ?? "") + $1 }
        var different: [String] = []
        for name in sets where !different.contains(name) { different.append(name) }
        let column = measurement.drawnColumns[0]
        let values = measurement.numbers(column.id)
        let marks = different.enumerated().map { index, name -> Mark in
            let rows = sets.indices.filter { sets[$0] == name }
            return .line(
                LineMark(
                    x: rows.map { epochs[$0] }, y: rows.map { values[$0] }, style: .series(index),
                    label: different.count > 1 ? RichText(plain: "units \(name)") : nil, showsMarkers: true))
        }
        return Chart(
            panels: [Panel(x: PlanePicture.epochAxis(epochs), y: Axis(column.axis, including: [0], ends: .padded), marks: marks)],
            width: 380)
    }

    /// "0-19", "3, 5, 9", "0, 4, ... (12)".
    private static func short(_ cell: MeasuredTable.Cell) -> String {
        guard case .units(let units) = cell else { return cell.text }
        let text = Words.runs(units)
        return text.count <= 16 ? text : "\(units.count) units"
    }
}

extension MeasuredTable {
    /// The layer of each row; nil where there is no such column.
    var layerNamesByRow: [String?] {
        guard place(of: "layer") != nil else { return rows.map { _ in nil } }
        return self["layer"].map(\.text)
    }
}

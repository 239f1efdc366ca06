import Charts
import NumericCore

/// The extremes of O-information over the orders: two bars an order, of the best redundancy and the best synergy.
struct SearchPicture {
    private let measurement: MeasuredTable

    init(_ measurement: MeasuredTable) { self.measurement = measurement }

    /// With more orders than these, lines.
    private static let mostBars = 24

    private struct Series {
        var id: String
        var label: RichText
        var style: SeriesStyle
    }

    /// Vermilion for redundancy, blue for synergy, as in the paper's figure.
    private static let series = [
        Series(id: "redundancy", label: "Best redundancy", style: SeriesStyle(Palette.categorical[1])),
        Series(id: "synergy", label: "Best synergy", style: SeriesStyle(Palette.categorical[0], dash: .dashed, marker: .square)),
    ]

    var chart: Chart {
        let epochs = measurement.numbers("epoch")
        var different: [Double] = []
        for epoch in epochs where !different.contains(epoch) { different.append(epoch) }
        let layers = measurement.layerNames
        var panels: [Panel] = []
        if different.count > 1 {
            for layer in layers {
                for order in Set(measurement["order"].compactMap(\.number)).sorted() {
                    panels.append(epochPanel(layer, order, epochs))
                }
            }
        } else {
            panels = layers.map(orderPanel)
        }
        if panels.count > 1 { for index in panels.indices { panels[index].letter = PlanePicture.letter(index) } }
        return Chart(
            panels: panels, columns: min(panels.count, 3), width: panels.count > 1 ? Chart.pageWidth : 380,
            aspect: panels.count > 1 ? 0.8 : 0.6,
            legend: Legend(.bottom))
    }

    private var zero: Mark { .rule(RuleMark(.horizontal, at: 0, color: .gray(0.2), dash: .solid, width: 0.6)) }

    private func rows(_ layer: String?, _ extreme: String) -> [Int] {
        let extremes = measurement["extreme"]
        return measurement.rows(ofLayer: layer).filter { extremes[$0] == .text(extreme) }
    }

    private func orderPanel(_ layer: String?) -> Panel {
        let orders = measurement.numbers("order")
        let values = measurement.numbers("o_information_bits")
        let different = Set(orders).sorted()
        let marks = Self.series.enumerated().map { slot, series -> Mark in
            let rows = rows(layer, series.id).filter { !values[$0].isNaN }
            let x = rows.map { orders[$0] }
            let y = rows.map { values[$0] }
            if different.count > Self.mostBars {
                return .line(LineMark(x: x, y: y, style: series.style, label: series.label))
            }
            return .bars(BarsMark(x: x, values: y, style: series.style, slot: slot, slots: 2, label: series.label))
        }
        let ticks: Ticks = different.count > Self.mostBars ? .automatic : .at(different)
        return Panel(
            title: layer.map { RichText(plain: $0) },
            x: Axis("units of the multiplet", ends: .padded, ticks: ticks, format: .decimal(0), grid: false, group: "order"),
            y: Axis("O-information in bits", including: [0], ends: .padded, group: "omega"), marks: [zero] + marks)
    }

    private func epochPanel(_ layer: String?, _ order: Double, _ epochs: [Double]) -> Panel {
        let orders = measurement.numbers("order")
        let values = measurement.numbers("o_information_bits")
        let marks = Self.series.map { series -> Mark in
            let rows = rows(layer, series.id).filter { orders[$0] == order }
            return .line(
                LineMark(
                    x: rows.map { epochs[$0] }, y: rows.map { values[$0] }, style: series.style, label: series.label,
                    showsMarkers: true))
        }
        return Panel(
            title: RichText(plain: (layer.map { "\($0), " } ?? "") + "\(Int(order)) units"),
            x: PlanePicture.epochAxis(epochs, group: "epoch"),
            y: Axis("O-information in bits", including: [0], ends: .padded, group: "omega"), marks: [zero] + marks)
    }
}

import Experiments

/// The tables under the figures of ablation curves.
extension AblationStudy {
    /// The mean gaps that the paper states beside those measured, with p-values where there are networks enough for the test to decide.
    /// - Parameter further: rows of gaps between random curves: panels, neurons ablated, published gap and p, measured.
    func gapTable(further: [(panels: String, count: Int, gap: Double, p: Double, measured: MeanGap)] = []) -> TableResult {
        func cells(_ gap: Double, _ p: Double, _ measured: MeanGap) -> [TableResult.Cell] {
            [
                .number(gap, digits: abs(gap) < 1 ? 2 : 1), .text(PrintedP.text(p)), .number(measured.mean, digits: 1),
                .text(PrintedP.text(measured.p)),
            ]
        }
        var rows: [[TableResult.Cell]] = curves.flatMap { curves in
            curves.panel.stated.map { stated in
                [
                    .text(curves.panel.letter), .text("\(stated.order.label) against random"),
                    .number(Double(stated.count), digits: 0),
                ]
                    + cells(stated.gap, stated.p, curves.gap(stated.order, at: stated.count))
            }
        }
        rows += further.map { row in
            [.text(row.panels), .text("random against random (Kolmogorov-Smirnov)"), .number(Double(row.count), digits: 0)]
                + cells(row.gap, row.p, row.measured)
        }
        return TableResult(
            title: "Mean gaps in percentage points of accuracy (MG@k)",
            header: ["Panel", "Order", "k", "Published", "Published p", "Measured", "Measured p"], rows: rows)
    }

    /// MG@k of an order in the panel of this letter, for the words around the figure.
    func gapValue(_ id: String, _ letter: String, _ order: AblationOrder, at count: Int) -> NamedValue {
        NamedValue(
            id: id, quantity: Quantity("MG@\(count), panel \(letter), \(order.label)", unit: "percentage points"),
            value: self[letter].gap(order, at: count).mean, digits: 1)
    }

    /// The gap between the random curves of panel a's layers, for the words around the figure.
    static func layerGapValue(_ gap: MeanGap, at count: Int) -> NamedValue {
        NamedValue(
            id: "layerGap",
            quantity: Quantity("MG@\(count) between the random curves of layers 1 and 2, panel a", unit: "percentage points"),
            value: gap.mean, digits: 1)
    }

    /// The networks behind the panels: epochs, number, accuracy, and neurons whose one-bit output never varies.
    var networkTable: TableResult {
        let rows: [[TableResult.Cell]] = conditions.flatMap { condition in
            condition.condition.widths.indices.map { layer in
                let scores = condition.testAccuracies.map { 100 * $0 }
                let spread = scores.count > 1 ? " ± \(Statistics.standardDeviation(scores).fixed(1))" : ""
                return [
                    .text(layer == 0 ? condition.condition.label : ""), .text(layer == 0 ? "\(condition.epochs)" : ""),
                    .text(layer == 0 ? "\(scores.count)" : ""),
                    .text(layer == 0 ? Statistics.mean(scores).fixed(1) + spread : ""),
                    .number(Double(layer + 1), digits: 0), .number(Double(condition.condition.widths[layer]), digits: 0),
                    .number(Statistics.mean(condition.count(layer: layer) { $0.isDead }), digits: 1),
                    .number(Statistics.mean(condition.count(layer: layer) { $0.isAlwaysActive }), digits: 1),
                ]
            }
        }
        return TableResult(
            title: "The networks, and the neurons of each that are never or always active on the validation set",
            header: ["Condition", "Epochs", "Networks", "Test accuracy, %", "Layer", "Neurons", "Never active", "Always active"],
            rows: rows)
    }
}

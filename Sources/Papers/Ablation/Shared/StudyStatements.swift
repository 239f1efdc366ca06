import Experiments

/// What the paper states of more than one figure, and the tables under them.
extension Study {
    /// Layers 1 and 2 where the paper states how far their random curves lie apart.
    private var comparedLayers: [(first: Curves, second: Curves, stated: Plot.StatedGap)] {
        curves.filter { $0.panel.layer == 0 }.compactMap { first in
            first.panel.layerGap.map { (first, self["\(first.letter.prefix(1))2"], $0) }
        }
    }

    private static func layerGap(_ first: Curves, _ second: Curves, _ place: Curves.Place) -> Gap {
        .paired(first.accuracies(.random, place), second.accuracies(.random, place), test: .kolmogorovSmirnov)
    }

    /// A claim for each mean gap that the paper states.
    @ListOf<Claim> func statedGaps(_ source: String) -> [Claim] {
        for curves in curves {
            for stated in curves.panel.stated {
                let side = stated.p < 0.05 ? "\(stated.gap < 0 ? "below" : "above") that of a random order." : nil
                // The published number as what ablation costs, not as a gap to the random order.
                let loss = Claim.Reading(
                    "accuracy less that of the whole network", curves.change(stated.order, after: stated.count).sample,
                    .near(1.25 * stated.gap, within: 0.75 * abs(stated.gap)))
                Claim(
                    "\(curves.letter)-\(stated.order.id)-\(stated.count)",
                    "Panel \(curves.letter): ablating \(stated.count) neurons, \(stated.order.label), leaves an accuracy that lies "
                        + (side ?? "as high as a random order's."),
                    source, stated: stated, curves.gap(stated.order, .after(stated.count)),
                    readings: stated.mayBeLoss ? [loss] : [])
            }
        }
        for (first, second, stated) in comparedLayers {
            Claim(
                "\(first.letter)-\(second.letter)-random-\(stated.count)",
                "Panels \(first.letter) and \(second.letter): ablating \(stated.count) random neurons of layer 1 costs more "
                    + "accuracy than ablating as many of layer 2.",
                "\(source)\(first.letter.prefix(1))", stated: stated, Self.layerGap(first, second, .after(stated.count)))
        }
    }

    /// Layer 1 matters more than layer 2 in every panel.
    func firstLayer(_ letters: [String], _ source: String) -> Claim {
        func gaps(_ place: Curves.Place, _ test: Gap.Test) -> [Claim.Placed] {
            letters.map { letter in
                let layers = [self["\(letter)1"], self["\(letter)2"]].map { $0.accuracies(.random, place) }
                return (letter, .paired(layers[0], layers[1], test: test), .under(0))
            }
        }
        return Claim(
            "first-layer-matters-more",
            "Ablating neurons of the first hidden layer costs more accuracy than ablating neurons of the second.", source,
            "random curve of layer 1 less that of layer 2, mean over the curves, in points", gaps: gaps(.overCurve, .wilcoxon),
            readings: [("after 80 % of the neurons", gaps(.most, .kolmogorovSmirnov))])
    }

    /// The mean gaps that the paper states beside those measured, with p-values where there are networks enough for the test to decide.
    var gapTable: TableResult {
        let orders = curves.flatMap { curves in
            curves.panel.stated.map {
                (curves.letter, "\($0.order.label) against random", $0, curves.gap($0.order, .after($0.count)))
            }
        }
        let layers = comparedLayers.map {
            (
                "\($0.letter), \($1.letter)", "random against random (Kolmogorov-Smirnov)", $2,
                Self.layerGap($0, $1, .after($2.count))
            )
        }
        return TableResult(
            "Mean gaps in percentage points of accuracy (MG@k)", of: orders + layers,
            [
                ("Panel", { .text($0.0) }), ("Order", { .text($0.1) }), ("k", { .count($0.2.count) }),
                ("Published", { .number($0.2.gap, abs($0.2.gap) < 1 ? 2 : 1) }), ("Published p", { .text(Gap.printed($0.2.p)) }),
                ("Measured", { .number($0.3.mean, 1) }), ("Measured p", { .text(Gap.printed($0.3.p)) }),
            ])
    }

    /// The networks behind the panels: epochs, number, accuracy, and neurons whose one-bit output never varies.
    var networkTable: TableResult {
        func first(_ row: (of: MeasuredNetworks, layer: Int), _ text: String) -> TableResult.Cell {
            .text(row.layer == 0 ? text : "")
        }
        func accuracy(_ networks: MeasuredNetworks) -> String {
            let scores = networks.testAccuracies.map { 100 * $0 }
            let spread = scores.count > 1 ? " ± \(Statistics.standardDeviation(scores).fixed(1))" : ""
            return Statistics.mean(scores).fixed(1) + spread
        }
        return TableResult(
            "The networks, and the neurons of each that are never or always active on the validation set",
            of: networks.flatMap { networks in networks.layers.map { (of: networks, layer: $0) } },
            [
                ("Condition", { first($0, $0.of.condition.label) }), ("Epochs", { first($0, "\($0.of.networks[0].epochs)") }),
                ("Networks", { first($0, "\($0.of.networks.count)") }), ("Test accuracy, %", { first($0, accuracy($0.of)) }),
                ("Layer", { .count($0.layer + 1) }), ("Neurons", { .count($0.of.condition.family.widths[$0.layer]) }),
                ("Never active", { .number(Statistics.mean($0.of.counts($0.layer, where: \.isDead)), 1) }),
                ("Always active", { .number(Statistics.mean($0.of.counts($0.layer, where: \.isAlwaysActive)), 1) }),
            ])
    }

    /// MG@k of an order in the panel of this letter, for the words around the figure.
    func gapValue(_ id: String, _ letter: String, _ order: Order, at count: Int) -> NamedValue {
        NamedValue(
            id, Quantity("MG@\(count), panel \(letter), \(order.label)", unit: "percentage points"),
            self[letter].gap(order, .after(count)).mean, 1)
    }

    /// The gap between the random curves of panel a's layers, for the words around the figure.
    func layerGapValue(at count: Int) -> NamedValue {
        NamedValue(
            "layerGap", Quantity("MG@\(count) between the random curves of layers 1 and 2, panel a", unit: "percentage points"),
            Self.layerGap(self["a1"], self["a2"], .after(count)).mean, 1)
    }
}

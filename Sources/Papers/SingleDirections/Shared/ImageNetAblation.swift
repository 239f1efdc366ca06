import Experiments

extension ImageNet {
    /// Of a figure that ablates more and more maps (figure 1c), besides orders and points.
    static let ablationParameters = [scored]

    /// Accuracy on validation images as feature maps of the last three layers that are measured are ablated to zero in random orders. The
    /// network learnt true labels; those that the paper trained on shuffled ones are not published.
    /// - Returns: a panel of one curve, of none where the network or the images are not there.
    /// - Throws: what `Inputs.weights(of:)` throws.
    func ablated(_ letter: String, _ inputs: Inputs) throws -> PanelResult {
        let title = "ImageNet, last three layers"
        guard let (weights, images) = try inputs.weights(of: network) else { return PanelResult(letter, title, []) }
        let (architecture, settings) = (network.architecture, inputs.settings)
        let layers = MeasuredNetwork(architecture: architecture, bins: 2).layers.suffix(3)
        let units = layers.flatMap { layer in
            (0..<architecture.units(layer)).map { UnitReference(layer: layer, unit: $0) }
        }
        let steps = min(settings.integer(DirectionParameters.points), units.count)
        let counts = (0...steps).map { $0 * units.count / steps }
        let orders = (0..<settings.integer(DirectionParameters.orders)).map { index in
            var generator = SeededGenerator(seed: 0, purpose: "ablation order", index: UInt64(index))
            return generator.permutation(units.count).map { units[$0] }
        }
        let accuracies = try Ablation(architecture).accuracies(
            weights, reading: Self.first(settings.integer(Self.scored), of: images), orders: orders, at: counts,
            checkCancellation: inputs.checkCancellation)
        return PanelResult(
            letter, title,
            [
                .overNetworks(
                    "shuffled-0", "true labels", Column("ablated", "feature maps ablated", counts), "accuracy on validation images",
                    [Statistics.columnMeans(accuracies)], spread: .deviation, runs: accuracies)
            ])
    }

    /// The curve, or what is needed for it.
    static func curve(_ panel: PanelResult, of result: FigureResult, style: SeriesStyle) -> Panel {
        standard.network.panel(panel, of: result) { panel in
            Panel(
                panel, x: Axis("feature maps ablated", domain: 0...(panel.series[0]["ablated"].last ?? 1)),
                y: .accuracy("accuracy on validation images"), marks: [Mark].curve(panel.series[0], style: style))
        }
    }
}

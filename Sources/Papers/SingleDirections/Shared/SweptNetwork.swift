import Experiments

/// A network of a sweep after training: how good it is, and how much it relies on single directions (Section 3.1, end, and Section 3.2).
struct SweptNetwork: Sendable {
    let learningRate: Double
    var batchSize = 128
    let trainingLoss: Double
    let trainingAccuracy: Double
    let testAccuracy: Double
    /// The normalised area under its cumulative ablation curve on training images, mean over orders.
    let area: Double
    /// Units ablated along its curve.
    var x: [Double] = []
    /// The training accuracy: [order][point].
    var curves: [[Double]] = []
    /// Training less test accuracy: how much worse the network is on images that it has not seen.
    var gap: Double { trainingAccuracy - testAccuracy }
    var testError: Double { 1 - testAccuracy }
    /// Whether it has learnt its training images.
    var isFitted: Bool { trainingAccuracy >= 0.99 }

    static let area = Quantity("normalised area under the ablation curve")
    static let fitted = Quantity("networks of a training accuracy of at least 99 %")

    /// Dots, darker for larger learning rates.
    /// - Parameter panel: a series a learning rate, ascending, of which some, evenly spaced, stand in the legend; others are passed over.
    static func points(_ panel: PanelResult, x column: String, xAxis: Axis, yAxis: RichText) -> Panel {
        let ramp = ColorRamp([0xA9D3EE, 0x2E7EBB, 0x3C1E6E].map { Color(hex: $0) })
        let groups = panel.series.filter { $0.id.hasPrefix("rate-") }
        let last = groups.count - 1
        let named = Set((0...3).map { $0 * last / 3 })
        let marks = groups.enumerated().map { index, series in
            Mark.points(
                PointsMark(
                    x: series[column], y: series["area"],
                    style: SeriesStyle(ramp.color(at: Double(index) / Double(max(1, last)))), size: 4, opacity: 0.85,
                    label: named.contains(index) ? RichText(plain: series.label) : nil))
        }
        return Panel(
            panel, x: xAxis, y: Axis(yAxis, ends: .padded), marks: marks, legend: Legend(.bottom, title: "Learning rate"))
    }
}

extension DirectionCondition {
    /// Each network after training.
    func swept(_ inputs: Inputs) throws -> [SweptNetwork] {
        let ablated = try ablated(inputs)
        let areas = ablated.areas
        return try jobs.enumerated().map { place, job in
            let trajectory = try inputs.trajectory(job)
            guard let test = trajectory.test?.accuracy.last, let accuracy = trajectory.training.accuracy.last,
                let loss = trajectory.training.loss.last
            else { preconditionFailure("a training without scores") }
            return SweptNetwork(
                learningRate: recipe.optimiser.learningRate, batchSize: recipe.batchSize, trainingLoss: loss,
                trainingAccuracy: accuracy, testAccuracy: test, area: areas[place], x: ablated.x,
                curves: ablated.accuracies[place])
        }
    }
}

extension Column {
    /// The mean of each setting's networks; a replicate is the networks of one seed.
    static func mean(
        _ id: String, _ quantity: Quantity, _ settings: [[SweptNetwork]], _ value: (SweptNetwork) -> Double
    ) -> Column {
        .mean(id, quantity, of: settings.map { $0.map(value) }.transposed)
    }
}

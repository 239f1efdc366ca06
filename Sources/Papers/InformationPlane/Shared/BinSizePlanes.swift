import Experiments

/// Information planes of like networks at several bin sizes: what figures 1 and 11 show.
struct BinSizePlanes {
    static let binSizes = Parameter.given(
        "binSizes", "bin sizes", .numbers([0.01, 0.07, 0.15, 0.3]), allowed: .lists(1e-4...10, counts: 2...8))

    let sizes: [Double]
    /// [network][bin size].
    let planes: [[InformationPlane]]
    /// Each network's accuracy on its validation samples after the last epoch.
    let scores: [Double]
    /// H(X) and I(X;Y) in bits.
    let limits: (hx: Double, ixy: Double)

    /// Measures every job's network on its training samples; the jobs share their data.
    init(jobs: [TrainingJob], _ inputs: Inputs) throws {
        precondition(Set(jobs.map(\.data)).count == 1, "planes of several data sets")
        let training = try inputs.data(jobs[0].data).split.training
        let sizes = inputs.settings.numbers(Self.binSizes)
        var planes: [[InformationPlane]] = []
        var scores: [Double] = []
        for job in jobs {
            let trajectory = try inputs.trajectory(job)
            planes.append(
                try InformationPlane.measure(trajectory, on: training, binSizes: sizes, checkCancellation: inputs.checkCancellation)
            )
            scores.append(TrainingCurves(trajectory).validation.accuracy.last ?? 0)
        }
        self.sizes = sizes
        self.planes = planes
        self.scores = scores
        limits = DataEntropies.of(training)
    }

    /// A panel a bin size.
    var panels: [PanelResult] {
        sizes.indices.map { index in
            PanelResult(
                letter: FigureLetters[index], title: "Bin size \(SettingValue.number(sizes[index]))",
                series: InformationPlane.series(planes.map { $0[index] }))
        }
    }

    /// What the words around the figure quote.
    var values: [NamedValue] {
        [
            NamedValue(id: "testAccuracy", quantity: Quantity("accuracy on the held-out samples"), value: scores[0], digits: 4),
            NamedValue(
                id: "hx", quantity: Quantity("entropy of the input", symbol: "H(X)", unit: "bit"), value: limits.hx, digits: 3),
            NamedValue(
                id: "ixy", quantity: Quantity("information of input and label", symbol: "I(X;Y)", unit: "bit"), value: limits.ixy,
                digits: 3),
            NamedValue(id: "networks", quantity: Quantity("networks"), value: Double(planes.count), digits: 0),
        ]
    }
}

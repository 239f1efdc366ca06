import Experiments

/// Figure A4: what ablating a unit costs against its mutual information with the class: (a) units on MNIST, (b, c) feature maps on CIFAR-10,
/// (d, e) on ImageNet; and ours: (f, g) without batch normalisation, (h, i) units on MNIST by the number of bins and over their training.
struct FigureA4: Experiment {
    let identity = Identity(.singleDirections, "Figure A4", "Mutual information and importance of single units")
    /// What panels d and e are of.
    var imageNet = ImageNet.standard

    static let binCounts = Parameter.chosen(
        "binCounts", "numbers of bins that the correlation is compared at", .numbers([2, 3, 4, 6, 10, 18, 30, 60, 100]),
        because: "the paper does not give its own; from the fewest to about a hundred images of a class and bin",
        allowed: .lists(2...1000, counts: 2...20))

    let parameters =
        NetworkFamily.selectivity.parameters + [DirectionParameters.recordedEpochs, binCounts] + ImpactPanels.parameters

    func needs(_ settings: Settings) -> Needs {
        TunedMaps.needs([.recorded(settings)] + TunedMaps.conditions(settings), published: [imageNet.network])
    }

    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        TunedMaps.data(of: claim, [.recorded(settings)], settings)
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let bins = inputs.settings.numbers(Self.binCounts).map { Int($0) }
        let course = try UnitCourse(.recorded(inputs.settings), inputs)
        let binned = try course.condition.rebinned(course.trained, bins: bins + [nil], inputs)
        let (units, binary) = (course.trained, binned[bins.count])
        let shared = try ImpactPanels(.information, imageNet, inputs)
        // Across all layers: [number of bins][network].
        let correlations = binned.dropLast().map { $0.coefficients(\.mutualInformation)[0] }
        return result(
            panels: [PanelResult("a", "MNIST MLP, one network", units.series(.information).points)] + shared.panels + [
                PanelResult(
                    "h", "MNIST, by the number of bins",
                    Series.correlations(Column("bins", "bins", bins), binned.dropLast(), \.mutualInformation)),
                PanelResult("i", "MNIST, over training", Series.correlations(course.index, course.moments, \.mutualInformation)),
            ],
            tables: [Self.table(units, binary: binary)] + shared.tables,
            values: units.values(\.mutualInformation)
                + Self.values(course, correlations.map(Statistics.mean), binary: binary) + shared.values,
            claims: [Self.claim(units), Self.anyBins(correlations.transposed)]
                + Self.claims(maps: shared.maps[0].units, plain: shared.maps[1].units, imageNet: shared.imageNet))
    }

    private static func table(_ units: NetworkUnits, binary: NetworkUnits) -> TableResult {
        TableResult(
            "Units on MNIST: mutual information, and Spearman’s correlation with the rise of the test loss, "
                + Estimate.meanWords(of: units.networks.count), of: units.parts,
            [
                ("Layer", { .text($0.short) }),
                ("I(T;Y) in bits", { .mean(units.means(layer: $0.layer, \.mutualInformation), 3, within: .nonnegative) }),
                ("Correlation", { .mean(units.coefficients($0, \.mutualInformation), 3, within: .correlation) }),
                (
                    "Correlation where a unit is on or off only",
                    { .mean(binary.coefficients($0, \.mutualInformation), 3, within: .correlation) }
                ),
            ])
    }

    /// - Parameter means: of the correlations across all layers, one a number of bins.
    private static func values(_ course: UnitCourse, _ means: [Double], binary: NetworkUnits) -> [NamedValue] {
        func rho(_ id: String, _ value: Double, _ suffix: String = "") -> NamedValue {
            NamedValue(id, Quantity("Spearman's correlation across \(course.trained.parts[0].label)\(suffix)"), value, 3)
        }
        func mean(_ units: NetworkUnits) -> Double { Statistics.mean(units.coefficients(units.parts[0], \.mutualInformation)) }
        return [
            rho("rhoStart", mean(course.moments[0]), " after epoch 1"), rho("rhoLeast", means.min() ?? 0),
            rho("rhoGreatest", means.max() ?? 0), rho("rhoOneBit", mean(binary)),
        ]
            + course.trained.parts.dropFirst().map { part in
                NamedValue(
                    "bits\(part.name)", Quantity("mean mutual information, \(part.label)", unit: "bit"),
                    course.trained.mean(layer: part.layer, \.mutualInformation), 2)
            }
    }

    func chart(_ result: FigureResult) -> Chart? {
        let (bins, training) = (result.panels[7], result.panels[8])
        return ImpactPanels.chart(
            result, scatter: Axis("*I*(*T*; *Y*) in bits", including: [0], ends: .padded),
            own: [
                ImpactChart.lines(
                    bins,
                    x: Axis("bins of a unit’s activity", scale: .log10, ends: .tight, ticks: .at(bins.series[0]["bins"]))),
                ImpactChart.lines(training, x: ImpactChart.epochs),
            ])
    }
}

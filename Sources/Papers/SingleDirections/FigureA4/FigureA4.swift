import Experiments

/// Figure A4 (a): what ablating a unit costs against its mutual information with the class, and how that depends on the bins.
struct FigureA4: Experiment {
    let identity = Identity(.singleDirections, "Figure A4 (a)", "Mutual information and importance of single units")

    static let binCounts = Parameter.chosen(
        "binCounts", "numbers of bins that the correlation is compared at", .numbers([2, 3, 4, 6, 10, 18, 30, 60, 100]),
        because: "the paper does not give its own; from the fewest to about a hundred images of a class and bin",
        allowed: .lists(2...1000, counts: 2...20))

    let parameters =
        NetworkFamily.selectivity.parameters + [DirectionParameters.recordedEpochs, DirectionParameters.bins, binCounts]

    func needs(_ settings: Settings) -> Needs { Needs(jobs: DirectionCondition.recorded(settings).jobs) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let bins = inputs.settings.numbers(Self.binCounts).map { Int($0) }
        let course = try UnitCourse(.recorded(inputs.settings), inputs)
        let binned = try course.trained(bins: bins + [nil], inputs)
        let (units, binary) = (course.trained, binned[bins.count])
        let information = Quantity("mutual information of activity and class", symbol: "I(T;Y)", unit: "bit")
        let shown = units.series("bits", information, \.mutualInformation)
        // Across all layers: [number of bins][network].
        let correlations = binned.dropLast().map { $0.coefficients(\.mutualInformation)[0] }
        return result(
            panels: [
                PanelResult("a", "MNIST MLP, one network", shown.points),
                PanelResult("b", "All networks", [shown.correlations]),
                PanelResult(
                    "c", "By the number of bins",
                    Series.correlations(Column("bins", "bins", bins), binned.dropLast(), \.mutualInformation)),
                PanelResult("d", "Over training", Series.correlations(course.index, course.moments, \.mutualInformation)),
            ],
            tables: [
                TableResult(
                    "Mutual information, and Spearman’s correlation with the rise of the test loss, "
                        + Estimate.meanWords(of: units.networks.count), of: units.parts,
                    [
                        ("Layer", { .text($0.short) }),
                        ("I(T;Y) in bits", { .mean(units.means(layer: $0.layer, \.mutualInformation), 3) }),
                        ("Correlation", { .mean(units.coefficients($0, \.mutualInformation), 3) }),
                        (
                            "Correlation where a unit is on or off only",
                            { .mean(binary.coefficients($0, \.mutualInformation), 3) }
                        ),
                    ])
            ],
            values: units.values(\.mutualInformation)
                + Self.values(course, correlations.map(Statistics.mean), binary: binary),
            claims: [Self.claim(units), Self.anyBins(correlations.transposed)])
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

    static func claim(_ units: NetworkUnits) -> Claim {
        NetworkUnits.poorPredictor(
            "information-poor", "Mutual information was generally a poor predictor of unit importance.",
            "Appendix A.5, figure A4a", units.parts, units.coefficients(\.mutualInformation))
    }

    /// The same whatever the number of bins, which the paper does not give.
    /// - Parameter correlations: across all layers, [network][number of bins].
    static func anyBins(_ correlations: [[Double]]) -> Claim {
        let furthest = correlations.map { bins in bins.max { abs($0) < abs($1) } ?? .nan }
        return Claim(
            "any-bins", "Results with mutual information are qualitatively similar to those with class selectivity.", .sentence,
            "Section 2.3, Appendix A.5", published: "qualitatively similar",
            "Spearman's correlation furthest from 0 of all numbers of bins", digits: 3, .networks(furthest), NetworkUnits.poor)
    }

    func chart(_ result: FigureResult) -> Chart? {
        let bins = result.panels[2]
        return Chart(
            panels: [
                ImpactChart.scatter(result.panels[0], x: Axis("*I*(*T*; *Y*) in bits", including: [0])),
                ImpactChart.correlations(result.panels[1]),
                ImpactChart.lines(
                    bins,
                    x: Axis("bins of a unit’s activity", scale: .log10, ends: .tight, ticks: .at(bins.series[0]["bins"]))),
                ImpactChart.lines(result.panels[3], x: ImpactChart.epochs),
            ], columns: 2, width: StyleSheet.full, aspect: 0.7, legend: Legend(.bottom))
    }
}

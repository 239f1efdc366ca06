import Experiments

/// Figure A4 (a): what ablating a unit costs against its mutual information with the class, and how that depends on the bins.
struct FigureA4: Experiment {
    let identity = Identity(.singleDirections, "Figure A4 (a)", "Mutual information and importance of single units")

    static let binCounts = Parameter.chosen(
        "binCounts", "numbers of bins that the correlation is compared at", .numbers([2, 3, 4, 6, 10, 18, 30, 60, 100]),
        because: "the paper does not give its own; from the fewest to about a hundred images of a class and bin",
        allowed: .lists(2...1000, counts: 2...20))

    let parameters = SelectivityNetworks.parameters + [DirectionUnits.bins, binCounts]

    func needs(_ settings: Settings) -> Needs { Needs(jobs: SelectivityNetworks.condition(settings).jobs(settings)) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let course = try UnitImpacts.measure(SelectivityNetworks.condition(inputs.settings), inputs)
        let impacts = course[course.count - 1].impacts
        let bins = inputs.settings.numbers(Self.binCounts).map { Int($0) }
        let binned = try zip(SelectivityNetworks.condition(inputs.settings).jobs(inputs.settings), impacts.networks).map {
            job, units in
            try BinnedUnits(job, units, bins: bins, inputs)
        }
        let series = impacts.series(
            Quantity("mutual information of activity and class", symbol: "I(T;Y)", unit: "bit"), id: "bits", \.mutualInformation)
        return FigureResult(
            id: id, title: title,
            panels: [
                PanelResult(letter: "a", title: "MNIST MLP, one network", series: series.points),
                PanelResult(letter: "b", title: "All networks", series: [series.correlations]),
                PanelResult(
                    letter: "c", title: "By the number of bins",
                    series: UnitImpacts.lines(
                        Column(id: "bins", quantity: Quantity("bins"), values: bins.map(Double.init)),
                        bins.indices.map { place in
                            UnitImpacts.parts.indices.map { part in binned.map { $0.correlations[place][part] } }
                        })),
                PanelResult(letter: "d", title: "Over training", series: UnitImpacts.lines(course, \.mutualInformation)),
            ],
            tables: [Self.table(impacts, binned)],
            values: impacts.values(\.mutualInformation) + Self.values(impacts, binned, bins, first: course[0].impacts),
            claims: [Self.claim(impacts), Self.anyBins(binned.map { $0.correlations.map { $0[0] } })])
    }

    private static func table(_ impacts: UnitImpacts, _ binned: [BinnedUnits]) -> TableResult {
        let coefficients = impacts.coefficients(\.mutualInformation)
        let rows = UnitImpacts.parts.enumerated().map { part, name in
            [
                .text(name.label),
                .text(Estimate(mean: impacts.means(layer: name.layer, \.mutualInformation)).short(digits: 3)),
                .text(Estimate(mean: coefficients[part]).short(digits: 3)),
                .text(Estimate(mean: binned.map { $0.oneBit[part] }).short(digits: 3)),
            ] as [TableResult.Cell]
        }
        return TableResult(
            title:
                "Mutual information, and Spearman’s correlation with the rise of the test loss, "
                + Estimate.meanWords(of: impacts.networks.count),
            header: ["Layer", "I(T;Y) in bits", "Correlation", "Correlation where a unit is on or off only"], rows: rows)
    }

    private static func values(_ impacts: UnitImpacts, _ binned: [BinnedUnits], _ bins: [Int], first: UnitImpacts) -> [NamedValue] {
        let quantity = Quantity("Spearman's correlation across both layers")
        let means = bins.indices.map { place in Statistics.mean(binned.map { $0.correlations[place][0] }) }
        return [
            NamedValue(
                id: "rhoStart", quantity: Quantity("Spearman's correlation across both layers after epoch 1"),
                value: Statistics.mean(first.correlations(layer: nil, \.mutualInformation).map(\.coefficient)), digits: 3),
            NamedValue(id: "rhoLeast", quantity: quantity, value: means.min() ?? 0, digits: 3),
            NamedValue(id: "rhoGreatest", quantity: quantity, value: means.max() ?? 0, digits: 3),
            NamedValue(
                id: "rhoOneBit", quantity: quantity, value: Statistics.mean(binned.map { $0.oneBit[0] }), digits: 3),
            NamedValue(
                id: "bitsFirst", quantity: Quantity("mean mutual information, layer 1", unit: "bit"),
                value: Statistics.mean(impacts.means(layer: 0, \.mutualInformation)), digits: 2),
            NamedValue(
                id: "bitsSecond", quantity: Quantity("mean mutual information, layer 2", unit: "bit"),
                value: Statistics.mean(impacts.means(layer: 1, \.mutualInformation)), digits: 2),
        ]
    }

    static func claim(_ impacts: UnitImpacts) -> Claim {
        ImpactClaims.poorPredictor(
            "information-poor", statement: "Mutual information was generally a poor predictor of unit importance.",
            source: "Appendix A.5, figure A4a", impacts.coefficients(\.mutualInformation))
    }

    /// The same whatever the number of bins, which the paper does not give.
    /// - Parameter correlations: across both layers, [network][number of bins].
    static func anyBins(_ correlations: [[Double]]) -> Claim {
        let furthest = correlations.map { bins in bins.max { abs($0) < abs($1) } ?? .nan }
        return Claim(
            id: "any-bins", statement: "Results with mutual information are qualitatively similar to those with class selectivity.",
            source: "Section 2.3, Appendix A.5", origin: .sentence, published: "qualitatively similar",
            quantity: "Spearman's correlation furthest from 0 of all numbers of bins", digits: 3,
            parts: [.init(.networks(furthest), ImpactClaims.poor)])
    }

    func chart(_ result: FigureResult) -> Chart? {
        let bins = result.panels[2]
        return Chart(
            panels: [
                ImpactChart.scatter(result.panels[0], x: Axis("*I*(*T*; *Y*) in bits", including: [0]), column: "bits"),
                ImpactChart.correlations(result.panels[1]),
                ImpactChart.lines(
                    bins,
                    x: Axis("bins of a unit’s activity", scale: .log10, ends: .tight, ticks: .at(bins.series[0]["bins"])),
                    column: "bins"),
                ImpactChart.lines(result.panels[3], x: ImpactChart.epochs, column: "epoch"),
            ], columns: 2, aspect: 0.7, legend: Legend(.bottom))
    }
}

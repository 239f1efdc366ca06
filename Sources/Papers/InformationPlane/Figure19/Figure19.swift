import Experiments

/// Figure 19: the error of the binning estimator, against the exact mutual information of a Gaussian pair.
struct Figure19: Experiment {
    let identity = Identity(.informationPlane, "Figure 19", "The binning estimator's error as bins shrink and samples grow")

    static let correlation = Parameter.chosen(
        "errorCorrelation", "correlation of the Gaussian pair", .number(0.8), because: "any known pair will do",
        allowed: .numbers(-0.999...0.999))
    static let densityBins = Parameter.chosen(
        "densityBins", "bin sizes b1 and b2 of the density, in standard deviations", .numbers([1, 0.25]),
        because: "the paper's picture bears no numbers", allowed: .lists(0.01...4, counts: 2...2))
    static let binSizes = Parameter.chosen(
        "errorBinSizes", "bin sizes, in standard deviations",
        .numbers([2, 1.4, 1, 0.7, 0.5, 0.35, 0.25, 0.18, 0.125, 0.09, 0.06, 0.03]),
        because: "from two bins to many more than samples", allowed: .lists(0.01...4, counts: 2...40))
    static let sampleCounts = Parameter.chosen(
        "errorSamples", "numbers of samples", .numbers([100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000]),
        because: "SZT's 3276 stand in their middle", allowed: .lists(10...3_000_000, counts: 2...20))
    static let draws = Parameter.chosen(
        "errorDraws", "independent draws", .integer(16), because: "they give means and bands", allowed: .integers(2...1000))
    static let firstSeed = Parameter.chosen(
        "firstSeed", "first draw's seed", .integer(1), because: "any will do; the others follow it",
        allowed: .integers(0...1_000_000))

    let parameters = [correlation, densityBins, binSizes, sampleCounts, draws, firstSeed]

    func needs(_ settings: Settings) -> Needs { Needs() }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let settings = inputs.settings
        let pair = GaussianPair(correlation: settings.number(Self.correlation))
        let sizes = settings.numbers(Self.binSizes).sorted(by: >)
        let counts = settings.numbers(Self.sampleCounts).map { Int($0) }.sorted()
        let densities = settings.numbers(Self.densityBins).map(BinnedDensity.init)
        let unlimited = try sizes.map { size in
            try pair.binnedInformation(size: size, checkCancellation: inputs.checkCancellation) - pair.information
        }
        let study = ErrorStudy(
            sizes: sizes, counts: counts, unlimited: unlimited,
            errors: try (0..<settings.integer(Self.draws)).map { draw in
                let seed = UInt64(settings.integer(Self.firstSeed) + draw)
                return try pair.errors(
                    sizes: sizes, counts: counts, seed: seed, checkCancellation: inputs.checkCancellation)
            })
        return FigureResult(
            id: id, title: title,
            panels: densities.enumerated().map { index, density in
                PanelResult(
                    letter: FigureLetters[index], title: "Bin size b\(index + 1) = \(SettingValue.number(density.size))",
                    series: density.series)
            } + [
                PanelResult(letter: "c", title: "Error as bins shrink", series: study.bySize),
                PanelResult(letter: "d", title: "Error as samples grow", series: study.byCount),
            ],
            tables: [study.table],
            values: [
                NamedValue(
                    id: "exact", quantity: Quantity("mutual information", symbol: "I(X;Y)", unit: "bit"), value: pair.information,
                    digits: 3),
                NamedValue(id: "firstDistance", quantity: Quantity("total variation"), value: densities[0].distance, digits: 3),
                NamedValue(id: "secondDistance", quantity: Quantity("total variation"), value: densities[1].distance, digits: 3),
                NamedValue(
                    id: "unlimitedFinest", quantity: Quantity("error at the finest bins, samples without limit", unit: "bit"),
                    value: abs(unlimited[unlimited.count - 1]), digits: 4),
                NamedValue(id: "fewest", quantity: Quantity("fewest samples"), value: Double(counts[0]), digits: 0),
                NamedValue(
                    id: "fewestEstimate", quantity: Quantity("estimate at the finest bins of the fewest samples", unit: "bit"),
                    value: pair.information + Statistics.mean(study.signed(count: 0, size: sizes.count - 1)), digits: 2),
                NamedValue(
                    id: "fewestLimit", quantity: Quantity("binary logarithm of the fewest samples", unit: "bit"),
                    value: DeterministicMath.log2(Double(counts[0])), digits: 2),
            ],
            claims: Self.claims(densities: densities.map(\.distance), study))
    }

    func chart(_ result: FigureResult) -> Chart? { Self.drawing(result) }
}

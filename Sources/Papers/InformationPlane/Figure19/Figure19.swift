import Experiments

/// Figure 19: the error of the binning estimator, against the exact mutual information of a Gaussian pair.
struct Figure19: Experiment {
    let identity = Identity(.informationPlane, "Figure 19", "The binning estimator's error as bins shrink and samples grow")

    static let correlation = Parameter.chosen(
        "errorCorrelation", "correlation of the Gaussian pair", 0.8, -0.999...0.999, because: "any known pair will do")
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
    static let draws = Parameter.chosen("errorDraws", "independent draws", 16, 2...1000, because: "they give means and bands")
    static let firstSeed = Parameter.chosen(
        "firstSeed", "first draw's seed", 1, 0...1_000_000, because: "any will do; the others follow it")

    let parameters = [correlation, densityBins, binSizes, sampleCounts, draws, firstSeed]

    func needs(_ settings: Settings) -> Needs { Needs() }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let settings = inputs.settings
        let pair = GaussianPair(correlation: settings.number(Self.correlation))
        let sizes = settings.numbers(Self.binSizes).sorted(by: >)
        let counts = settings.numbers(Self.sampleCounts).map { Int($0) }.sorted()
        let densities = settings.numbers(Self.densityBins).enumerated().map { BinnedDensity($0 + 1, size: $1) }
        let study = ErrorStudy(
            sizes: sizes, counts: counts,
            unlimited: try sizes.map { size in
                try pair.binnedInformation(size: size, checkCancellation: inputs.checkCancellation) - pair.information
            },
            errors: try settings.seeds(Self.draws, from: Self.firstSeed).map {
                try Self.errors(of: pair, sizes, counts, seed: UInt64($0), inputs.checkCancellation)
            })
        let estimate = Quantity.bits("estimate at the finest bins of the fewest samples")
        return result(
            panels: densities.map(\.panel) + [
                PanelResult("c", "Error as bins shrink", study.bySize), PanelResult("d", "Error as samples grow", study.byCount),
            ], tables: [study.table],
            values: [
                NamedValue("exact", .bits("mutual information", "I(X;Y)"), pair.information, 3),
                NamedValue("firstDistance", "total variation", densities[0].distance, 3),
                NamedValue("secondDistance", "total variation", densities[1].distance, 3),
                NamedValue(
                    "unlimitedFinest", .bits("error at the finest bins, samples without limit"),
                    abs(study.unlimited.last!), 4),
                NamedValue("fewest", "fewest samples", counts[0]),
                NamedValue("fewestEstimate", estimate, pair.information + Statistics.mean(study.signed(0, sizes.count - 1)), 2),
                NamedValue(
                    "fewestLimit", .bits("binary logarithm of the fewest samples"),
                    DeterministicMath.log2(Double(counts[0])), 2),
            ],
            claims: [Self.density(densities.map(\.distance)), Self.unlimited(study), Self.limited(study)])
    }

    /// The estimate less the exact information, in bits: [count][size], from one draw whose first samples are the smaller counts'.
    static func errors(
        of pair: GaussianPair, _ sizes: [Double], _ counts: [Int], seed: UInt64, _ checkCancellation: () throws -> Void
    ) throws -> [[Double]] {
        let samples = try pair.samples(counts.max() ?? 0, seed: seed, checkCancellation: checkCancellation)
        let bins = sizes.map { (x: Binning(size: $0).codes(of: samples.x), y: Binning(size: $0).codes(of: samples.y)) }
        return try counts.map { count in
            try bins.map { x, y in
                try checkCancellation()
                return MutualInformation.ofBins(x[..<count], and: y[..<count]) - pair.information
            }
        }
    }

    /// - Parameter distances: the total variation between the density and its bins, b1 before b2.
    static func density(_ distances: [Double]) -> Claim {
        Claim(
            "smaller-bins-density", "The smaller bin size b2 approximates the distribution better than b1.", .sentence,
            "Appendix G, figure 19", basis: .construction, "total variation between the density and its bins, b2 less b1",
            digits: 3,
            .exact(distances[1] - distances[0]), .under(0),
            remark: "\(distances[0].fixed(3)) with b1, \(distances[1].fixed(3)) with b2")
    }

    private static let converges = "Decreasing the bin size leads to a better approximation, the estimation error converges to 0:"

    /// The statement where the bins' probabilities are known, as with samples without limit: there it is a theorem.
    static func unlimited(_ study: ErrorStudy) -> Claim {
        let errors = study.unlimited.map(abs)
        let steps = zip(errors, errors.dropFirst()).map { $1 - $0 }
        return Claim(
            "error-to-zero-unlimited", "\(converges) with samples without limit.", .sentence, "Appendix G", basis: .construction,
            "magnitude of the error in bits", digits: 4,
            [
                .init("at the finest bins", .exact(errors.last!), .under(0.01)),
                .init("greatest change at a step to finer bins", .exact(steps.max() ?? .nan), .under(0)),
            ], remark: "At the coarsest bins \(errors[0].fixed(3))")
    }

    /// The statement at numbers of samples such as a data set has, of which the paper does not speak: an error that converges to 0
    /// falls from bins of middle size to the finest. A draw stands for a network.
    static func limited(_ study: ErrorStudy) -> Claim {
        let (middle, finest) = (study.sizes.count / 2, study.sizes.count - 1)
        let ends = [0, study.counts.count - 1]
        func parts(from coarser: Int) -> [Claim.Part] {
            ends.map { count in
                let falls = zip(study.signed(count, finest), study.signed(count, coarser)).map { abs($0) - abs($1) }
                return .init("with \(study.counts[count]) samples", .networks(falls), .under(0))
            }
        }
        func size(_ place: Int) -> String { "\(SettingValue.number(study.sizes[place]))" }
        let best = ends.map { count in
            let place = study.best(count: count)
            return "\(study.meanError(count, place).fixed(3)) bits at size \(size(place)) with \(study.counts[count]) samples"
        }
        return Claim(
            "error-to-zero-limited", "\(converges) with a given number of samples.", .ours,
            "after Appendix G, which speaks of no number",
            "error's magnitude at bins of \(size(finest)) less that at bins of \(size(middle)), in bits, a draw standing for a network",
            digits: 3, parts(from: middle), readings: [.init("from the coarsest bins to the finest", parts(from: 0))],
            remark: "The least mean errors: " + best.joined(separator: ", "))
    }

    func chart(_ result: FigureResult) -> Chart? {
        let size = Axis("bin size in standard deviations", scale: .log10, ends: .tight)
        return Chart(
            panels: [
                // The two densities have one legend, in the free corner of the second.
                Self.density(result.panels[0], Legend(.hidden)), Self.density(result.panels[1], Legend(.inside)),
                Self.errors(result.panels[2], size), Self.errors(result.panels[3], Axis("samples", scale: .log10, ends: .tight)),
            ], columns: 2, aspect: 0.75)
    }

    private static func density(_ panel: PanelResult, _ legend: Legend) -> Panel {
        let bins = HistogramMark(
            edges: panel["bins"]["edge"], heights: panel["bins"]["height"].dropLast(),
            style: SeriesStyle(Palette.categorical[2].withAlpha(0.7)), label: "density by bins")
        let curve = LineMark(panel["density"], "density", SeriesStyle(.gray(0.1), width: 1.3), label: "density")
        return Panel(
            panel, x: Axis("value in standard deviations", domain: -4...4),
            y: Axis("density", domain: 0...0.45, group: "density"), marks: [.histogram(bins), .line(curve)], aspect: 0.5,
            legend: legend)
    }

    /// Mean magnitudes of the error with their bands, on logarithmic axes.
    private static func errors(_ panel: PanelResult, _ x: Axis) -> Panel {
        let marks = panel.series.enumerated().flatMap { place, series -> [Mark] in
            if series.id == "unlimited" {
                return [.line(LineMark(series, "error", SeriesStyle(.gray(0.1), dash: .dashed, width: 1.5)))]
            }
            let style = SeriesStyle.series(place).dashed(.solid)
            return [
                .band(BandMark(x: series.index.values, lower: series["low"], upper: series["high"], color: style.color)),
                .line(LineMark(series, "error", style, showsMarkers: true)),
            ]
        }
        return Panel(
            panel, x: x, y: Axis("error in bits", scale: .log10, domain: 0.0001...20, group: "error"),
            marks: marks, legend: Legend(.bottom))
    }
}

import Experiments

extension Figure5 {
    private static let section = "Section V-E, figure 5"
    private static let informed: [AblationMeasure] = [.mutualInformation, .klSelectivity]
    private static let informedOrders = informed.flatMap { [AblationOrder.lowest($0), .highest($0)] }

    private static func source(_ curves: AblationCurves) -> String { "\(section)\(curves.panel.letter.prefix(1))" }

    /// - Parameter first: layer 1 of panel a or b.
    static func randomBetter(_ first: AblationCurves) -> Claim {
        randomBest(
            first, informedOrders,
            "Panel \(first.panel.letter): in layer 1 a random order does better than any ordered by mutual information or KL selectivity."
        )
    }

    /// - Parameter first: layer 1 of panel c.
    static func randomBest(_ first: AblationCurves) -> Claim {
        randomBest(
            first, AblationOrder.both.filter { $0 != .random },
            "Panel \(first.panel.letter): in layer 1 of the funnel with Dropout a random order does better than any other.")
    }

    private static func randomBest(_ first: AblationCurves, _ orders: [AblationOrder], _ statement: String) -> Claim {
        func gaps(_ gap: (AblationOrder) -> MeanGap) -> [GapClaims.Placed] { orders.map { ($0.label, gap($0), .under(0)) } }
        return GapClaims.placed(
            "\(first.panel.letter)-random-better", statement, source: source(first), quantity: AblationClaims.overCurve,
            gaps(first.gapOverCurve),
            readings: [("the gap after half of the neurons", gaps { first.gap($0, at: first.panel.neurons / 2) })])
    }

    /// Lowest first less highest first, over the curve.
    private static func gaps(_ curves: AblationCurves, _ measures: [AblationMeasure], _ rule: Rule, name: String = "")
        -> [GapClaims.Placed]
    {
        measures.map { measure in
            (name + measure.label, .paired(curves.curveMeans(.lowest(measure)), curves.curveMeans(.highest(measure))), rule)
        }
    }

    private static let lowLessHigh = "lowest first less highest first, mean over the curve, in points"

    static func lowNoBetter(_ first: AblationCurves) -> Claim {
        GapClaims.placed(
            "\(first.panel.letter)-low-no-better",
            "Panel \(first.panel.letter): in layer 1 ablating neurons of low mutual information or KL selectivity does no better than "
                + "ablating those of high.",
            source: source(first), quantity: lowLessHigh, gaps(first, informed, .under(2)),
            readings: [("better by at most 5 points", gaps(first, informed, .under(5)))])
    }

    /// The share of a network's curve's variance that a falling straight line explains, the square of Pearson's coefficient.
    static func linear(_ first: AblationCurves) -> Claim {
        func parts(_ least: Double) -> [Claim.Part] {
            informedOrders.map { order in
                let shares = first[order].map { curve -> Double in
                    let r = Correlation.pearson(first.counts.map(Double.init), curve).coefficient
                    return r < 0 ? r * r : 0
                }
                return .init(order.label, .networks(shares), .over(least))
            }
        }
        return Claim(
            id: "\(first.panel.letter)-linear",
            statement: "Panel \(first.panel.letter): in layer 1 information-ordered ablation lowers accuracy almost linearly.",
            source: source(first), origin: .sentence, published: "almost linear",
            quantity: "share of a curve's variance that a falling straight line explains", digits: 2, parts: parts(0.95),
            readings: [.init("at least nine tenths", parts(0.9))])
    }

    static func entropyIndicates(_ first: AblationCurves) -> Claim {
        GapClaims.placed(
            "\(first.panel.letter)-entropy",
            "Panel \(first.panel.letter): in layer 1 entropy is positively correlated with classification performance.",
            source: source(first), quantity: "lowest entropy first less highest first, mean over the curve, in points",
            gaps(first, [.entropy], .over(0)))
    }

    /// - Parameter layers: the curves of layers 2 to 4.
    static func laterLayers(_ letter: String, _ layers: [AblationCurves]) -> Claim {
        GapClaims.placed(
            "\(letter)-later-layers-indicate",
            "Panels \(letter): in layers 2 to 4 all three measures indicate what matters: ablating neurons of small values costs less than "
                + "ablating those of large.",
            source: "Section V-E, caption of figure 5", quantity: lowLessHigh,
            layers.flatMap { gaps($0, AblationMeasure.allCases, .over(0), name: "\($0.panel.letter), ") })
    }

    /// The paper reads its numbers off curves and says "approximately": within a third.
    static func approximately(_ number: NeuronNumber) -> Claim {
        func parts(_ measured: [Double], within share: Double = 1.0 / 3) -> [Claim.Part] {
            [.init(.networks(measured), .near(number.published, within: (share * number.published).rounded()))]
        }
        return Claim(
            id: number.id, statement: number.statement, source: number.source, origin: .number,
            published: "about \(number.published.fixed(0))", quantity: number.definition, digits: 0,
            parts: parts(number.measured),
            readings: [.init("within two thirds of the number", parts(number.measured, within: 2.0 / 3))]
                + number.readings.map { .init($0.name, parts($0.measured)) })
    }
}

import Experiments

extension Figure5 {
    private static let lowLessHigh = "lowest first less highest first, mean over the curve, in points"
    private static let section = "Section V-E, figure 5"

    /// - Parameter third: the active neurons of panel a's layer 3.
    @ListOf<Claim> static func claims(_ study: Study, _ numbers: [NeuronNumber], _ third: ActiveNeurons) -> [Claim] {
        for letter in ["a", "b"] { firstLayer(study["\(letter)1"], "\(section)\(letter)") }
        randomBest(
            study["c1"], Order.both.filter { $0 != .random },
            "Panel c1: in layer 1 of the funnel with Dropout a random order does better than any other.")
        for letter in ["a", "b", "c"] {
            Claim(
                "\(letter)-later-layers-indicate",
                "Panels \(letter): in layers 2 to 4 all three measures indicate what matters: ablating neurons of small values "
                    + "costs less than ablating those of large.",
                "Section V-E, caption of figure 5", lowLessHigh,
                gaps: (2...4).flatMap { layer in
                    gaps(study["\(letter)\(layer)"], Measure.allCases, .over(0), name: "\(letter)\(layer), ")
                })
        }
        numbers.map(approximately)
        activeOnes(study["a3"], third)
        unvaried(study.networks("b1"))
        secondLayer(study["b2"])
        redundancy(study["a4"], study["b4"])
    }

    /// Of panels a and b.
    @ListOf<Claim> private static func firstLayer(_ first: Curves, _ source: String) -> [Claim] {
        let orders = Measure.informed.flatMap { [Order.lowest($0), .highest($0)] }
        let panel = "Panel \(first.letter): in layer 1"
        randomBest(first, orders, "\(panel) a random order does better than any ordered by mutual information or KL selectivity.")
        Claim(
            "\(first.letter)-low-no-better",
            "\(panel) ablating neurons of low mutual information or KL selectivity does no better than ablating those of high.",
            source, lowLessHigh, gaps: gaps(first, Measure.informed, .under(2)),
            readings: [("better by at most 5 points", gaps(first, Measure.informed, .under(5)))])
        let parts = { (least: Double) in
            orders.map { Claim.Part($0.label, .networks(first[$0].map { linearity($0, along: first.counts) }), .over(least)) }
        }
        Claim(
            "\(first.letter)-linear", "\(panel) information-ordered ablation lowers accuracy almost linearly.", .sentence, source,
            published: "almost linear", "share of a curve's variance that a falling straight line explains", digits: 2,
            within: .share, parts(0.95),
            readings: [.init("at least nine tenths", parts(0.9))])
        Claim(
            "\(first.letter)-entropy", "\(panel) entropy is positively correlated with classification performance.", source,
            "lowest entropy first less highest first, mean over the curve, in points", gaps: gaps(first, [.entropy], .over(0)))
    }

    private static func randomBest(_ first: Curves, _ orders: [Order], _ statement: String) -> Claim {
        func gaps(_ place: Curves.Place) -> [Claim.Placed] { orders.map { ($0.label, first.gap($0, place), .under(0)) } }
        return Claim(
            "\(first.letter)-random-better", statement, "\(section)\(first.letter.prefix(1))", Claim.overCurve,
            gaps: gaps(.overCurve),
            readings: [("the gap after half of the neurons", gaps(.after(first.panel.neurons / 2)))])
    }

    /// The share of a curve's variance that a falling straight line explains, the square of Pearson's coefficient.
    private static func linearity(_ curve: [Double], along counts: [Int]) -> Double {
        let r = Correlation.pearson(counts.map(Double.init), curve).coefficient
        return r < 0 ? r * r : 0
    }

    /// Lowest first less highest first, over the curve.
    private static func gaps(_ curves: Curves, _ measures: [Measure], _ rule: Rule, name: String = "") -> [Claim.Placed] {
        measures.map { measure in
            let ends = [Order.lowest(measure), .highest(measure)].map { curves.accuracies($0, .overCurve) }
            return (name + measure.label, .paired(ends[0], ends[1]), rule)
        }
    }

    /// The paper reads its numbers off curves and says "approximately": within a third.
    static func approximately(_ number: NeuronNumber) -> Claim {
        func near(_ share: Double) -> Rule { .near(number.published, within: (share * number.published).rounded()) }
        return Claim(
            "\(number.letter)-\(number.kind.rawValue)", "Panel \(number.letter): \(number.statement)", .number,
            "\(section)\(number.letter.prefix(1))", published: "about \(number.published.fixed(0))", number.kind.definition,
            digits: 0, within: .nonnegative, .networks(number.measured), near(1.0 / 3),
            readings: [.init("within two thirds of the number", .networks(number.measured), near(2.0 / 3))]
                + number.readings.map { .init($0.name, .networks($0.measured), near(1.0 / 3)) })
    }

    /// - Parameter active: the active neurons of panel a's layer 3.
    static func activeOnes(_ third: Curves, _ active: ActiveNeurons) -> Claim {
        func parts(_ counts: [Double]) -> [Claim.Part] {
            let networks = counts.indices.map { network -> (lost: Double, left: Double) in
                func accuracy(_ order: Order, _ count: Int) -> Double { 100 * third.accuracies(order, .after(count))[network] }
                let count = Int(counts[network])
                return (
                    accuracy(.random, 0) - accuracy(.lowest(.mutualInformation), third.panel.neurons - count),
                    accuracy(.highest(.mutualInformation), count)
                )
            }
            return [
                .init("points lost with the active ones only", .networks(networks.map(\.lost)), .similar),
                .init("accuracy without them, %", .networks(networks.map(\.left)), .under(Curves.chance * 100)),
            ]
        }
        return Claim(
            "a3-active-are-all",
            "Panel a3: ablating all but the active neurons of layer 3 has a negligible effect; ablating them disables the network.",
            .sentence, "\(section)a", "at the nearest points of the curves", digits: 1, parts(active.beyondChance),
            readings: active.readings.map { .init($0.name, parts($0.measured)) })
    }

    static func unvaried(_ funnel: MeasuredNetworks) -> Claim {
        let neurons = Double(funnel.condition.family.widths[1])
        let dead = funnel.counts(1, where: \.isDead).map { $0 / neurons }
        let always = funnel.counts(1, where: \.isAlwaysActive).map { $0 / neurons }
        return Claim(
            "b2-always-active",
            "In layer 2 of the funnel with L2 more than half of the neurons have zero entropy, not because they are inactive "
                + "but because they are active all the time.",
            .sentence, "\(section)b", published: "more than half", "share of the layer's neurons", digits: 2, within: .share,
            [
                .init("zero entropy", .networks(zip(dead, always).map(+)), .over(0.5)),
                .init("always active less never active", .networks(zip(always, dead).map(-)), .over(0)),
            ])
    }

    /// Of panel b.
    @ListOf<Claim> static func secondLayer(_ second: Curves) -> [Claim] {
        let half = second.panel.neurons / 2
        let left = { (measure: Measure) in
            Sample.networks(second.accuracies(.highest(measure), .after(200)).map { 100 * $0 })
        }
        Claim(
            "b2-top-disables", "Panel b2: ablating the top-ranked 200 neurons almost disables the network.", .sentence,
            "\(section)b",
            "accuracy without the 200 neurons of highest mutual information, in % (chance: 10)", digits: 1, within: .percent,
            left(.mutualInformation), .under(20), readings: [.init("ranked by KL selectivity", left(.klSelectivity), .under(20))])
        let change = second.change(.lowest(.mutualInformation), after: half)
        Claim(
            "b2-bottom-matters", "Panel b2: ablating the bottom-ranked neurons has a negative effect too.", "\(section)b",
            "accuracy without the \(half) neurons of lowest mutual information less that of the whole network, in points",
            gaps: [("", change, .under(-2))], readings: [("any loss", [("", change, .under(0))])])
        Claim(
            "b2-improves",
            "Panel b2: highest mutual information or KL selectivity first, ablating ranks 500 to 600 improves classification.",
            "\(section)b", "accuracy after 600 neurons less that after 500, in points",
            gaps: Measure.informed.map(Order.highest).map { order in
                (order.label, .paired(second.accuracies(order, .after(600)), second.accuracies(order, .after(500))), .over(0))
            })
    }

    /// Neurons to ablate for chance over neurons that suffice: in layer 4 of both kinds of networks.
    static func redundancy(_ last: Curves, _ funnel: Curves) -> Claim {
        func ratios(_ curves: Curves) -> [Double] {
            zip(curves.toStrip(), curves.sufficing()).map {
                DeterministicMath.log2(max(1, $0)) - DeterministicMath.log2(max(1, $1))
            }
        }
        let (plain, narrow) = (ratios(last), ratios(funnel))
        return Claim(
            "last-layer-redundancy",
            "The last hidden layer is redundant, more so in the 250-500-250-500 network than in the funnel.",
            .sentence, "Section V-E, figures 5a and 5b", published: "250 / 100 and 70 / 30",
            "log2 of neurons to ablate for chance over neurons that suffice", digits: 2,
            [
                .init("a", .networks(plain), .over(0)), .init("b", .networks(narrow), .over(0)),
                .init("a less b", .groups(plain, narrow), .over(0)),
            ])
    }
}

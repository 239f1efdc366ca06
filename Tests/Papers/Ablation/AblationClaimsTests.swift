import Experiments
import Testing

@testable import AblationPaper

/// The claims of figures 2 to 4 are fed curves on which they hold, on which they fail and which leave them open.
@Suite struct AblationClaimsTests {
    private func figure2(_ letter: String, _ shape: MadeUpCurves.Shape) -> AblationCurves {
        MadeUpCurves.curves(Figure2.panels, letter, shape)
    }

    private func figure3(_ letter: String, _ shape: MadeUpCurves.Shape) -> AblationCurves {
        MadeUpCurves.curves(Figure3.panels, letter, shape)
    }

    private func figure4(_ letter: String, _ shape: MadeUpCurves.Shape) -> AblationCurves {
        MadeUpCurves.curves(Figure4.panels, letter, shape)
    }

    @Test(
        "curves are similar without a gap, lowest first is worse with one below, and no measure tells what matters where none is above",
        arguments: [
            (MadeUpCurves.Shape.alike, AblationOutcome.holds, AblationOutcome.fails, AblationOutcome.holds),
            (.misleading, .fails, .holds, .holds), (.indicating, .fails, .fails, .fails),
            (.wavering, .undecided, .undecided, .undecided), (.entropyMisleads, .fails, .partly, .partly),
        ])
    func acrossLayers(
        _ shape: MadeUpCurves.Shape, _ similar: AblationOutcome, _ worse: AblationOutcome, _ nothing: AblationOutcome
    ) {
        #expect(AblationOutcome(Figure2.similar(figure2("a", shape))) == similar)
        // Curves that do not differ are no worse, to within what networks differ by anyway.
        let claim = Figure2.worse(figure2("c", shape))
        #expect(shape == .alike ? AblationOutcome(claim) != .holds : AblationOutcome(claim) == worse)
        let panels = Figure2.panels.map { figure2($0.letter, shape) }
        #expect(AblationOutcome(Figure2.predictNothing(panels)) == nothing)
    }

    @Test("no indicator across layers: one panel of six that indicates is made up for by the others")
    func onePanel() {
        let panels = Figure2.panels.map { figure2($0.letter, $0.letter == "b" ? .indicating : .misleading) }
        let claim = Figure2.predictNothing(panels)
        #expect(AblationOutcome(claim) == .holds)
        #expect(claim.parts.count == 3 && claim.readings.map(\.name) == ["the ReLU networks alone"])
    }

    @Test(
        "the first layer's share fails where the second layer is ablated as well",
        arguments: [
            ([0.95, 0.96, 0.94], AblationOutcome.holds), ([0.5, 0.6, 0.55], .fails), ([0.95, 0.8, 0.99], .undecided),
            ([0.95, 0.95], .undecided),
        ])
    func firstLayerShare(_ shares: [Double], _ outcome: AblationOutcome) {
        #expect(AblationOutcome(Figure2.firstLayerShare(shares)) == outcome)
    }

    @Test("stated gaps: one claim for each, with the published number beside the measured one")
    func statedGaps() {
        let claims = AblationClaims.statedGaps([figure3("a1", .indicating)], source: "")
        #expect(claims.map(\.id) == ["a1-lowest-mi-80", "a1-highest-mi-80"])
        #expect(claims[0].published == "21.9, p = 7.55·10⁻¹⁰")
        #expect(claims.allSatisfy { $0.outcome != .doesNotHold })
        let reversed = AblationClaims.statedGaps([figure3("a1", .misleading)], source: "")
        #expect(reversed.allSatisfy { $0.outcome == .doesNotHold })
    }

    @Test("13 points may be a gap to the random order or a fall: the second is a reading")
    func fall() {
        let claims = AblationClaims.statedGaps([figure3("b1", .indicating)], source: "")
        let highest = claims.first { $0.id == "b1-highest-kl-80" }!
        // 12.8 points below random, and 76.8 below the whole network.
        #expect(AblationOutcome(highest) == .holds)
        let reading = highest.readings.first { $0.name == "accuracy less that of the whole network" }!
        #expect(AblationOutcome(reading) == .fails)
    }

    @Test(
        "layer 1 matters more: fails where layer 2 does, is open where the networks do not agree",
        arguments: [
            (0.0, 0.0, AblationOutcome.holds, AblationOutcome.holds), (0.6, 0.6, .fails, .fails), (0.1, 0.5, .undecided, .fails),
            (0.2, 0.2, .holds, .partly),
        ])
    func firstLayer(_ even: Double, _ odd: Double, _ outcome: AblationOutcome, _ stated: AblationOutcome) {
        let first = MadeUpCurves.level(Figure3.panels, "a1", even, odd)
        let second = MadeUpCurves.level(Figure3.panels, "a2", 0.3, 0.3)
        #expect(AblationOutcome(AblationClaims.firstLayer([(first, second)], source: "")) == outcome)
        let gap = AblationClaims.layerGap(first, second, at: 80, gap: -28.9, p: 1.98e-29, source: "")
        #expect(AblationOutcome(gap) == stated)
        if outcome == .fails {
            #expect(AblationOutcome(AblationClaims.firstLayer([(first, second), (second, first)], source: "")) == .partly)
        }
    }

    @Test(
        "the second layer's redundancy fails where 50 neurons are missed",
        arguments: [
            (0.0, 0.0, AblationOutcome.holds), (0.06, 0.06, .partly), (0, 0.08, .undecided),
        ])
    func redundant(_ even: Double, _ odd: Double, _ outcome: AblationOutcome) {
        let flat = MadeUpCurves.curves(Figure3.panels, "a2") { _, share, _ in share < 0.9 ? 0.95 : 0.1 }
        let bent = MadeUpCurves.curves(Figure3.panels, "c2") { _, share, network in
            0.95 - (network % 2 == 0 ? even : odd) * share
        }
        #expect(AblationOutcome(Figure3.redundant([flat, bent])) == outcome)
        #expect(AblationOutcome(Figure3.redundant([figure3("a2", .alike)])) == .fails)
    }

    @Test(
        "within a layer: fails where the measures mislead, holds in part where some do",
        arguments: [
            (MadeUpCurves.Shape.indicating, AblationOutcome.holds), (.misleading, .fails), (.wavering, .undecided),
            (.entropyMisleads, .partly),
        ])
    func indicates(_ shape: MadeUpCurves.Shape, _ outcome: AblationOutcome) {
        #expect(AblationOutcome(Figure3.indicatesRelu(figure3("a1", shape))) == outcome)
        #expect(AblationOutcome(Figure4.indicatesLarge(figure4("a1", shape))) == outcome)
        // These do not ask entropy.
        let informed = outcome == .partly ? .holds : outcome
        #expect(AblationOutcome(Figure3.indicatesSigmoid(figure3("c1", shape))) == informed)
        #expect(AblationOutcome(Figure4.indicatesSmall(figure4("b1", shape))) == informed)
        let reversed = informed == .holds ? .fails : informed == .fails ? .holds : informed
        #expect(AblationOutcome(Figure4.reversedSelectivity(figure4("c1", shape))) == reversed)
        #expect(AblationOutcome(Figure4.lowInformationMatters(figure4("c2", shape))) == reversed)
    }

    @Test(
        "stronger with ReLU, missing in the second layer, weaker in the small network: each fails the other way round",
        arguments: [
            (MadeUpCurves.Shape.indicating, MadeUpCurves.Shape.alike, AblationOutcome.holds, AblationOutcome.holds),
            (.alike, .indicating, .fails, .fails), (.wavering, .alike, .undecided, .holds),
            (.alike, .wavering, .undecided, .undecided),
        ])
    func strengths(
        _ strong: MadeUpCurves.Shape, _ weak: MadeUpCurves.Shape, _ outcome: AblationOutcome, _ missing: AblationOutcome
    ) {
        #expect(AblationOutcome(Figure3.strongerInRelu(figure3("a1", strong), figure3("c1", weak))) == outcome)
        #expect(AblationOutcome(Figure4.weakerInSmall(figure4("a1", strong), figure4("b1", weak))) == outcome)
        #expect(AblationOutcome(Figure3.missingInSecond(figure3("a1", strong), figure3("a2", weak))) == missing)
    }

    @Test(
        "only lowest entropy differs from random: fails where it does better, holds in part where others differ too",
        arguments: [
            (MadeUpCurves.Shape.entropyAlone, AblationOutcome.holds), (.misleading, .partly), (.indicating, .fails),
            (.wavering, .undecided),
        ])
    func othersSmall(_ shape: MadeUpCurves.Shape, _ outcome: AblationOutcome) {
        #expect(AblationOutcome(Figure3.othersSmall(figure3("d1", shape))) == outcome)
    }

    @Test(
        "the order of the measures fails where entropy indicates most; two points make no order",
        arguments: [
            // Strengths of entropy, mutual information and KL selectivity, of networks of even and of odd numbers.
            ([0.05, 0.2, 0.1], [0.05, 0.2, 0.1], AblationOutcome.holds, AblationOutcome.holds),
            ([0.05, 0.1, 0.11], [0.05, 0.1, 0.11], .holds, .partly), ([0.05, 0.1, 0.2], [0.05, 0.1, 0.2], .partly, .partly),
            ([0.2, 0.05, 0.1], [0.2, 0.05, 0.1], .fails, .fails), ([0.05, 0.2, 0.1], [0.2, 0.05, 0.1], .undecided, .undecided),
        ])
    func orderOfMeasures(_ even: [Double], _ odd: [Double], _ outcome: AblationOutcome, _ byAnyMargin: AblationOutcome) {
        let curves = MadeUpCurves.curves(Figure4.panels, "a1") { order, share, network in
            func strength(_ measure: AblationMeasure) -> Double {
                (network % 2 == 0 ? even : odd)[AblationMeasure.allCases.firstIndex(of: measure)!]
            }
            return switch order {
            case .random: MadeUpCurves.falling(share)
            case .lowest(let measure): MadeUpCurves.falling(share, strength: strength(measure))
            case .highest(let measure): MadeUpCurves.falling(share, strength: -strength(measure))
            }
        }
        let claim = Figure4.orderOfMeasures(curves)
        #expect(AblationOutcome(claim) == outcome)
        #expect(AblationOutcome(claim.readings[0]) == byAnyMargin)
    }

    @Test(
        "the layers differ more in the large network, and Dropout makes the small one robust: each fails on its opposite",
        arguments: [
            (0.3, 0.3, AblationOutcome.holds), (-0.3, -0.3, .fails), (-0.3, 0.3, .undecided),
        ])
    func betweenNetworks(_ even: Double, _ odd: Double, _ outcome: AblationOutcome) {
        func layers(_ letter: String, _ first: (Double, Double), _ second: (Double, Double)) -> Figure4.Layers {
            (
                MadeUpCurves.level(Figure4.panels, "\(letter)1", first.0, first.1),
                MadeUpCurves.level(Figure4.panels, "\(letter)2", second.0, second.1)
            )
        }
        let plain = layers("b", (0, 0), (0, 0))
        #expect(AblationOutcome(Figure4.strongerInLarge(layers("a", (0, 0), (even, odd)), plain)) == outcome)
        #expect(AblationOutcome(Figure4.dropoutIsRobust(plain, layers("c", (even, odd), (even, odd)))) == outcome)
    }

    @Test("the range of the pixels can be set where MNIST or FashionMNIST is trained on, and stands as it did")
    func pixels() {
        let open: [any Experiment] = [
            Figure1(), Figure2(), Figure3(), Figure4(), Simpson(),
        ]
        for figure in open {
            let standard = Settings(figure.parameters)
            let same = Settings(figure.parameters, given: ["pixels": .choice("0 to 1")])
            let other = Settings(figure.parameters, given: ["pixels": .choice("-1 to 1")])
            #expect(figure.needs(standard).jobs.map(\.name) == figure.needs(same).jobs.map(\.name))
            #expect(figure.needs(standard).jobs == figure.needs(same).jobs)
            #expect(figure.needs(standard).jobs != figure.needs(other).jobs)
        }
        #expect(!Figure5().parameters.contains { $0.key == "pixels" })
    }
}

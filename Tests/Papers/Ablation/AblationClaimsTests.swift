import Experiments
import Testing

@testable import AblationPaper

/// The claims of figures 2 to 4 are fed curves on which they hold, on which they fail and which leave them open.
@Suite struct AblationClaimsTests {
    /// What the claims of a figure come to where its panels' curves are of these shapes.
    private func figure2(_ shape: (String) -> MadeUpCurves.Shape) -> [Claim] {
        Figure2.claims(MadeUpCurves.study(Figure2.panels) { MadeUpCurves.curves(Figure2.panels, $0, shape($0)) })
    }

    private func figure3(_ shape: (String) -> MadeUpCurves.Shape) -> [Claim] {
        Figure3.claims(MadeUpCurves.study(Figure3.panels) { MadeUpCurves.curves(Figure3.panels, $0, shape($0)) })
    }

    private func figure4(_ shape: (String) -> MadeUpCurves.Shape) -> [Claim] {
        Figure4.claims(MadeUpCurves.study(Figure4.panels) { MadeUpCurves.curves(Figure4.panels, $0, shape($0)) })
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
        let claims = figure2 { _ in shape }
        #expect(claims["a-similar"] == similar)
        // Curves that do not differ are no worse, to within what networks differ by anyway.
        #expect(shape == .alike ? claims["c-worse"] != .holds : claims["c-worse"] == worse)
        #expect(claims["across-layers-no-indicator"] == nothing)
    }

    @Test("no indicator across layers: one panel of six that indicates is made up for by the others")
    func onePanel() throws {
        let claims = figure2 { $0 == "b" ? .indicating : .misleading }
        let claim = try #require(claims.first { $0.id == "across-layers-no-indicator" })
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
        let claims = figure3 { _ in .indicating }.prefix(2)
        #expect(claims.map(\.id) == ["a1-lowest-mi-80", "a1-highest-mi-80"])
        #expect(claims[0].published == "21.9, p = 7.55·10⁻¹⁰")
        #expect(claims.allSatisfy { $0.outcome != .doesNotHold })
        #expect(figure3 { _ in .misleading }.prefix(2).allSatisfy { $0.outcome == .doesNotHold })
    }

    @Test("13 points may be a gap to the random order or a fall: the second is a reading")
    func fall() {
        let highest = figure3 { _ in .indicating }.first { $0.id == "b1-highest-kl-80" }!
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
        func claims(reversed letters: String) -> [Claim] {
            let study = MadeUpCurves.study(Figure3.panels) { letter in
                letters.contains(letter.prefix(1)) == (letter.suffix(1) == "1")
                    ? MadeUpCurves.level(Figure3.panels, letter, 0.3, 0.3) : MadeUpCurves.level(Figure3.panels, letter, even, odd)
            }
            return study.statedGaps("") + [study.firstLayer(["a", "b"], "")]
        }
        #expect(claims(reversed: "")["first-layer-matters-more"] == outcome)
        #expect(claims(reversed: "")["a1-a2-random-80"] == stated)
        if outcome == .fails { #expect(claims(reversed: "b")["first-layer-matters-more"] == .partly) }
    }

    @Test(
        "the second layer's redundancy fails where 50 neurons are missed",
        arguments: [
            (0.0, 0.0, AblationOutcome.holds), (0.06, 0.06, .partly), (0, 0.08, .undecided),
        ])
    func redundant(_ even: Double, _ odd: Double, _ outcome: AblationOutcome) {
        let study = MadeUpCurves.study(Figure3.panels) { letter in
            MadeUpCurves.curves(Figure3.panels, letter) { _, share, network in
                if letter == "a2" { return share < 0.9 ? 0.95 : 0.1 }
                return 0.95 - (network % 2 == 0 ? even : odd) * share
            }
        }
        #expect(Figure3.claims(study)["second-layer-redundant"] == outcome)
        #expect(figure3 { _ in .alike }["second-layer-redundant"] == .fails)
    }

    @Test(
        "within a layer: fails where the measures mislead, holds in part where some do",
        arguments: [
            (MadeUpCurves.Shape.indicating, AblationOutcome.holds), (.misleading, .fails), (.wavering, .undecided),
            (.entropyMisleads, .partly),
        ])
    func indicates(_ shape: MadeUpCurves.Shape, _ outcome: AblationOutcome) {
        let (third, fourth) = (figure3 { _ in shape }, figure4 { _ in shape })
        #expect(third["a1-indicates"] == outcome && fourth["a1-indicates"] == outcome)
        // These do not ask entropy.
        let informed = outcome == .partly ? .holds : outcome
        #expect(third["c1-indicates"] == informed && fourth["b1-indicates"] == informed)
        let reversed = informed == .holds ? .fails : informed == .fails ? .holds : informed
        #expect(fourth["c1-reversed"] == reversed && fourth["c2-low-information-matters"] == reversed)
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
        let claims = figure3 { $0 == "a1" ? strong : weak }
        #expect(claims["stronger-in-relu"] == outcome && claims["a2-no-effect"] == missing)
        #expect(figure4 { $0 == "a1" ? strong : weak }["b1-weaker"] == outcome)
    }

    @Test(
        "only lowest entropy differs from random: fails where it does better, holds in part where others differ too",
        arguments: [
            (MadeUpCurves.Shape.entropyAlone, AblationOutcome.holds), (.misleading, .partly), (.indicating, .fails),
            (.wavering, .undecided),
        ])
    func othersSmall(_ shape: MadeUpCurves.Shape, _ outcome: AblationOutcome) {
        #expect(figure3 { _ in shape }["d1-others-small"] == outcome)
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
        func strength(_ measure: Measure, _ network: Int) -> Double {
            (network % 2 == 0 ? even : odd)[Measure.allCases.firstIndex(of: measure)!]
        }
        let study = MadeUpCurves.study(Figure4.panels) { letter in
            MadeUpCurves.curves(Figure4.panels, letter) { order, share, network in
                switch order {
                case .random: MadeUpCurves.falling(share)
                case .lowest(let measure): MadeUpCurves.falling(share, strength: strength(measure, network))
                case .highest(let measure): MadeUpCurves.falling(share, strength: -strength(measure, network))
                }
            }
        }
        let claim = Figure4.claims(study).first { $0.id == "a1-order-of-measures" }!
        #expect(AblationOutcome(claim) == outcome)
        #expect(AblationOutcome(claim.readings[0]) == byAnyMargin)
    }

    @Test(
        "the layers differ more in the large network, and Dropout makes the small one robust: each fails on its opposite",
        arguments: [
            (0.3, 0.3, AblationOutcome.holds), (-0.3, -0.3, .fails), (-0.3, 0.3, .undecided),
        ])
    func betweenNetworks(_ even: Double, _ odd: Double, _ outcome: AblationOutcome) {
        func claims(moved letters: [String]) -> [Claim] {
            let study = MadeUpCurves.study(Figure4.panels) { letter in
                let moves = letters.contains(letter)
                return MadeUpCurves.level(Figure4.panels, letter, moves ? even : 0, moves ? odd : 0)
            }
            return Figure4.claims(study)
        }
        #expect(claims(moved: ["a2"])["layers-differ-more-in-large"] == outcome)
        #expect(claims(moved: ["c1", "c2"])["c-robust"] == outcome)
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

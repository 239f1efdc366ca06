import Experiments
import InformationTheory
import Results
import Testing

/// The rules of figure 5 are fed curves that meet them and curves that fail them.
@Suite struct AblationFigure5ClaimsTests {
    private typealias Shape = (AblationOrder, Double) -> Double

    private func curves(_ letter: String, networks: Int = 10, _ shape: Shape) -> AblationCurves {
        MadeUpCurves.curves(AblationFigure5.panels, letter, networks: networks, shape)
    }

    private func strength(_ order: AblationOrder, random: Double = 0, lowest: Double, highest: Double) -> Double {
        switch order {
        case .random: random
        case .lowest: lowest
        case .highest: highest
        }
    }

    private func shaped(_ letter: String, random: Double = 0, lowest: Double, highest: Double) -> AblationCurves {
        curves(letter) { order, share in
            MadeUpCurves.falling(share, strength: strength(order, random: random, lowest: lowest, highest: highest))
        }
    }

    @Test("a random order is best: fails where an informed one is better")
    func randomBetter() {
        let best = shaped("a1", random: 0.2, lowest: 0, highest: 0.05)
        #expect(AblationFigure5.randomBetter(best).outcome == .holds)
        #expect(AblationFigure5.randomBetter(shaped("a1", random: 0, lowest: 0.2, highest: 0.1)).outcome == .doesNotHold)
        #expect(AblationFigure5.randomBest(shaped("c1", random: 0.2, lowest: 0, highest: 0)).outcome == .holds)
        #expect(AblationFigure5.randomBest(shaped("c1", random: 0, lowest: 0.2, highest: 0.1)).outcome == .doesNotHold)
    }

    @Test("low does no better than high: fails where it does for both measures")
    func lowNoBetter() {
        #expect(AblationFigure5.lowNoBetter(shaped("a1", lowest: 0, highest: 0.1)).outcome == .holds)
        #expect(AblationFigure5.lowNoBetter(shaped("a1", lowest: 0.2, highest: 0)).outcome == .doesNotHold)
    }

    @Test("a straight line: fails for a curve that stays and then drops")
    func linear() {
        #expect(AblationFigure5.linear(shaped("a1", lowest: 0, highest: 0)).outcome == .holds)
        #expect(AblationFigure5.linear(curves("a1") { _, share in share < 0.8 ? 0.5 : 0.1 }).outcome == .doesNotHold)
        #expect(AblationFigure5.linear(curves("a1") { _, share in share }).outcome == .doesNotHold)
    }

    @Test("entropy, and all measures in later layers, indicate: fails the other way round")
    func indicates() {
        let (good, bad) = (shaped("a1", lowest: 0.2, highest: -0.2), shaped("a1", lowest: -0.2, highest: 0.2))
        #expect(AblationFigure5.entropyIndicates(good).outcome == .holds)
        #expect(AblationFigure5.entropyIndicates(bad).outcome == .doesNotHold)
        let layers = ["a2", "a3", "a4"]
        #expect(
            AblationFigure5.laterLayers("a", layers.map { shaped($0, lowest: 0.2, highest: 0) }).outcome == .holds)
        #expect(
            AblationFigure5.laterLayers("a", layers.map { shaped($0, lowest: $0 == "a4" ? 0 : 0.2, highest: 0.1) }).outcome
                == .partly)
        #expect(
            AblationFigure5.laterLayers("a", layers.map { shaped($0, lowest: 0, highest: 0.2) }).outcome == .doesNotHold)
    }

    /// The first `needed` neurons in order of importance carry everything; the network dies with `fatal` of them.
    private func step(_ letter: String, needed: Int, fatal: Int) -> AblationCurves {
        let neurons = AblationFigure5.panels.first { $0.letter == letter }!.neurons
        return curves(letter) { order, share in
            let count = Int((share * Double(neurons)).rounded())
            return switch order {
            case .random: 0.5 - 0.4 * share
            case .lowest: neurons - count >= needed ? 0.5 : 0.1
            case .highest: count >= fatal ? 0.1 : 0.5
            }
        }
    }

    @Test("neurons that suffice and neurons to strip are read from the curves")
    func numbers() {
        let curves = step("a4", needed: 100, fatal: 250)
        #expect(curves.sufficing.allSatisfy { $0 == 100 })
        #expect(curves.toStrip.allSatisfy { $0 == 250 })
        #expect(step("a4", needed: 500, fatal: 501).toStrip.allSatisfy { $0 == 500 })
    }

    @Test("a number of neurons fails far from the published one")
    func approximately() {
        func verdict(_ measured: [Double]) -> Claim.Verdict {
            AblationFigure5.approximately(
                .init("a3-active", "a3", "", quantity: "active neurons", source: "", published: 70, measured: measured)
            ).outcome
        }
        #expect(verdict([60, 75]) == .holds)
        #expect(verdict([100, 110]) == .partly)
        #expect(verdict([200, 210]) == .doesNotHold)
        #expect(verdict([5, 9]) == .doesNotHold)
    }

    @Test("the active neurons are all that counts: fails where the others do too")
    func activeOnes() {
        let active = [Double](repeating: 70, count: 10)
        #expect(AblationFigure5.activeOnes(step("a3", needed: 70, fatal: 60), active: active).outcome == .holds)
        #expect(AblationFigure5.activeOnes(step("a3", needed: 90, fatal: 60), active: active).outcome == .doesNotHold)
        #expect(AblationFigure5.activeOnes(step("a3", needed: 70, fatal: 120), active: active).outcome == .doesNotHold)
    }

    @Test("always-active neurons: fails where the constant ones are dead, or few")
    func unvaried() {
        func funnel(dead: Int, always: Int) -> AblatedCondition {
            func neuron(_ share: Double) -> UnitMeasures {
                UnitMeasures(
                    entropy: share > 0 && share < 1 ? 1 : 0, mutualInformation: 0, klSelectivity: 0, selectiveClass: 0,
                    activeShare: share)
            }
            let layer =
                Array(repeating: neuron(0), count: dead) + Array(repeating: neuron(1), count: always)
                + Array(repeating: neuron(0.5), count: 750 - dead - always)
            return AblatedCondition(
                .funnelReluL2, epochs: 1, seeds: [1], testAccuracies: [0.5], measures: [[[], layer, [], []]])
        }
        #expect(AblationFigure5.unvaried(funnel(dead: 100, always: 400)).outcome == .holds)
        #expect(AblationFigure5.unvaried(funnel(dead: 400, always: 100)).outcome == .doesNotHold)
        #expect(AblationFigure5.unvaried(funnel(dead: 0, always: 100)).outcome == .doesNotHold)
    }

    @Test("the funnel's second layer: each rule fails on its opposite")
    func secondLayer() {
        #expect(AblationFigure5.topDisables(step("b2", needed: 700, fatal: 150)).outcome == .holds)
        #expect(AblationFigure5.topDisables(step("b2", needed: 700, fatal: 300)).outcome == .doesNotHold)
        #expect(AblationFigure5.bottomMatters(step("b2", needed: 700, fatal: 150)).outcome == .holds)
        #expect(AblationFigure5.bottomMatters(step("b2", needed: 200, fatal: 150)).outcome == .doesNotHold)
        let recovering = curves("b2") { order, share in
            if case .highest = order, share > 0.7 { return 0.3 }
            return 0.5 - 0.4 * share
        }
        #expect(AblationFigure5.conflict(recovering).outcome == .holds)
        #expect(AblationFigure5.conflict(shaped("b2", lowest: 0, highest: 0)).outcome == .doesNotHold)
    }

    @Test("the last layer's redundancy: fails where as many neurons strip as suffice")
    func redundancy() {
        let funnel = step("b4", needed: 35, fatal: 70)
        #expect(AblationFigure5.redundancy(step("a4", needed: 100, fatal: 250), funnel).outcome == .holds)
        #expect(AblationFigure5.redundancy(step("a4", needed: 200, fatal: 250), funnel).outcome == .partly)
        #expect(AblationFigure5.redundancy(step("a4", needed: 300, fatal: 250), funnel).outcome == .doesNotHold)
    }
}

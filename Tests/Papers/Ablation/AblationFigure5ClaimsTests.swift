import Experiments
import Testing

@testable import AblationPaper

/// The claims of figure 5 are fed curves on which they hold, on which they fail and which leave them open.
@Suite struct AblationFigure5ClaimsTests {
    private func curves(
        _ letter: String, networks: Int = 10, _ accuracy: (Order, Double, Int) -> Double
    ) -> Curves {
        MadeUpCurves.curves(Figure5.panels, letter, networks: networks, accuracy)
    }

    private func shaped(_ letter: String, random: Double = 0, lowest: Double, highest: Double) -> Curves {
        curves(letter) { order, share, _ in
            switch order {
            case .random: MadeUpCurves.falling(share, strength: random)
            case .lowest: MadeUpCurves.falling(share, strength: lowest)
            case .highest: MadeUpCurves.falling(share, strength: highest)
            }
        }
    }

    private func claims(_ curves: (String) -> Curves) -> [Claim] {
        let study = MadeUpCurves.study(Figure5.panels, curves)
        let active = study["a3"][.random].map { _ in 70.0 }
        return Figure5.claims(study, [], .init(beyondChance: active, readings: [], floor: 0))
    }

    private func wavering(_ letter: String) -> Curves {
        MadeUpCurves.curves(Figure5.panels, letter, .wavering)
    }

    @Test(
        "a random order is best: fails where informed ones are better, holds in part where some are",
        arguments: [
            (0.2, 0.0, 0.05, AblationOutcome.holds), (0, 0.2, 0.1, .fails), (0.1, 0, 0.2, .partly),
        ])
    func randomBetter(_ random: Double, _ lowest: Double, _ highest: Double, _ outcome: AblationOutcome) {
        let claims = claims { shaped($0, random: random, lowest: lowest, highest: highest) }
        #expect(claims["a1-random-better"] == outcome && claims["c1-random-better"] == outcome)
        let open = self.claims(wavering)
        #expect(open["a1-random-better"] == .undecided && open["c1-random-better"] == .undecided)
    }

    @Test("low does no better than high: fails where it does, holds where they are alike")
    func lowNoBetter() {
        let id = "a1-low-no-better"
        #expect(claims { shaped($0, lowest: 0, highest: 0.1) }[id] == .holds)
        #expect(claims { shaped($0, lowest: 0, highest: 0) }[id] == .holds)
        let better = claims { shaped($0, lowest: 0.05, highest: 0) }.first { $0.id == id }!
        #expect(AblationOutcome(better) == .fails)
        #expect(AblationOutcome(better.readings[0]) == .holds)
        #expect(claims(wavering)[id] == .undecided)
    }

    @Test("a straight line: fails for a curve that stays and then drops, is open where only some networks' do")
    func linear() {
        func step(_ share: Double) -> Double { share < 0.8 ? 0.5 : 0.1 }
        #expect(claims { shaped($0, lowest: 0, highest: 0) }["a1-linear"] == .holds)
        #expect(claims { curves($0) { _, share, _ in step(share) } }["a1-linear"] == .fails)
        #expect(claims { curves($0) { _, share, _ in share } }["a1-linear"] == .fails)
        let both = claims {
            curves($0, networks: 4) { _, share, network in network % 2 == 0 ? step(share) : MadeUpCurves.falling(share) }
        }
        #expect(both["a1-linear"] == .undecided)
    }

    @Test("entropy, and all measures in later layers, indicate: fails the other way round")
    func indicates() {
        #expect(claims { shaped($0, lowest: 0.2, highest: -0.2) }["a1-entropy"] == .holds)
        #expect(claims { shaped($0, lowest: -0.2, highest: 0.2) }["a1-entropy"] == .fails)
        #expect(claims(wavering)["a1-entropy"] == .undecided)
        func later(_ curves: (String) -> Curves) -> AblationOutcome? { claims(curves)["a-later-layers-indicate"] }
        #expect(later { shaped($0, lowest: 0.2, highest: 0) } == .holds)
        #expect(later { shaped($0, lowest: $0 == "a4" ? 0 : 0.2, highest: 0.1) } == .partly)
        #expect(later { shaped($0, lowest: 0, highest: 0.2) } == .fails)
        #expect(later { $0 == "a4" ? wavering($0) : shaped($0, lowest: 0.2, highest: 0) } == .undecided)
    }

    /// The first `needed` neurons in order of importance carry everything; the network dies with `fatal` of them.
    /// - Parameter other: what networks of odd numbers need, and what is fatal to them.
    private func step(
        _ letter: String, needed: Int, fatal: Int, other: (needed: Int, fatal: Int)? = nil, networks: Int = 10
    ) -> Curves {
        let neurons = Figure5.panels.first { $0.letter == letter }!.neurons
        return curves(letter, networks: networks) { order, share, network in
            let count = Int((share * Double(neurons)).rounded())
            let own = network % 2 == 0 ? (needed: needed, fatal: fatal) : other ?? (needed, fatal)
            return switch order {
            case .random: 0.5 - 0.4 * share
            case .lowest: neurons - count >= own.needed ? 0.5 : 0.1
            case .highest: count >= own.fatal ? 0.1 : 0.5
            }
        }
    }

    @Test("neurons that suffice and neurons to strip are read from the curves")
    func numbers() {
        let curves = step("a4", needed: 100, fatal: 250)
        #expect(curves.sufficing().allSatisfy { $0 == 100 })
        #expect(curves.toStrip().allSatisfy { $0 == 250 })
        #expect(step("a4", needed: 500, fatal: 501).toStrip().allSatisfy { $0 == 500 })
    }

    @Test(
        "a number of neurons fails far from the published one",
        arguments: [
            ([60.0, 75, 66], AblationOutcome.holds), ([200, 210, 190], .fails), ([5, 9, 7], .fails), ([70, 120, 90], .undecided),
            ([70, 71], .undecided),
        ])
    func approximately(_ measured: [Double], _ outcome: AblationOutcome) {
        let claim = Figure5.approximately(
            .init(
                letter: "a3", kind: .active, published: 70, statement: "", measured: measured,
                readings: [("active over 0 bits", measured.map { 3 * $0 })]))
        #expect(AblationOutcome(claim) == outcome)
        #expect(claim.origin == .number)
        #expect(claim.rule.contains("from 47 to 93"))
        #expect(claim.readings.map(\.name) == ["within two thirds of the number", "active over 0 bits"])
    }

    @Test("active neurons are those that tell more than shuffled labels: any information at all counts their neighbours too")
    func active() {
        let labels = (0..<500).map { UInt16($0 % 10) }
        var random = SeededGenerator(seed: 3, purpose: "made-up neurons")
        func units(telling: Int, silent: Int, noise: Int) -> [UnitMeasures] {
            let rows =
                (0..<telling).map { unit in labels.map { $0 == UInt16(unit % 10) ? Float(1) : 0 } }
                + (0..<silent).map { _ in labels.map { _ in Float(0) } }
                + (0..<noise).map { _ in labels.map { _ in random.uniform() < 0.4 ? Float(1) : 0 } }
            return UnitMeasures.of(
                activations: Matrix(rows: rows.count, columns: labels.count, values: rows.flatMap { $0 }), labels: labels,
                classes: 10, threshold: 0)
        }
        let active = Figure5.ActiveNeurons(
            [units(telling: 7, silent: 5, noise: 8), units(telling: 3, silent: 9, noise: 8)], labels: labels, classes: 10, seed: 1,
            shuffles: 300)
        #expect(abs(active.beyondChance[0] - 7) <= 1 && abs(active.beyondChance[1] - 3) <= 1)
        #expect(active.readings.map(\.name) == ["active over 0 bits", "active over 0.01 bits", "active over 0.05 bits"])
        #expect(active.readings[0].measured == [15, 11])
        #expect(active.floor > 0)
    }

    @Test(
        "the active neurons are all that counts: fails where the others do too, is open where networks differ",
        arguments: [
            (70, 60, AblationOutcome.holds), (90, 60, .partly), (90, 120, .fails),
        ])
    func activeOnes(_ needed: Int, _ fatal: Int, _ outcome: AblationOutcome) {
        let active = Figure5.ActiveNeurons(
            beyondChance: Array(repeating: 70, count: 10), readings: [("active over 0 bits", Array(repeating: 130, count: 10))],
            floor: 0.01)
        let claim = Figure5.activeOnes(step("a3", needed: needed, fatal: fatal), active)
        #expect(AblationOutcome(claim) == outcome)
        #expect(AblationOutcome(claim.readings[0]) == .holds)
        let some = Figure5.ActiveNeurons(beyondChance: [70, 100, 70, 100], readings: [], floor: 0.01)
        #expect(AblationOutcome(Figure5.activeOnes(step("a3", needed: 90, fatal: 60, networks: 4), some)) == .undecided)
    }

    @Test(
        "always-active neurons: fails where the constant ones are few and dead, holds in part where they are dead or few",
        arguments: [
            ([(100, 400), (100, 410), (90, 400)], AblationOutcome.holds), ([(400, 100), (400, 110), (390, 100)], .partly),
            ([(0, 100), (0, 110), (0, 100)], .partly), ([(100, 50), (100, 40), (90, 50)], .fails),
            ([(0, 300), (0, 450), (0, 400)], .undecided),
        ])
    func unvaried(_ networks: [(dead: Int, always: Int)], _ outcome: AblationOutcome) {
        func neuron(_ share: Double) -> UnitMeasures {
            UnitMeasures(
                entropy: share > 0 && share < 1 ? 1 : 0, mutualInformation: 0, klSelectivity: 0, selectiveClass: 0,
                activeShare: share)
        }
        let layers = networks.map { dead, always in
            Array(repeating: neuron(0), count: dead) + Array(repeating: neuron(1), count: always)
                + Array(repeating: neuron(0.5), count: 750 - dead - always)
        }
        let funnel = MeasuredNetworks(
            condition: .funnelReluL2, networks: layers.map { MeasuredNetwork(measures: [[], $0, [], []]) })
        #expect(AblationOutcome(Figure5.unvaried(funnel)) == outcome)
    }

    @Test("the funnel's second layer: each claim fails on its opposite, and is open where networks are of both kinds")
    func secondLayer() {
        #expect(Figure5.secondLayer(step("b2", needed: 700, fatal: 150))["b2-top-disables"] == .holds)
        #expect(Figure5.secondLayer(step("b2", needed: 700, fatal: 300))["b2-top-disables"] == .fails)
        #expect(Figure5.secondLayer(step("b2", needed: 700, fatal: 150))["b2-bottom-matters"] == .holds)
        #expect(Figure5.secondLayer(step("b2", needed: 200, fatal: 150))["b2-bottom-matters"] == .fails)
        let mixed = step("b2", needed: 700, fatal: 150, other: (200, 300), networks: 4)
        #expect(Figure5.secondLayer(mixed)["b2-top-disables"] == .undecided)
        #expect(Figure5.secondLayer(mixed)["b2-bottom-matters"] == .undecided)
        func recovering(_ networks: @escaping (Int) -> Bool) -> Curves {
            curves("b2") { order, share, network in
                if case .highest = order, share > 0.7, networks(network) { return 0.3 }
                return 0.5 - 0.4 * share
            }
        }
        #expect(Figure5.secondLayer(recovering { _ in true })["b2-improves"] == .holds)
        #expect(Figure5.secondLayer(recovering { _ in false })["b2-improves"] == .fails)
        #expect(Figure5.secondLayer(recovering { $0 % 2 == 0 })["b2-improves"] == .undecided)
    }

    @Test(
        "the last layer's redundancy: fails where as many neurons strip as suffice",
        arguments: [
            (100, 250, 35, 70, AblationOutcome.holds), (200, 250, 35, 70, .partly), (300, 250, 35, 70, .partly),
            (400, 200, 84, 70, .fails),
        ])
    func redundancy(_ needed: Int, _ fatal: Int, _ neededInFunnel: Int, _ fatalInFunnel: Int, _ outcome: AblationOutcome) {
        let funnel = step("b4", needed: neededInFunnel, fatal: fatalInFunnel)
        #expect(AblationOutcome(Figure5.redundancy(step("a4", needed: needed, fatal: fatal), funnel)) == outcome)
        let mixed = step("a4", needed: 100, fatal: 250, other: (300, 100), networks: 4)
        #expect(AblationOutcome(Figure5.redundancy(mixed, step("b4", needed: 35, fatal: 70))) == .undecided)
    }
}

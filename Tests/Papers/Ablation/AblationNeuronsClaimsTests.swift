import Experiments
import Testing

@testable import AblationPaper

/// Every claim of figure 1, the examples and Simpson's figure is fed data on which it holds, fails and is open.
@Suite struct AblationNeuronsClaimsTests {
    private func unit(_ bits: Double, active: Double = 0.5) -> UnitMeasures {
        UnitMeasures(entropy: bits, mutualInformation: bits, klSelectivity: bits, selectiveClass: 0, activeShare: active)
    }

    /// One network a list: the neurons' bits, layer by layer, all three measures alike.
    private func neurons(_ networks: [[[Double]]]) -> MeasuredNetworks {
        measured(networks.map { $0.map { $0.map { unit($0, active: $0 == 0 ? 0 : 0.5) } } })
    }

    private func measured(_ networks: [[[UnitMeasures]]]) -> MeasuredNetworks {
        MeasuredNetworks(condition: .mnistReluL2, networks: networks.map { MeasuredNetwork(measures: $0) })
    }

    // MARK: Figure 1

    @Test(
        "growth with depth holds where the networks grow, fails where they shrink, and the other way; one network leaves it open",
        arguments: [
            ([0.1, 0.2, 0.15], false, AblationOutcome.holds), ([0.1, -0.05, 0.02], false, .undecided),
            ([-0.1, -0.12, -0.05], false, .fails), ([-0.1, -0.12, -0.05], true, .holds), ([0.1, 0.2, 0.15], true, .fails),
            ([0.1], false, .undecided),
        ])
    func growth(_ differences: [Double], _ shrinks: Bool, _ outcome: AblationOutcome) {
        let measured = neurons(differences.map { [[0.4, 0.6], [0.5 + $0]] })
        let claim = Figure1.growth("a", "", .entropy, measured, from: 0, to: 1, shrinks: shrinks)
        #expect(AblationOutcome(claim) == outcome)
        #expect(claim.readings.map(\.name) == ["the neurons' median"])
    }

    @Test("growth over two layers is read from layer to layer too: it may come with one step alone")
    func growthByLayer() {
        let measured = neurons([0, 0.01, 0.02].map { [[0.1], [0.2], [0.1 + $0], [0.6 + $0]] })
        let claim = Figure1.growth("d", "", .entropy, measured, from: 1, to: 3)
        #expect(AblationOutcome(claim) == .holds)
        #expect(AblationOutcome(claim.readings[1]) == .partly)
        #expect(claim.readings[1].parts.map(\.label) == ["layer 2 to 3", "layer 3 to 4"])
    }

    @Test(
        "the layers' parting needs most of the first layer's neurons below all of the second's",
        arguments: [
            ([3, 3, 3], AblationOutcome.holds), ([1, 1, 1], .fails), ([3, 1, 2], .undecided), ([3, 3], .undecided),
        ])
    func parted(_ below: [Int], _ outcome: AblationOutcome) {
        let measured = neurons(below.map { count in [(0..<4).map { $0 < count ? 0.1 : 0.5 }, [0.4, 0.6]] })
        #expect(AblationOutcome(Figure1.parted(measured)) == outcome)
    }

    @Test("more information with Dropout fails where L2 has more, and is open where networks differ as much")
    func moreWithDropout() {
        func all(_ bits: [Double]) -> MeasuredNetworks { neurons(bits.map { [[$0], [$0 + 0.1]] }) }
        let (low, high, any) = (all([0.1, 0.12, 0.15]), all([0.3, 0.32, 0.35]), all([0.01, 0.2, 0.5]))
        #expect(AblationOutcome(Figure1.moreWithDropout(high, low)) == .holds)
        #expect(AblationOutcome(Figure1.moreWithDropout(low, high)) == .fails)
        #expect(AblationOutcome(Figure1.moreWithDropout(any, low)) == .undecided)
    }

    @Test(
        "finer bins make layers alike where a neuron of either is the more selective about as often",
        arguments: [
            ([[1.9, 2.3], [1.8, 2.4], [1.9, 2.5]], AblationOutcome.holds), ([[3, 3], [3, 4], [4, 4]], .fails),
            ([[1, 1], [1, 1], [1, 1]], .fails), ([[3, 3], [1.9, 2.3], [1.9, 2.3]], .undecided),
        ])
    func finerBins(_ second: [[Double]], _ outcome: AblationOutcome) {
        let coarse = neurons(second.map { _ in [[1.0], [0.7]] })
        let claim = Figure1.finerBins(coarse, finer: second.map { [[2.0, 2.2], $0] })
        #expect(AblationOutcome(claim) == outcome)
        #expect(claim.measured.hasSuffix("With one bit the chance is 0.00"))
    }

    @Test(
        "a much smaller first layer is one under half of the others'",
        arguments: [
            ([0.1, 0.11, 0.1], AblationOutcome.holds, AblationOutcome.holds), ([0.31, 0.32, 0.32], .fails, .holds),
            ([0.7, 0.7, 0.71], .fails, .fails), ([0.1, 0.2, 0.3], .undecided, .undecided),
        ])
    func firstLayer(_ bits: [Double], _ much: AblationOutcome, _ atAll: AblationOutcome) {
        let others = [0.4, 0.5].map { base in neurons([0, 0.01, 0.02].map { [[base + $0], [1]] }) }
        let claim = Figure1.smallFirstLayer(neurons(bits.map { [[$0], [1]] }), others: others)
        #expect(AblationOutcome(claim) == much)
        #expect(AblationOutcome(claim.readings[0]) == atAll || bits[2] == 0.3)
    }

    @Test(
        "many inactive neurons are more than a quarter of both layers; always active ones do not count",
        arguments: [
            ([4, 4, 4], 0.5, AblationOutcome.holds), ([2, 2, 2], 0.5, .fails), ([0, 0, 0], 1, .fails),
            ([4, 1, 4], 0.5, .undecided),
        ])
    func inactive(_ dead: [Int], _ active: Double, _ outcome: AblationOutcome) {
        let networks = dead.map { dead in
            let layer = (0..<10).map { unit($0 < dead || active == 1 ? 0 : 0.5, active: $0 < dead ? 0 : active) }
            return [layer, layer, layer, layer]
        }
        let claim = Figure1.inactive(measured(networks))
        #expect(AblationOutcome(claim) == outcome)
        if active == 1 { #expect(AblationOutcome(claim.readings[1]) == .holds) }
    }

    // MARK: Examples

    @Test("each example meets its own rules and fails those of the others")
    func examples() {
        let (first, second, third, fourth) = (
            ExactSystem.importantWithoutEntropy, ExactSystem.oneClassForAll, ExactSystem.redundant, ExactSystem.synergistic
        )
        let own = Examples.claims()
        #expect(own.allSatisfy { $0.outcome == .holds && $0.basis == .construction && $0.origin == .sentence })
        #expect(own.count == 7)
        func claim(_ id: String, of system: ExactSystem) -> Claim {
            Examples.claims(system, system, system, system).first { $0.id == id }!
        }
        let others = [
            claim("1-half-active", of: second), claim("1-zero-entropy", of: third), claim("1-one-class", of: fourth),
            claim("2-same-class", of: first), claim("2-same-class", of: third), claim("2-ablation", of: third),
            claim("3-redundant", of: fourth), claim("4-synergistic", of: third),
        ]
        for claim in others { #expect(claim.outcome == .partly || claim.outcome == .doesNotHold, "\(claim.id)") }
    }

    @Test("the best decision from an exclusive or is chance without one input, and perfect with both; a copy can be spared")
    func bestDecision() {
        #expect(ExactSystem.synergistic.bestAccuracy(without: []) == 1)
        #expect(ExactSystem.synergistic.bestAccuracy(without: [1]) == 0.5)
        #expect(ExactSystem.redundant.bestAccuracy(without: [0]) == 1)
        #expect(ExactSystem.redundant.bestAccuracy(without: [0, 1]) == 0.5)
        #expect(abs(ExactSystem.importantWithoutEntropy.bestAccuracy(without: [1]) - 0.2) < 1e-15)
    }

    // MARK: Simpson's paradox

    private func pair(_ correlations: [[Double]]) -> Simpson.Pair {
        .init(id: "x", condition: .mnistReluL2, importance: .alone, measure: .mutualInformation, correlations: correlations)
    }

    @Test(
        "the paradox needs positive trends within both layers and none across them",
        arguments: [
            ([0.4, 0.5, 0.45], [0.2, 0.3, 0.25], [-0.1, 0, -0.05], AblationOutcome.holds),
            ([0.4, 0.5, 0.45], [0.2, 0.3, 0.25], [0.3, 0.4, 0.35], .partly),
            ([-0.4, -0.5, -0.45], [-0.2, -0.3, -0.25], [0.3, 0.4, 0.35], .fails),
            ([0.4, 0.5, 0.45], [0.3, -0.1, 0.2], [-0.1, 0, -0.05], .undecided), ([0.4], [0.2], [-0.1], .undecided),
        ])
    func paradox(_ first: [Double], _ second: [Double], _ both: [Double], _ outcome: AblationOutcome) {
        let claim = Simpson.paradox(pair([first, second, both]))
        #expect(AblationOutcome(claim) == outcome)
        #expect(claim.origin == .ours)
    }

    @Test("a trend that is weaker across the layers than within either is a reading of the paradox")
    func weaker() {
        let claim = Simpson.paradox(pair([[0.4, 0.5, 0.45], [0.3, 0.4, 0.35], [0.15, 0.2, 0.22]]))
        #expect(AblationOutcome(claim) == .partly)
        #expect(claim.readings.map(AblationOutcome.init) == [.partly, .holds])
    }

    @Test(
        "a negative correlation across layers fails where it is positive",
        arguments: [
            ([-0.2, -0.25, -0.3], AblationOutcome.holds), ([-0.3, 0.1, -0.2], .undecided), ([0.1, 0.2, 0.15], .fails),
        ])
    func negative(_ correlations: [Double], _ outcome: AblationOutcome) {
        let claim = Simpson.negative(pair([[], [], correlations]))
        #expect(AblationOutcome(claim) == outcome)
        #expect(claim.origin == .cited)
    }

    /// A network whose neurons all cost the same.
    private func network(alone: Double, atTurn: Double) -> ImportantNeurons {
        let neuron = ImportantNeurons.Neuron(
            layer: 0, measures: unit(0.5), lossAlone: alone, dropAlone: alone, dropAtTurn: atTurn)
        return ImportantNeurons(neurons: Array(repeating: neuron, count: 4))
    }

    @Test("single neurons are negligible below a tenth of a point, and less than the whole where their sum is")
    func singleNeurons() {
        let (small, large) = (network(alone: 0.0004, atTurn: 0.2), network(alone: 0.03, atTurn: 0.01))
        let (smalls, larges) = ([small, small, small], [large, large, large])
        func outcomes(_ conditions: [[ImportantNeurons]]) -> [AblationOutcome?] {
            let named = conditions.map { (name: "", networks: $0) }
            return [Simpson.negligible(named), Simpson.moreThanSum(named)].map { AblationOutcome($0) }
        }
        #expect(outcomes([smalls, smalls]) == [.holds, .holds])
        #expect(outcomes([smalls, larges]) == [.partly, .partly])
        #expect(outcomes([larges, larges]) == [.fails, .fails])
        #expect(outcomes([smalls, [small, large, large]]) == [.undecided, .undecided])
    }

    @Test("ranks share out 0 to 1 over a network's neurons; a correlation with what does not vary is 0")
    func ranks() {
        let neurons = [0.1, 0.4, 0.2, 0.9].enumerated().map { place, cost in
            ImportantNeurons.Neuron(
                layer: place / 2, measures: unit(place < 2 ? 0.3 : cost), lossAlone: cost, dropAlone: 0, dropAtTurn: -cost)
        }
        let network = ImportantNeurons(neurons: neurons)
        #expect(network.ranks(.alone) == [0.125, 0.625, 0.375, 0.875])
        #expect(network.ranks(.atTurn) == [0.875, 0.375, 0.625, 0.125])
        #expect(network.correlation(.entropy, .alone, layer: nil) < 1)
        let level = ImportantNeurons(neurons: (0..<3).map { _ in neurons[0] })
        #expect(level.correlation(.entropy, .alone, layer: 0) == 0)
    }
}

import Experiments
import InformationTheory
import Results
import Testing

/// Every rule of figure 1, the examples and Simpson's figure is fed data that meet it and data that fail it.
@Suite struct AblationNeuronsClaimsTests {
    private func unit(_ bits: Double, active: Double = 0.5) -> UnitMeasures {
        UnitMeasures(entropy: bits, mutualInformation: bits, klSelectivity: bits, selectiveClass: 0, activeShare: active)
    }

    /// One network a list: the neurons' bits, layer by layer, all three measures alike.
    private func neurons(_ networks: [[[Double]]]) -> MeasuredNeurons {
        MeasuredNeurons(networks: networks.map { $0.map { $0.map { unit($0, active: $0 == 0 ? 0 : 0.5) } } })
    }

    // MARK: Figure 1

    @Test(
        "growth with depth is reproduced where all networks grow, partly where some do, and fails where they shrink; and the other way"
    )
    func growth() {
        func verdict(_ differences: [Double], shrinks: Bool = false) -> Claim.Verdict {
            let measured = neurons(differences.map { [[0.4, 0.6], [0.5 + $0]] })
            return AblationFigure1.growth("a", "", .entropy, measured, from: 0, to: 1, shrinks: shrinks).outcome
        }
        #expect(verdict([0.1, 0.2, 0.15]) == .holds)
        #expect(verdict([0.1, -0.05, 0.02]) == .partly)
        #expect(verdict([-0.1, -0.05, 0.02]) == .doesNotHold)
        #expect(verdict([-0.1, -0.05, -0.02], shrinks: true) == .holds)
        #expect(verdict([0.1, 0.05, 0.02], shrinks: true) == .doesNotHold)
        #expect(verdict([0.1]) == .notAssessed("one network only"))
    }

    @Test("the layers' parting needs most of the first layer's neurons below all of the second's")
    func parted() {
        #expect(AblationFigure1.parted(neurons([[[0.1, 0.2, 0.5], [0.4, 0.6]]])).outcome == .holds)
        #expect(AblationFigure1.parted(neurons([[[0.1, 0.5, 0.5], [0.4, 0.6]]])).outcome == .partly)
        #expect(AblationFigure1.parted(neurons([[[0.5, 0.5, 0.5], [0.4, 0.6]]])).outcome == .doesNotHold)
    }

    @Test("more information with Dropout fails where L2 has more")
    func moreWithDropout() {
        let (low, high) = (neurons([[[0.1], [0.2]], [[0.1], [0.3]]]), neurons([[[0.3], [0.4]], [[0.3], [0.5]]]))
        #expect(AblationFigure1.moreWithDropout(high, low).outcome == .holds)
        #expect(AblationFigure1.moreWithDropout(low, high).outcome == .doesNotHold)
    }

    @Test("finer bins make layers alike where their means come within a tenth, and nearer than with one bit")
    func finerBins() {
        let coarse = neurons([[[1.0], [0.7]], [[1.0], [0.7]]])
        func verdict(_ second: Double) -> Claim.Verdict {
            AblationFigure1.finerBins(coarse, finer: [[[2.0], [second]], [[2.0], [second]]]).outcome
        }
        #expect(verdict(1.9) == .holds)
        #expect(verdict(2.3) == .partly)
        #expect(verdict(3) == .doesNotHold)
        let alike = neurons([[[1.0], [0.98]]])
        #expect(AblationFigure1.finerBins(alike, finer: [[[2.0], [1.9]]]).outcome == .partly)
    }

    @Test("a much smaller first layer is one under half of the others'")
    func firstLayer() {
        let others = [neurons([[[0.4], [1]]]), neurons([[[0.6], [1]]])]
        #expect(AblationFigure1.smallFirstLayer(neurons([[[0.1], [1]]]), others: others).outcome == .holds)
        #expect(AblationFigure1.smallFirstLayer(neurons([[[0.3], [1]]]), others: others).outcome == .partly)
        #expect(AblationFigure1.smallFirstLayer(neurons([[[0.5], [1]]]), others: others).outcome == .doesNotHold)
    }

    @Test("many inactive neurons are more than a quarter of both layers; always active ones do not count")
    func inactive() {
        func verdict(dead: Int, active: Double = 0.5) -> Claim.Verdict {
            let layer = (0..<10).map { unit($0 < dead ? 0 : 0.5, active: $0 < dead ? 0 : active) }
            return AblationFigure1.inactive(MeasuredNeurons(networks: [[layer, layer, layer, layer]])).outcome
        }
        #expect(verdict(dead: 4) == .holds)
        #expect(verdict(dead: 2) == .partly)
        #expect(verdict(dead: 0) == .doesNotHold)
        #expect(verdict(dead: 0, active: 1) == .doesNotHold)
    }

    // MARK: Examples

    @Test("each example meets its own rules and fails those of the others")
    func examples() {
        let (first, second, third, fourth) = (
            ExactSystem.importantWithoutEntropy, ExactSystem.oneClassForAll, ExactSystem.redundant, ExactSystem.synergistic
        )
        #expect(AblationExamples.highestEntropy(first).outcome == .holds)
        #expect(AblationExamples.highestEntropy(second).outcome == .doesNotHold)
        #expect(AblationExamples.withoutEntropy(first).outcome == .holds)
        #expect(AblationExamples.withoutEntropy(third).outcome == .doesNotHold)
        #expect(AblationExamples.oneClass(first).outcome == .holds)
        #expect(AblationExamples.oneClass(fourth).outcome == .doesNotHold)
        #expect(AblationExamples.sameClass(second).outcome == .holds)
        #expect(AblationExamples.sameClass(first).outcome == .doesNotHold)
        #expect(AblationExamples.sameClass(third).outcome == .doesNotHold)
        #expect(AblationExamples.keepingSelective(second).outcome == .holds)
        #expect(AblationExamples.keepingSelective(third).outcome == .doesNotHold)
        #expect(AblationExamples.redundancy(third).outcome == .holds)
        #expect(AblationExamples.redundancy(fourth).outcome == .doesNotHold)
        #expect(AblationExamples.synergy(fourth).outcome == .holds)
        #expect(AblationExamples.synergy(third).outcome == .doesNotHold)
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

    @Test("the paradox needs positive trends within both layers and none across them")
    func paradox() {
        func verdict(_ first: [Double], _ second: [Double], _ both: [Double]) -> Claim.Verdict {
            let correlations = LayerCorrelations(first: first, second: second, both: both)
            return AblationSimpson.paradox(.mnistReluL2, .mutualInformation, .alone, correlations).outcome
        }
        #expect(verdict([0.4, 0.5], [0.2, 0.3], [-0.1, 0]) == .holds)
        #expect(verdict([0.4, 0.5], [0.2, 0.3], [0.1, 0.1]) == .partly)
        #expect(verdict([0.4, 0.5], [0.3, -0.1], [-0.1, -0.2]) == .partly)
        #expect(verdict([0.4, 0.5], [0.2, 0.3], [0.3, 0.4]) == .doesNotHold)
        #expect(verdict([0.4, 0.5], [-0.2, -0.3], [-0.4, -0.4]) == .doesNotHold)
        #expect(verdict([0.4], [0.2], [-0.1]) == .notAssessed("one network only"))
    }

    @Test("a negative correlation across layers fails where it is positive")
    func negative() {
        func verdict(_ correlations: [Double]) -> Claim.Verdict {
            AblationSimpson.negative(.mnistReluL2, .mutualInformation, correlations).outcome
        }
        #expect(verdict([-0.1, -0.2, -0.3]) == .holds)
        #expect(verdict([-0.3, 0.1, -0.2]) == .partly)
        #expect(verdict([0.1, 0.2, -0.05]) == .doesNotHold)
    }

    /// A network whose neurons all cost the same.
    private func network(alone: Double, atTurn: Double) -> ImportantNeurons {
        let neuron = ImportantNeurons.Neuron(
            layer: 0, measures: unit(0.5), lossAlone: alone, dropAlone: alone, dropAtTurn: atTurn)
        return ImportantNeurons(Array(repeating: neuron, count: 4))
    }

    @Test("single neurons are negligible below a tenth of a point, and less than the whole where their sum is")
    func singleNeurons() {
        let (small, large) = (network(alone: 0.0004, atTurn: 0.2), network(alone: 0.03, atTurn: 0.01))
        #expect(AblationSimpson.negligible([small, small]).outcome == .holds)
        #expect(AblationSimpson.negligible([small, large]).outcome == .partly)
        #expect(AblationSimpson.negligible([large, large]).outcome == .doesNotHold)
        #expect(AblationSimpson.moreThanSum([small, small]).outcome == .holds)
        #expect(AblationSimpson.moreThanSum([small, large]).outcome == .doesNotHold)
    }

    @Test("ranks share out 0 to 1 over a network's neurons; a correlation with what does not vary is 0")
    func ranks() {
        let neurons = [0.1, 0.4, 0.2, 0.9].enumerated().map { place, cost in
            ImportantNeurons.Neuron(
                layer: place / 2, measures: unit(place < 2 ? 0.3 : cost), lossAlone: cost, dropAlone: 0, dropAtTurn: -cost)
        }
        let network = ImportantNeurons(neurons)
        #expect(network.ranks(.alone) == [0.125, 0.625, 0.375, 0.875])
        #expect(network.ranks(.atTurn) == [0.875, 0.375, 0.625, 0.125])
        #expect(network.correlation(.entropy, .alone, layer: nil) < 1)
        let level = ImportantNeurons((0..<3).map { _ in neurons[0] })
        #expect(level.correlation(.entropy, .alone, layer: 0) == 0)
    }
}

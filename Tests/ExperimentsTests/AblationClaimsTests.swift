import Experiments
import Results
import Testing

/// Ablation curves made up for the tests of rules.
enum MadeUpCurves {
    /// Curves of a figure's panel.
    /// - Parameter accuracy: of an order where a share of the neurons is ablated; networks differ a little around it.
    static func curves(
        _ panels: [AblationPanel], _ letter: String, networks: Int = 10, _ accuracy: (AblationOrder, Double) -> Double
    ) -> AblationCurves {
        let panel = panels.first { $0.letter == letter }!
        let counts = Array(0...panel.neurons)
        var accuracies: [AblationOrder: [[Double]]] = [:]
        for (place, order) in panel.orders.enumerated() {
            accuracies[order] = (0..<networks).map { network in
                let jitter = Double(network * (place + 3) % 17) / 10_000
                return counts.map { accuracy(order, Double($0) / Double(panel.neurons)) + jitter }
            }
        }
        return AblationCurves(panel, counts: counts, accuracies: accuracies)
    }

    /// Falls from 0.9 to 0.1; the larger `strength`, the later.
    static func falling(_ share: Double, strength: Double = 0) -> Double {
        0.9 - 0.8 * share - 4 * strength * share * (share - 1)
    }
}

/// The rules of figures 2 to 4 are fed curves that meet them and curves that fail them.
@Suite struct AblationClaimsTests {
    private typealias Shape = (AblationOrder, Double) -> Double

    /// Every order like the random one.
    private let alike: Shape = { _, share in MadeUpCurves.falling(share) }
    /// Lowest first costs less, highest first more.
    private let indicating: Shape = { order, share in
        switch order {
        case .random: MadeUpCurves.falling(share)
        case .lowest: MadeUpCurves.falling(share, strength: 0.2)
        case .highest: MadeUpCurves.falling(share, strength: -0.2)
        }
    }
    /// The other way round.
    private let misleading: Shape = { order, share in
        switch order {
        case .random: MadeUpCurves.falling(share)
        case .lowest: MadeUpCurves.falling(share, strength: -0.2)
        case .highest: MadeUpCurves.falling(share, strength: 0.2)
        }
    }

    private func figure2(_ letter: String, _ shape: Shape) -> AblationCurves {
        MadeUpCurves.curves(AblationFigure2.panels, letter, shape)
    }

    private func figure3(_ letter: String, _ shape: Shape) -> AblationCurves {
        MadeUpCurves.curves(AblationFigure3.panels, letter, shape)
    }

    private func figure4(_ letter: String, _ shape: Shape) -> AblationCurves {
        MadeUpCurves.curves(AblationFigure4.panels, letter, shape)
    }

    @Test("figure 2's panels: similar fails for a gap, worse fails where lowest first is better")
    func acrossLayers() {
        #expect(AblationFigure2.similar(figure2("a", alike)).outcome == .holds)
        #expect(AblationFigure2.similar(figure2("a", misleading)).outcome == .doesNotHold)
        #expect(AblationFigure2.worse(figure2("c", misleading)).outcome == .holds)
        #expect(AblationFigure2.worse(figure2("c", indicating)).outcome == .doesNotHold)
    }

    @Test("no indicator across layers: fails where a measure spares the network in most panels")
    func predictNothing() {
        let letters = AblationFigure2.panels.map(\.letter)
        func all(_ good: Set<String>) -> [AblationCurves] {
            letters.map { figure2($0, good.contains($0) ? indicating : misleading) }
        }
        #expect(AblationFigure2.predictNothing(all([])).outcome == .holds)
        #expect(AblationFigure2.predictNothing(all(["b"])).outcome == .partly)
        #expect(AblationFigure2.predictNothing(all(Set(letters))).outcome == .doesNotHold)
    }

    @Test("the first layer's share fails where the second layer is ablated as well")
    func firstLayerShare() {
        #expect(AblationFigure2.firstLayerShare([0.95, 0.92]).outcome == .holds)
        #expect(AblationFigure2.firstLayerShare([0.8, 0.8]).outcome == .partly)
        #expect(AblationFigure2.firstLayerShare([0.5, 0.6]).outcome == .doesNotHold)
    }

    @Test("stated gaps: one claim for each, with the published number beside the measured one")
    func statedGaps() {
        let claims = AblationClaims.statedGaps([figure3("a1", indicating)], source: "")
        #expect(claims.map(\.id) == ["a1-lowest-mi-80", "a1-highest-mi-80"])
        #expect(claims[0].published == "21.9, p = 7.55·10⁻¹⁰")
        #expect(claims.allSatisfy { $0.outcome != .doesNotHold })
        let reversed = AblationClaims.statedGaps([figure3("a1", misleading)], source: "")
        #expect(reversed.allSatisfy { $0.outcome == .doesNotHold })
    }

    @Test("layer 1 matters more: fails where layer 2 does")
    func firstLayer() {
        let weak: Shape = { _, share in MadeUpCurves.falling(share) }
        let robust: Shape = { _, share in MadeUpCurves.falling(share, strength: 0.3) }
        let (first, second) = (figure3("a1", weak), figure3("a2", robust))
        #expect(AblationClaims.firstLayer([(first, second)], source: "").outcome == .holds)
        let turned = (first: figure3("a1", robust), second: figure3("a2", weak))
        #expect(AblationClaims.firstLayer([turned], source: "").outcome == .doesNotHold)
        #expect(
            AblationClaims.layerGap(first, second, at: 80, gap: -28.9, p: 1.98e-29, source: "").outcome == .holds)
        #expect(
            AblationClaims.layerGap(turned.first, turned.second, at: 80, gap: -28.9, p: 1.98e-29, source: "").outcome
                == .doesNotHold)
    }

    @Test("the second layer's redundancy fails where 50 neurons are missed")
    func redundant() {
        let flat: Shape = { _, share in share < 0.9 ? 0.95 : 0.1 }
        let bent: Shape = { _, share in 0.95 - 0.06 * share }
        #expect(AblationFigure3.redundant([figure3("a2", flat), figure3("c2", flat)]).outcome == .holds)
        #expect(AblationFigure3.redundant([figure3("a2", flat), figure3("c2", bent)]).outcome == .partly)
        #expect(AblationFigure3.redundant([figure3("a2", alike), figure3("c2", flat)]).outcome == .doesNotHold)
    }

    @Test("within a layer: fails where the measures mislead")
    func indicates() {
        #expect(AblationFigure3.indicatesRelu(figure3("a1", indicating)).outcome == .holds)
        #expect(AblationFigure3.indicatesRelu(figure3("a1", misleading)).outcome == .doesNotHold)
        #expect(AblationFigure3.indicatesSigmoid(figure3("c1", indicating)).outcome == .holds)
        #expect(AblationFigure3.indicatesSigmoid(figure3("c1", misleading)).outcome == .doesNotHold)
        #expect(AblationFigure4.reversedSelectivity(figure4("c1", misleading)).outcome == .holds)
        #expect(AblationFigure4.reversedSelectivity(figure4("c1", indicating)).outcome == .doesNotHold)
        #expect(AblationFigure4.lowInformationMatters(figure4("c2", misleading)).outcome == .holds)
        #expect(AblationFigure4.lowInformationMatters(figure4("c2", indicating)).outcome == .doesNotHold)
    }

    @Test("stronger with ReLU, weaker in the second layer, weaker in the small network: each fails the other way round")
    func strengths() {
        #expect(AblationFigure3.strongerInRelu(figure3("a1", indicating), figure3("c1", alike)).outcome == .holds)
        #expect(AblationFigure3.strongerInRelu(figure3("a1", alike), figure3("c1", indicating)).outcome == .doesNotHold)
        #expect(AblationFigure3.missingInSecond(figure3("a1", indicating), figure3("a2", alike)).outcome == .holds)
        #expect(AblationFigure3.missingInSecond(figure3("a1", indicating), figure3("a2", indicating)).outcome == .doesNotHold)
        #expect(AblationFigure4.weakerInSmall(figure4("a1", indicating), figure4("b1", alike)).outcome == .holds)
        #expect(AblationFigure4.weakerInSmall(figure4("a1", alike), figure4("b1", indicating)).outcome == .doesNotHold)
    }

    @Test("only lowest entropy differs from random: fails where others do, or where it does better")
    func othersSmall() {
        let entropyOnly: Shape = { order, share in
            MadeUpCurves.falling(share, strength: order == .lowest(.entropy) ? -0.2 : 0)
        }
        #expect(AblationFigure3.othersSmall(figure3("d1", entropyOnly)).outcome == .holds)
        #expect(AblationFigure3.othersSmall(figure3("d1", misleading)).outcome == .doesNotHold)
        #expect(AblationFigure3.othersSmall(figure3("d1", indicating)).outcome == .doesNotHold)
    }

    @Test("the order of the measures: fails where entropy indicates most")
    func orderOfMeasures() {
        func shape(_ strengths: [AblationMeasure: Double]) -> Shape {
            { order, share in
                switch order {
                case .random: MadeUpCurves.falling(share)
                case .lowest(let measure): MadeUpCurves.falling(share, strength: strengths[measure]!)
                case .highest(let measure): MadeUpCurves.falling(share, strength: -strengths[measure]!)
                }
            }
        }
        let published = shape([.entropy: 0.05, .mutualInformation: 0.2, .klSelectivity: 0.1])
        let half = shape([.entropy: 0.05, .mutualInformation: 0.1, .klSelectivity: 0.2])
        let turned = shape([.entropy: 0.2, .mutualInformation: 0.05, .klSelectivity: 0.1])
        #expect(AblationFigure4.orderOfMeasures(figure4("a1", published)).outcome == .holds)
        #expect(AblationFigure4.orderOfMeasures(figure4("a1", half)).outcome == .partly)
        #expect(AblationFigure4.orderOfMeasures(figure4("a1", turned)).outcome == .doesNotHold)
    }

    @Test("figure 4's remaining rules fail on their opposites")
    func remainingRules() {
        let robust: Shape = { _, share in MadeUpCurves.falling(share, strength: 0.3) }
        func layers(_ letter: String, _ first: Shape, _ second: Shape) -> AblationFigure4.Layers {
            (figure4("\(letter)1", first), figure4("\(letter)2", second))
        }
        let differing = layers("a", alike, robust)
        let even = layers("b", alike, alike)
        #expect(AblationFigure4.strongerInLarge(differing, even).outcome == .holds)
        #expect(
            AblationFigure4.strongerInLarge(layers("a", alike, alike), layers("b", alike, robust)).outcome == .doesNotHold)
        #expect(AblationFigure4.dropoutIsRobust(even, layers("c", robust, robust)).outcome == .holds)
        #expect(AblationFigure4.dropoutIsRobust(layers("b", robust, robust), layers("c", alike, alike)).outcome == .doesNotHold)
        #expect(AblationFigure4.indicatesLarge(figure4("a1", indicating)).outcome == .holds)
        #expect(AblationFigure4.indicatesLarge(figure4("a1", misleading)).outcome == .doesNotHold)
        #expect(AblationFigure4.indicatesSmall(figure4("b1", indicating)).outcome == .holds)
        #expect(AblationFigure4.indicatesSmall(figure4("b1", misleading)).outcome == .doesNotHold)
    }
}

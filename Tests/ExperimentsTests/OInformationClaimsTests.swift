import Experiments
import InformationTheory
import NumericCore
import Results
import Testing

/// Every rule of the O-information's figures is fed networks that meet it and networks that fail it.
@Suite struct OInformationClaimsTests {
    private typealias Figure1 = OInformationFigure1
    private typealias Figure2 = OInformationFigure2

    private func dominated(by dominance: OInformationClaims.Dominance, _ balances: [Double]) -> Claim.Verdict {
        OInformationClaims.dominated("x", by: dominance, balances: balances, statement: "", source: "").outcome
    }

    @Test("a layer is dominated by redundancy where the interval lies above 0, partly where only the mean does")
    func redundancy() {
        #expect(dominated(by: .redundancy, [1, 2, 1.5, 1.2]) == .holds)
        #expect(dominated(by: .redundancy, [-1, 4, -0.5, 0.2]) == .partly)
        #expect(dominated(by: .redundancy, [-1, -2, 0.5]) == .doesNotHold)
        #expect(dominated(by: .redundancy, [0, 0]) == .doesNotHold)
    }

    @Test("a layer is dominated by synergy where the interval lies below 0, partly where only the mean does")
    func synergy() {
        #expect(dominated(by: .synergy, [-1, -2, -1.5, -1.2]) == .holds)
        #expect(dominated(by: .synergy, [1, -4, 0.5, -0.2]) == .partly)
        #expect(dominated(by: .synergy, [1, 2, -0.5]) == .doesNotHold)
    }

    @Test("synergy gains with depth where the balance falls in each network, partly in most")
    func specialises() {
        func verdict(_ last: [Double]) -> Claim.Verdict {
            OInformationClaims.specialises("x", first: [1, 1, 1], last: last, statement: "", source: "").outcome
        }
        #expect(verdict([-1, 0, 0.9]) == .holds)
        #expect(verdict([-1, 0, 1.1]) == .partly)
        #expect(verdict([-1, 2, 1.1]) == .doesNotHold)
    }

    @Test("the balance is the mean over the sizes of both extremes' sum, passing over sizes that have none")
    func balance() {
        func multiplet(_ value: Double) -> Multiplet { Multiplet(units: [0, 1], oInformation: value) }
        let extremes = OInformationExtremes(
            sizes: [2, 3, 4], synergy: [multiplet(-1), multiplet(-4), nil], redundancy: [multiplet(2), multiplet(1), multiplet(7)])
        #expect(extremes.balance == -1)
        #expect(extremes.balance(of: 3...4) == -3)
        #expect(extremes.balance(of: 4...4) == 0)
        #expect(extremes.values(.synergy).last?.isNaN == true)
        #expect(OInformationExtremes(sizes: [2], synergy: [nil], redundancy: [nil]).balance == 0)
    }

    @Test("each network must reach 96 % on both sets")
    func accuracy() {
        #expect(Figure1.accuracy(training: [0.98, 0.97], test: [0.96, 0.965]).outcome == .holds)
        #expect(Figure1.accuracy(training: [0.98, 0.97, 0.97], test: [0.959, 0.965, 0.97]).outcome == .partly)
        #expect(Figure1.accuracy(training: [0.95, 0.97], test: [0.97, 0.965]).outcome == .doesNotHold)
    }

    /// A network that loses so many percentage points of 90 % by each choice.
    private func network(synergy: Double, random: Double, mixture: Double, anova: Double) -> Figure2.RetrainedNetwork {
        func sizes(_ loss: Double) -> [Double] { [0.9 - loss / 50, 0.9] }
        let choices: [Figure2.Choice: [Double]] = [
            .synergy: sizes(synergy), .random: sizes(random), .mixture: sizes(mixture), .anova: sizes(anova),
        ]
        return .init(whole: 0.9, parts: [.frozen: choices, .removed: choices.mapValues { $0.map { $0 / 2 } }])
    }

    @Test("the loss is the mean over the sizes, in percentage points of the whole network's accuracy")
    func loss() {
        let network = network(synergy: 2, random: 4, mixture: 1, anova: 3)
        #expect(abs(Figure2.loss(network, .random, .frozen) - 4) < 1e-9)
        #expect(abs(Figure2.loss(network, .random, .removed) - 47) < 1e-9)
    }

    @Test("synergy loses least where it does against every other choice, with the whole interval")
    func synergyLosesLeast() {
        let clear = network(synergy: 1, random: 4, mixture: 3, anova: 3)
        let other = network(synergy: 2, random: 3, mixture: 4, anova: 3)
        let against = network(synergy: 3, random: 4, mixture: 2.5, anova: 4)
        let rivalled = network(synergy: 3, random: 9, mixture: 1, anova: 9)
        #expect(Figure2.synergyLosesLeast([clear, other], .frozen).outcome == .holds)
        #expect(Figure2.synergyLosesLeast([clear, against], .frozen).outcome == .partly)
        #expect(Figure2.synergyLosesLeast([clear, rivalled, rivalled], .frozen).outcome == .doesNotHold)
    }

    @Test("a ranking by single neurons resembles random where the mean difference is small, whichever way")
    func resemblesRandom() {
        let same = network(synergy: 1, random: 4, mixture: 4.5, anova: 5.5)
        #expect(Figure2.resemblesRandom([same], .mixture, .frozen).outcome == .holds)
        #expect(Figure2.resemblesRandom([same], .anova, .frozen).outcome == .partly)
        #expect(
            Figure2.resemblesRandom([network(synergy: 1, random: 4, mixture: 1.5, anova: 9)], .mixture, .frozen).outcome
                == .doesNotHold)
        #expect(
            Figure2.resemblesRandom([network(synergy: 1, random: 4, mixture: 1.5, anova: 9)], .anova, .frozen).outcome
                == .doesNotHold)
    }

    @Test("neurons are ranked from the most informative down, those without a value last and equal ones by number")
    func order() {
        #expect(Figure2.order([0.5, nil, 0.9, 0.5, -0.1]) == [2, 0, 3, 4, 1])
    }

    @Test("where no multiplet is so large, the largest is filled up with other neurons")
    func fillsUp() {
        let extremes = OInformationExtremes(
            sizes: [2, 3, 4], synergy: [.init(units: [1, 4], oInformation: -1), .init(units: [1, 3, 4], oInformation: -2), nil],
            redundancy: [nil, nil, nil])
        #expect(Figure2.synergistic(extremes, size: 2, ofNeurons: 5) == [1, 4])
        #expect(Figure2.synergistic(extremes, size: 4, ofNeurons: 5) == [0, 1, 3, 4])
    }

    @Test(
        "the paper's search is exhaustive on small multiplets, never better than the best beyond them, and the same for the whole layer"
    )
    func search() throws {
        var generator = SeededGenerator(seed: 5, purpose: "o-information search test")
        let sources = (0..<3).map { _ in generator.normals(200) }
        let units = (0..<8).map { _ in
            let weights = generator.normals(3)
            let noise = generator.normals(200)
            return (0..<200).map { sample in noise[sample] + (0..<3).reduce(0) { $0 + weights[$1] * sources[$1][sample] } }
        }
        let system = try OInformationSystem(units: units, target: .columns([sources[0]]), ties: .midranks)
        let found = try OInformationExtremes.search(system, exhaustiveTo: 3, upTo: 8) {}
        let best = try OInformationExtremes.search(system, exhaustiveTo: 8, upTo: 8) {}
        #expect(found.sizes == [2, 3, 4, 5, 6, 7, 8])
        for goal in OInformationSearch.Goal.allCases {
            #expect(found[goal].prefix(2) == best[goal].prefix(2))
            #expect(found[goal].last == best[goal].last)
        }
        #expect(zip(found.values(.synergy), best.values(.synergy)).allSatisfy { $0 >= $1 })
        #expect(zip(found.values(.redundancy), best.values(.redundancy)).allSatisfy { $0 <= $1 })
        #expect(zip(best.values(.synergy), best.values(.redundancy)).allSatisfy { $0 <= $1 })
    }
}

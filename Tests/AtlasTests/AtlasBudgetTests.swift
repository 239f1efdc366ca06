import Atlas
import Experiments
import Papers
import Results
import Testing

@Suite("Sets of choices for which there is time") struct AtlasBudgetTests {
    private static let ordered: [Variation] = {
        let alternatives = try! AlternativesReader(file: "alternatives.yml", registry: .standard).read(
            "combinations: 6\nsettings:\n  information-plane:\n    tanhLearningRate: [0.05, 0.2]\n    firstSeed: [101, 201]")
        let figures = ["information-plane/fig1", "information-plane/fig4"].flatMap { try! Registry.standard.matching($0) }
        return AtlasBudget.ordered(
            figures.flatMap { Variation.all(of: .init(experiment: $0, settings: Settings($0.parameters)), alternatives) })
    }()

    private func taken(_ budget: Double, _ seconds: (Variation) -> Double) -> [String] {
        AtlasBudget.affordable(Self.ordered, seconds: Self.ordered.map(seconds), within: budget).map {
            let variation = Self.ordered[$0]
            return "\(variation.figure.figure)"
                + (variation.combination.map { " draw \($0)" } ?? variation.choices.map { " \($0.key) \($0.value)" }.joined())
        }
    }

    @Test("figures as chosen come first, then one choice at a time, then combinations; a paper's figures under one choice together")
    func order() {
        let stages = Self.ordered.map { $0.combination != nil ? 2 : $0.choices.isEmpty ? 0 : 1 }
        #expect(stages == stages.sorted() && stages.count(where: { $0 == 0 }) == 2 && stages.contains(2))
        let singles = Self.ordered.filter { $0.combination == nil && !$0.choices.isEmpty }
        #expect(
            singles.map { $0.choices[0].value }
                == singles.map { $0.choices[0].value }.reduce(into: [String]()) { values, value in
                    values.insert(value, at: values.lastIndex(of: value).map { $0 + 1 } ?? values.endIndex)
                })
        #expect(Set(Self.ordered.map(\.entry.id)).count == Self.ordered.count)
    }

    @Test("with time for all, all are tried; with none, only what costs nothing and needs nothing that does")
    func ends() {
        #expect(
            Set(AtlasBudget.affordable(Self.ordered, seconds: Self.ordered.map { _ in 1 }, within: 1000))
                == Set(Self.ordered.indices))
        #expect(taken(0) { _ in 1 } == [])
        #expect(taken(0) { $0.figure.figure == "fig4" ? 0 : 1 } == ["fig4"])
    }

    @Test("the cheapest choice is tried first, and what a set would have taken is counted to the next that may need its networks")
    func cheapest() {
        func seconds(_ variation: Variation) -> Double {
            if variation.combination != nil { return 100 }
            guard let choice = variation.choices.first, choice.key != "firstSeed" else { return 1 }
            // Networks at another rate are counted where the first figure needs them.
            return variation.figure.figure == "fig1" ? (choice.value == "0.2" ? 10 : 20) : 0
        }
        let bins = ["101", "201"].flatMap { ["fig1 firstSeed \($0)", "fig4 firstSeed \($0)"] }
        #expect(taken(6, seconds) == ["fig1", "fig4"] + bins)
        #expect(taken(16, seconds) == ["fig1", "fig4"] + bins + ["fig1 tanhLearningRate 0.2", "fig4 tanhLearningRate 0.2"])
        // One second short of the networks, which both need.
        #expect(taken(15, seconds) == taken(6, seconds))
    }

    @Test("a figure that cannot be afforded as chosen is tried under no choice")
    func figureLeft() {
        let found = taken(3) { $0.figure.figure == "fig1" && $0.choices.isEmpty ? 50 : 0.1 }
        #expect(!found.isEmpty && found.allSatisfy { $0.hasPrefix("fig4") })
    }
}

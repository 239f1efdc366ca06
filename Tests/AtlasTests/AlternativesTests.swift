import Atlas
import Experiments
import Files
import Foundation
import Papers
import Testing

@Suite("Alternatives to what was chosen") struct AlternativesTests {
    private func read(_ text: String) throws -> Alternatives {
        try AlternativesReader(file: "alternatives.yml", registry: .standard).read(text)
    }

    private static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test("the tracked file gives two to four alternatives for every open setting of every figure, or the reason why not")
    func tracked() throws {
        let text = try String(contentsOfFile: "\(Self.project)/alternatives.yml", encoding: .utf8)
        let alternatives = try read(text)
        #expect(alternatives.combinations == 30 && alternatives.digest.count == 64)
        for figure in Registry.standard.experiments {
            for parameter in figure.parameters where parameter.paper == nil {
                let (paper, key) = (figure.id.paper, parameter.key)
                let values = alternatives.settings[paper]?.first { $0.key == key }?.values ?? []
                let isLeft = alternatives.without[paper]?.contains { $0.key == key } == true
                #expect(isLeft != values.contains { $0 != parameter.standard }, "\(figure.id) \(key)")
            }
        }
        // Few are left as they are.
        #expect(alternatives.without.values.joined().count <= 4)
    }

    @Test(
        "what is wrong is named with its line and key",
        arguments: [
            ("", "the file is empty"), ("setings: {}", "unknown key 'setings'"),
            ("settings:\n  information-plane:\n    binSize: 0.1", ":3: settings.information-plane.binSize"),
            ("settings:\n  information-plane:\n    binSize: [0.1]", "has 1 values"),
            ("settings:\n  information-plane:\n    binSize: [0.1, 0.1]", "has 2 values"),
            ("settings:\n  information-plane:\n    binSize: [0.1, many]", "'many'"),
            ("settings:\n  information-plane:\n    epochs: [1, 2]", "unknown key 'epochs'"),
            ("settings:\n  nobody: {}", "unknown key 'nobody'"), ("rules:\n  share: [0.5, 1.5]", ":2: rules.share"),
            ("rules:\n  margin: []", "rules.margin"), ("rules:\n  margin: [0]", "rules.margin"),
            ("settings:\n  information-plane:\n    binSize: [0.1, 0]", ":3: settings.information-plane.binSize[1]"),
            ("settings:\n  single-directions:\n    binCounts: [[5], [2, 3]]", ":3: settings.single-directions.binCounts[0]"),
            ("without:\n  ablation:\n    steps:\n      - x", "without.ablation.steps' is not a text"),
            ("without:\n  ablation:\n    epochs: x", "unknown key 'epochs'"),
            (
                "settings:\n  ablation:\n    samples: [5, 500]", ":3: settings.ablation.samples[0]"
            ),
            (
                "settings:\n  ablation:\n    samples: [50, 500]\nwithout:\n  ablation:\n    samples: x",
                ":6: without.ablation.samples: 'samples' has alternatives, too"
            ),
            ("replicates: firstSeed", "'replicates' is not a list"),
            ("replicates: [seed]", ":1: replicates: 'replicates' names 'seed'"),
            ("combinations: -1", "'combinations' is not a whole number"), ("a: b: c", "is not YAML"),
        ])
    func wrong(_ text: String, _ expected: String) {
        do {
            _ = try read(text)
            Issue.record("no error for \(text)")
        } catch {
            #expect("\(error)".contains(expected), "\(error)")
            #expect((error as? Fault)?.status == .usage)
        }
    }

    @Test("networks of which a report has none are not brought in, and what is said of them is not varied")
    func none() throws {
        let figure = try #require(Registry.standard.experiments.first { "\($0.id)" == "mipp/fig2" })
        let alternatives = try read(
            "combinations: 4\nreplicates: [resnet34Networks]\nsettings:\n  mipp:\n    resnet34Networks: [2, 3]\n"
                + "    resnet34Confidences: [[0.5], [0.9]]\n    reference: [current, control]")
        func keys(_ networks: Int) -> Set<String> {
            let settings = Settings(figure.parameters, given: ["resnet34Networks": .integer(networks)])
            return Set(
                Variation.all(of: .init(experiment: figure, settings: settings), alternatives).flatMap { $0.choices.map(\.key) })
        }
        #expect(keys(0) == ["reference"])
        #expect(keys(1) == ["reference", "resnet34Confidences", "resnet34Networks"])
    }

    @Test(
        "a figure's variations: as chosen, one choice at a time, then combinations that are the same each time and for the whole paper"
    )
    func variations() throws {
        let figure = try #require(Registry.standard.experiments.first { "\($0.id)" == "information-plane/fig3" })
        let other = try #require(Registry.standard.experiments.first { "\($0.id)" == "information-plane/fig4" })
        let alternatives = try read(
            "combinations: 12\nsettings:\n  information-plane:\n    binSize: [0.03, 0.3]\n    tanhLearningRate: [0.05, 0.1, 0.2]")
        let found = Variation.all(of: .init(experiment: figure, settings: Settings(figure.parameters)), alternatives)
        #expect(found[0].choices.isEmpty && found[0].entry.settings == Settings(figure.parameters))
        // 0.1 is what was chosen.
        #expect(found.filter { $0.combination == nil }.count == 1 + 2 + 2)
        let combinations = found.filter { $0.combination != nil }
        #expect(!combinations.isEmpty && combinations.count <= 12)
        #expect(Set(found.map(\.entry.id)).count == found.count)
        let again = Variation.all(of: .init(experiment: figure, settings: Settings(figure.parameters)), alternatives)
        #expect(again.map(\.choices) == found.map(\.choices))
        // The figure once more, under a name of its own: its variations are others.
        let named = Variation.all(
            of: .init(experiment: figure, settings: Settings(figure.parameters), name: "wide"), alternatives)
        #expect(Set(named.map(\.entry.id)).isDisjoint(with: found.map(\.entry.id)))
        #expect(named.allSatisfy { "\($0.figure)" == "information-plane/wide" })
        // Replicates are varied one at a time only.
        let apart = try read(
            "combinations: 12\nreplicates: [binSize]\nsettings:\n  information-plane:\n    binSize: [0.03, 0.3]\n"
                + "    tanhLearningRate: [0.05, 0.2]")
        let few = Variation.all(of: .init(experiment: figure, settings: Settings(figure.parameters)), apart)
        #expect(few.count { $0.choices.map(\.key) == ["binSize"] } == 2)
        #expect(few.filter { $0.combination != nil }.allSatisfy { $0.choices.map(\.key) == ["tanhLearningRate"] })
        // Figure 4 has no open bin size; its networks have the rates of the same draws.
        let others = Variation.all(of: .init(experiment: other, settings: Settings(other.parameters)), alternatives)
        for combination in others where combination.combination != nil {
            let same = found.first { $0.combination == combination.combination }
            #expect(same == nil || same!.choices.filter { $0.key == "tanhLearningRate" } == combination.choices)
        }
    }
}

import Experiments
import TestSupport
import Testing

@testable import InformationPlanePaper

/// The rule by which layers are pruned, and the rules of its claims, are fed data that meet them and data that fail them.
@Suite struct LikePathClaimsTests {
    private func step(_ distances: [Double], scores: [Double] = [0.87, 0.88]) -> LikePathPruning.Step {
        step(distances.count, scores.map { ($0, distances) })
    }

    /// Networks with their scores and their layers' distances.
    private func step(_ added: Int, _ networks: [(Double, [Double])], trained: Int? = nil) -> LikePathPruning.Step {
        let plane = InformationPlane(epochs: [], layers: [])
        return LikePathPruning.Step(
            added: added,
            networks: LearnedNetworks(
                networks.map { LikePathPruning.Network(score: $0.0, distances: $0.1, plane: plane) },
                trained: trained ?? networks.count))
    }

    private func pruned(
        _ steps: [LikePathPruning.Step], others: [LikePathPruning.Course] = [],
        kind: DeepPlaneNetworks = DeepPlaneNetworks.kinds[0]
    ) -> LikePathPruning {
        LikePathPruning(
            kind: kind, course: LikePathPruning.Course(threshold: 0.1, steps: steps), others: others)
    }

    @Test("each added layer like the one before it goes, so that the first of a run stays")
    func kept() {
        #expect(step([0.2, 0.05, 0.05, 0.2, 0.09]).kept(threshold: 0.1) == 2)
        #expect(step([0.05, 0.05]).kept(threshold: 0.1) == 0)
        #expect(step([0.1, 0.3]).kept(threshold: 0.1) == 2)
        #expect(step(3, [], trained: 4).kept(threshold: 2) == 3)
    }

    @Test("networks are pooled by the mean of their distances")
    func pooled() {
        let step = step(1, [(0.8, [0.02]), (0.9, [0.16])])
        #expect(step.meanDistances == [0.09])
        #expect(step.kept(threshold: 0.1) == 0)
    }

    @Test("pruning goes on until no two layers are alike, until no added layer is left, or until no network learns")
    func steps() {
        func course(_ distances: [Int: [Double]]) -> [Int] {
            LikePathPruning.steps(from: 5, threshold: 0.1) { added in
                distances[added].map { step($0) } ?? step(added, [], trained: 2)
            }.map(\.added)
        }
        #expect(course([5: [0.2, 0.01, 0.01, 0.2, 0.2], 3: [0.2, 0.01, 0.2], 2: [0.2, 0.2]]) == [5, 3, 2])
        #expect(course([5: [0.01, 0.01, 0.01, 0.01, 0.01], 0: []]) == [5, 0])
        #expect(course([5: [0.2, 0.2, 0.2, 0.2, 0.2]]) == [5])
        #expect(course([5: [0.2, 0.01, 0.2, 0.2, 0.2]]) == [5, 4])
        let known = LikePathPruning.steps(from: 5, threshold: 0.1) { $0 == 5 ? step([0.2, 0.01, 0.2, 0.2, 0.2]) : nil }
        #expect(known.map(\.added) == [5], "as far as networks are there")
    }

    /// Three networks whose layers lie about so far apart.
    private func networks(_ distances: [Double], spread: Double = 0.001, scores: [Double] = [0.86, 0.87, 0.88])
        -> LikePathPruning.Step
    {
        step(
            distances.count, zip(scores, [-spread, 0, spread]).map { score, shift in (score, distances.map { $0 + shift }) },
            trained: 3)
    }

    @Test("the pair that is most alike is that of the least mean")
    func likestPair() {
        let step = step(2, [(0.8, [0.02, 0.05]), (0.9, [0.16, 0.06])])
        #expect(step.likestPair == [0.05, 0.06])
        #expect(step.meanDistances.count == 2)
    }

    @Test("prunable to the end fails where no layers are alike, in part where the last ones are not")
    func prunable() {
        func claim(_ steps: [LikePathPruning.Step]) -> Claim {
            Figure8.prunable(pruned(steps, others: [LikePathPruning.Course(threshold: 0.2, steps: [steps[0], networks([])])]))
        }
        let (alike, apart) = ([0.05, 0.2, 0.05], [0.15, 0.14])
        #expect(claim([networks(alike), networks([0.06]), networks([])]).outcome == .holds)
        #expect(claim([networks(alike), networks(apart)]).outcome == .partly)
        #expect(claim([networks(apart)]).outcome == .doesNotHold)
        #expect(claim([networks(alike), networks([0.11], spread: 0.05)]).outcome.isUndecided)
        #expect(claim([networks(apart)]).readings.map(\.outcome) == [.holds])
        #expect(claim([networks(alike), networks(apart)]).measured.contains("3 → 2 with 0.1, 3 → 0 with 0.2"))
    }

    @Test("like layers 5, 6 and 7 fail where they are apart; half the threshold and twice are told")
    func likeLayers() {
        func claim(_ first: Double, _ second: Double, spread: Double = 0.001) -> Claim {
            Figure8.likeLayers(pruned([networks([first, second, 0.3], spread: spread)]).course)
        }
        #expect(claim(0.07, 0.09).outcome == .holds)
        #expect(claim(0.15, 0.09).outcome == .partly)
        #expect(claim(0.15, 0.12).outcome == .doesNotHold)
        #expect(claim(0.08, 0.09, spread: 0.05).outcome.isUndecided)
        #expect(claim(0.15, 0.12).readings.map(\.outcome) == [.doesNotHold, .holds])
    }

    @Test(
        "harmless pruning fails where the score falls, is undecided where it might have, and is not assessed without pruning",
        arguments: [
            ([0.87, 0.88, 0.89], Outcome.holds), ([0.80, 0.81, 0.82], .doesNotHold), ([], .notAssessed("no network learned")),
        ])
    func harmless(_ scores: [Double], _ outcome: Outcome) {
        let steps = [networks([0.01]), step([], scores: scores)]
        #expect(Table2.harmless(pruned(steps)).outcome == outcome)
    }

    @Test("harmless pruning is undecided where networks differ, and not assessed without pruning")
    func harmlessElse() {
        let before = networks([0.01])
        #expect(Table2.harmless(pruned([before, step([], scores: [0.78, 0.87, 0.96])])).outcome.isUndecided)
        #expect(Table2.harmless(pruned([before])).outcome == .notAssessed("nothing was pruned"))
    }

    @Test("a published score fails far off, and is not assessed where pruning took fewer steps")
    func score() {
        func claim(
            _ activation: Activation, _ pruning: Int, _ published: Double, scores: [Double] = [0.869, 0.870, 0.871]
        ) -> Claim {
            let kind = DeepPlaneNetworks(
                activation: activation, learningRate: PlaneNetworks.tanhLearningRate,
                publishedScores: .init(repeating: published, count: 3))
            return Table2.score(pruned([networks([0.01]), step([], scores: scores)], kind: kind), after: pruning)
        }
        #expect(claim(.tanh, 1, 0.8732).outcome == .holds)
        #expect(claim(.tanh, 1, 0.89).outcome == .doesNotHold)
        #expect(claim(.tanh, 1, 0.89).readings.map(\.outcome) == [.holds])
        #expect(claim(.tanh, 1, 0.8732, scores: [0.86, 0.87, 0.88]).outcome.isUndecided)
        #expect(claim(.tanh, 2, 0.8805).outcome == .notAssessed("pruning ended after step 1"))
        #expect(claim(.tanh, 1, 0.87, scores: []).outcome == .notAssessed("no network learned"))
        #expect(claim(.tanh, 1, 0.87).basis == .calibrated && claim(.relu, 1, 0.87).basis == .measured)
    }
}

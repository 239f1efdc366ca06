import Experiments
import Results
import Testing

/// The rule by which layers are pruned, and the rules of its claims, are fed data that meet them and data that fail them.
@Suite struct LikePathClaimsTests {
    private func step(_ distances: [Double], scores: [Double] = [0.87, 0.88]) -> LikePathPruning.Step {
        LikePathPruning.Step(
            added: distances.count, trained: scores.count, scores: scores, distances: scores.map { _ in distances })
    }

    @Test("each added layer like the one before it goes, so that the first of a run stays")
    func kept() {
        #expect(step([0.2, 0.05, 0.05, 0.2, 0.09]).kept(threshold: 0.1) == 2)
        #expect(step([0.05, 0.05]).kept(threshold: 0.1) == 0)
        #expect(step([0.1, 0.3]).kept(threshold: 0.1) == 2)
        #expect(LikePathPruning.Step(added: 3, trained: 4, scores: [], distances: []).kept(threshold: 2) == 3)
    }

    @Test("networks are pooled by the mean of their distances")
    func pooled() {
        let step = LikePathPruning.Step(added: 1, trained: 2, scores: [0.8, 0.9], distances: [[0.02], [0.16]])
        #expect(step.meanDistances == [0.09])
        #expect(step.kept(threshold: 0.1) == 0)
    }

    @Test("pruning goes on until no two layers are alike, until no added layer is left, or until no network learns")
    func steps() {
        func course(_ distances: [Int: [Double]]) -> [Int] {
            LikePathPruning.steps(from: 5, threshold: 0.1) { added in
                distances[added].map { step($0) } ?? LikePathPruning.Step(added: added, trained: 2, scores: [], distances: [])
            }.map(\.added)
        }
        #expect(course([5: [0.2, 0.01, 0.01, 0.2, 0.2], 3: [0.2, 0.01, 0.2], 2: [0.2, 0.2]]) == [5, 3, 2])
        #expect(course([5: [0.01, 0.01, 0.01, 0.01, 0.01], 0: []]) == [5, 0])
        #expect(course([5: [0.2, 0.2, 0.2, 0.2, 0.2]]) == [5])
        #expect(course([5: [0.2, 0.01, 0.2, 0.2, 0.2]]) == [5, 4])
    }

    @Test("prunable to the end fails where most added layers stay")
    func prunable() {
        func verdict(_ added: [Int]) -> Claim.Verdict {
            LikePathClaims.prunable(id: "", name: "", added.map { step(.init(repeating: 0.2, count: $0)) }).outcome
        }
        #expect(verdict([5, 2, 0]) == .holds)
        #expect(verdict([5, 2]) == .partly)
        #expect(verdict([5, 3]) == .doesNotHold)
        #expect(verdict([5]) == .doesNotHold)
    }

    @Test("like layers 5, 6 and 7 fail where they are apart")
    func likeLayers() {
        func verdict(_ first: Double, _ second: Double) -> Claim.Verdict {
            LikePathClaims.likeLayers(step([first, second, 0.3]), threshold: 0.1).outcome
        }
        #expect(verdict(0.05, 0.09) == .holds)
        #expect(verdict(0.15, 0.09) == .partly)
        #expect(verdict(0.15, 0.12) == .doesNotHold)
    }

    @Test("harmless pruning fails where the score falls, is partly shown where it might have, and is not assessed without pruning")
    func harmless() {
        let before = step([0.01], scores: [0.86, 0.87, 0.88])
        func verdict(_ scores: [Double]) -> Claim.Verdict {
            LikePathClaims.harmless(id: "", name: "", [before, step([], scores: scores)]).outcome
        }
        #expect(verdict([0.87, 0.88, 0.89]) == .holds)
        #expect(verdict([0.80, 0.87, 0.94]) == .partly)
        #expect(verdict([0.82, 0.83, 0.84]) == .doesNotHold)
        #expect(verdict([]) == .notAssessed("no network learned"))
        #expect(LikePathClaims.harmless(id: "", name: "", [before]).outcome == .notAssessed("nothing was pruned"))
    }

    @Test("a published score fails far off, and is not assessed where pruning took fewer steps")
    func score() {
        func verdict(_ pruning: Int, _ published: Double) -> Claim.Verdict {
            LikePathClaims.score(
                id: "", name: "", pruning: pruning, published: published, [step([0.01]), step([], scores: [0.85, 0.86])]
            ).outcome
        }
        #expect(verdict(0, 0.8768) == .holds)
        #expect(verdict(1, 0.878) == .partly)
        #expect(verdict(1, 0.9) == .doesNotHold)
        #expect(verdict(2, 0.8805) == .notAssessed("pruning ended after step 1"))
    }
}

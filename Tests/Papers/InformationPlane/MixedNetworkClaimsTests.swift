import Experiments
import TestSupport
import Testing

@testable import InformationPlanePaper

/// The rules of figures 2, 6, 9 and 12 are fed distances and planes that meet them and such as fail them.
@Suite struct MixedNetworkClaimsTests {
    /// Mixed networks whose layers 3 to 5 lie so far from pure ones of their own activation, of the leading one, and from their own
    /// leading layers.
    private func comparison(
        _ kind: MixedKind = .leadingReLU, fromFollower: [[Double]], fromLeader: [[Double]]? = nil, own: [[Double]]? = nil,
        among: [[Double]] = [[0.1, 0.1, 0.1], [0.11, 0.11, 0.11], [0.12, 0.12, 0.12]]
    ) -> MixedComparison {
        // The leading layers and the output lie far off, and must not count.
        func spread(_ followers: [[Double]]) -> PathSpread { PathSpread(distances: followers.map { [9, 9] + $0 + [9] }) }
        let same = fromFollower.map { _ in [0.3, 0.3, 0.3] }
        return MixedComparison(
            kind: kind, fromFollower: spread(fromFollower), fromLeader: spread(fromLeader ?? same), amongFollower: spread(among),
            fromOwnLeaders: own ?? same)
    }

    private let far = [0.3, 0.3, 0.3]
    private let near = [0.11, 0.11, 0.11]

    @Test("layers are changed where they lie further off than pure networks from one another, whatever single networks do")
    func changed() {
        func claim(_ distances: [[Double]]) -> Claim {
            comparison(fromFollower: distances).changes("", source: "")
        }
        #expect(claim([far, far, far]).outcome == .holds)
        #expect(claim([[0.05, 0.05, 0.05], [0.05, 0.05, 0.05], [0.05, 0.05, 0.05]]).outcome == .doesNotHold)
        #expect(claim([far, far, near]).outcome.isUndecided)
        #expect(claim([far, far]).outcome == .undecided(networks: 3))
        let first = claim([[0.5, 0.01, 0.01], [0.5, 0.01, 0.01], [0.5, 0.01, 0.01]])
        #expect(first.readings[0].outcome == .holds)
        #expect(first.readings[1].parts[0].sample == .holds([true, true, true]))
    }

    @Test("that layers are not changed fails where they are by more than a tenth of the plane's side")
    func unchanged() {
        func claim(_ distances: [[Double]]) -> Claim {
            comparison(fromFollower: distances).changesNothing("", source: "")
        }
        #expect(claim([near, near, near]).outcome == .holds)
        #expect(claim([far, far, far]).outcome == .doesNotHold)
        #expect(claim([near, near, far]).outcome.isUndecided)
        let slight = comparison(fromFollower: .init(repeating: [0.18, 0.18, 0.18], count: 3), among: [near, near, near])
            .changesNothing("", source: "")
        #expect(slight.outcome == .holds)
        #expect(slight.readings[0].outcome == .doesNotHold)
    }

    @Test("layer 3 is likened where it lies nearer to the leading layers of its own network than to its usual way")
    func likened() {
        func claim(_ own: [[Double]]) -> Claim {
            comparison(fromFollower: own.map { _ in far }, own: own).likens("", source: "")
        }
        // The deeper layers fade, and do not count.
        let like = [0.1, 0.5, 0.7]
        #expect(claim([like, like, like]).outcome == .holds)
        #expect(claim([like, like, like]).readings.map(\.outcome) == [.doesNotHold, .doesNotHold])
        let unlike = [0.5, 0.1, 0.1]
        #expect(claim([unlike, unlike, unlike]).outcome == .doesNotHold)
        #expect(claim([unlike, unlike, unlike]).readings[0].outcome == .holds)
        #expect(claim([like, like, unlike]).outcome.isUndecided)
    }

    @Test("likened to pure networks of the leading activation is a reading of its own")
    func likenedToPure() {
        let fromLeader = [[0.1, 0.1, 0.1], [0.1, 0.1, 0.1], [0.1, 0.1, 0.1]]
        let claim = comparison(
            fromFollower: [far, far, far], fromLeader: fromLeader, own: [[0.5, 0.5, 0.5], [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]]
        ).likens("", source: "")
        #expect(claim.outcome == .doesNotHold)
        #expect(claim.readings.map(\.outcome) == [.doesNotHold, .holds])
    }

    @Test("the effect fades where it falls along the layers, in multiples of what seeds make there")
    func fades() {
        func claim(_ distances: [[Double]], among: [Double] = [0.1, 0.1, 0.1]) -> Claim {
            comparison(fromFollower: distances, among: [among, among]).fades("", source: "")
        }
        let (falling, rising) = ([0.4, 0.3, 0.2], [0.2, 0.3, 0.4])
        #expect(claim([falling, falling, falling]).outcome == .holds)
        #expect(claim([rising, rising, rising]).outcome == .doesNotHold)
        #expect(claim([rising, rising, rising], among: [0.05, 0.1, 0.2]).outcome == .holds)
        #expect(claim([falling, falling, rising]).outcome.isUndecided)
        let late = claim([[0.30, 0.31, 0.2], [0.30, 0.31, 0.2], [0.30, 0.31, 0.2]])
        #expect(late.outcome == .doesNotHold)
        #expect(late.readings[0].outcome == .holds)
    }

    @Test("an influence is 'not always present' where networks do without it")
    func notAlways() {
        func outcome(_ present: Int, _ absent: Int) -> Outcome {
            comparison(fromFollower: .init(repeating: far, count: present) + .init(repeating: near, count: absent)).notAlways(
                "", source: ""
            ).outcome
        }
        #expect(outcome(5, 3) == .holds)
        #expect(outcome(100, 0) == .doesNotHold)
        #expect(outcome(8, 0).isUndecided)
    }

    @Test("two pure networks are too few to say what a seed changes")
    func tooFew() {
        let two = comparison(fromFollower: [far, near, near], among: [[0.2, 0.2, 0.2], [0.2, 0.2, 0.2]])
        #expect(two.notAlways("", source: "").outcome == .notAssessed("2 pure networks only"))
        #expect(two.changes("", source: "").outcome.isUndecided)
        #expect(two.changesNothing("", source: "").outcome.isUndecided)
    }

    @Test("claims of the two kinds bear different ids")
    func ids() {
        let ids = MixedKind.allCases.flatMap { kind in
            let comparison = comparison(kind, fromFollower: [far, far])
            return [
                comparison.changes("", source: ""),
                comparison.likens("", source: ""),
                comparison.fades("", source: ""),
                comparison.notAlways("", source: ""),
                comparison.changesNothing("", source: ""),
            ].map(\.id)
        }
        #expect(Set(ids).count == ids.count, "\(ids)")
    }

    /// A plane of layers that each walk through so many bits of I(X;T).
    private func plane(_ layers: [[Double]]) -> InformationPlane {
        InformationPlane(
            epochs: Array(layers[0].indices),
            layers: layers.map { $0.map { LayerInformation(withInput: $0, withLabel: 0.5, occupiedSymbols: 1) } })
    }

    @Test("leading tanh layers keep all unless one of them ends left of its rightmost point")
    func leadersKeepAll() {
        func outcome(_ networks: [(first: [Double], second: [Double])]) -> Outcome {
            Figure2.leadersKeepAll(
                networks.map { plane([$0.first, $0.second, [5, 1], [5, 1], [5, 1], [5, 1]]) }
            ).outcome
        }
        let kept = (first: [11, 11.5], second: [11, 11.4])
        let lost = (first: [11, 11.5], second: [11.5, 11.2])
        #expect(outcome([kept, kept, kept]) == .holds)
        #expect(outcome([lost, lost, lost]) == .doesNotHold)
        #expect(outcome(.init(repeating: (first: [11.5, 11], second: [11, 11.4]), count: 3)) == .doesNotHold)
        #expect(outcome([kept, kept, lost]).isUndecided)
    }

    /// Two seeds of each kind and three networks, so far apart.
    private func spread(within: [Double], between: Double) -> SeedSpread {
        let distances = within.map { [$0, $0] }
        return SeedSpread(
            within: [PathSpread(distances: distances), PathSpread(distances: distances)],
            between: PathSpread(distances: within.map { _ in [between, between] }))
    }

    @Test("seeds matter where their paths do not look alike; beside the kinds of networks is a reading")
    func seedsMatter() {
        func claim(_ within: [Double], between: Double = 0.2) -> Claim {
            Figure9.seedsMatter(spread(within: within, between: between))
        }
        #expect(claim([0.2, 0.21, 0.22]).outcome == .holds)
        #expect(claim([0.2, 0.21, 0.22]).readings[0].outcome == .holds)
        #expect(claim([0.2, 0.21, 0.22], between: 0.6).readings[0].outcome == .doesNotHold)
        #expect(claim([0.05, 0.05, 0.06]).outcome == .doesNotHold)
        #expect(claim([0.05, 0.1, 0.2]).outcome.isUndecided)
    }

    @Test("the bottleneck lies left unless its successor holds as little")
    func bottleneckLeft() {
        func outcome(_ breaches: [Double]) -> Outcome {
            Figure6.bottleneckLeft(
                breaches.map { plane([[9, 9], [7, 6.9], [8, 6.9 + $0], [1, 1], [1, 1]]) }
            ).outcome
        }
        #expect(outcome([1.5, 1.6, 1.7]) == .holds)
        #expect(outcome([0.04, 0.05, 0.06]) == .doesNotHold)
        #expect(outcome([-2, -2.1, -2.2]) == .doesNotHold)
        #expect(outcome([1.5, 1.6, -1.7]).isUndecided)
    }

    @Test("the breach is the bins' doing only where there is one and finer bins take it away")
    func onlyBins() {
        func outcome(coarse: (Double, Double), fine: (Double, Double)...) -> Outcome {
            let layers = [[9.0], [coarse.0], [coarse.1], [1.0], [1.0]]
            let ends = fine.map { fine in
                BinResolution(
                    sizes: [1e-6, 0.07], binned: [[11, 9], [fine.0, coarse.0], [fine.1, coarse.1], [11, 1], [11, 1]],
                    withoutBins: [11, 11, 11, 11, 11])
            }
            return Figure6.onlyBins(ends.map { _ in plane(layers) }, ends).outcome
        }
        let closed = (11.5, 11.51)
        #expect(outcome(coarse: (7, 8.5), fine: closed, closed, closed) == .holds)
        #expect(outcome(coarse: (7, 8.5), fine: (10, 11), (10, 11), (10, 11)) == .doesNotHold)
        #expect(outcome(coarse: (8.5, 7), fine: closed, closed, closed) == .notAssessed("no breach"))
        #expect(outcome(coarse: (7, 8.5), fine: closed, closed, (10, 11)).isUndecided)
    }
}

import Experiments
import InformationTheory
import Results
import Testing

/// The rules of figures 2, 6, 9 and 12 are fed distances and planes that meet them and such as fail them.
@Suite struct MixedNetworkClaimsTests {
    /// Mixed networks whose layers 3 to 5 lie so far from pure ones of their own activation and of the leading one.
    private func comparison(
        _ kind: MixedKind = .leadingReLU, fromFollower: [[Double]], fromLeader: [[Double]] = [[0.3, 0.3, 0.3]],
        among: [[Double]] = [[0.1, 0.1, 0.1], [0.1, 0.1, 0.1], [0.2, 0.2, 0.2]]
    ) -> MixedComparison {
        // The leading layers and the output lie far off, and must not count.
        func spread(_ followers: [[Double]]) -> PathSpread { PathSpread(distances: followers.map { [9, 9] + $0 + [9] }) }
        return MixedComparison(
            kind: kind, fromFollower: spread(fromFollower), fromLeader: spread(fromLeader), amongFollower: spread(among))
    }

    private let far = [0.3, 0.3, 0.3]
    private let near = [0.15, 0.15, 0.15]

    @Test("layers are changed where they lie further off than the furthest pure network, in all, most or few networks")
    func changed() {
        func claim(_ distances: [[Double]]) -> Claim {
            MixedClaims.changed(comparison(fromFollower: distances), statement: "", source: "")
        }
        #expect(claim([far, far]).outcome == .holds)
        #expect(claim([far, far, near]).outcome == .partly)
        #expect(claim([far, near]).outcome == .doesNotHold)
        #expect(claim([far, near]).measured.contains("1 of 2 networks"))
        #expect(claim([[0.2, 0.2, 0.2]]).outcome == .doesNotHold)
    }

    @Test("that layers are not changed holds exactly where the contrary fails, network by network")
    func unchanged() {
        func verdict(_ distances: [[Double]]) -> Claim.Verdict {
            MixedClaims.unchanged(comparison(fromFollower: distances), statement: "", source: "").outcome
        }
        #expect(verdict([near, near]) == .holds)
        #expect(verdict([near, near, far]) == .partly)
        #expect(verdict([near, far]) == .doesNotHold)
    }

    @Test("layers are likened where they lie nearer to the leading activation's than to their own")
    func likened() {
        func verdict(_ fromLeader: [[Double]]) -> Claim.Verdict {
            MixedClaims.likened(
                comparison(fromFollower: fromLeader.map { _ in far }, fromLeader: fromLeader), statement: "", source: ""
            ).outcome
        }
        #expect(verdict([near, near]) == .holds)
        #expect(verdict([near, near, [0.5, 0.5, 0.5]]) == .partly)
        #expect(verdict([[0.5, 0.5, 0.5]]) == .doesNotHold)
        #expect(verdict([far]) == .doesNotHold)
    }

    @Test("the effect fades where layer 5 is less off than layer 3, in multiples of what seeds make there")
    func fades() {
        func verdict(_ distances: [[Double]], among: [[Double]]) -> Claim.Verdict {
            MixedClaims.fades(comparison(fromFollower: distances, among: among), statement: "", source: "").outcome
        }
        #expect(verdict([[0.4, 0.3, 0.2]], among: [[0.1, 0.1, 0.1]]) == .holds)
        #expect(verdict([[0.2, 0.3, 0.4]], among: [[0.1, 0.1, 0.1]]) == .doesNotHold)
        #expect(verdict([[0.2, 0.3, 0.4]], among: [[0.05, 0.1, 0.2]]) == .holds)
        #expect(verdict([[0.4, 0.3, 0.2], [0.4, 0.3, 0.2], [0.1, 0.1, 0.2]], among: [[0.1, 0.1, 0.1]]) == .partly)
    }

    @Test("an influence is 'not always present' where it shows in some networks only")
    func notAlways() {
        func verdict(_ distances: [[Double]]) -> Claim.Verdict {
            MixedClaims.notAlways(comparison(fromFollower: distances), statement: "", source: "").outcome
        }
        #expect(verdict([far, near]) == .holds)
        #expect(verdict([far, far]) == .doesNotHold)
        #expect(verdict([near, near]) == .doesNotHold)
    }

    @Test("two pure networks are too few to say what a seed changes")
    func tooFew() {
        let comparison = comparison(fromFollower: [far, near], among: [[0.2, 0.2, 0.2], [0.2, 0.2, 0.2]])
        for claim in [MixedClaims.changed, MixedClaims.unchanged, MixedClaims.notAlways] {
            #expect(claim(comparison, "", "").outcome == .notAssessed("2 pure networks only"))
        }
    }

    @Test("claims of the two kinds bear different ids")
    func ids() {
        let ids = MixedKind.allCases.flatMap { kind in
            let comparison = comparison(kind, fromFollower: [far, far], fromLeader: [near, near])
            return [
                MixedClaims.changed(comparison, statement: "", source: ""),
                MixedClaims.likened(comparison, statement: "", source: ""),
                MixedClaims.fades(comparison, statement: "", source: ""),
                MixedClaims.notAlways(comparison, statement: "", source: ""),
                MixedClaims.unchanged(comparison, statement: "", source: ""),
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
        func verdict(_ first: [Double], _ second: [Double]) -> Claim.Verdict {
            InformationPlaneFigure2.leadersKeepAll([plane([first, second, [5, 1], [5, 1], [5, 1], [5, 1]])]).outcome
        }
        #expect(verdict([11, 11.5], [11, 11.4]) == .holds)
        #expect(verdict([11, 11.5], [11.5, 11.2]) == .doesNotHold)
        #expect(verdict([11.5, 11], [11, 11.4]) == .doesNotHold)
    }

    @Test("seeds matter where they lie about as far apart as the kinds, and not where kinds lie far apart")
    func seedsMatter() {
        func verdict(within: Double, between: Double) -> Claim.Verdict {
            let spread = SeedSpread(
                within: [
                    PathSpread(distances: [[within, 0], [within, 0]]), PathSpread(distances: [[0, within], [within, 0]]),
                ],
                between: PathSpread(distances: [[between, 0], [between, 0]]))
            return InformationPlaneFigure9.seedsMatter(spread).outcome
        }
        #expect(verdict(within: 0.2, between: 0.2) == .holds)
        #expect(verdict(within: 0.12, between: 0.2) == .partly)
        #expect(verdict(within: 0.05, between: 0.2) == .doesNotHold)
    }

    @Test("the bottleneck lies left unless its successor holds as little")
    func bottleneckLeft() {
        func verdict(_ bottleneck: [Double], _ successor: [Double]) -> Claim.Verdict {
            InformationPlaneFigure6.bottleneckLeft([plane([[9, 9], bottleneck, successor, [1, 1], [1, 1]])]).outcome
        }
        #expect(verdict([7, 6.9], [8, 8.5]) == .holds)
        #expect(verdict([7, 6.9], [8, 6.95]) == .doesNotHold)
        #expect(verdict([7, 8.9], [8, 6.9]) == .doesNotHold)
    }

    @Test("the breach is the bins' doing only where there is one and finer bins take it away")
    func onlyBins() {
        func verdict(coarse: (Double, Double), fine: (Double, Double)) -> Claim.Verdict {
            let layers = [[9.0], [coarse.0], [coarse.1], [1.0], [1.0]]
            let end = BinResolution(
                sizes: [1e-6, 0.07], binned: [[11, 9], [fine.0, coarse.0], [fine.1, coarse.1], [11, 1], [11, 1]],
                withoutBins: [11, 11, 11, 11, 11])
            return InformationPlaneFigure6.onlyBins([plane(layers)], [end]).outcome
        }
        #expect(verdict(coarse: (7, 8.5), fine: (11.5, 11.6)) == .holds)
        #expect(verdict(coarse: (7, 8.5), fine: (10, 11)) == .doesNotHold)
        #expect(verdict(coarse: (8.5, 7), fine: (11.6, 11.5)) == .doesNotHold)
    }
}

import Experiments
import TestSupport
import Testing

@testable import InformationPlanePaper

/// Every rule of the information plane's figures is fed data that meet it and data that fail it.
@Suite struct InformationPlaneClaimsTests {
    /// A plane of hidden layers that all walk the same path, and an output layer with its own.
    private func plane(hidden: [(Double, Double)], output: [(Double, Double)]) -> InformationPlane {
        func layer(_ path: [(Double, Double)]) -> [LayerInformation] {
            path.map { LayerInformation(withInput: $0.0, withLabel: $0.1, occupiedSymbols: 1) }
        }
        return InformationPlane(
            epochs: Array(hidden.indices), layers: .init(repeating: layer(hidden), count: 5) + [layer(output)])
    }

    private func ending(_ hidden: (Double, Double), output: Double = 1) -> InformationPlane {
        plane(hidden: [(0, 0), hidden], output: [(0, 0), (output, 1)])
    }

    @Test("figure 1's score holds near the published one, fails far from it, and is undecided where networks differ much")
    func score() {
        let near = Figure1.score([0.970, 0.971, 0.972])
        #expect(near.outcome == .holds && near.basis == .calibrated && near.origin == .number)
        #expect(Figure1.score([0.90, 0.91, 0.92]).outcome == .doesNotHold)
        let wide = Figure1.score([0.96, 0.97, 0.98])
        #expect(wide.outcome.isUndecided && wide.readings.map(\.outcome) == [.holds])
        #expect(Figure1.score([0.97, 0.97]).outcome == .undecided(networks: 3))
    }

    /// A network's planes, the coarsest first, by where its hidden layers end.
    private func sizes(_ ends: [(Double, Double)], output: [Double]? = nil) -> [InformationPlane] {
        ends.indices.map { ending(ends[$0], output: output?[$0] ?? 1) }
    }

    @Test("finer bins fail where they lead away from the corner, or cost more of the label than they gain of the input")
    func finerBins() {
        let ordered = sizes([(4, 0.9), (6, 0.95), (9, 0.99)])
        let swapped = sizes([(6, 0.9), (4, 0.95), (9, 0.99)])
        let backwards = sizes([(9, 0.9), (6, 0.9), (4, 0.9)])
        let losing = sizes([(9, 0.9), (9.1, 0.7), (9.2, 0.5)])
        func outcome(_ planes: [[InformationPlane]]) -> Outcome {
            BinSizePlanes.finerBins(planes, limits: (hx: 10, ixy: 1), source: "").outcome
        }
        #expect(outcome([ordered, ordered, ordered]) == .holds)
        #expect(outcome([backwards, backwards, backwards]) == .doesNotHold)
        #expect(outcome([losing, losing, losing]) == .doesNotHold)
        #expect(outcome([ordered, ordered, swapped]).isUndecided)
        #expect(outcome([ordered, ordered]).isUndecided)
    }

    @Test("the output's fixed end point fails where it moves, and is the paper's own statement on SZT only")
    func outputEndPoint() {
        func claim(_ shifts: [Double]) -> Claim {
            BinSizePlanes.outputEndPoint(
                shifts.map { sizes([(4, 1), (9, 1)], output: [1, 1 + $0]) }, source: "", origin: .sentence)
        }
        #expect(claim([0, 0.01, 0.02]).outcome == .holds)
        #expect(claim([4, 4.1, 4.2]).outcome == .doesNotHold)
        #expect(claim([0, 0, 0.5]).outcome.isUndecided)
        #expect(claim([0.5, 0.51, 0.52]).outcome == .doesNotHold)
        #expect(claim([0.5, 0.51, 0.52]).readings.map(\.outcome) == [.holds])
    }

    @Test("two phases fail in part where a layer only rises, or only falls")
    func twoPhases() {
        let output = [(0.0, 0.0), (2, 0.5), (1, 1)]
        let both = plane(hidden: [(2, 0), (6, 0.5), (3, 1)], output: output)
        let rising = plane(hidden: [(2, 0), (5, 0.5), (6, 1)], output: output)
        let falling = plane(hidden: [(6, 0), (5, 0.5), (3, 1)], output: output)
        let still = plane(hidden: [(6, 0), (6, 0.5), (6, 1)], output: output)
        func outcome(_ planes: InformationPlane...) -> Outcome { Figure1.twoPhases(planes).outcome }
        #expect(outcome(both, both, both) == .holds)
        #expect(outcome(rising, rising, rising) == .partly)
        #expect(outcome(falling, falling, falling) == .partly)
        #expect(outcome(still, still, still) == .doesNotHold)
        #expect(outcome(both, both, rising).isUndecided)
    }

    @Test("table 1 fails where the entropy or the information is another; only SZT's information is a matter of chance")
    func table1() {
        let (szt, mnist) = (Table1.published[0], Table1.published[1])
        func claims(_ hx: Double, _ ixy: Double, _ row: Table1.Row) -> [Claim] {
            Table1.claims(hx: hx, ixy: ixy, published: row)
        }
        #expect(claims(szt.hx, 0.999, szt).map(\.outcome) == [.holds, .holds])
        #expect(claims(szt.hx - 0.01, 0.9, szt).map(\.outcome) == [.doesNotHold, .doesNotHold])
        #expect(claims(mnist.hx, mnist.ixy, mnist).map(\.outcome) == [.holds, .holds])
        #expect(claims(mnist.hx, mnist.ixy - 0.001, mnist).map(\.outcome) == [.holds, .doesNotHold])
        #expect(claims(szt.hx, szt.ixy, szt).map(\.basis) == [.construction, .measured])
        #expect(claims(mnist.hx, mnist.ixy, mnist).map(\.basis) == [.construction, .construction])
    }

    /// Networks of six layers that fall so far after their peak; the last two are the clustered ones.
    private func clustered(_ falls: [Double]...) -> LearnedNetworks<Figure4.Layers> {
        LearnedNetworks(
            falls.map { falls in
                let layers = falls.map { fall in
                    [3, 8, 8 - fall].map { LayerInformation(withInput: $0, withLabel: 0.5, occupiedSymbols: 1) }
                }
                return .init(
                    plane: InformationPlane(epochs: [1, 10, 100], layers: layers), endShares: [0.1, 0.1, 0.1, 0.1, 0.8, 0.9])
            }, trained: falls.count)
    }

    @Test("clustered layers alone compress: the statement fails in part where others do too, whole where only others do")
    func clusteredLayers() {
        func outcome(_ networks: LearnedNetworks<Figure4.Layers>) -> Outcome {
            Figure4.clusteredLayersCompress(networks).outcome
        }
        let (only, all, contrary) = ([0.0, 0, 0, 0, 5, 3], [0.0, 0, 2, 4, 5, 3], [0.0, 0, 2, 4, 0, 0])
        #expect(outcome(clustered(only, only, only)) == .holds)
        #expect(outcome(clustered(all, all, all)) == .partly)
        #expect(outcome(clustered(contrary, contrary, contrary)) == .doesNotHold)
        #expect(outcome(clustered(only, only, all)).isUndecided)
    }

    /// Networks whose hidden layers go such a way from epoch 1 to the last, and whose output ends there.
    private func walking(_ ways: [(Double, Double)], output: [Double]? = nil, trained: Int? = nil)
        -> LearnedNetworks<Figure4.Layers>
    {
        LearnedNetworks(
            ways.indices.map { index in
                let way = ways[index]
                let plane = plane(
                    hidden: [(0, 0), (4, 0.2), (4 + way.0, 0.2 + way.1)], output: [(0, 0), (3, 0.2), (output?[index] ?? 1, 1)])
                return .init(plane: plane, endShares: .init(repeating: 0, count: 6))
            }, trained: trained ?? ways.count)
    }

    @Test(
        "paths to the top right fail where they lead elsewhere",
        arguments: [
            ([(2.0, 0.5), (2.1, 0.6), (2.2, 0.7)], Outcome.holds), ([(2.0, -0.5), (2.1, -0.6), (2.2, -0.7)], .partly),
            ([(-2.0, -0.5), (-2.1, -0.6), (-2.2, -0.7)], .doesNotHold),
        ])
    func topRight(_ ways: [(Double, Double)], _ outcome: Outcome) {
        #expect(Figure4.reluTopRight(walking(ways)).outcome == outcome)
    }

    @Test("two networks decide nothing, and how many learned is said")
    func twoNetworks() {
        let claim = Figure4.reluTopRight(walking([(2, 0.5), (2, 0.5)], trained: 3))
        #expect(claim.outcome == .undecided(networks: 3))
        #expect(claim.measured.contains("2 of 3 networks learned"))
    }

    @Test(
        "one bit at the output fails where it ends elsewhere",
        arguments: [
            ([1.0, 1.01, 1.02], Outcome.holds), ([2.0, 2.01, 2.02], .doesNotHold),
        ])
    func oneBit(_ ends: [Double], _ outcome: Outcome) {
        let networks = walking(ends.map { _ in (1, 0.5) }, output: ends)
        #expect(Figure4.outputEndsAtOneBit(networks, id: "", name: "").outcome == outcome)
    }

    @Test("one bit at the output is undecided where networks differ")
    func oneBitUndecided() {
        let networks = walking([(1, 0.5), (1, 0.5), (1, 0.5)], output: [1, 1, 1.5])
        #expect(Figure4.outputEndsAtOneBit(networks, id: "", name: "").outcome.isUndecided)
    }

    @Test("that ReLU layers do not compress is a cited statement, and fails where they do")
    func reluCompression() {
        func claim(_ falls: [Double]) -> Claim {
            Figure4.reluDoesNotCompress(walking(falls.map { (-$0, 0.5) }))
        }
        #expect(claim([0, 0.01, 0.02]).outcome == .holds)
        #expect(claim([1, 1.1, 1.2]).outcome == .doesNotHold)
        #expect(claim([0, 0, 1]).outcome.isUndecided)
        #expect(claim([0, 0, 0]).origin == .cited)
    }
}

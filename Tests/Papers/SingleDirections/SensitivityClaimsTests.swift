import Experiments
import TestSupport
import Testing

@testable import SingleDirectionsPaper

/// The rules of the perturbation figures are fed curves that meet them and curves that fail them.
@Suite struct SensitivityClaimsTests {
    /// Curves that fall from 1 to 0.1 along their axis, the sooner the greater `fall`.
    private func condition(
        _ corruption: Double, fall: [Double], runs: Int = 4, start: Double = 1, end: Double = 0.1
    ) -> PerturbedNetworks {
        PerturbedNetworks(
            label: "\(corruption)", corruption: corruption, x: [0, 25, 50, 75, 100],
            accuracies: fall.map { fall in
                (0..<runs).map { run in
                    let middle = max(end, start - fall - 0.001 * Double(run))
                    return [start, middle, middle, middle, end]
                }
            })
    }

    @Test("a curve's height between its points, and where it falls below one, are read from straight lines")
    func reading() {
        let networks = condition(0, fall: [0.5], runs: 1)
        let curve = networks.accuracies[0][0]
        #expect(networks.height(of: curve, at: 0) == 1 && networks.height(of: curve, at: 12.5) == 0.75)
        #expect(networks.place(of: curve, below: 0.75) == 12.5 && networks.place(of: curve, below: 0.5) == 25)
        #expect(networks.place(of: curve, below: 0.05) == 100 && networks.place(of: curve, below: 2) == 0)
        #expect(networks.areas == [(0.75 + 0.5 + 0.5 + 0.3) / 4])
        let rest = networks.from(12.5)
        #expect(rest.x == [12.5, 25, 50, 75, 100] && rest.accuracies[0][0] == [0.75, 0.5, 0.5, 0.5, 0.1])
        #expect(networks.from(25).x == [25, 50, 75, 100])
    }

    @Test("a network counts once however many runs it has, and is compared with that of its own seed")
    func gaps() {
        let clean = condition(0, fall: [0.1, 0.2, 0.3], runs: 5)
        let gaps = SensitivityClaims.gaps(clean, above: condition(1, fall: [0.2, 0.3, 0.4], runs: 5))
        #expect(gaps.count == 3 && gaps.allSatisfy { abs($0 - 0.075) < 1e-9 })
        #expect(clean.curves.count == 3 && clean.curves[1][0] == 1)
    }

    private static let even = [0.1, 0.1, 0.1]

    @Test(
        "memorisers are more sensitive where every share is; partly where some are and some are not; open where seeds disagree",
        arguments: [
            ([[0.4, 0.3, 0.3], [0.4, 0.4, 0.4]], Found.holds), ([[0.4, 0.3, 0.3], [0.05, 0.05, 0.04]], .partly),
            ([[0.05, 0.05, 0.04]], .fails), ([[0.4, 0.01, 0.1]], .undecided), ([[0.4, 0.3]], .undecided), ([], .notAssessed),
        ] as [([[Double]], Found)])
    func memorisers(_ falls: [[Double]], _ found: Found) {
        let count = falls.first?.count ?? 3
        let shuffled = falls.enumerated().map { condition(0.5 + 0.1 * Double($0), fall: $1) }
        let networks = [condition(0, fall: Array(Self.even.prefix(count)))] + shuffled
        #expect(Found(SensitivityClaims.memorisersAreSensitive(networks, "", "")) == found)
    }

    @Test(
        "the area falls along the shares: fails where it rises, open where seeds disagree",
        arguments: [
            ([[0.1, 0.2, 0.3, 0.4, 0.5], [0.1, 0.3, 0.2, 0.4, 0.5], [0.1, 0.2, 0.3, 0.4, 0.5]], Found.holds),
            ([[0.5, 0.4, 0.3, 0.2, 0.1], [0.5, 0.3, 0.4, 0.2, 0.1], [0.5, 0.4, 0.3, 0.2, 0.1]], .fails),
            ([[0.1, 0.2, 0.3, 0.4, 0.5], [0.5, 0.4, 0.3, 0.2, 0.1], [0.1, 0.3, 0.2, 0.4, 0.5]], .undecided),
            ([[0.1, 0.2], [0.1, 0.2], [0.1, 0.2]], .notAssessed),
        ])
    func trend(_ falls: [[Double]], _ found: Found) {
        // [network][share], given in another order than the shares'.
        let networks = falls[0].indices.reversed().map { share in condition(Double(share) / 10, fall: falls.map { $0[share] }) }
        #expect(Found(SensitivityClaims.areaFalls(networks, "", "")) == found)
    }

    @Test(
        "an imperfect order: fails where the areas fall strictly in every network, open where one breaks it",
        arguments: [
            ([[0.1, 0.3, 0.2], [0.1, 0.3, 0.2], [0.1, 0.3, 0.2]], Found.holds),
            ([[0.1, 0.2, 0.3], [0.1, 0.2, 0.3], [0.1, 0.2, 0.3]], .fails),
            ([[0.1, 0.2, 0.3], [0.1, 0.3, 0.2], [0.1, 0.2, 0.3]], .undecided),
        ])
    func order(_ falls: [[Double]], _ found: Found) {
        let networks = falls[0].indices.map { share in condition(Double(share) / 10, fall: falls.map { $0[share] }) }
        #expect(Found(SensitivityClaims.orderIsImperfect(networks, "", "")) == found)
    }

    @Test("below throughout: fails where the gap is small, partly where the curves cross, open where seeds disagree")
    func throughout() {
        func found(_ networks: [PerturbedNetworks]) -> Found {
            Found(SensitivityClaims.memorisersAreBelowThroughout(networks, "", ""))
        }
        let clean = condition(0, fall: Self.even)
        let low = condition(0.5, fall: [0.4, 0.4, 0.4])
        let near = condition(0.7, fall: [0.15, 0.15, 0.15])
        #expect(found([clean, low]) == .holds)
        #expect(found([clean, low, condition(1, fall: [0.4, 0.4, 0.4], end: 0.3)]) == .partly)
        // One share of little effect is enough, though nothing lies above.
        #expect(found([clean, low, near]) == .partly)
        #expect(found([clean, condition(1, fall: Self.even.map { $0 - 0.05 }, end: 0.3)]) == .fails)
        #expect(found([clean, condition(0.5, fall: [0.4, 0.15, 0.3])]) == .undecided)
        #expect(found([clean]) == .notAssessed)
    }

    @Test("figure 1's ends: curves begin near 1 where the share that is learnt worst does, and end at chance by construction")
    func ends() {
        func starts(_ starts: [Double]) -> Found {
            // One network a start: conditions of a single one each are joined.
            let shuffled = PerturbedNetworks(
                label: "", corruption: 1, x: [0, 25, 50, 75, 100], accuracies: starts.map { [[$0, 0.5, 0.5, 0.5, 0.1]] })
            return Found(Figure1.startsNearOne([condition(0, fall: starts.map { _ in 0.1 }), shuffled]))
        }
        #expect(starts([0.999, 0.998, 1]) == .holds)
        #expect(starts([0.95, 0.951, 0.949]) == .fails)
        #expect(starts([0.999, 0.9, 1]) == .undecided)
        func ends(_ end: Double) -> Claim {
            Figure1.endsAtChance([condition(0, fall: [0.1]), condition(1, fall: [0.1], end: end)])
        }
        #expect([0.11, 0.119, 0.14, 0.04].map { Found(ends($0)) } == [.holds, .holds, .fails, .fails])
        #expect(ends(0.1).basis == .construction)
    }
}

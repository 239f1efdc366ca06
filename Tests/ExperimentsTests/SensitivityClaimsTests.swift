import Experiments
import NumericCore
import Results
import Testing

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

    private func sensitive(_ networks: [PerturbedNetworks]) -> Claim.Verdict {
        SensitivityClaims.memorisersAreSensitive(networks, statement: "", source: "", runs: "order").outcome
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

    @Test("memorisers are more sensitive: fails where they are not, partly where only most shares are")
    func memorisers() {
        let clean = condition(0, fall: [0.1, 0.12, 0.1])
        let low = condition(0.5, fall: [0.4, 0.3, 0.3])
        let high = condition(1, fall: [0.05, 0.4, 0.4])
        #expect(sensitive([clean, low]) == .holds)
        #expect(sensitive([clean, low, low, high]) == .partly)
        #expect(sensitive([clean, low, high]) == .doesNotHold)
        #expect(sensitive([low, condition(0, fall: [0.5, 0.5, 0.5])]) == .doesNotHold)
        #expect(sensitive([low]) == .notAssessed("shares of shuffled labels missing"))
    }

    @Test("too few pairs for a test are sure only where every pair agrees")
    func fewPairs() {
        let clean = condition(0, fall: [0.1], runs: 3)
        #expect(SensitivityClaims.Gap(clean, above: condition(1, fall: [0.4], runs: 3)).isSurelyAbove)
        let mixed = PerturbedNetworks(
            label: "", corruption: 1, x: clean.x,
            accuracies: [[[1, 0.2, 0.2, 0.2, 0.1], [1, 1, 1, 1, 0.1], [1, 0.2, 0.2, 0.2, 0.1]]])
        let gap = SensitivityClaims.Gap(clean, above: mixed)
        #expect(gap.isAboveInAll && !gap.isSurelyAbove)
        #expect(!SensitivityClaims.Gap(mixed, above: clean).isSurelyAbove)
    }

    @Test("the area falls with the share: fails where it rises or does not care")
    func trend() {
        func verdict(_ falls: [Double]) -> Claim.Verdict {
            let networks = falls.enumerated().map { condition(Double($0) / 10, fall: [$1, $1 + 0.01]) }
            return SensitivityClaims.areaFalls(networks, statement: "", source: "").outcome
        }
        #expect(verdict([0.1, 0.2, 0.3, 0.4, 0.5]) == .holds)
        #expect(verdict([0.3, 0.15, 0.2, 0.4, 0.5]) == .partly)
        #expect(verdict([0.5, 0.4, 0.3, 0.2, 0.1]) == .doesNotHold)
        #expect(verdict([0.3, 0.1, 0.5, 0.1, 0.3]) == .doesNotHold)
    }

    @Test("an imperfect order: fails where the areas fall strictly in every network")
    func order() {
        func verdict(_ networks: [PerturbedNetworks]) -> Claim.Verdict {
            SensitivityClaims.orderIsImperfect(networks, statement: "", source: "").outcome
        }
        let clean = condition(0, fall: [0.1, 0.1])
        #expect(verdict([clean, condition(0.5, fall: [0.2, 0.2]), condition(1, fall: [0.3, 0.3])]) == .doesNotHold)
        #expect(verdict([clean, condition(0.5, fall: [0.2, 0.05]), condition(1, fall: [0.3, 0.3])]) == .partly)
        #expect(verdict([clean, condition(0.5, fall: [0.3, 0.3]), condition(1, fall: [0.2, 0.2])]) == .holds)
    }

    @Test("below throughout: fails where the gap is small, or the curves cross")
    func throughout() {
        func verdict(_ networks: [PerturbedNetworks]) -> Claim.Verdict {
            SensitivityClaims.memorisersAreBelowThroughout(networks, statement: "", source: "").outcome
        }
        let clean = condition(0, fall: [0.1])
        let low = condition(0.5, fall: [0.4])
        let near = condition(0.7, fall: [0.15])
        let crossing = condition(1, fall: [0.4], end: 0.3)
        #expect(verdict([clean, low]) == .holds)
        #expect(verdict([clean, low, low, near]) == .partly)
        #expect(verdict([clean, near]) == .doesNotHold)
        #expect(verdict([clean, crossing]) == .doesNotHold)
    }

    @Test("figure 1's ends: each fails where one network's curve begins low or ends off chance")
    func ends() {
        func starts(_ start: Double) -> Claim.Verdict {
            SingleDirectionsFigure1.startsNearOne([condition(0, fall: [0.1]), condition(1, fall: [0.1], start: start)]).outcome
        }
        func ends(_ end: Double) -> Claim.Verdict {
            SingleDirectionsFigure1.endsAtChance([condition(0, fall: [0.1]), condition(1, fall: [0.1], end: end)]).outcome
        }
        #expect([0.995, 0.96, 0.9].map(starts) == [.holds, .partly, .doesNotHold])
        #expect([0.11, 0.14, 0.2, 0.04].map(ends) == [.holds, .partly, .doesNotHold, .doesNotHold])
    }
}

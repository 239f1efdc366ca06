import Experiments
import TestSupport
import Testing

@testable import OInformationPaper

/// Every rule of the O-information's figures is fed networks that meet it and networks that fail it.
@Suite struct OInformationClaimsTests {

    /// A layer is dominated by the sign of the mean over networks.
    private static let layers: [(Found, Found, [Double])] = [
        (.holds, .fails, [1, 2, 1.5, 1.2]), (.fails, .holds, [-1, -2, -1.5, -1.2]), (.undecided, .undecided, [-1, 4, -0.5, 0.2]),
        (.undecided, .undecided, [1, 1]), (.fails, .fails, [0, 0, 0]),
    ]

    @Test("a layer is dominated by redundancy above 0 and by synergy below, with the whole interval", arguments: layers)
    func dominated(_ above: Found, _ below: Found, _ bits: [Double]) {
        func claim(_ goal: Goal, layer: Int) -> Claim {
            .dominated(
                "x", "", .sentence, "", by: goal, layer: layer, [Balances(name: "all sizes", bits: [[7, 7, 7], bits])])
        }
        #expect(Found(claim(.redundancy, layer: 1)) == above && Found(claim(.synergy, layer: 1)) == below)
        #expect(Found(claim(.redundancy, layer: 0)) == .holds)
    }

    @Test(
        "synergy gains with depth where the balance falls from the first layer to the last, network by network",
        arguments: [
            ([-1, 0, 0.9], Found.undecided), ([-1, -1.1, -0.9], .holds), ([2, 2.1, 1.9], .fails), ([-1, 2, 1.1], .undecided),
        ])
    func specialises(_ last: [Double], _ found: Found) {
        let claim = Claim.specialises(
            "x", "", .sentence, "", [Balances(name: "all sizes", bits: [[1, 1, 1], [0.5, 0.4, 0.6], last])])
        #expect(Found(claim) == found)
        // Layer by layer it falls only where it falls twice.
        #expect((claim.readings[0].outcome == .holds) == (found == .holds))
    }

    @Test("each range of sizes and each treatment is a reading of its own, and the first alone decides")
    func readings() {
        let (synergy, redundancy) = ([[1, 1.1, 0.9], [-1, -1.1, -0.9]], [[1, 1.1, 0.9], [3, 3.1, 2.9]])
        let claims = Figure1.claims([
            Balances(name: "all sizes", bits: redundancy), Balances(name: "sizes 2 to 13", bits: synergy),
            Balances(name: "behind the activation", bits: redundancy),
        ])
        #expect(claims.map(\.id) == ["first-redundant", "last-synergistic", "specialises"])
        #expect(claims.map(\.outcome) == [.holds, .doesNotHold, .doesNotHold])
        #expect(claims[1].readings.map(\.name) == ["sizes 2 to 13", "behind the activation"])
        #expect(claims[1].readings.map(\.outcome) == [.holds, .doesNotHold])
        #expect(claims[1].measured.contains("Read as sizes 2 to 13: -1.00"))
    }

    @Test("a layer as a whole is measured at the largest size that there is")
    func whole() {
        func multiplet(_ value: Double) -> Multiplet { Multiplet(units: [0, 1], oInformation: value) }
        let extremes = Extremes(
            sizes: [2, 3, 4], synergy: [multiplet(-1), multiplet(2), nil], redundancy: [multiplet(2), multiplet(2), nil])
        #expect(extremes.whole == 4)
        #expect(Extremes(sizes: [2], synergy: [nil], redundancy: [nil]).whole == 0)
    }

    @Test("the balance is the mean over the sizes of both extremes' sum, passing over sizes that have none")
    func balance() {
        func multiplet(_ value: Double) -> Multiplet { Multiplet(units: [0, 1], oInformation: value) }
        let extremes = Extremes(
            sizes: [2, 3, 4], synergy: [multiplet(-1), multiplet(-4), nil], redundancy: [multiplet(2), multiplet(1), multiplet(7)])
        #expect(extremes.balance == -1)
        #expect(extremes.balance(of: 3...4) == -3)
        #expect(extremes.balance(of: 4...4) == 0)
        #expect(extremes.values(.synergy).last?.isNaN == true)
        #expect(Extremes(sizes: [2], synergy: [nil], redundancy: [nil]).balance == 0)
    }

    @Test(
        "the networks reach 96 % on both sets, by the lower of the two",
        arguments: [
            ([0.98, 0.97, 0.98], [0.965, 0.966, 0.967], Found.holds), ([0.95, 0.951, 0.949], [0.97, 0.97, 0.97], .fails),
            ([0.98, 0.97, 0.97], [0.94, 0.965, 0.975], .undecided),
        ])
    func accuracy(_ training: [Double], _ test: [Double], _ found: Found) {
        let claim = Figure1.accuracy(training: training, test: test)
        #expect(Found(claim) == found && claim.basis == .calibrated)
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
        #expect(abs(network.loss(.random, .frozen) - 4) < 1e-9)
        #expect(abs(network.loss(.random, .removed) - 47) < 1e-9)
    }

    @Test("synergy loses least where it does against every other choice, with the whole interval")
    func synergyLosesLeast() {
        let clear = network(synergy: 1, random: 4, mixture: 3, anova: 3)
        let other = network(synergy: 2, random: 4.5, mixture: 4.2, anova: 3.9)
        let against = network(synergy: 3, random: 4, mixture: 2.5, anova: 4)
        let rivalled = network(synergy: 3, random: 9, mixture: 1, anova: 9)
        let worst = network(synergy: 9, random: 4, mixture: 4, anova: 4)
        func found(_ networks: [Figure2.RetrainedNetwork]) -> Found { Found(Figure2.synergyLosesLeast(networks, .frozen)) }
        #expect(found([clear, other, clear]) == .holds)
        #expect(found([rivalled, rivalled, rivalled]) == .partly)
        #expect(found([worst, worst, worst]) == .fails)
        #expect(found([clear, against, other]) == .undecided)
        #expect(found([clear, clear]) == .undecided)
    }

    @Test("a ranking by single neurons resembles random within 2 points, whichever way; within 4 it is a reading")
    func resemblesRandom() {
        func claim(_ losses: [Double]) -> Claim {
            Figure2.resemblesRandom(
                losses.map { network(synergy: 1, random: 4, mixture: $0, anova: 9) }, .mixture, .frozen)
        }
        #expect(Found(claim([4.5, 3.6, 4.2])) == .holds)
        let near = claim([6.5, 6.7, 6.6])
        #expect(Found(near) == .fails && near.readings[0].outcome == .holds)
        #expect(Found(claim([0.5, 0.7, 0.6])) == .fails)
        #expect(Found(claim([0.5, 7, 4])) == .undecided)
    }

    @Test("neurons are ranked from the most informative down, those without a value last and equal ones by number")
    func order() {
        #expect(Figure2.order([0.5, nil, 0.9, 0.5, -0.1]) == [2, 0, 3, 4, 1])
    }

    @Test("where no multiplet is so large, the largest is filled up with other neurons")
    func fillsUp() {
        let extremes = Extremes(
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
        let found = try Extremes.search(system, exhaustiveTo: 3, upTo: 8) {}
        let best = try Extremes.search(system, exhaustiveTo: 8, upTo: 8) {}
        #expect(found.sizes == [2, 3, 4, 5, 6, 7, 8])
        for goal in Goal.allCases {
            #expect(found[goal].prefix(2) == best[goal].prefix(2))
            #expect(found[goal].last == best[goal].last)
        }
        #expect(zip(found.values(.synergy), best.values(.synergy)).allSatisfy { $0 >= $1 })
        #expect(zip(found.values(.redundancy), best.values(.redundancy)).allSatisfy { $0 <= $1 })
        #expect(zip(best.values(.synergy), best.values(.redundancy)).allSatisfy { $0 <= $1 })
    }
}

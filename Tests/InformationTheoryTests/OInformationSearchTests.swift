import Foundation
import InformationTheory
import NumericCore
import TestSupport
import Testing

@Suite("O-information searches")
struct OInformationSearchTests {
    private let samples = 300

    private func system(_ count: Int, seed: UInt64 = 31) throws -> OInformationSystem {
        let columns = correlatedSamples(count + 1, samples: samples, seed: seed)
        return try OInformationSystem(units: Array(columns.dropLast()), target: .columns([columns[count]]), ties: .midranks)
    }

    /// All multiplets of a size, lexicographic.
    private func multiplets(_ count: Int, _ size: Int, from first: Int = 0) -> [[Int]] {
        size == 0
            ? [[]]
            : (first..<max(first, count)).flatMap { unit in
                multiplets(count, size - 1, from: unit + 1).map { [unit] + $0 }
            }
    }

    @Test("one walk finds the extremes of every size that measuring each multiplet by itself finds")
    func exhaustive() throws {
        let system = try system(8)
        let search = OInformationSearch(system)
        let extremes = try search.exhaustive(sizes: 2...8)
        #expect(extremes.map(\.size) == Array(2...8))
        for found in extremes {
            let all = multiplets(8, found.size)
            let values = try all.map { try system.information(of: $0).oInformation }
            #expect(try search.all(size: found.size) == values)
            #expect(found.evaluated == all.count && found.undefined == 0)
            let low = try #require(values.min())
            let high = try #require(values.max())
            #expect(found.minimum == Multiplet(units: all[values.firstIndex(of: low)!], oInformation: low))
            #expect(found.maximum == Multiplet(units: all[values.firstIndex(of: high)!], oInformation: high))
            #expect(found[.synergy] == found.minimum && found[.redundancy] == found.maximum)
        }
        #expect(try search.exhaustive(sizes: 5...5) == [extremes[3]])
    }

    @Test("all three treatments of a label are searched, each with its own values")
    func treatments() throws {
        let units = correlatedSamples(6, samples: samples, seed: 32)
        let labels = units[0].map { UInt16($0 > 0.4 ? 2 : $0 > -0.4 ? 1 : 0) }
        for target in [OInformationSystem.Target.none, .oneHot(labels), .classes(labels), .columns([labels.map { Double($0) }])] {
            let system = try OInformationSystem(units: Array(units.dropFirst()), target: target, ties: .midranks)
            let extremes = try OInformationSearch(system).exhaustive(sizes: 3...3)[0]
            let values = try multiplets(5, 3).map { try system.information(of: $0).oInformation }
            #expect(extremes.minimum?.oInformation == values.min() && extremes.maximum?.oInformation == values.max())
        }
    }

    @Test("naming the units in another order finds the same multiplets")
    func orderOfUnits() throws {
        let columns = correlatedSamples(9, samples: samples, seed: 33)
        var generator = SeededGenerator(seed: 34, purpose: "search test")
        let order = generator.permutation(8)
        func search(_ order: [Int]) throws -> OInformationSearch {
            OInformationSearch(
                try OInformationSystem(units: order.map { columns[$0] }, target: .columns([columns[8]]), ties: .midranks))
        }
        let (plain, shuffled) = try (search(Array(0..<8)), search(order))
        for (a, b) in zip(try plain.exhaustive(sizes: 2...6), try shuffled.exhaustive(sizes: 2...6)) {
            for goal in OInformationSearch.Goal.allCases {
                let (a, b) = try (#require(a[goal]), #require(b[goal]))
                #expect(b.units.map { order[$0] }.sorted() == a.units && abs(a.oInformation - b.oInformation) < 1e-12)
            }
        }
        for goal in OInformationSearch.Goal.allCases {
            let a = try plain.greedy(extending: [2], to: 8, goal: goal)
            let b = try shuffled.greedy(extending: [order.firstIndex(of: 2)!], to: 8, goal: goal)
            #expect(a.map(\.units) == b.map { $0.units.map { order[$0] }.sorted() })
        }
    }

    @Test(
        "each greedy step adds the unit that is best among all, up to the whole layer", arguments: OInformationSearch.Goal.allCases)
    func greedy(_ goal: OInformationSearch.Goal) throws {
        let system = try system(9)
        let search = OInformationSearch(system)
        var current = try #require(try search.exhaustive(sizes: 3...3)[0][goal]).units
        let steps = try search.greedy(extending: current, to: 9, goal: goal)
        #expect(steps.map(\.units.count) == Array(4...9))
        for step in steps {
            let candidates = (0..<9).filter { !current.contains($0) }.map { (current + [$0]).sorted() }
            let values = try candidates.map { try system.information(of: $0).oInformation }
            let best = try #require(goal == .synergy ? values.min() : values.max())
            #expect(step == Multiplet(units: candidates[values.firstIndex(of: best)!], oInformation: best))
            current = step.units
        }
        #expect(try search.greedy(extending: current, to: 9, goal: goal).isEmpty)
    }

    @Test("annealing finds the exhaustive search's extremes, and the same again", arguments: OInformationSearch.Goal.allCases)
    func annealed(_ goal: OInformationSearch.Goal) throws {
        let search = OInformationSearch(try system(12, seed: 35))
        let annealing = OInformationSearch.Annealing(steps: 2000)
        for extremes in try search.exhaustive(sizes: 5...8) {
            let found = try search.annealed(size: extremes.size, goal: goal, seed: 1, annealing: annealing)
            #expect(found == extremes[goal])
            #expect(try search.annealed(size: extremes.size, goal: goal, seed: 1, annealing: annealing) == found)
        }
        #expect(try search.annealed(size: 12, goal: goal, seed: 1)?.units == Array(0..<12))
        #expect(try search.annealed(size: 13, goal: goal, seed: 1) == nil)
    }

    @Test("annealing ends in a local optimum, whatever the steps")
    func localOptimum() throws {
        let system = try system(10, seed: 36)
        let annealing = OInformationSearch.Annealing(steps: 1, runs: 1)
        let found = try #require(try OInformationSearch(system).annealed(size: 4, goal: .synergy, seed: 3, annealing: annealing))
        for member in found.units {
            for other in 0..<10 where !found.units.contains(other) {
                let exchanged = found.units.filter { $0 != member } + [other]
                #expect(try system.information(of: exchanged).oInformation >= found.oInformation)
            }
        }
    }

    @Test("multiplets that are singular though their units are not are passed over and counted, by every search")
    func singularMultiplets() throws {
        // The fourth variable is the sum of the first two; the last is the target.
        var generator = SeededGenerator(seed: 37, purpose: "search test")
        let base = randomCovariance(5, &generator).matrix
        let sums = [[0], [1], [2], [0, 1], [3], [4]]
        var matrix = Matrix(rows: 6, columns: 6, repeating: 0.0)
        for i in 0..<6 {
            for j in 0..<6 { for a in sums[i] { for b in sums[j] { matrix[i, j] += base[a, b] } } }
        }
        let system = try OInformationSystem(covariance: Covariance(population: matrix), targetColumns: 1)
        #expect(system.leftOut.isEmpty && system.usable.count == 5)
        #expect(throws: DegenerateSamples.singular(variable: 3)) { try system.information(of: [0, 1, 3]) }
        let search = OInformationSearch(system)
        let extremes = try search.exhaustive(sizes: 2...5)
        #expect(extremes.map(\.undefined) == [0, 1, 2, 1] && extremes.map(\.evaluated) == [10, 9, 3, 0])
        #expect(extremes[3].minimum == nil && extremes[3].maximum == nil)
        #expect(extremes.allSatisfy { !($0.minimum?.units ?? []).starts(with: [0, 1, 3]) })
        #expect(try search.greedy(extending: [0, 1], to: 5, goal: .synergy).map(\.units.count) == [3, 4])
        #expect(try search.greedy(extending: [0, 1, 3], to: 5, goal: .synergy).isEmpty)
        let found = try #require(try search.annealed(size: 3, goal: .redundancy, seed: 1))
        #expect(found == extremes[1].maximum)
        #expect(try search.annealed(size: 5, goal: .redundancy, seed: 1) == nil)
    }

    @Test("sizes that the samples do not determine have no extremes, and all their multiplets are counted")
    func fewSamples() throws {
        let columns = correlatedSamples(7, samples: 6, seed: 39)
        let system = try OInformationSystem(units: Array(columns.dropLast()), target: .columns([columns[6]]), ties: .midranks)
        let extremes = try OInformationSearch(system).exhaustive(sizes: 4...6)
        #expect(extremes.map(\.evaluated) == [15, 0, 0])
        #expect(extremes.map(\.undefined) == [0, 6, 1])
        #expect(extremes[1].minimum == nil)
        #expect(try OInformationSearch(system).exhaustive(sizes: 6...7).map(\.undefined) == [1, 0])
        #expect(try OInformationSearch(system).greedy(extending: [0], to: 6, goal: .synergy).map(\.units.count) == [2, 3, 4])
    }

    @Test("a check that throws ends a search")
    func cancellation() throws {
        struct Stop: Error {}
        let search = OInformationSearch(try system(6))
        #expect(throws: Stop.self) { try search.exhaustive(sizes: 2...4) { throw Stop() } }
        #expect(throws: Stop.self) { try search.greedy(extending: [0], to: 4, goal: .synergy) { throw Stop() } }
        #expect(throws: Stop.self) { try search.annealed(size: 3, goal: .synergy, seed: 1) { throw Stop() } }
    }

    @Test(
        "every multiplet of a layer's units with the label, and the extremes, agree with the reference library",
        arguments: ReferenceCase.all("oinfo_").filter { $0.name.contains("_exhaustive") })
    func reference(_ reference: ReferenceCase) throws {
        let units = try reference.array("activations").columns
        let label = try reference.array("y").values
        let size = try #require(reference.parameter("subset_size") as? Int)
        func search(_ ties: Ties, biasCorrected: Bool = true) throws -> OInformationSearch {
            OInformationSearch(
                try OInformationSystem(units: units, target: .columns([label]), ties: ties, biasCorrected: biasCorrected))
        }
        func agrees(_ search: OInformationSearch, _ expected: [String: Any]) throws -> Bool {
            let extremes = try search.exhaustive(sizes: 2...size)[size - 2]
            for (found, key) in [(extremes.minimum, "min"), (extremes.maximum, "max")] {
                let wanted = try #require(expected[key] as? [String: Any])
                let value = try #require(wanted["oinfo"] as? Double)
                let found = try #require(found)
                guard found.units == wanted["subset"] as? [Int], abs(found.oInformation - value) < 1e-10 else { return false }
            }
            return true
        }
        let all = try search(.ordinal).all(size: size)
        let expected = try reference.array("oinfo_all").values
        #expect(all.count == expected.count && zip(all, expected).allSatisfy { abs($0 - $1) < 1e-10 })
        #expect(try agrees(search(.ordinal), reference.expected))
        let variants = reference.variants
        #expect(try agrees(search(.midranks), #require(variants["average_ranks"] as? [String: Any])))
        #expect(try agrees(search(.ordinal, biasCorrected: false), #require(variants["no_bias_correction"] as? [String: Any])))
    }
}

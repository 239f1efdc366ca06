import InformationTheory
import NumericCore
import Testing

@Suite struct KeyCountsTests {
    @Test(
        "keys are numbered by first appearance and counted, as a dictionary would, whatever bits they differ in",
        arguments: [0, 1, 13, 31, 32, 52, 60])
    func counts(_ shift: Int) {
        var random = SeededGenerator(seed: UInt64(shift), purpose: "key counts")
        var found = KeyCounts()
        var numbers: [KeyCounts.Key: Int] = [:]
        var counts: [Int] = []
        for step in 0..<20_000 {
            let word = UInt64(random.integer(below: 3000)) << UInt64(shift)
            let key = step % 2 == 0 ? KeyCounts.Key(word, 7) : KeyCounts.Key(7, word)
            let number = numbers[key] ?? counts.count
            if number == counts.count {
                numbers[key] = number
                counts.append(0)
            }
            let times = 1 + step % 3
            counts[number] += times
            #expect(found.add(key, times: times) == number)
        }
        #expect(Array(found.counts) == counts)
        #expect((0..<found.count).allSatisfy { numbers[found.key($0)] == $0 })
        let kept = (0..<found.count).map(found.key)
        found.removeAll()
        #expect(found.count == 0 && found.counts.isEmpty)
        // Many at a time, as one at a time.
        var again = [UInt32](repeating: 0, count: 2 * kept.count)
        let twice = kept + kept.reversed()
        found.add(twice.map(\.first), twice.map(\.second), twice.count, numbers: &again)
        #expect(again == Array(0..<UInt32(kept.count)) + Array(0..<UInt32(kept.count)).reversed())
        #expect(found.counts.allSatisfy { $0 == 2 } && (0..<found.count).map(found.key) == kept)
    }

    @Test("entropy of very large counts, of which no array is kept, is that of small ones of the same shares")
    func largeCounts() {
        #expect(Entropy.ofCounts([4_000_000_000, 4_000_000_000]) == 1)
        #expect(Entropy.ofCounts([1 << 40, 1 << 41, 1 << 40]) == 1.5)
        let counts = [3, 70_000, 65_535, 65_536, 70_000, 1, 1_000_000, 3]
        let all = Double(counts.reduce(0, +))
        let defined = counts.reduce(0) { $0 - Double($1) / all * DeterministicMath.log2(Double($1) / all) }
        #expect(abs(Entropy.ofCounts(counts) - defined) < 1e-12)
        #expect(Entropy.ofCounts(counts) == Entropy.ofCounts(counts.reversed()))
    }

    @Test("joint entropies of a system are those of its definition, bit for bit", arguments: 1...6)
    func system(_ count: Int) {
        var random = SeededGenerator(seed: UInt64(count), purpose: "system")
        let variables = (0..<count).map { _ in (0..<500).map { _ in random.integer(below: 4) } }
        func joint(_ chosen: [Int]) -> Double {
            Entropy.of((0..<500).map { sample in chosen.map { variables[$0][sample] } })
        }
        let all = Array(0..<count)
        let single = all.map { joint([$0]) }
        let without = all.map { left in joint(all.filter { $0 != left }) }
        let total = single.reduce(0, +) - joint(all)
        let dual = joint(all) - without.reduce(0) { $0 + (joint(all) - $1) }
        let omega = Double(count - 2) * joint(all) + zip(single, without).reduce(0) { $0 + ($1.0 - $1.1) }
        #expect(TotalCorrelation.of(variables) == total)
        #expect(DualTotalCorrelation.of(variables) == dual)
        #expect(OInformation.of(variables) == omega)
    }

    @Test("what the check throws ends the joining of many variables")
    func cancelled() {
        struct Stop: Error {}
        var asked = 0
        #expect(throws: Stop.self) {
            try SystemEntropies(numbered: Array(repeating: [0, 1, 2], count: 50)) {
                asked += 1
                if asked == 120 { throw Stop() }
            }
        }
    }
}

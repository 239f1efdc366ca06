import InformationTheory
import NumericCore
import Testing

@Suite struct InformationFloorTests {
    private func units(_ rows: [[Float]], _ labels: [UInt16], classes: Int) -> [UnitMeasures] {
        UnitMeasures.of(
            activations: Matrix(rows: rows.count, columns: labels.count, values: rows.flatMap { $0 }), labels: labels,
            classes: classes, threshold: 0)
    }

    @Test("of four samples of two classes, two of them active, a third of all labellings tell everything and the others nothing")
    func knownAnswer() {
        let labels: [UInt16] = [0, 0, 1, 1]
        let unit = units([[1, 0, 1, 0]], labels, classes: 2)
        func floor(_ quantile: Double) -> Double {
            InformationFloor(for: unit, labels: labels, classes: 2, quantile: quantile, shuffles: 300, seed: 1).bits(for: unit[0])
        }
        #expect(floor(0.55) == 0)
        #expect(floor(0.8) == 1)
    }

    @Test("where many samples are active the floor is near the quantile of chi-squared over 2 n ln 2")
    func chiSquared() {
        let labels = (0..<1000).map { UInt16($0 % 10) }
        let unit = units(
            [labels.indices.map { $0 % 2 == 0 ? 1 : 0 }, labels.indices.map { $0 % 3 == 0 ? 1 : 0 }], labels, classes: 10)
        let floor = InformationFloor(for: unit, labels: labels, classes: 10, shuffles: 500, seed: 7)
        // 21.666 is the 99th percentile of chi-squared with 9 degrees of freedom.
        let expected = 21.666 / (2 * 1000 * 0.693_147)
        for unit in unit { #expect(abs(floor.bits(for: unit) / expected - 1) < 0.15) }
        let again = InformationFloor(for: unit, labels: labels, classes: 10, shuffles: 500, seed: 7)
        #expect(again.bits(for: unit[0]) == floor.bits(for: unit[0]))
    }

    @Test("one in a hundred units that tell nothing lies above its floor, and each that tells something")
    func level() {
        let labels = (0..<300).map { UInt16($0 % 5) }
        var random = SeededGenerator(seed: 11, purpose: "units of no information")
        let blind = (0..<400).map { unit in labels.map { _ in random.uniform() < 0.2 + 0.6 * Double(unit) / 400 ? Float(1) : 0 } }
        let telling = (0..<5).map { label in labels.map { $0 == UInt16(label) || random.uniform() < 0.3 ? Float(1) : 0 } }
        let all = units(blind + telling, labels, classes: 5)
        let floor = InformationFloor(for: all, labels: labels, classes: 5, shuffles: 500, seed: 2)
        #expect((0...12).contains(all.prefix(400).count { floor.isExceeded(by: $0) }))
        #expect(all.prefix(400).count { $0.mutualInformation > 0 } > 380)
        #expect(all.suffix(5).allSatisfy { floor.isExceeded(by: $0) })
    }

    @Test("units that never vary have a floor of 0 and do not exceed it; one active on a single sample tells no more than chance")
    func constant() {
        let labels = (0..<40).map { UInt16($0 % 4) }
        let all = units(
            [labels.map { _ in 0 }, labels.map { _ in 1 }, labels.indices.map { $0 == 17 ? 1 : 0 }], labels, classes: 4)
        let floor = InformationFloor(for: all, labels: labels, classes: 4, shuffles: 100, seed: 5)
        #expect(all.prefix(2).allSatisfy { floor.bits(for: $0) == 0 })
        #expect(floor.bits(for: all[2]) > 0)
        #expect(!all.contains { floor.isExceeded(by: $0) })
    }
}

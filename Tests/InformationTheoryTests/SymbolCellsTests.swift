import InformationTheory
import NumericCore
import Testing

@Suite struct SymbolCellsTests {
    /// What a dictionary of symbols and classes counts.
    private func defined(_ symbols: [Int64], _ labels: [Int32], classes: Int) -> UnitMeasures {
        var occurrences: [Int64: Int] = [:]
        for symbol in symbols { occurrences[symbol, default: 0] += 1 }
        let names = occurrences.keys.sorted()
        let singles = names.map { occurrences[$0]! }
        var classCounts = [Int](repeating: 0, count: classes)
        var joint: [[Int64: Int]] = Array(repeating: [:], count: classes)
        for (symbol, label) in zip(symbols, labels) {
            classCounts[Int(label)] += 1
            joint[Int(label)][symbol, default: 0] += 1
        }
        var pairs: [(joint: Int, single: Int)] = []
        var starts = [0]
        for label in 0..<classes {
            for (name, single) in zip(names, singles) { pairs.append((joint[label][name] ?? 0, single)) }
            starts.append(pairs.count)
        }
        return UnitMeasures(
            singles: singles, lowest: symbols.count { $0 == 0 }, classCounts: classCounts, samples: symbols.count, pairs: pairs,
            starts: starts)
    }

    @Test(
        "in a table, among many classes, far apart or beyond 32 bits, in any portions, counts have the bits of a dictionary's",
        arguments: [(2, 3), (40, 10), (3000, 2), (5, 900), (100_000, 40)], [0, 20, 35, 58])
    func counts(_ sizes: (symbols: UInt32, classes: UInt32), _ shift: Int64) {
        var random = SeededGenerator(seed: UInt64(sizes.symbols), purpose: "symbol cells", index: UInt64(shift))
        let classes = Int(sizes.classes)
        let symbols = (0..<3000).map { place -> Int64 in
            // First a few, close together.
            let drawn = Int64(random.integer(below: place < 1000 ? 2 : sizes.symbols)) - 1
            return place < 1000 || random.integer(below: 3) > 0 ? drawn : drawn << shift
        }
        let labels = symbols.map { _ in Int32(random.integer(below: sizes.classes)) }
        let expected = defined(symbols, labels, classes: classes)
        for portion in [70, 500, 3000] {
            var cells = SymbolCells(classes: classes)
            var codes = SymbolCodes()
            var scratch: [Int] = []
            for start in stride(from: 0, to: symbols.count, by: portion) {
                let range = start..<min(symbols.count, start + portion)
                codes.resize(range.count)
                if symbols[range].allSatisfy({ Int32(exactly: $0) != nil }) {
                    for place in range { codes.narrow[place - start] = Int32(symbols[place]) }
                } else {
                    codes.widen()
                    for place in range { codes.wide[place - start] = symbols[place] }
                }
                cells.add(codes, Array(labels[range]), &scratch)
                #expect(scratch.allSatisfy { $0 == 0 })
            }
            var classCounts = [Int](repeating: 0, count: classes)
            for label in labels { classCounts[Int(label)] += 1 }
            let found = cells.measured(classCounts: classCounts, samples: symbols.count)
            #expect(found.measures == expected)
            #expect(found.symbols == Set(symbols).count)
        }
    }
}

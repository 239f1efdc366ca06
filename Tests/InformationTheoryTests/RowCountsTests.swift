import InformationTheory
import NumericCore
import Testing

@Suite struct RowCountsTests {
    @Test(
        "rows are told apart as whole rows are, in any portions, with few classes and many, narrow symbols and wide",
        arguments: [1, 2, 16, 17, 400], [false, true])
    func rows(_ classes: Int, _ isWide: Bool) {
        for units in [1, 2, 7, 40] {
            var random = SeededGenerator(seed: UInt64(classes), purpose: "row counts", index: UInt64(units))
            let samples = 2000
            // Rows come again, some of them changed in one place or two.
            let kinds = (0..<300).map { _ in (0..<units).map { _ in Int64(random.integer(below: 9)) - 4 } }
            let rows = (0..<samples).map { _ -> [Int64] in
                var row = kinds[Int(random.integer(below: 300))]
                for _ in 0..<random.integer(below: 3) { row[Int(random.integer(below: UInt32(units)))] += isWide ? 1 << 33 : 64 }
                return row
            }
            let labels = (0..<samples).map { _ in Int32(random.integer(below: UInt32(classes))) }
            let expected = LayerInformation(
                withInput: Entropy.of(rows), withLabel: MutualInformation.of(rows, and: labels), occupiedSymbols: Set(rows).count)
            var classCounts = [Int](repeating: 0, count: classes)
            for label in labels { classCounts[Int(label)] += 1 }
            for portion in [333, samples] {
                var counts = RowCounts(classes: classes)
                var codes = SymbolCodes()
                for start in stride(from: 0, to: samples, by: portion) {
                    let range = start..<min(samples, start + portion)
                    counts.begin(range.count)
                    for unit in 0..<units {
                        let symbols = range.map { rows[$0][unit] }
                        codes.resize(range.count)
                        // Wide where one of them is: the same symbol may come in both widths.
                        if symbols.allSatisfy({ Int32(exactly: $0) != nil }) {
                            for (place, symbol) in symbols.enumerated() { codes.narrow[place] = Int32(symbol) }
                        } else {
                            codes.widen()
                            for (place, symbol) in symbols.enumerated() { codes.wide[place] = symbol }
                        }
                        counts.add(codes)
                    }
                    labels[range].withUnsafeBufferPointer { counts.end($0) }
                }
                #expect(counts.count == Set(rows).count)
                #expect(LayerInformation(counts, classCounts: classCounts) == expected)
            }
        }
    }

    @Test("rows of one unit are as many as its symbols, however far apart these lie")
    func extremes() {
        let symbols: [Int64] = (0..<62).flatMap { [1 << $0, -(1 << $0), 3 << ($0 / 2)] }
        var counts = RowCounts(classes: 1)
        var codes = SymbolCodes()
        codes.resize(symbols.count)
        codes.widen()
        for (place, symbol) in symbols.enumerated() { codes.wide[place] = symbol }
        counts.begin(symbols.count)
        counts.add(codes)
        [Int32](repeating: 0, count: symbols.count).withUnsafeBufferPointer { counts.end($0) }
        #expect(counts.count == Set(symbols).count)
    }
}

import Activations
import Files
import NumericCore
import Testing

@Suite("NaN and infinity")
struct NonFiniteTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func table(_ rows: [[Float]], columnMajor: Bool = false) throws -> ActivationTable {
        let numbers = columnMajor ? rows[0].indices.flatMap { unit in rows.map { $0[unit] } } : rows.flatMap(\.self)
        return try ActivationTable.open(
            scratch.write(
                Npy.bytes("<f4", shape: [rows.count, rows[0].count], columnMajor: columnMajor, numbers: numbers), to: "x.npy"))
    }

    private let bad: [[Float]] = [[1, 2, 3], [4, 5, .infinity], [.nan, 8, 9], [10, 11, 12], [-.infinity, .nan, 1], [5, 6, 7]]

    @Test("the first is found in the order of samples, then units, in either order of the file", arguments: [true, false])
    func first(columnMajor: Bool) throws {
        let table = try table(bad, columnMajor: columnMajor)
        let first = try #require(try table.firstNonFinite())
        #expect(first.row == 1 && first.column == 2 && first.value == .infinity)
        let all = try #require(try table.nonFinite())
        #expect(all.count == 4 && all.samples == [1, 2, 4] && all.row == 1 && all.column == 2)
        #expect(try self.table([[1, .greatestFiniteMagnitude]]).firstNonFinite() == nil)
    }

    @Test("refused, the message names the first place and says how many there are")
    func refuse() throws {
        let table = try table(bad)
        #expect(
            fault(.data, at: table.origin) { _ = try table.applying(.refuse) }
                == "has infinity at row 1, column 2 (counted from 0); 4 numbers of 3 samples are not finite")
        let csv = try ActivationTable.open(scratch.write(Array("a,b\n1,2\n3,nan\n".utf8), to: "x.csv"))
        #expect(fault(.data) { _ = try csv.applying(.refuse) } == "has NaN at row 1, column 1 'b' (counted from 0)")
        let fine = try self.table([[1], [2]])
        #expect(try fine.applying(.refuse).samples == 2)
    }

    @Test("dropped, the samples are passed over in portions and columns, and in the labels", arguments: [true, false])
    func drop(columnMajor: Bool) throws {
        let table = try table(bad, columnMajor: columnMajor)
        let labels = try LabelColumn.open(
            scratch.write(Npy.bytes("<f8", shape: [6], numbers: [0.0, 1, 2, 3, 4, .nan]), to: "y.npy"))
        let dropped = try table.applying(.drop)
        #expect(dropped.samples == 3 && dropped.droppedSamples == [1, 2, 4])
        for portion in 1...7 { #expect(try dropped.rows(portion: portion) == [[1, 2, 3], [10, 11, 12], [5, 6, 7]]) }
        #expect(try dropped.columns([2, 0]).values == [3, 12, 7, 1, 10, 5])
        let both = try table.applying(.drop, with: labels)
        #expect(try both.table.rows() == [[1, 2, 3], [10, 11, 12]])
        #expect(both.labels.targets == [0, 3] && both.labels.samples == 2)
        #expect(labels.nonFiniteRows == [5])
        #expect(
            fault(.data, at: labels.origin) { _ = try self.table([[1], [2], [3], [4], [5], [6]]).applying(.refuse, with: labels) }
                == "has the label NaN at row 5 (counted from 0)")
    }

    @Test("a table of which no sample is finite cannot be dropped to nothing")
    func nothingLeft() throws {
        let table = try table([[1, .nan], [.nan, 2]])
        #expect(
            fault(.data) { _ = try table.applying(.drop) }
                == "has a number that is not finite in every one of its 2 samples, the first NaN at row 0, column 1 (counted from 0)"
        )
    }

    @Test("after samples are dropped, rows are still those of the file")
    func rowsAfterDropping() throws {
        for number in 0..<100 {
            var generator = SeededGenerator(seed: 3, purpose: "dropped", index: UInt64(number))
            let samples = 2 + Int(generator.integer(below: 30))
            let place = Int(generator.integer(below: UInt32(samples)))
            let dropped = (0..<samples).filter { $0 != place && generator.integer(below: 3) == 0 }
            let rows = (0..<samples).map { [$0 == place ? Float.nan : Float($0)] }
            let table = try table(rows).dropping(dropped)
            let first = try #require(try table.firstNonFinite())
            #expect(first.row == place)
            #expect(
                try table.rows(portion: 4).filter { !$0[0].isNaN }
                    == (0..<samples).filter { $0 != place && !dropped.contains($0) }.map { [Double($0)] })
        }
    }
}

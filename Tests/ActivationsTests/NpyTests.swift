import Activations
import Files
import Foundation
import NumericCore
import Testing

@Suite(".npy files")
struct NpyTests {
    @Test("rows become columns of the measures' layout, whatever the portion")
    func portions() throws {
        let scratch = try Scratch()
        let file = try scratch.write(Npy.bytes("<f4", shape: [5, 3], numbers: (0..<15).map(Float.init)), to: "x.npy")
        let table = try ActivationTable.open(file)
        #expect(table.samples == 5 && table.units == 3 && table.elementType == .float32 && table.origin == file)
        for size in 1...6 {
            var seen: [[Double]] = [[], [], []]
            try table.forEachPortion(of: size) { range, portion in
                #expect(range.lowerBound == seen[0].count && range.count == portion.columns && portion.rows == 3)
                for unit in 0..<3 { seen[unit] += portion.row(unit) }
            }
            #expect(seen == [[0, 3, 6, 9, 12], [1, 4, 7, 10, 13], [2, 5, 8, 11, 14]])
        }
        #expect(try table.columns([2, 0, 2]).values == [2, 5, 8, 11, 14, 0, 3, 6, 9, 12, 2, 5, 8, 11, 14])
    }
}

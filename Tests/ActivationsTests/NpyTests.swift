import Activations
import Files
import Foundation
import NumericCore
import Testing

@Suite(".npy files")
struct NpyTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func open(_ bytes: [UInt8]) throws -> ActivationTable { try ActivationTable.open(scratch.write(bytes, to: "x.npy")) }

    private func problem(_ bytes: [UInt8]) -> String? {
        fault(.data, at: "\(scratch.path)/x.npy") { _ = try open(bytes) }
    }

    private func problem(header: String, data: Int = 24) -> String? {
        problem(Npy.bytes(header: header, [UInt8](repeating: 0, count: data)))
    }

    @Test("rows become columns of the measures' layout, whatever the portion")
    func portions() throws {
        let table = try open(Npy.bytes("<f4", shape: [5, 3], numbers: (0..<15).map(Float.init)))
        #expect(table.samples == 5 && table.units == 3 && table.elementType == .float32)
        #expect(table.origin == "\(scratch.path)/x.npy" && table.unitNames == nil)
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

    @Test("an array of one dimension is one unit", arguments: [true, false])
    func oneDimension(columnMajor: Bool) throws {
        let table = try open(Npy.bytes("<i2", shape: [4], columnMajor: columnMajor, numbers: [Int16(4), -3, 2, -1]))
        #expect(table.samples == 4 && table.units == 1)
        #expect(try table.rows(portion: 3) == [[4], [-3], [2], [-1]])
        #expect(try table.columns([0]).values == [4, -3, 2, -1])
    }

    @Test("more dimensions are refused with the way to two")
    func manyDimensions() {
        let file = "\(scratch.path)/x.npy"
        let words = #expect(throws: Fault.self) {
            _ = try open(Npy.bytes("<f4", shape: [2, 3, 1, 2], numbers: [Float](repeating: 0, count: 12)))
        }
        #expect(
            words?.description
                == "\(file): is 2 x 3 x 1 x 2, where samples x units were expected; make every number of a sample a unit: "
                + "array.reshape(2, -1), or keep each map's mean: array.mean(axis=(2, 3))")
        #expect(
            problem(Npy.bytes("<f4", shape: [], numbers: [Float(1)]))
                == "is a single number, where samples x units were expected")
        #expect(problem(Npy.bytes("<f4", shape: [0, 3], numbers: [Float]())) == "is empty: its shape is 0 x 3")
        #expect(problem(Npy.bytes("<f4", shape: [3, 0], numbers: [Float]())) == "is empty: its shape is 3 x 0")
    }

    @Test("a header cut short, of another kind or without its fields is refused, with what was expected")
    func badHeaders() {
        let good = Npy.bytes("<f4", shape: [2, 3], numbers: [Float](repeating: 0, count: 6))
        #expect(problem([]) == "is cut short within its header: it has 0 bytes")
        #expect(problem(Array(good[..<9])) == "is cut short within its header: it has 9 bytes")
        #expect(
            problem(Array(good[..<70])) == "is cut short within its header: that should reach to byte 128, the file has 70")
        #expect(problem(Array("1,2,3\n4,5,6\n".utf8)) == "is no .npy file: it should begin with the bytes 93 4e 55 4d 50 59")
        var other = good
        other[6] = 4
        #expect(problem(other) == "is of .npy version 4.0, where 1.0, 2.0 or 3.0 was expected")
        #expect(problem(header: "[1, 2]") == "has a header that is no Python dictionary")
        #expect(problem(header: "{'descr': '<f4'") == "has a header that is no Python dictionary")
        #expect(problem(header: String(repeating: "(", count: 3000)) == "has a header that is no Python dictionary")
        #expect(problem(header: "{'descr': '<f4', 'shape': (2, 3)}") == "has a header without descr, fortran_order and shape")
        #expect(
            problem(header: "{'descr': '<f4', 'fortran_order': False, 'shape': (2, -3)}")
                == "has a header whose shape is not of whole numbers from 0")
        #expect(
            problem(header: "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 3)}")
                == "holds records of several fields, where numbers were expected")
        #expect(
            problem(header: "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}")
                == "has an impossible shape, 4294967296 x 4294967296")
    }

    @Test("older and stranger headers are read: double quotes, long integers, no blank, another order of fields")
    func strangeHeaders() throws {
        let data = [Float](arrayLiteral: 1, 2).withUnsafeBytes { Array($0) }
        for header in [
            "{\"shape\":(2L,1L),\"fortran_order\":False,\"descr\":\"<f4\"}",
            "{ 'fortran_order' : True,\n'descr':'=f4','shape':[2]}",
            "{'descr': '|f4', 'fortran_order': False, 'shape': (2,), 'more': None}",
        ] {
            #expect(try open(Npy.bytes(version: 2, header: header, data)).rows() == [[1], [2]])
        }
    }

    @Test("types that are no numbers, or too wide, are refused", arguments: ["<c8", "|O", "<U3", "|S5", "|V2", "<f16", "<M8[ns]"])
    func otherTypes(type: String) {
        #expect(
            problem(header: "{'descr': '\(type)', 'fortran_order': False, 'shape': (2, 3)}")
                == "holds values of NumPy's type '\(type)', which is not read")
    }

    @Test("data shorter or longer than the header says are refused with both sizes")
    func wrongLengths() {
        let good = Npy.bytes("<f4", shape: [2, 3], numbers: [Float](repeating: 0, count: 6))
        #expect(problem(good.dropLast()) == "holds 23 bytes of numbers, where its header says 2 x 3 of float32: 24 bytes")
        #expect(problem(good + [0]) == "holds 25 bytes of numbers, where its header says 2 x 3 of float32: 24 bytes")
    }

    @Test("integers up to 2^53 are exact; one that no double is equal to is refused with its place", arguments: [true, false])
    func largeIntegers(columnMajor: Bool) throws {
        let limit: Int64 = 1 << 53
        let fine = try open(Npy.bytes("<i8", shape: [2, 2], columnMajor: columnMajor, numbers: [limit, -limit, 1 << 60, 7]))
        #expect(try Set(fine.columns([0, 1]).values) == [0x1p53, -0x1p53, 0x1p60, 7])
        // Row 1, column 2 in either order.
        var numbers = [UInt64](repeating: 3, count: 6)
        numbers[5] = 1 << 53 + 1
        let table = try open(Npy.bytes("<u8", shape: [2, 3], columnMajor: columnMajor, numbers: numbers))
        let words = "holds 9007199254740993 at row 1, column 2 (counted from 0), which no 64-bit float is equal to"
        #expect(fault(.data) { _ = try table.rows(portion: 1) } == words)
        #expect(fault(.data) { _ = try table.columns([2]) } == words)
        #expect(try table.columns([1, 0]).values == [3, 3, 3, 3])
    }

    @Test("binary16 and bfloat16 keep subnormals, infinities, NaN and the sign of zero")
    func halves() throws {
        let words: [UInt16] = [0x0001, 0x83ff, 0x7bff, 0x7c00, 0xfc00, 0x7e00, 0x8000, 0x3555]
        let numbers = try open(Npy.bytes("<f2", shape: [8], numbers: words)).columns([0]).values
        #expect(numbers[0] == 0x1p-24 && numbers[1] == -0x1.ff8p-15 && numbers[2] == 65504)
        #expect(numbers[3] == .infinity && numbers[4] == -.infinity && numbers[5].isNaN)
        #expect(numbers[6] == 0 && numbers[6].sign == .minus && numbers[7] == 0x1.554p-2)
    }

    @Test("a file that changes after it was opened is refused")
    func changedFile() throws {
        let bytes = Npy.bytes("<f4", shape: [2, 3], numbers: [Float](repeating: 0, count: 6))
        let table = try open(bytes)
        let file = try #require(FileHandle(forWritingAtPath: "\(scratch.path)/x.npy"))
        try file.truncate(atOffset: 130)
        #expect(fault(.data) { _ = try table.rows() } == "changed while it was read")
    }

    @Test("any portion and any choice of columns give the same numbers, of wide and of tall tables, in either order")
    func randomShapes() throws {
        for number in 0..<60 {
            var generator = SeededGenerator(seed: 1, purpose: "shapes", index: UInt64(number))
            let samples = 1 + Int(generator.integer(below: number % 2 == 0 ? 40 : 700))
            let units = 1 + Int(generator.integer(below: number % 2 == 0 ? 20_000 : 30))
            let columnMajor = number % 3 == 0
            func value(_ sample: Int, _ unit: Int) -> Int32 { Int32(sample * units + unit) }
            let numbers =
                columnMajor
                ? (0..<units).flatMap { unit in (0..<samples).map { value($0, unit) } }
                : (0..<samples).flatMap { sample in (0..<units).map { value(sample, $0) } }
            let table = try open(Npy.bytes("<i4", shape: [samples, units], columnMajor: columnMajor, numbers: numbers))
            let size = 1 + Int(generator.integer(below: UInt32(samples)))
            var next = 0
            try table.forEachPortion(of: size) { range, portion in
                #expect(range == next..<min(samples, next + size))
                next = range.upperBound
                let isRight = range.allSatisfy { sample in
                    (0..<units).allSatisfy {
                        portion.values[$0 * range.count + sample - range.lowerBound] == Double(value(sample, $0))
                    }
                }
                #expect(isRight)
            }
            #expect(next == samples)
            let chosen = (0...Int(generator.integer(below: 5))).map { _ in Int(generator.integer(below: UInt32(units))) }
            let columns = try table.columns(chosen)
            #expect(columns.values == chosen.flatMap { unit in (0..<samples).map { Double(value($0, unit)) } })
        }
    }
}

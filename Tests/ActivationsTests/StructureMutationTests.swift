import Activations
import Files
import Foundation
import NumericCore
import Testing

/// Files whose parts are each well formed and fit each other by chance alone: damage that no turned bit does.
@Suite("Files of parts put together at random")
struct StructureMutationTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private struct Chance {
        var generator: SeededGenerator

        init(_ purpose: String, _ index: Int) { generator = SeededGenerator(seed: UInt64(index), purpose: purpose, index: 0) }

        mutating func below(_ count: Int) -> Int { Int(generator.integer(below: UInt32(count))) }
        mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }
    }

    private static let cells = [
        "0", "1", "2", "5", "-7", "0.5", "1e3", "1.0", ".5", "nan", "inf", "", " ", "NA", "null", "None", "#DIV/0!", "#N/A", "-",
        "?", "−1",
        "1,5", "\"1\"", "\"a\"", "\"b,\"\"c\"", "x", "y", "label", "cat", "cat", "# x", "#tag", "9007199254740993", "1d5", "10%",
        "é",
    ]

    @Test("a CSV file is refused, or every row of it is a sample or its names, as its note says", arguments: 0..<8)
    func csv(index: Int) throws {
        var chance = Chance("random rows", index)
        for _ in 0..<150 {
            let columns = 1 + chance.below(3)
            // Some files of numbers alone below the first row, as most are.
            let below = chance.below(3) == 0 ? Self.cells : ["0", "1", "2", "0.5", "1.5", "-3", "1"]
            let delimiter = chance.one(of: [",", ";", "\t"])
            let rows = (0..<1 + chance.below(5)).map { row in
                (0..<columns).map { _ in chance.one(of: row == 0 ? Self.cells : below) }.joined(separator: delimiter)
            }
            let text = rows.joined(separator: chance.one(of: ["\n", "\r\n", "\n\n"])) + chance.one(of: ["", "\n", "\n\n"])
            let path = try scratch.write(Array(text.utf8), to: "x.csv")
            var samples: [CSVHeader: Int] = [:]
            for header in CSVHeader.allCases {
                if let table = try read({ try ActivationTable.open(path, header: header) }) { samples[header] = table.samples }
            }
            if let yes = samples[.yes], let no = samples[.no] { #expect(no == yes + 1, "\(text)") }
            if let table = try read({ try ActivationTable.open(path) }) {
                let areNames = table.notes[0].contains("the names of the units")
                #expect(areNames == (table.unitNames != nil) && samples[areNames ? .yes : .no] == table.samples, "\(text)")
                var seen = 0
                try table.forEachPortion(of: 2) { _, portion in seen += portion.columns }
                #expect(seen == table.samples, "\(text)")
            }
            for header in [nil, CSVHeader.yes, .no] {
                guard let labels = try read({ try LabelColumn.open("\(path)\(columns > 1 ? ":0" : "")", header: header) }) else {
                    continue
                }
                #expect((labels.targets?.count ?? labels.texts?.count) == labels.samples && labels.notes.count == 1, "\(text)")
                if let classes = try read({ try labels.classes() }) {
                    #expect(classes.codes.count == labels.samples && Set(classes.codes).count == classes.count, "\(text)")
                }
            }
        }
    }

    @Test("a .npy file is refused, or its numbers are as many as its header says", arguments: 0..<4)
    func npy(index: Int) throws {
        var chance = Chance("random headers", index)
        let types = ["'<f4'", "'>i8'", "'|u1'", "'<u2'", "'|b1'", "'<c8'", "'|O'", "[('a', '<f4')]", "'f8'", "''", "3", "'<U4'"]
        let sides = ["0", "1", "2", "3", "4", "8", "-1", "9223372036854775807", "4294967296", "2L", "'2'", "2.0", "(2,)"]
        for _ in 0..<250 {
            let shape = (0..<chance.below(4)).map { _ in chance.one(of: chance.below(3) > 0 ? ["1", "2", "3", "4"] : sides) }
            var fields = [
                "'descr': \(chance.one(of: types))", "'fortran_order': \(chance.one(of: ["False", "True", "None", "0"]))",
                "'shape': (\(shape.map { $0 + "," }.joined(separator: " ")))",
            ]
            switch chance.below(8) {
            case 0: fields.swapAt(0, chance.below(3))
            case 1: fields.remove(at: chance.below(3))
            case 2: fields.append(chance.one(of: fields))
            case 3: fields.append("'more': [1, (2, {'a': None})]")
            default: break
            }
            let data = [UInt8](repeating: 1, count: chance.below(2) == 0 ? 8 * chance.below(5) : chance.below(40))
            let bytes = Npy.bytes(
                version: UInt8(1 + chance.below(4)),
                header: "{\(fields.joined(separator: ", "))\(chance.one(of: ["}", ", }", ""]))", data)
            let contents = chance.below(2) == 0 ? bytes : Archive.bytes("a.npy", bytes, isPacked: chance.below(2) == 0)
            let path = try scratch.write(contents, to: contents.count == bytes.count ? "x.npy" : "x.npz")
            guard let table = try read({ try ActivationTable.open(path) }) else { continue }
            #expect(table.samples * table.units * table.elementType.size == data.count, "\(fields)")
            if let rows = try read({ try table.rows() }) { #expect(rows.count == table.samples) }
        }
    }

    @Test(
        "a .safetensors file is refused by both readers with the same words, or its tensors fill it without a gap",
        arguments: 0..<8)
    func safetensors(index: Int) throws {
        var chance = Chance("random tensors", index)
        var kept = 0
        for round in 0..<150 {
            // A file that is right, and up to two changes.
            var entries: [(name: String, fields: [String])] = []
            var end = 0
            for number in 0..<1 + chance.below(4) {
                let (rows, columns) = (chance.below(4), 1 + chance.below(3))
                let (type, size) = chance.one(of: [("F32", 4), ("F64", 8), ("U8", 1), ("I16", 2)])
                let next = end + rows * columns * size
                entries.append(
                    (
                        "t\(number)",
                        [#""dtype":"\#(type)""#, #""shape":[\#(rows),\#(columns)]"#, #""data_offsets":[\#(end),\#(next)]"#]
                    ))
                end = next
            }
            for _ in 0..<(round % 4 == 0 ? 0 : 1 + chance.below(2)) {
                let (place, other) = (chance.below(entries.count), chance.below(entries.count))
                switch chance.below(9) {
                case 0: entries.swapAt(place, other)
                case 1: entries[place].name = entries[other].name
                case 2: swap(&entries[place].fields, at: 2, with: entries[other].fields)
                case 3: entries.append(entries[place])
                case 4: entries[place].fields.remove(at: chance.below(entries[place].fields.count))
                case 5: entries[place].fields.append(#""more":{"a":[1,null]}"#)
                case 6: end += chance.below(3) - 1
                case 7: entries[place].fields[0] = chance.one(of: [#""dtype":"F4""#, #""dtype":"BOOL""#, #""dtype":7"#])
                default:
                    entries[place].fields[chance.below(entries[place].fields.count)] = chance.one(of: [
                        #""shape":[0]"#, #""shape":[4611686018427387904,4]"#, #""data_offsets":[0,0]"#, #""data_offsets":[4,2]"#,
                        #""shape":[]"#,
                    ])
                }
            }
            let header = Array(
                "{\(entries.map { "\"\($0.name)\":{\($0.fields.joined(separator: ","))}" }.joined(separator: ","))}".utf8)
            let bytes = (0..<8).map { UInt8(header.count >> (8 * $0) & 255) } + header + [UInt8](repeating: 0, count: max(0, end))
            let path = try scratch.write(bytes, to: "x.safetensors")
            let name = entries[0].name
            var problem: String?
            do {
                let whole = try SafeTensors(decoding: Data(bytes), path: path)
                #expect(whole.tensors.reduce(0) { $0 + $1.bytes.count } == max(0, end))
                #expect(Set(whole.tensors.map(\.name)).count == entries.count)
                kept += 1
            } catch let fault as Fault { problem = fault.problem }
            do {
                let table = try ActivationTable.open("\(path):\(name)")
                #expect(problem == nil || problem?.contains("which is not read") == true, "\(problem ?? "")")
                #expect(try table.rows().count == table.samples)
            } catch let fault as Fault {
                if let problem, !problem.contains("which is not read") { #expect(fault.problem == problem) }
            }
        }
        #expect(kept >= 150 / 4)
    }

    private func swap(_ fields: inout [String], at place: Int, with others: [String]) {
        if fields.indices.contains(place), others.indices.contains(place) { fields[place] = others[place] }
    }

    /// nil where it is refused by a `Fault` that has a place in the folder; anything else that is thrown fails the test.
    private func read<Value>(_ body: () throws -> Value) throws -> Value? {
        do { return try body() } catch let fault as Fault {
            #expect(fault.place?.hasPrefix(scratch.path) == true && fault.status != .cannotWrite && !fault.problem.isEmpty)
            return nil
        }
    }
}

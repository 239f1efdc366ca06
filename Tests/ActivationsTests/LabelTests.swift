import Activations
import Files
import Testing

@Suite("Labels")
struct LabelTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func csv(_ text: String, _ suffix: String = "") throws -> LabelColumn {
        try LabelColumn.open(scratch.write(Array(text.utf8), to: "y.csv") + suffix)
    }

    @Test("classes are numbered in ascending order and keep their numbers as names; whole floating-point numbers are classes too")
    func numbers() throws {
        for bytes in [
            Npy.bytes("<i4", shape: [5], numbers: [Int32(7), -2, 7, 100, 3]),
            Npy.bytes("<f8", shape: [5, 1], numbers: [7.0, -2, 7, 100, 3]),
        ] {
            let labels = try LabelColumn.open(scratch.write(bytes, to: "y.npy"))
            #expect(labels.samples == 5 && labels.targets == [7, -2, 7, 100, 3] && labels.texts == nil)
            let classes = try labels.classes()
            #expect(classes.codes == [2, 0, 2, 3, 1] && classes.names == ["-2", "3", "7", "100"] && classes.count == 4)
        }
    }

    @Test("a target that is no whole number is no class, and is named with its row", arguments: [1.5, .nan, 1e300])
    func targets(value: Double) throws {
        let labels = try LabelColumn.open(scratch.write(Npy.bytes("<f8", shape: [3], numbers: [1, 2, value]), to: "y.npy"))
        #expect(labels.targets?[2].bitPattern == value.bitPattern)
        let words = fault(.data, at: labels.origin) { _ = try labels.classes() }
        #expect(
            words
                == "has the label \(value.isNaN ? "NaN" : "\(value)") at row 2 (counted from 0), where a class was expected: a whole number"
        )
    }

    @Test("one-hot rows are refused with the way to classes")
    func oneHot() throws {
        let file = try scratch.write(Npy.bytes("|u1", shape: [2, 3], numbers: [UInt8](repeating: 0, count: 6)), to: "y.npy")
        let found = #expect(throws: Fault.self) { try LabelColumn.open(file) }
        #expect(
            found?.description
                == "\(file): is 2 x 3, where one label for each sample was expected; make classes of one-hot rows: array.argmax(axis=1)"
        )
    }

    @Test("labels in one row are refused with the way to a column")
    func row() throws {
        let file = try scratch.write(Npy.bytes("|u1", shape: [1, 3], numbers: [UInt8](repeating: 0, count: 3)), to: "y.npy")
        let found = #expect(throws: Fault.self) { try LabelColumn.open(file) }
        #expect(found?.remedy == "turn the row: array.reshape(-1)")
    }

    @Test("a CSV file's only column, with and without its name, of numbers and of texts")
    func onlyColumn() throws {
        #expect(try csv("1\n0\n1\n").targets == [1, 0, 1])
        #expect(try csv("class\n1\n0\n").targets == [1, 0])
        let named = try csv("class\ndog\ncat\ndog\n")
        #expect(named.texts == ["dog", "cat", "dog"] && named.targets == nil)
        #expect(try named.classes() == LabelColumn.open("\(scratch.path)/y.csv:class").classes())
        #expect(try named.classes().codes == [1, 0, 1] && named.classes().names == ["cat", "dog"])
        // Its first text comes again, so it is a class.
        #expect(try csv("dog\ncat\ndog\n").texts == ["dog", "cat", "dog"])
        #expect(try csv("#tag\nother\n#tag\n# a comment\n").texts == ["#tag", "other", "#tag"])
    }

    @Test("a column of several is named, or numbered from 0")
    func namedColumn() throws {
        let text = "u,class,v\n0.5,cat,1\n0.25,dog,2\n"
        #expect(try csv(text, ":class").texts == ["cat", "dog"])
        #expect(try csv(text, ":1").texts == ["cat", "dog"])
        #expect(try csv(text, ":v").targets == [1, 2])
        #expect(try csv("5,6\n7,8\n", ":1").targets == [6, 8])
        #expect(try csv("5,1\n7,0\n", ":1").targets == [1, 0])
        #expect(fault(.usage) { _ = try csv(text) } == "holds 3 columns: u, class, v")
        #expect(fault(.usage) { _ = try csv(text, ":w") } == "holds no column 'w'")
        #expect(
            fault(.data) { _ = try csv("class\nx\n\"\"\n") } == "has no label at row 1 (counted from 0), where others are texts")
    }
}

import Activations
import Files
import Testing

@Suite("CSV files")
struct CSVTests {
    private let scratch: Scratch
    private var file: String { "\(scratch.path)/x.csv" }

    init() throws { scratch = try Scratch() }

    private func open(_ text: String) throws -> ActivationTable {
        try ActivationTable.open(scratch.write(Array(text.utf8), to: "x.csv"))
    }

    private func rows(_ text: String) throws -> [[Double]] { try open(text).rows() }

    private func problem(_ text: String, at place: String) -> String? { fault(.data, at: "\(file)\(place)") { _ = try open(text) } }

    @Test(
        "commas, semicolons, tabs and blanks part fields; CR LF, a byte order mark, comments, empty lines and no last newline are fine",
        arguments: [
            "1,2\n3,4\n", "1;2\n3;4", "1\t2\r\n3\t4\r\n", "1 2\n3 4\n", " 1   2\n3 4 \n", "\u{feff}1,2\n3,4\n",
            "# made by hand\n1, 2\n\n3 ,4\n\n", "# a\n# b\n1 2\n3 4\n# the end\n#\n", "## 5\" wide, \n1;2\n # between\n3;4\n",
            "#x,y\n1,2\n#5,6\n3,4", "  \n1\t2\n  \n3\t4\n", "\"1\",\"2\"\n3,\"4\"\n", "1.0,+2e0\n0.3e1,4.\n",
        ])
    func dialects(text: String) throws {
        #expect(try rows(text) == [[1, 2], [3, 4]])
        #expect(try open(text).unitNames == nil)
    }

    @Test("a first line with a text names the units, quotes, line ends and delimiters in names among them")
    func headers() throws {
        let table = try open("a,\"b \"\"x\"\", y\nz\",c\n1,2,3\n4,5,6\n")
        #expect(table.unitNames == ["a", "b \"x\", y\nz", "c"])
        #expect(try table.rows() == [[1, 2, 3], [4, 5, 6]])
        #expect(try open("unit 1\n5\n6\n").unitNames == ["unit 1"])
        #expect(
            problem("a,\"b\nc\"\n1,2\n3,x\n", at: ":4")
                == "has 'x' in column 1 ('b\\nc') (counted from 0), where a number was expected")
    }

    @Test("numbers are rounded to the nearest double, as Swift reads them")
    func numbers() throws {
        let texts = [
            "0.1", "123456789.123456789", "9007199254740993", "1e22", "1e23", "1.7976931348623157e308", "4.9e-324", "5e-324",
            "2.2250738585072011e-308",
            "-0.0", "-7.038531e-26", "1.000000000000000000000000001", "3.14159265358979311600e+00", "00012.50", ".5", "-5.",
            "123e-2",
        ]
        let numbers = try rows(texts.joined(separator: "\n")).map { $0[0] }
        #expect(numbers == texts.map { Double($0.hasSuffix(".") ? $0 + "0" : $0.hasPrefix(".") ? "0" + $0 : $0)! })
        #expect(numbers[9].sign == .minus)
    }

    @Test("missing and infinite numbers are read as such")
    func missing() throws {
        let row = try rows("3,2,1,4,5,6\n,nan,NA,inf,-Infinity,NaN\n")[1]
        #expect(row[0].isNaN && row[1].isNaN && row[2].isNaN && row[5].isNaN)
        #expect(row[3] == .infinity && row[4] == -.infinity)
        let words = ["null", "None", "N/A", "<NA>", "#N/A", "#DIV/0!", "#REF!", "#NAME?", "1.#QNAN", " na "]
        let table = try open("0.5\n" + words.joined(separator: "\n") + "\n")
        #expect(try table.rows().dropFirst().allSatisfy { $0[0].isNaN } && table.samples == 1 + words.count)
        #expect(table.notes == ["row 1 of \(file) was taken for a sample"])
    }

    @Test(
        "what is no number is named with its line and column",
        arguments: [
            "x", "1,5", "0x10", "1e", "--1", "1 2", "e5", ".", "+", "1e5x", "infinite", "１", "−1", "1d5", "10%", "$5", "-", "?",
            "∞",
        ])
    func noNumbers(text: String) {
        #expect(
            problem("a;b\n1;2\n\n3;\(text)\n", at: ":4")
                == "has '\(text)' in column 1 ('b') (counted from 0), where a number was expected")
    }

    @Test("lines of other lengths, wrong quotes, UTF-16, pandas' row numbers and empty files are refused with their line")
    func badFiles() {
        #expect(problem("1,2\n3,4\n5\n", at: ":3") == "has 1 field, where the first row has 2")
        #expect(problem("1,2\n3,4,5\n", at: ":2") == "has 3 fields, where the first row has 2")
        #expect(problem("1\n\n\n3\n", at: ":2") == "has an empty line between others, where each line is a value")
        #expect(problem("1,2\r3,4\r", at: "") == "has lines that end in CR alone")
        #expect(problem("1,2\n3,\"4\n5,6\n", at: ":2") == "has a quote that is not closed")
        #expect(problem("1,2\n3,\"4\"5\n", at: ":2") == "has text behind a closing quote, or no closing quote")
        #expect(problem(",a,b\n0,1,2\n", at: ":1") == "has a first column without a name, as pandas writes its row numbers")
        #expect(problem("", at: "") == "is empty")
        #expect(problem("\n\n# nothing\n", at: "") == "is empty")
        #expect(problem("a,b\n", at: "") == "is empty: its shape is 0 x 2")
        #expect(
            fault(.data, at: file) { _ = try ActivationTable.open(scratch.write([0xff, 0xfe, 0x31, 0], to: "x.csv")) }
                == "is text in UTF-16")
    }

    @Test("records longer than the reader's portions, and a quoted field across them, are read whole")
    func longRecords() throws {
        let units = 200_000
        let line = (0..<units).map { "\($0).25" }.joined(separator: ",")
        let name = String(repeating: "long\n", count: 300_000)
        let table = try open("\"\(name)\"" + String(repeating: ",u", count: units - 1) + "\n\(line)\n\(line)\n")
        #expect(table.units == units && table.unitNames?[0] == name && table.unitNames?[units - 1] == "u")
        #expect(try table.columns([0, units - 1]).values == [0.25, 0.25, Double(units - 1) + 0.25, Double(units - 1) + 0.25])
    }

    @Test("names parted by blanks above numbers parted by as many are names; other words with blanks are one name")
    func blankNames() throws {
        let table = try open("# made by savetxt, comments=''\nu1 u2  u3\n# units\n1 2 3\n4 5 6\n")
        #expect(table.unitNames == ["u1", "u2", "u3"])
        #expect(try table.rows() == [[1, 2, 3], [4, 5, 6]])
        #expect(try open("the only unit\n5\n6\n").unitNames == ["the only unit"])
    }

    @Test("lines that are passed over are counted")
    func passedOver() throws {
        #expect(try open("1,2\n3,4\n").notes == ["row 1 of \(file) was taken for a sample"])
        #expect(
            try open("# a\n1,2\n3,4\n").notes == [
                "row 1 (line 2) of \(file) was taken for a sample; 1 comment line was passed over"
            ])
        #expect(
            try open("\nx,y\n1,2\n\n#5,6\n3,4\n# end\n\n").notes == [
                "row 1 (line 2) of \(file) was taken for the names of the units; 2 comment lines and 1 empty line were passed over"
            ])
    }
}

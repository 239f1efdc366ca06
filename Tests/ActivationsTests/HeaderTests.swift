import Activations
import Files
import Testing

@Suite("The first row of a CSV file")
struct HeaderTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func table(_ text: String, _ header: CSVHeader? = nil) throws -> ActivationTable {
        try ActivationTable.open(scratch.write(Array(text.utf8), to: "x.csv"), header: header)
    }

    private func labels(_ text: String, _ suffix: String = "", _ header: CSVHeader? = nil) throws -> LabelColumn {
        try LabelColumn.open(scratch.write(Array(text.utf8), to: "y.csv") + suffix, header: header)
    }

    @Test(
        "a row that may be names or a sample is refused with both readings, and either can be asked for",
        arguments: [
            ("0.1,null,0.3\n0.4,0.5,0.6\n0.7,0.8,0.9\n0.1,0.2,0.9\n", "holds numbers and words ('0.1' and 'null')"),
            ("-1.0,None,0.3\n1.80,1.14,-0.33\n", "holds numbers and words ('-1.0' and 'None')"),
            ("0.1,#DIV/0!,0.3\n0.4,0.5,0.6\n", "holds numbers and words ('0.1' and '#DIV/0!')"),
            ("#DIV/0!,0.2,0.3\n0.4,0.5,0.6\n", "holds numbers and words ('0.2' and '#DIV/0!')"),
            ("#N/A,0.2\n0.4,0.5\n", "holds numbers and words ('0.2' and '#N/A')"),
            ("#WERT!;0.2\n0.4;0.5\n", "holds numbers and words ('0.2' and '#WERT!')"),
            ("NA,0.2\n0.4,0.5\n", "holds numbers and words ('0.2' and 'NA')"),
            ("0.1,−0.2\n0.4,0.5\n", "holds numbers and words ('0.1' and '−0.2')"),
            ("−0.1\n0.4\n", "holds words that look like numbers ('−0.1')"),
            ("1;2,5\n0.4;0.5\n", "holds numbers and words ('1' and '2,5')"),
            ("1 000;5\n3;4\n", "holds numbers and words ('1 000')"),
            ("10%,20%\n3,4\n", "holds words that look like numbers ('10%')"),
            ("$5,€6\n3,4\n", "holds words that look like numbers ('$5')"),
            ("(5),6\n3,4\n", "holds numbers and words ('(5)')"),
            ("0x1f,1d5\n3,4\n", "holds words that look like numbers ('0x1f')"),
            ("∞,-∞\n3,4\n", "holds words that look like numbers ('∞')"),
            ("1.#INF,2\n3,4\n", "holds numbers and words ('2' and '1.#INF')"),
            ("2024-01-01,2024-01-02\n3,4\n", "holds words that look like numbers ('2024-01-01')"),
            ("１,２\n3,4\n", "holds words that look like numbers ('１')"),
            ("x,2\n3,4\n", "holds numbers and words ('2' and 'x')"),
            ("-,0.5\n3,4\n", "holds numbers and words ('0.5' and '-')"),
            ("null,null\n3,4\n", "holds no number and no name ('null')"),
            ("error,error\n3,4\n", "holds one word in each cell ('error')"),
            ("\"\",\"\"\n3,4\n", "holds empty cells alone"),
            (",,\n3,4,5\n", "holds empty cells alone"),
            (",0,1,2\n0,0.5,0.25,0.75\n", "holds whole numbers behind an empty cell ('0')"),
            ("0,1,2\n5,0,3\n4,5,6\n0,0,9\n1,2,0\n", "counts the columns ('0', ...)"),
            ("0,1,2\n0.5,1.5,2.5\n", "counts the columns ('0', ...)"),
            ("1,2,3\n5,5,5\n", "counts the columns ('1', ...)"),
            ("0.0,1.0,2.0\n5.0,5.5,5.0\n", "counts the columns ('0.0', ...)"),
            ("0,1\n", "counts the columns ('0', ...)"),
            ("5,7\n-0.55,-0.31\n0.12,0.84\n", "holds different whole numbers, the rows below other numbers"),
            ("5,7\n1,2\n3,4.5\n", "holds different whole numbers, the rows below other numbers"),
            ("0\n0.5\n0.25\n", "holds different whole numbers, the rows below other numbers"),
            ("\"5\",\"3\"\n1,2\n3,4\n", "holds numbers in quotes, the rows below numbers without"),
        ])
    func unclear(text: String, reason: String) throws {
        let found = #expect(throws: Fault.self) { try table(text) }
        #expect(found?.problem == "row 1 \(reason): the names of the units, or a sample")
        #expect(found?.remedy == "say --header yes or --header no" && found?.status == .usage)
        #expect(found?.place == "\(scratch.path)/x.csv:1")
        let rows = text.split(separator: "\n").count - 1
        if rows > 0, !text.hasPrefix(",") && !text.hasPrefix("\"\"") {
            let named = try table(text, .yes)
            #expect(named.samples == rows && named.unitNames?.count == named.units)
            #expect(named.notes == ["row 1 of \(named.origin) was taken for the names of the units"])
        }
        do {
            let bare = try table(text, .no)
            #expect(bare.samples == rows + 1 && bare.unitNames == nil)
            #expect(bare.notes == ["row 1 of \(bare.origin) was taken for a sample"])
        } catch let fault as Fault {
            #expect(fault.status == .data && fault.place == "\(scratch.path)/x.csv:1")
            #expect(fault.problem.contains("where a number was expected"))
            #expect(fault.remedy == "--header yes takes row 1 for the names of the units")
        }
    }

    @Test(
        "words above numbers are names",
        arguments: [
            "a,b\n1,2\n", "unit 1\n5\n", "u1,u2\n0.5,1.5\n", "Na,K\n1,2\n", "1st,2nd\n1,2\n", "0_relu,5mm\n1,2\n",
            "-log10(p),e5\n1,2\n",
            "a,,c\n1,2,3\n", "\"a\",\"b\"\n1,2\n", "x\u{1b}[31m,y\n1,2\n", "名,é\n1,2\n",
        ])
    func names(text: String) throws {
        let first = text.split(separator: "\n")[0].replacing("\"", with: "")
        let names = first.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        #expect(try table(text).unitNames == names)
        #expect(try table(text).samples == 1)
    }

    @Test(
        "numbers above numbers are a sample",
        arguments: [
            "1,2\n3,4\n", "0.1,,0.3\n0.4,0.5,0.6\n", "nan,1\n3,4\n", "5,7\n1,2\n", "5,5\n0.5,0.5\n", "1\n2\n3\n", "0\n5\n3\n",
            "0.5,0.25\n", "\"5\",\"3\"\n\"1\",\"2\"\n", "0.0,1.0\n0.5,0.25\n", "0e0,1e0,2e0\n5.0,5.5,5.0\n",
            "9007199254740993,1\n3,4\n",
            "inf,-inf\n3,4\n", "1,,3\n4,5,6\n",
        ])
    func samples(text: String) throws {
        let table = try table(text)
        #expect(table.unitNames == nil && table.samples == text.split(separator: "\n").count)
        #expect(table.notes == ["row 1 of \(table.origin) was taken for a sample"])
    }

    @Test("a file that cannot be read in either way says so, before row 1 is asked about")
    func neither() {
        #expect(
            fault(.data, at: "\(scratch.path)/x.csv:2") { _ = try table("0,1;0,2\n0,3;0,4\n") }
                == "has '0,3' in column 0 (counted from 0), where a number was expected")
        #expect(
            fault(.data, at: "\(scratch.path)/x.csv:1") { _ = try table("a,b\n1,2\n", .no) }
                == "has 'a' in column 0 (counted from 0), where a number was expected")
    }

    @Test("pandas' column of row numbers is refused, whatever is said of the header")
    func rowNumbers() {
        for text in [",a,b\n0,1,2\n", " ,a\n0,1\n", "\"\",a\n0,1\n"] {
            for header in [nil, CSVHeader.yes] {
                #expect(
                    fault(.data, at: "\(scratch.path)/x.csv:1") { _ = try table(text, header) }
                        == "has a first column without a name, as pandas writes its row numbers")
            }
        }
    }

    @Test("what is asked for holds for rows that would be clear, too")
    func asked() throws {
        let named = try table("0.5,0.25\n1,2\n", .yes)
        #expect(named.unitNames == ["0.5", "0.25"])
        #expect(try named.rows() == [[1, 2]])
        #expect(try table("0,1,2\n2,1,0\n", .no).rows() == [[0, 1, 2], [2, 1, 0]])
        #expect(try labels("dog\ncat\n", "", .no).texts == ["dog", "cat"])
        #expect(try labels("dog\ncat\n", "", .yes).texts == ["cat"])
        #expect(try labels("3\n1\n2\n", "", .yes).targets == [1, 2])
    }

    @Test(
        "labels whose first row may be a name are refused with both readings",
        arguments: [
            ("dog\ncat\ncat\n", "", "holds 'dog', which comes once"), ("y\nn\nn\n", "", "holds 'y', which comes once"),
            ("dog\n", "", "holds 'dog', which comes once"), ("null\n1\n0\n", "", "holds 'null', which comes once"),
            ("−1\n1\n0\n", "", "holds '−1', which comes once"),
            ("0\ncat\ndog\n", "", "holds a number ('0'), the rows below words"),
            ("0\n0.5\n1.5\n", "", "holds different whole numbers, the rows below other numbers"),
            ("\"1\"\n0\n1\n", "", "holds numbers in quotes, the rows below numbers without"),
            ("dog,x\ncat,y\n", ":0", "holds 'dog', which comes once"), (",1\n5,0\n", ":0", "holds an empty cell"),
        ])
    func unclearLabels(text: String, suffix: String, reason: String) throws {
        let found = #expect(throws: Fault.self) { try labels(text, suffix) }
        #expect(found?.problem == "row 1 \(reason): the column's name, or a label")
        #expect(found?.remedy == "say --labels-header yes or --labels-header no" && found?.status == .usage)
        let rows = text.split(separator: "\n").count
        if !text.hasPrefix(","), rows > 1 { #expect(try labels(text, suffix, .yes).samples == rows - 1) }
        #expect(try labels(text, suffix, .no).samples == rows)
    }

    @Test("labels whose first row is clear, by its own column or by another, are read with a note")
    func clearLabels() throws {
        #expect(try labels("Label\ndog\ncat\n").texts == ["dog", "cat"])
        #expect(try labels("species\n1\n0\n").targets == [1, 0])
        #expect(try labels("0\n1\n1\n").targets == [0, 1, 1])
        #expect(try labels("dog\ncat\ndog\n").notes == ["row 1 of \(scratch.path)/y.csv was taken for a label"])
        #expect(try labels("class\ndog\ncat\n").notes == ["row 1 of \(scratch.path)/y.csv was taken for the label's name"])
        // Names above numbers beside it, and numbers above numbers beside it.
        #expect(try labels("u,v\n0.5,cat\n0.25,dog\n", ":1").texts == ["cat", "dog"])
        #expect(try labels("0.5,cat\n0.25,dog\n", ":1").texts == ["cat", "dog"])
        #expect(try labels("u,kind\na,cat\nb,dog\n", ":kind").texts == ["cat", "dog"])
        #expect(
            try labels("u,kind\na,cat\n", ":kind").notes == ["row 1 of \(scratch.path)/y.csv was taken for the columns' names"])
    }

    @Test("a column's number that is also the name of another is refused")
    func numbersAsNames() throws {
        #expect(
            fault(.usage) { _ = try labels("1,0,2\n5,6,7\n", ":0") }
                == "':0' may be column 0, counted from 0, or column 1, whose first cell is '0'")
        #expect(try labels("1,0,2\n5,6,7\n", ":0", .yes).targets == [6])
        #expect(try labels("1,0,2\n5,6,7\n", ":0", .no).targets == [1, 5])
        #expect(
            fault(.usage) { _ = try labels("a,b\n5,6\n", ":b", .no) }
                == "holds no column 'b': without a header its columns have numbers, 0 to 1")
    }

    @Test("a sequence of CSV files says once what every first row was taken for")
    func sequences() throws {
        for epoch in 1...3 { _ = try scratch.write(Array("a,b\n\(epoch),2\n".utf8), to: "run/e-\(epoch).csv") }
        let sequence = try CheckpointSequence.open("\(scratch.path)/run")
        #expect(
            sequence.notes == [
                "row 1 of each of the 3 files \(scratch.path)/run/e-*.csv was taken for the names of the units"
            ])
        _ = try scratch.write(Array("0.5,0.5\n".utf8), to: "run/e-2.csv")
        let mixed = try CheckpointSequence.open("\(scratch.path)/run")
        #expect(mixed.notes.count == 3 && mixed.notes[1] == "row 1 of \(scratch.path)/run/e-2.csv was taken for a sample")
        for epoch in 1...3 { _ = try scratch.write(Array("0,1,2\n\(epoch),2,1\n".utf8), to: "counted/e-\(epoch).csv") }
        #expect(throws: Fault.self) { try CheckpointSequence.open("\(scratch.path)/counted") }
        #expect(try CheckpointSequence.open("\(scratch.path)/counted", header: .yes).checkpoints[2].table.rows() == [[3, 2, 1]])
    }
}

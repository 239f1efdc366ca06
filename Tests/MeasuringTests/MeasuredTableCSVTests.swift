import InformationTheory
import Measuring
import NumericCore
import Testing

/// Texts in CSV: a spreadsheet must not take them for formulas, nor for more cells than one.
@Suite struct MeasuredTableCSVTests {
    private func cells(_ names: [String]) throws -> [String] {
        let table = try measured(.entropy, layer(names.map { _ in [0, 1] }, names: names))
        let lines = table.csv.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "unit,name,entropy_bits,symbols")
        return table.csv.split(separator: "\n0,", maxSplits: 1).last.map { ["0,\($0)"] } ?? []
    }

    private func cell(_ name: String) throws -> String {
        let text = try cells([name])[0]
        return String(text.dropFirst(2).dropLast(",1,2\n".count))
    }

    @Test(
        "a text that begins as a formula does begins with an apostrophe, in quotes",
        arguments: [
            "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "-", "-x", "+inf",
            "-nan", "-0x1",
        ])
    func formulas(_ name: String) throws { #expect(try cell(name) == "\"'\(name)\"") }

    @Test(
        "other texts, and numbers as texts, stand as they are",
        arguments: ["a", "", "a=b", "0-3", "-5", "+2.5", "-1e-5", "'x", "Ü", "a b"])
    func plain(_ name: String) throws { #expect(try cell(name) == name) }

    @Test(
        "separators, quotes and line ends are in quotes, quotes twice",
        arguments: [
            ("b, c", "\"b, c\""), ("a;=1", "\"a;=1\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("a\nb", "\"a\nb\""),
            ("a\r\nb", "\"a\r\nb\""),
            // An accent over a comma or a quote makes another character of it, but not for a reader of bytes.
            (",\u{301}", "\",\u{301}\""), ("\"\u{301}", "\"\"\"\u{301}\""), ("a\u{2028}b", "\"a\u{2028}b\""),
        ])
    func quoted(_ name: String, _ expected: String) throws {
        #expect(Array(try cell(name).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test("negative numbers are numbers")
    func numbers() throws {
        let labels = Labels(classes: [-3, -3, 4, 4], origin: "y.npy")
        let table = try measured(.classSelectivity, layer([[-1, -2, -3, -4]]), labels: labels)
        #expect(table.csv.hasSuffix("\n0,-0.4,-0.4,-3,-1.5,-3.5,-3.5\n"))
    }

    @Test("class names and layers are texts too")
    func otherTexts() throws {
        let labels = Labels(codes: [0, 0, 1, 1], names: ["=A", "b"], origin: "y.csv")
        let plan = try MeasuringPlan(.klSelectivity, hasLabels: true)
        let table = try Measurer(plan, labels: labels).measure([
            layer([[0, 0, 1, 1]], origin: "@one"), layer([[0, 0, 1, 1]], origin: "two"),
        ])
        #expect(table.csv.contains("\n\"'@one\",0,1,\"'=A\",1\n"))
        // JSON has no formulas.
        #expect(table.json.contains("\"@one\"") && table.json.contains("\"=A\""))
    }
}

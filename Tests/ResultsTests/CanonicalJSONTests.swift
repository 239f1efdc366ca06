import Foundation
import Results
import Testing

private func text(_ value: some Encodable) throws -> String { String(decoding: try CanonicalJSON.text(value), as: UTF8.self) }

private func error(_ text: String) -> String {
    do {
        _ = try CanonicalJSON.decode(FigureResult.self, from: Array(text.utf8))
        return ""
    } catch { return "\(error)" }
}

@Suite struct CanonicalJSONTests {
    @Test("every double comes back with its bits")
    func doubles() throws {
        var generator = SystemIndependentBits(state: 1)
        var values: [Double] = [
            0, -0.0, 1, -1, 0.1, 1 / 3, .pi, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude,
            .leastNormalMagnitude.nextDown,
            .greatestFiniteMagnitude,
            -.greatestFiniteMagnitude, .infinity, -.infinity, 0x1p53, 0x1p53 - 1, -0x1p53, 0x1p63, 0x1p64, 1e15, 1e16, 1e21, 1e22,
            1e23,
            123_456_789_012_345_680, 9.5367431640625e-7, 1.7976931348623157e308,
        ]
        while values.count < 20_000 {
            let value = Double(bitPattern: generator.next())
            if value.isFinite { values.append(value) }
        }
        let back = try CanonicalJSON.decode([Double].self, from: CanonicalJSON.text(values))
        #expect(back.map(\.bitPattern) == values.map(\.bitPattern))
        #expect(try CanonicalJSON.decode([Double].self, from: CanonicalJSON.text([Double.nan]))[0].isNaN)
    }

    @Test("numbers have one form each, five to a line where one line is too long")
    func numbers() throws {
        let values: [Double] = [
            0, -0.0, 8000, -3, 0.1, 0.30000000000000004, 1e-5, 1e22, 9_007_199_254_740_991, 9_007_199_254_740_992, .nan, .infinity,
            -.infinity,
            .pi, .leastNonzeroMagnitude,
        ]
        #expect(
            try text(values) == """
                [
                  0, -0.0, 8000, -3, 0.1,
                  0.30000000000000004, 1e-05, 1e+22, 9007199254740991, 9007199254740992.0,
                  "NaN", "Infinity", "-Infinity", 3.141592653589793, 5e-324
                ]

                """)
        #expect(try text(Array(values.prefix(5))) == "[0, -0.0, 8000, -3, 0.1]\n")
    }

    @Test("a changed number changes its own line only")
    func lines() throws {
        var values = (0..<400).map { Double($0) / 7 }
        let before = try text(values).split(separator: "\n")
        values[123] = .leastNonzeroMagnitude
        let after = try text(values).split(separator: "\n")
        #expect(zip(before, after).filter { $0 != $1 }.count == 1)
        #expect(before.count == after.count)
    }

    @Test("dictionaries are in order of their keys, types in order of their declarations")
    func order() throws {
        struct Record: Codable, Equatable {
            var zebra = 1
            var apple: String? = "\u{1}\t\"\\/é"
            var none: Int?
            var flags = [true, false]
            var map = ["b": [1], "a": []]
        }
        let expected = """
            {
              "zebra": 1,
              "apple": "\\u0001\\t\\"\\\\/é",
              "flags": [true, false],
              "map": {
                "a": [],
                "b": [1]
              }
            }

            """
        #expect(try text(Record()) == expected)
        #expect(try CanonicalJSON.decode(Record.self, from: Array(expected.utf8)) == Record())
    }

    @Test("escapes are read as RFC 8259 says")
    func escapes() throws {
        let source = #" [ "\u0041\ud83d\ude00\/\b\f\n\r\t\"\\" , "é" ] "#
        #expect(try CanonicalJSON.decode([String].self, from: Array(source.utf8)) == ["A\u{1F600}/\u{8}\u{c}\n\r\t\"\\", "é"])
    }

    @Test("a result comes back as it was")
    func roundTrip() throws {
        let back = try CanonicalJSON.decode(FigureResult.self, from: CanonicalJSON.text(sampleResult))
        #expect(back == sampleResult)
        #expect(back.panels[0].series[0]["ixt"][2].sign == .minus)
    }

    @Test(
        "what is no JSON text is refused with its place",
        arguments: [
            ("", "byte 0: a value expected"), ("[1,]", "byte 3: a value expected"), ("[01]", "byte 3: a value expected"),
            ("[1.]", "byte 3: a digit expected"), ("[1e]", "byte 3: a digit expected"),
            ("[1e999]", "byte 6: the number 1e999 is beyond a double"),
            ("{\"a\" 1}", "byte 5: a colon expected"), ("[1 2]", "byte 3: a comma or ']' expected"),
            ("\"a", "byte 2: a string is not closed"),
            ("[1] 2", "byte 4: nothing more expected"), ("\"\n\"", "byte 1: a control character in a string"),
            ("\"\\ud800x\"", "byte 7: a lone surrogate"), ("[tru]", "byte 4: 'true' expected"),
            ("\"\\x\"", "byte 3: an unknown escape"),
            (String(repeating: "[", count: 100), "byte 64: nested too deeply"),
        ])
    func malformed(source: String, message: String) {
        #expect(error(source) == message)
    }

    @Test("a value of the wrong type is refused with its path")
    func types() throws {
        let good = String(decoding: try CanonicalJSON.text(sampleResult), as: UTF8.self)
        #expect(error(good.replacingOccurrences(of: "\"layer-1\"", with: "7")) == "panels[0].series[0].id: a string expected")
        #expect(
            error(good.replacingOccurrences(of: "8000, 1e+22", with: "null, 1")).hasSuffix("index.values[4]: a number expected"))
        #expect(
            error(good.replacingOccurrences(of: "\"letter\": \"b\"", with: "\"lettre\": \"b\"")) == "panels[1]: no member 'letter'")
        #expect(
            error(good.replacingOccurrences(of: "\"holds\"", with: "\"good\"")) == "claims[0].outcome: 'good' is no verdict")
        #expect(
            error(good.replacingOccurrences(of: "\"rule\": \"near\"", with: "\"rule\": \"nigh\""))
                .hasPrefix("claims[0].parts[0].rule"))
        #expect(
            error(good.replacingOccurrences(of: "\"networks\": [", with: "\"exact\": ["))
                .hasPrefix("claims[0].parts[0].sample"))
        #expect(error(good.replacingOccurrences(of: "60000", with: "0.5")) == "data[0].samples: a whole number expected")
    }

    @Test("a whole number that a double cannot hold is refused when written")
    func large() {
        #expect(throws: EncodingError.self) { try CanonicalJSON.text([Int64.max]) }
        #expect(throws: EncodingError.self) { try CanonicalJSON.text([UInt64(1) << 53]) }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same doubles everywhere.
private struct SystemIndependentBits {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}

import Files
import Foundation
import Fuzzing
import NumericCore
import Results
import Testing

@Suite("Damage to a baseline")
struct BaselineDamageTests {
    private static let id = DiffSamples.id
    private static let name = "\(id.fileName).json"

    /// A baseline with every kind of part.
    private static let file: BaselineFile = {
        var result = DiffSamples.figure([1, 2], layers: 2)
        for place in result.panels[0].series.indices {
            result.panels[0].series[place] = DiffSamples.series(
                "layer-\(place + 1)",
                [
                    DiffSamples.column(
                        "ixt", DiffSamples.curves([1, 2], points: 4, series: place), tolerance: Tolerance(absolute: 1e-9))
                ])
        }
        return BaselineFile(DiffSamples.file(result), picture: String(repeating: "c", count: 64))
    }()

    private static func read(_ text: [UInt8]) -> Result<BaselineFile, Fault> {
        Result { () throws(Fault) in try BaselineFile(reading: text, name: name, at: "here") }
    }

    /// Nil where the text is read as the file or refused by name; else what happened.
    private static func wrong(_ text: [UInt8]) -> String? {
        switch read(text) {
        case .success(let read): read == file ? nil : "read as another"
        case .failure(let fault): fault.status == .data && fault.place?.hasPrefix("here") == true ? nil : "\(fault)"
        }
    }

    @Test("whichever byte is another, more or missing, the file is refused or means the same")
    func everyByte() throws {
        let whole = try Self.file.text
        #expect(try Self.read(whole).get() == Self.file)
        for place in whole.indices {
            var variants: [[UInt8]] = []
            for bit in [0, 4, 7] {
                var flipped = whole
                flipped[place] ^= 1 << bit
                variants.append(flipped)
            }
            var shorter = whole
            shorter.remove(at: place)
            var longer = whole
            longer.insert(whole[place], at: place)
            variants += [shorter, longer, Array(whole.prefix(place))]
            for text in variants {
                if let wrong = Self.wrong(text) { Issue.record("byte \(place): \(wrong)") }
            }
        }
    }

    @Test("blank space counts for nothing: line ends of another system change no number")
    func blanks() throws {
        let text = String(decoding: try Self.file.text, as: UTF8.self)
        for other in [
            text.replacingOccurrences(of: "\n", with: "\r\n"), text.replacingOccurrences(of: "  ", with: "\t"), " \(text)\n",
        ] {
            #expect(try Self.read(Array(other.utf8)).get() == Self.file)
        }
    }

    @Test("4000 damages to its parts are refused")
    func structure() throws {
        let tree = try JSONReader.read(try Self.file.text)
        var refused = 0
        for seed in UInt64(0)..<5000 {
            var random = SeededGenerator(seed: seed, purpose: "damage to JSON")
            let damaged = TreeDamage.damaged(tree, with: &random)
            if damaged == tree { continue }
            let text = JSONWriter.text(damaged)
            if let wrong = Self.wrong(text) { Issue.record("seed \(seed): \(wrong)") }
            refused += 1
        }
        #expect(refused > 3000)
    }

    @Test("what has no digest is refused where its parts do not fit, and else can be compared, whatever it says")
    func withoutDigest() throws {
        var old = Self.file
        old.format = 1
        let tree = try JSONReader.read(try CanonicalJSON.text(old))
        #expect(try Self.read(JSONWriter.text(tree)).get() == old)
        let now = ReportSnapshot(name: "now", figures: [Self.file.snapshot])
        var compared = 0
        for seed in UInt64(0)..<5000 {
            var random = SeededGenerator(seed: seed, purpose: "damage to JSON")
            var damaged = TreeDamage.damaged(tree, with: &random)
            if seed % 2 == 0 { damaged = TreeDamage.damaged(damaged, with: &random) }
            guard case .success(let file) = Self.read(JSONWriter.text(damaged)) else { continue }
            compared += 1
            for diff in [
                ReportDiff(old: ReportSnapshot(name: "old", figures: [file.snapshot]), new: now),
                ReportDiff(old: now, new: ReportSnapshot(name: "old", figures: [file.snapshot])),
            ] {
                #expect(!diff.figures[0].summary.isEmpty && !diff.settings.isEmpty == !diff.figures[0].settings.isEmpty)
            }
        }
        #expect(compared > 500)
    }

    @Test(
        "a row, a column, a network or a name too few or too many is named with its place",
        arguments: [
            (
                "\"one\",\n            {\"number\": 1.25, \"digits\": 2}", "\"one\"",
                "tables[0].rows: row 1 has 1 cells, the header has 2"
            ),
            ("\"values\": [0, 1, 2, 3]", "\"values\": [0, 1, 2]", "columns: 'ixt' has 4 values, its index 'epoch' has 3"),
            ("\"digits\": 6", "\"digits\": 16", "digits: 16 significant digits are not among 1 to 15"),
            ("\"id\": \"layer-2\"", "\"id\": \"layer-1\"", "series: two series are named 'layer-1'"),
            ("\"name\": \"source Networks\"", "\"name\": \"setting epochs\"", "inputs: two inputs are named 'setting epochs'"),
            ("\"id\": \"score\"", "\"id\": \"score\", \"id\": \"score\"", "a second member 'id'"),
            ("\"digits\": 3", "\"digits\": 9007199254740991", "values[0].digits: 9007199254740991 digits are not among 0 to 30"),
            ("\"samples\": 4096", "\"samples\": -1", "data[0].samples: -1 samples are less than none"),
            ("\"absolute\": 1e-09", "\"absolute\": -1", "a tolerance is at least 0"),
            ("\"a/layer-1/ixt\"", "\"a/layer-1/ity\"", "columns: they are not the result's"),
            ("\"id\": \"paper/fig1\"", "\"id\": \"../fig1\"", "'../fig1' is no figure's name"),
            ("\"digits\": 2}", "\"digits\": 1e400}", "the number 1e400 is beyond a double"),
        ])
    func shapes(_ old: String, _ new: String, _ words: String) throws {
        var file = Self.file
        file.format = 1
        let text = String(decoding: try CanonicalJSON.text(file), as: UTF8.self)
        let damaged = text.replacingOccurrences(of: old, with: new)
        try #require(damaged != text, "\(text)")
        guard case .failure(let fault) = Self.read(Array(damaged.utf8)) else {
            Issue.record("read")
            return
        }
        #expect(fault.status == .data && fault.problem.contains(words), "\(fault)")
    }

    @Test("a network with one value less than the others is refused")
    func shortNetwork() throws {
        var file = Self.file
        file.format = 1
        file.result.panels[0].series[1].columns[0].replicates[1].removeLast()
        guard case .failure(let fault) = Self.read(try CanonicalJSON.text(file)) else {
            Issue.record("read")
            return
        }
        #expect(
            fault.problem
                == "is no baseline: result.panels[0].series[1].columns[0].replicates: network 2 has 3 values, the column has 4")
    }

    @Test("a file that is no UTF-8, or of a later format, or without the digest of its format, is refused")
    func forms() throws {
        let text = String(decoding: try Self.file.text, as: UTF8.self)
        let broken = try Self.file.text.map { $0 == UInt8(ascii: "M") ? 0xFF : $0 }
        let digest = text.range(of: ",\n  \"digest\": \"")!
        for (bytes, words) in [
            (broken, "a string is not UTF-8"),
            (Array(text.replacingOccurrences(of: "\"format\": 2", with: "\"format\": 3").utf8), "format: 3 is not the format 2"),
            (Array(text.replacingOccurrences(of: "\"format\": 2", with: "\"format\": 1").utf8), "format: 1 is not the format 2"),
            (Array("\(text[..<digest.lowerBound])\n}\n".utf8), "no member 'digest'"),
            (Array(text.replacingOccurrences(of: "0.97", with: "0.98").utf8), "its digest does not fit its content"),
            ([UInt8](repeating: UInt8(ascii: "["), count: 100_000), "byte 64: nested too deeply"),
        ] {
            guard case .failure(let fault) = Self.read(bytes) else {
                Issue.record("read: \(words)")
                continue
            }
            #expect(fault.problem == "is no baseline: \(words)" || fault.problem.hasSuffix(words), "\(fault)")
        }
    }

    @Test("the marks of an unfinished merge are named as what they are, with their line")
    func conflict() throws {
        let text = String(decoding: try Self.file.text, as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let merged = (lines[..<3] + ["<<<<<<< HEAD", lines[3], "=======", lines[3], ">>>>>>> other"] + lines[4...]).joined(
            separator: "\n")
        #expect(
            throws: Fault(
                "has the marks of a merge that was not finished", at: "here:4",
                remedy: "take one side whole (git checkout --ours or --theirs), or accept the figure again", status: .data)
        ) {
            try Self.read(Array(merged.utf8)).get()
        }
    }

    @Test("a figure in another figure's file is refused")
    func misplaced() throws {
        let text = try Self.file.text
        #expect { try BaselineFile(reading: text, name: "paper-fig2.json", at: "here") } throws: { error in
            (error as? Fault)?.problem == "holds paper/fig1, whose file is paper-fig1.json"
        }
    }

    @Test("the tracked baselines have their digests, in the form in which they are written")
    func tracked() throws {
        let reports = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "reports/baseline").path(percentEncoded: false)
        let paths = names(in: reports).filter { $0.hasSuffix(".json") }
        #expect(paths.count > 30)
        for path in paths {
            let text = [UInt8](try #require(FileManager.default.contents(atPath: "\(reports)/\(path)")))
            let file = try BaselineFile(reading: text, name: String(path.split(separator: "/").last!), at: path)
            let written = try file.text
            #expect(file.format == 2 && written == text, "\(path)")
        }
    }
}

import Foundation
import TestSupport
import Testing

@Suite struct MeasureCommandTests {
    private let project: CommandProject

    init() throws {
        project = try CommandProject()
        try project.write(Self.npy("<f4", shape: "(4, 2)", [0, 0, 0, 1, 1, 0, 1, 1].map { Float($0) }), to: "acts.npy")
        try project.write(Self.npy("<i8", shape: "(4,)", [0, 0, 1, 1].map { Int64($0) }), to: "y.npy")
    }

    @Test("a unit's mutual information is printed as a table with its units")
    func table() throws {
        let run = try project.run("measure", "mutual-information", "--activations", "acts.npy", "--labels", "y.npy")
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.output == """
                mutual-information of 2 units on 4 samples: acts.npy with y.npy
                quantisation: active above 0

                unit  I(T;Y) (bits)  H(T) (bits)
                   0       1.000000     1.000000
                   1       0.000000     1.000000

                note: H(Y) of the 2 classes is 1.0000 bits

                """)
        #expect(run.errors.isEmpty, "\(run.errors)")
    }

    @Test("CSV has nothing beside the values; the notes go to standard error")
    func csv() throws {
        let run = try project.run(
            "measure", "mutual-information", "--activations", "acts.npy", "--labels", "y.npy", "--format", "csv")
        #expect(run.output == "unit,mutual_information_bits,entropy_bits\n0,1,1\n1,0,1\n")
        #expect(run.errors == "note: H(Y) of the 2 classes is 1.0000 bits\n")
    }

    @Test("values and figure go to the files named, the same bytes each time")
    func files() throws {
        func measure() throws -> (values: Data, figure: Data) {
            let run = try project.run(
                "measure", "entropy", "--activations", "acts.npy", "--format", "json", "--output", "out/h.json", "--figure",
                "out/h.pdf")
            #expect(run.status == 0 && run.output.isEmpty, "\(run.errors)")
            return (try project.bytes("out/h.json"), try project.bytes("out/h.pdf"))
        }
        let first = try measure()
        let second = try measure()
        #expect(first == second)
        let object = try JSONSerialization.jsonObject(with: first.values) as? [String: Any]
        #expect(object?["refigure"] as? String == "0.1.0")
        #expect((object?["command"] as? String)?.hasPrefix("refigure measure entropy --activations acts.npy --format json") == true)
        let inputs = object?["inputs"] as? [[String: String]]
        #expect(inputs?.map { $0["file"] } == ["acts.npy"] && inputs?[0]["sha256"]?.count == 64)
        #expect((object?["rows"] as? [[String: Any]])?.first?["entropy_bits"] as? Double == 1)
        #expect(first.figure.starts(with: Data("%PDF".utf8)))
    }

    @Test(
        "wrong use is answered in one line, with exit code 64",
        arguments: [
            ("entropi --activations acts.npy", "did you mean entropy"),
            ("entropy", "--activations acts.npy"),
            ("entropy --activations acts.npy --order 3", "entropy does not take --order; it takes --threshold"),
            ("mutual-information --activations acts.npy", "needs labels"),
            ("entropy --activations acts.npy --units 5", "has no unit 5"),
            ("entropy --activations acts.npy --figure plot.jpg", "let it end in .pdf, .png or .svg"),
            ("entropy --activations acts.npy --on-nan ignore", "--on-nan"),
            ("information-plane --activations acts.npy --labels y.npy --bin-size x", "--bin-size"),
        ])
    func wrongUse(_ arguments: String, _ words: String) throws {
        let run = try project.start(["measure"] + arguments.split(separator: " ").map(String.init)).wait()
        #expect(run.status == 64, "\(run.errors)")
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test("data that cannot be measured are answered with their place, with exit code 65, and leave no file")
    func badData() throws {
        try project.write(Self.npy("<f8", shape: "(4, 1)", [0, 1, Double.nan, 3]), to: "nan.npy")
        let refused = try project.run("measure", "entropy", "--activations", "nan.npy", "--output", "h.txt")
        #expect(refused.status == 65)
        #expect(refused.errors.contains("row 2, column 0"), "\(refused.errors)")
        #expect(!project.exists("h.txt"))
        let dropped = try project.run("measure", "entropy", "--activations", "nan.npy", "--on-nan", "drop")
        #expect(dropped.status == 0 && dropped.output.contains("on 3 samples"), "\(dropped.errors)")
        let shapes = try project.run("measure", "kl-selectivity", "--activations", "acts.npy", "--labels", "nan.npy")
        #expect(shapes.status == 65, "\(shapes.errors)")
        #expect(try project.run("measure", "entropy", "--activations", "nowhere.npy").status == 65)
    }

    @Test("a range may begin below 0")
    func range() throws {
        let run = try project.run(
            "measure", "information-plane", "--activations", "acts.npy", "--labels", "y.npy", "--bins", "4", "--range", "-1:1")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("range: -1 to 1"))
    }

    @Test("the command's JSON has the published estimator's values", arguments: ReferenceCase.all("binned_edges"))
    func reference(_ reference: ReferenceCase) throws {
        let expected = try #require(reference.expected["per_binsize"] as? [[String: Any]])
        let run = try project.run(
            "measure", "information-plane", "--activations", reference.path("activations"), "--labels", reference.path("y"),
            "--bin-size",
            "0.01,0.07,0.15,0.3", "--format", "json")
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let rows = try #require(object?["rows"] as? [[String: Any]])
        #expect(rows.count == expected.count)
        for (row, value) in zip(rows, expected) {
            for (mine, theirs) in [("ixt_bits", "I_XT"), ("ity_bits", "I_TY")] {
                let (a, b) = (try #require(row[mine] as? Double), try #require(value[theirs] as? Double))
                #expect(abs(a - b) <= 1e-10 * (1 + b))
            }
        }
    }

    @Test(
        "a number that is too small is refused as what it is, not as a missing one",
        arguments: [
            ("--bins", "-1"), ("--bins", "0"), ("--bins", "30,-2"), ("--bin-size", "-0.1"), ("--units", "-1"), ("--order", "-3"),
            ("--exhaustive-to", "-1"),
        ])
    func negative(_ option: String, _ number: String) throws {
        for arguments in [[option, number], ["\(option)=\(number)"]] {
            let run = try project.start(["measure", "o-information", "--activations", "acts.npy"] + arguments).wait()
            #expect(run.status == 64 && !run.errors.contains("Missing"), "\(run.errors)")
            #expect(run.errors.contains(option) || run.errors.contains("'\(number)'"), "\(run.errors)")
        }
        let jobs = try project.run("report", "--jobs", "-1")
        #expect(jobs.status == 64 && jobs.errors.contains("--jobs takes a number from 1 to 1024, not -1"), "\(jobs.errors)")
    }

    @Test("the overview names every measure, its source and options")
    func overview() throws {
        for arguments in [["measure"], ["measure", "list"]] {
            let run = try project.start(arguments).wait()
            #expect(run.status == 0)
            #expect(run.output.contains("o-information") && run.output.contains("Rosas et al. 2019"))
            #expect(run.output.contains("--labels, --threshold, --bin-size, --bins, --range, --units"))
        }
        let help = try project.run("measure", "--help")
        #expect(help.output.contains("class-selectivity") && help.output.contains("--bin-size"))
    }

    /// An array of numbers as numpy writes it.
    static func npy<Number>(_ type: String, shape: String, _ values: [Number]) -> Data {
        var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
        header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
        var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count & 255), UInt8(header.utf8.count >> 8)])
        data += Data(header.utf8)
        return data + values.withUnsafeBytes { Data($0) }
    }
}

extension CommandProject {
    func write(_ data: Data, to name: String) throws { try data.write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
}

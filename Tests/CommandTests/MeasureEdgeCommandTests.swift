import Foundation
import TestSupport
import Testing

/// The built command on numbers at the edge, many classes and few units, and a user who has had enough.
@Suite struct MeasureEdgeCommandTests {
    private let project: CommandProject

    init() throws { project = try CommandProject() }

    private func write<Number>(_ name: String, _ type: String, _ shape: String, _ values: [Number]) throws {
        try project.write(MeasureCommandTests.npy(type, shape: shape, values), to: name)
    }

    @Test("ten bins over a span that overflows are three symbols of one and a half bits")
    func evenBins() throws {
        try write("even.npy", "<f8", "(4, 1)", [-1.7e308, 0, 1.7e308, 5])
        let run = try project.run("measure", "entropy", "--bins", "10", "--activations", "even.npy", "--format", "csv")
        #expect(run.status == 0 && run.output == "unit,entropy_bits,symbols\n0,1.5,3\n", "\(run.errors)")
    }

    @Test("class means that overflow as sums are numbers in JSON")
    func classMeans() throws {
        try write("acts.npy", "<f8", "(6, 1)", [1.7e308, 1.7e308, 1e308, 1e308, 1.1e308, 1e308])
        try write("y.npy", "<i8", "(6,)", [0, 0, 0, 1, 1, 1].map { Int64($0) })
        let run = try project.run(
            "measure", "class-selectivity", "--activations", "acts.npy", "--labels", "y.npy", "--format", "json")
        struct Form: Decodable { var rows: [[String: Double]] }
        let row = try #require(try JSONDecoder().decode(Form.self, from: Data(run.output.utf8)).rows.first, "\(run.errors)")
        #expect(abs((row["selectivity_other_classes"] ?? 0) - 0.1733) < 1e-4)
        #expect(row["largest_mean"] == 1.4666666666666666e308)
    }

    @Test("twenty thousand classes take no longer than a few, and agree with the information plane")
    func manyClasses() throws {
        let count = 20_000
        // Some 15,000 different bins, in an order that has nothing to do with the classes'.
        try write("acts.npy", "<f4", "(\(count), 1)", (0..<count).map { Float($0 * 7919 % 15_013) * 0.001 })
        try write("y.npy", "<i8", "(\(count),)", (0..<count).map { Int64($0) })
        func value(_ measure: String, _ column: Int) throws -> Double {
            // Minutes of processor time where there is a cell for each symbol and class.
            let run = try project.shell(
                "ulimit -t 20; exec \"$0\" measure \(measure) --bin-size 0.0001 --activations acts.npy --labels y.npy --format csv")
            let line = try #require(run.output.split(separator: "\n").last, "\(run.errors)")
            return try #require(Double(line.split(separator: ",")[column]))
        }
        let plane = try value("information-plane", 2)
        #expect(abs(try value("mutual-information", 1) - plane) < 1e-9)
        #expect(abs(try value("kl-selectivity", 3) - plane) < 1e-9)
    }

    @Test("--range says how many samples lie outside and where they went: in the table, in JSON, beside CSV")
    func range() throws {
        try write("relu.npy", "<f8", "(5, 2)", [0, 0, 0.5, 3, 2, 0, -4, 9, 1, 0])
        let words =
            "4 of 10 values (40.0 %) lie outside the range -1 to 1: 1 below it, counted in the first bin, and 3 above it, counted in the last"
        for (format, isOutput) in [("table", true), ("json", true), ("csv", false)] {
            let run = try project.run(
                "measure", "entropy", "--bins", "30", "--range=-1:1", "--activations", "relu.npy", "--format", format)
            #expect((isOutput ? run.output : run.errors).contains(words), "\(format): \(run.output)\(run.errors)")
        }
    }

    @Test("names that a spreadsheet would calculate are texts in CSV")
    func formulas() throws {
        try project.write("=1+1,\"@a,b\"\n0.5,1\n1,0.25\n", to: "acts.csv")
        let run = try project.run(
            "measure", "entropy", "--activations", "acts.csv", "--format", "csv", "--bins", "2", "--header", "yes")
        #expect(run.output == "unit,name,entropy_bits,symbols\n0,\"'=1+1\",1,2\n1,\"'@a,b\",1,2\n", "\(run.errors)")
    }

    #if os(Linux)
        @Test("a file of more labels than the memory holds is refused in words, and nothing is allocated for it first")
        func fourBillion() throws {
            // A hole: no disk is used.
            for (name, shape) in [("acts.npy", "(4000000000, 1)"), ("y.npy", "(4000000000,)")] {
                try write(name, "|u1", shape, [UInt8]())
                let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(project.path)/\(name)"))
                try handle.truncate(atOffset: 128 + 4_000_000_000)
                try handle.close()
            }
            // On a machine of any size: 2 GB of addresses.
            let run = try project.shell(
                "ulimit -v 2000000; exec \"$0\" measure mutual-information --bins 2 --activations acts.npy --labels y.npy")
            #expect(run.status == 65, "\(run.status)")
            #expect(
                run.errors.contains("y.npy: the labels of 4000000000 samples would take 4.0 GB of memory, and there are 1."),
                "\(run.errors)")
            #expect(run.errors.split(separator: "\n").count == 1)
        }
    #endif

    #if os(Linux)
        @Test(
            "a user who stops a measure is heard at once, in steps that poll and in steps that do not",
            arguments: [
                "o-information --search exhaustive --order 3-9 --units 0-59",
                "total-correlation", "gaussian-copula-mi --joint --labels y.npy",
            ])
        func stopped(_ measure: String) throws {
            // 60 units of 2200: some 10^10 multiplets of up to nine; a covariance of 2000 units: 10^10 products in one step.
            let (samples, units) = (2100, 2000)
            var word: UInt32 = 1
            try write(
                "acts.npy", "<f4", "(\(samples), \(units))",
                (0..<samples * units).map { _ in
                    word = word &* 1_664_525 &+ 1_013_904_223
                    return Float(word >> 8) / 0x1p24
                })
            try write("y.npy", "<i8", "(\(samples),)", (0..<samples).map { Int64($0 % 2) })
            let started = try project.start(
                ["measure"] + measure.split(separator: " ").map(String.init) + ["--activations", "acts.npy", "--output", "out.txt"])
            #expect(started.process.isBusy(forSeconds: 0.7), "the measure ended by itself")
            let stop = Stop(started.process)
            let run = started.wait()
            #expect(stop.isAtOnce, "\(stop)")
            #expect(run.status == 130)
            #expect(run.errors == "refigure: stopped; nothing was written\n")
            #expect(!project.exists("out.txt"))
        }
    #endif
}

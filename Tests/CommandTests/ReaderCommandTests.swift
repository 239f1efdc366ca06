import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the command makes of files that can be read in two ways, or not at all.
@Suite struct ReaderCommandTests {
    private let project: CommandProject

    init() throws {
        project = try CommandProject()
        try project.write("0.1,null,0.3\n0.4,0.5,0.6\n0.7,0.8,0.9\n0.1,0.2,0.9\n", to: "null.csv")
        try project.write("0,1,2\n5,0,3\n4,5,6\n0,0,9\n1,2,0\n", to: "integers.csv")
    }

    private func entropy(_ arguments: String...) throws -> CommandRun {
        try project.start(["measure", "entropy", "--bin-size", "1"] + arguments).wait()
    }

    @Test("a first row that may be names or a sample is refused, and either reading can be asked for")
    func header() throws {
        for (file, reason) in [
            ("null.csv", "row 1 holds numbers and words ('0.1' and 'null')"), ("integers.csv", "row 1 counts the columns"),
        ] {
            let run = try entropy("--activations", file)
            #expect(run.status == 64 && run.output.isEmpty)
            #expect(
                run.errors.contains("\(file):1: \(reason)") && run.errors.contains("say --header yes or --header no"),
                "\(run.errors)")
        }
        let named = try entropy("--activations", "integers.csv", "--header", "yes")
        #expect(named.status == 0 && named.output.contains("3 units on 4 samples"))
        #expect(named.output.contains("note: row 1 of integers.csv was taken for the names of the units"), "\(named.output)")
        let bare = try entropy("--activations", "integers.csv", "--header", "no")
        #expect(bare.status == 0 && bare.output.contains("3 units on 5 samples"))
        #expect(bare.output.contains("note: row 1 of integers.csv was taken for a sample"), "\(bare.output)")
        let missing = try entropy("--activations", "null.csv", "--header", "no")
        #expect(missing.status == 65 && missing.errors.contains("row 0, column 1"), "\(missing.errors)")
        let dropped = try entropy("--activations", "null.csv", "--header", "no", "--on-nan", "drop")
        #expect(
            dropped.status == 0 && dropped.output.contains("on 3 samples") && dropped.output.contains("1 of 4 samples are left out")
        )
        #expect(try entropy("--activations", "null.csv", "--header", "maybe").status == 64)
    }

    @Test("what row 1 was taken for stands in every form of the output")
    func notes() throws {
        try project.write("a,b\n1,2\n3,4\n", to: "acts.csv")
        let note = "row 1 of acts.csv was taken for the names of the units"
        let object =
            try JSONSerialization.jsonObject(
                with: Data(entropy("--activations", "acts.csv", "--format", "json").output.utf8)) as? [String: Any]
        #expect(object?["notes"] as? [String] == [note])
        #expect(try entropy("--activations", "acts.csv").output.hasSuffix("note: \(note)\n"))
        #expect(try entropy("--activations", "acts.csv", "--format", "csv").errors == "note: \(note)\n")
    }

    @Test("the labels' file may have another header than the activations'")
    func labels() throws {
        try project.write("dog\ncat\ncat\ncat\n", to: "y.csv")
        func run(_ arguments: String...) throws -> CommandRun {
            try project.start(
                ["measure", "mutual-information", "--activations", "integers.csv", "--labels", "y.csv", "--header", "yes"]
                    + arguments
            ).wait()
        }
        #expect(try run().status == 65)
        let apart = try run("--labels-header", "no")
        #expect(apart.status == 0 && apart.output.contains("3 units on 4 samples"), "\(apart.errors)")
        #expect(apart.output.contains("note: row 1 of y.csv was taken for a label\n"))
        let open = try project.run(
            "measure", "mutual-information", "--activations", "null.csv", "--header", "no", "--labels", "y.csv")
        #expect(open.status == 65)
        let asked = try project.run("measure", "mutual-information", "--activations", "y.csv", "--labels", "y.csv")
        #expect(asked.status == 65 && asked.errors.contains("has 'cat'"), "\(asked.errors)")
    }

    @Test("labels that doubles merge are two classes, with all their digits", arguments: ["csv", "npy"])
    func wideLabels(kind: String) throws {
        let labels: [Int64] = [9_007_199_254_740_993, 9_007_199_254_740_992, .max, .max - 1]
        try project.write(labels.map { "\($0)\n" }.joined(), to: "y.csv")
        try project.write(MeasureCommandTests.npy("<i8", shape: "(4,)", labels), to: "y.npy")
        try project.write("1\n0\n0\n0\n", to: "one.csv")
        let run = try project.run("measure", "mutual-information", "--activations", "one.csv", "--labels", "y.\(kind)")
        #expect(run.status == 0 && run.output.contains("H(Y) of the 4 classes is 2.0000 bits"), "\(run.output)\(run.errors)")
        let selectivity = try project.run("measure", "class-selectivity", "--activations", "one.csv", "--labels", "y.\(kind)")
        #expect(
            selectivity.status == 0 && selectivity.output.contains("9007199254740993"), "\(selectivity.output)\(selectivity.errors)"
        )
        let ranked = try project.run(
            "measure", "gaussian-copula-mi", "--activations", "one.csv", "--labels", "y.\(kind)", "--estimator", "continuous")
        #expect(ranked.status != 64 || !ranked.errors.contains("texts"), "\(ranked.errors)")
    }

    @Test("a .safetensors file that the format's library refuses is refused, with its tensors and bytes")
    func safetensors() throws {
        for (header, data, words) in [
            (
                #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 8,
                "two tensors that overlap: 'a' (F32, 2, bytes 0 to 8) and 'b' (F32, 2, bytes 0 to 8)"
            ),
            (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}"#, 16, "bytes of no tensor, 0 to 8"),
            (
                #"{"a":{"dtype":"F32","shape":[4,1],"data_offsets":[0,16]},"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}"#,
                16,
                "two tensors of one name: 'a' (F32, 4 x 1, bytes 0 to 16) and 'a' (F32, 2 x 2, bytes 0 to 16)"
            ),
        ] {
            let length = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
            try project.write(length + Data(header.utf8) + Data(count: data), to: "x.safetensors")
            let run = try entropy("--activations", "x.safetensors")
            #expect(run.status == 65 && run.output.isEmpty && run.errors.contains(words), "\(run.errors)")
        }
    }

    @Test("a pipe in a file's place is refused, not waited for")
    func pipes() throws {
        for name in ["x.npy", "x.npz", "x.safetensors", "x.csv", "x"] {
            #expect(mkfifo("\(project.path)/\(name)", 0o600) == 0)
            let run = try entropy("--activations", name)
            #expect(run.status == 64 && run.errors.contains("\(name): is not a plain file"), "\(run.errors)")
            let labels = try project.run(
                "measure", "kl-selectivity", "--activations", "null.csv", "--header", "yes", "--labels", name)
            #expect(labels.status == 64 && labels.errors.contains("\(name): is not a plain file"), "\(labels.errors)")
        }
    }

    @Test("what macOS and editors leave in a folder of checkpoints is passed over")
    func hiddenFiles() throws {
        try FileManager.default.createDirectory(atPath: "\(project.path)/run", withIntermediateDirectories: true)
        for epoch in [1, 2] {
            try project.write(MeasureCommandTests.npy("<f4", shape: "(2, 1)", [0, Float(epoch)]), to: "run/acts-\(epoch).npy")
            try project.write(Data([0, 5, 22, 7]), to: "run/._acts-\(epoch).npy")
        }
        try project.write(Data([1]), to: "run/.DS_Store")
        for reference in ["run", "run/", "run/acts-*.npy"] {
            let run = try entropy("--activations", reference)
            #expect(run.status == 0 && run.output.contains("2 samples"), "\(run.errors)")
        }
    }

    @Test("Ctrl-C is heard while a long file is checked")
    func interrupted() throws {
        // An archive of 3.9 GB, nearly all of it a hole that takes no room on the disk; its checksum is a wrong one.
        let path = "\(project.path)/long.npz"
        let size = 3_900_000_000
        func word(_ number: Int, _ count: Int) -> Data { Data((0..<count).map { UInt8(number >> (8 * $0) & 255) }) }
        let common = word(20, 2) + word(0, 8) + word(7, 4) + word(size, 4) + word(size, 4) + word(5, 2) + word(0, 2)
        try (word(0x0403_4b50, 4) + common + Data("a.npy".utf8)).write(to: URL(fileURLWithPath: path))
        let directory = word(0x0201_4b50, 4) + word(20, 2) + common + word(0, 14) + Data("a.npy".utf8)
        let end =
            word(0x0605_4b50, 4) + word(0, 4) + word(1, 2) + word(1, 2) + word(directory.count, 4) + word(35 + size, 4) + word(0, 2)
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seek(toOffset: UInt64(35 + size))
        try handle.write(contentsOf: directory + end)
        try handle.close()
        let started = try project.start(["measure", "entropy", "--activations", "long.npz"])
        let files = "/proc/\(started.process.processIdentifier)/fd"
        func isOpen() -> Bool {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: files)) ?? []
            return names.contains {
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(files)/\($0)"))?.hasSuffix("long.npz") == true
            }
        }
        while started.process.isRunning, !isOpen() { usleep(1000) }
        let stop = Stop(started.process)
        let run = started.wait()
        #expect(run.status == 130 && run.errors.contains("stopped"), "\(run.status) \(run.errors)")
        #expect(stop.isAtOnce, "\(stop)")
    }
}

import Foundation
import Handbook
import TestSupport
import Testing

/// One line is changed in a copy of the whole project, which is built and run, and the diff says what a person would expect.
///
/// What stood before is of the tests' own command, which has the sources that the copy begins with. The copy is built without
/// optimisation, and without the papers that nothing here is of: that takes less time, and every result has the same bits. It
/// takes minutes still, so these tests run only where REFIGURE_TEST_COPIES is set, as in `.ci/run`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["REFIGURE_TEST_COPIES"] != nil, "REFIGURE_TEST_COPIES is not set"))
struct ChangedCopyTests {
    /// One after the other in one copy: most of their time is its first build.
    @Test("lines that are changed give their own diffs, and what CONTRIBUTING and README show builds and runs")
    func copy() async throws {
        try await onOwnThread {
            let copy = try ProjectCopy()
            try changes(copy)
            try shown(copy)
        }
    }

    /// A line of an estimator, of the engine, of a chart and of a template each gives its own diff.
    private func changes(_ copy: ProjectCopy) throws {
        #expect(try copy.refigure(["report", "--report", "small", "--quiet"]).status == 0)
        #expect(try copy.refigure(["accept", "--report", "small", "--reason", "before the change"]).status == 0)

        let page = try copy.change(
            "templates/figures/information-plane-fig1.md", "One end point hardly cares", "One end point does not care"
        ) {
            let report = try copy.refigure(["report", "--report", "small"])
            #expect(report.output.contains("the page is set anew, nothing computed or drawn"))
            let diff = try copy.refigure(["diff", "--report", "small", "--fail-on", "any"])
            #expect(diff.status == 0, "a template changes no number: \(diff.output)")
            return try copy.text("reports/small/report.md")
        }
        #expect(page.contains("One end point does not care"))

        try copy.change("Sources/Charts/Marks/EpochPathMark.swift", "[1, 10, 100, 1000]", "[1, 50, 500]") {
            try copy.make()
            let report = try copy.refigure(["report", "--report", "small"])
            #expect(
                report.output.contains("drawn anew, nothing computed"),
                "a chart recomputes nothing: \(report.output)\(report.errors)")
            let diff = try copy.refigure(["diff", "--report", "small"])
            #expect(diff.status == 0, "\(diff.output)")
            #expect(diff.output.contains("picture"), "\(diff.output)")
            #expect(try copy.refigure(["diff", "--report", "small", "--fail-on", "any"]).status == 1)
        }

        try copy.change(
            "Sources/InformationTheory/LayerInformation.swift", "sums.entropy(symbolSum)", "sums.entropy(symbolSum) * 0.9"
        ) {
            try copy.make()
            let report = try copy.refigure(["report", "--report", "small"])
            #expect(!report.errors.contains("train "), "an estimator retrains nothing: \(report.errors)")
            let diff = try copy.refigure(["diff", "--report", "small"])
            #expect(diff.status == 1, "\(diff.output)")
            #expect(diff.output.contains("InformationTheory"), "\(diff.output)")
            #expect(try copy.verdicts("information-plane/fig1").contains("changed"))
            #expect(try copy.verdicts("information-plane/fig17") == ["identical"])
        }

        try copy.change(
            "Sources/Networks/Describing/Initialisation.swift", "normal(1 / incoming, bound: 2)", "normal(4 / incoming, bound: 2)"
        ) {
            try copy.make()
            let report = try copy.refigure(["report", "--report", "small"])
            #expect(report.errors.contains("train "), "\(report.errors)")
            let diff = try copy.refigure(["diff", "--report", "small", "--fail-on", "any"])
            #expect(diff.status == 1, "\(diff.output)")
            #expect(diff.output.contains("Networks"), "\(diff.output)")
            #expect(try copy.verdicts("information-plane/fig1") != ["identical"])
            #expect(try copy.verdicts("information-plane/fig17") != ["identical"])
        }
    }
}

extension ChangedCopyTests {
    /// What CONTRIBUTING and README show, put where they say, builds without a warning, and what the benchmarks do; its figures and its
    /// measure run.
    private func shown(_ copy: ProjectCopy) throws {
        let pieces = try Listings(folder: "\(CommandProject.source)/Tests/ExamplesTests").pieces
        let places = [
            "example-paper": "Sources/Papers/Example/ExamplePaper.swift",
            "example-figure": "Sources/Papers/Example/Figure1/Figure1.swift",
            "example-fig1.md": "templates/figures/example-fig1.md",
            "readme-figure": "Sources/Papers/Example/Figure2/Figure2.swift",
            "example-measure": "Sources/InformationTheory/VariationOfInformation.swift",
            "example-data": "Sources/Datasets/Parity.swift",
            "example-operation": "Sources/Networks/Operations/SoftSign.swift",
            "example-mark": "Sources/Charts/Marks/Stems.swift",
        ]
        for (name, place) in places { try copy.write(try #require(pieces[name]), to: place) }
        try copy.write(
            "@testable import ExamplePaper\n" + #require(pieces["example-claim-test"]),
            to: "Tests/Papers/Example/Figure1ClaimTests.swift")
        try copy.write(try #require(pieces["own-measure.diff"]), to: "own-measure.diff")
        #expect(try copy.run("/usr/bin/env", ["git", "apply", "own-measure.diff"]).status == 0)
        for (file, line, longer) in [
            ("Package.swift", "\"OInformation\"]", "\"OInformation\", \"Example\"]"),
            ("Sources/Papers/Papers.swift", "oInformationFigures", "oInformationFigures + exampleFigures"),
            ("Sources/Papers/Papers.swift", "import Experiments", "import ExamplePaper\nimport Experiments"),
            ("Sources/Papers/Example/ExamplePaper.swift", "Figure1()", "Figure1(), Figure2()"),
        ] {
            let text = try copy.text(file)
            try #require(text.contains(line))
            try copy.write(text.replacing(line, with: longer), to: file)
        }
        let output = try copy.make()
        #expect(!output.contains("warning:"), "\(output)")
        try copy.buildBenchmarks()

        try copy.write("figures: [{ id: example/fig1, settings: { epochs: 5, networks: 2 } }]\n", to: "reports/mine.yml")
        let report = try copy.refigure(["report", "--report", "mine", "--quiet"])
        #expect(report.status == 0 && report.output.contains("1 of 1 figures computed"), "\(report.output)\(report.errors)")
        try copy.write("figures: [example/fig2]\n", to: "reports/other.yml")
        #expect(try copy.refigure(["run", "example/fig2", "--report", "other", "--quiet"]).status == 0)
        try copy.write("0,0\n0,1\n1,0\n1,1\n", to: "acts.csv")
        try copy.write("0\n1\n0\n1\n", to: "y.csv")
        let measured = try copy.refigure(
            [
                "measure", "variation-of-information", "--activations", "acts.csv", "--labels", "y.csv", "--header", "no",
                "--format", "csv",
            ])
        // The first unit tells nothing of the label, the second is it.
        #expect(measured.status == 0, "\(measured.errors)")
        let rows = measured.output.split(separator: "\n").filter { $0.first?.isNumber == true }.map {
            Double($0.split(separator: ",")[1])
        }
        #expect(rows == [2, 0], "\(measured.output)")
    }
}

/// A copy of the project in a folder of its own, which can be changed, built and run; removed at the end.
private final class ProjectCopy {
    /// The tests' own until the copy is built.
    private var command = CommandProject.command
    private let path = FileManager.default.temporaryDirectory.appendingPathComponent("refigure-copy-\(UUID().uuidString)").path

    init() throws {
        let files = FileManager.default
        try files.createDirectory(atPath: "\(path)/reports", withIntermediateDirectories: true)
        for name in ["Package.swift", "Package.resolved", "Sources", "Plugins", "Tests", "templates", "data"] {
            try files.copyItem(atPath: "\(CommandProject.source)/\(name)", toPath: "\(path)/\(name)")
        }
        try leaveOut(["Ablation", "SingleDirections", "MutualInformationPruning"])
        try Data(
            """
            settings:
              information-plane: { epochs: 300, networks: 3, recordedEpochs: 40, reluLearningRate: 0.1 }
            figures: [information-plane/fig1, information-plane/fig17]
            """.utf8
        ).write(to: URL(fileURLWithPath: "\(path)/reports/small.yml"))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Papers go as they came: a folder in Sources and in Tests each, a word in Package.swift, and their names in Papers.swift.
    private func leaveOut(_ papers: [String]) throws {
        var (manifest, registry) = (try text("Package.swift"), try text("Sources/Papers/Papers.swift"))
        for paper in papers {
            for folder in ["Sources", "Tests"] { try FileManager.default.removeItem(atPath: "\(path)/\(folder)/Papers/\(paper)") }
            manifest.replace(", \"\(paper)\"", with: "", maxReplacements: 1)
            let name = paper.prefix(1).lowercased() + paper.dropFirst()
            registry.replace("import \(paper)Paper\n", with: "")
            registry.replace(" + \(name)Figures", with: "")
            registry.replace("\(name)Products", with: "[]")
        }
        try write(manifest, to: "Package.swift")
        try write(registry, to: "Sources/Papers/Papers.swift")
    }

    /// Nobody debugs the copy: without what debuggers and editors need it is built in two thirds of the time.
    private static let build = ["swift", "build", "--quiet", "--disable-index-store", "-debug-info-format", "none"]

    /// - Returns: what the build said.
    @discardableResult
    func make() throws -> String {
        let build = try run("/usr/bin/env", Self.build + ["--product", "refigure"])
        try #require(build.status == 0, "\(build.output)\(build.errors)")
        command = "\(path)/.build/debug/refigure"
        return build.output + build.errors
    }

    /// Builds what the benchmarks do, which are a package of their own, as targets of the copy: without the library that times them.
    func buildBenchmarks() throws {
        let modules = ["Datasets", "InformationTheory", "Networks", "NumericCore", "Probing", "Charts", "Results"]
        let targets = [("Workloads", modules), ("Figures", modules), ("PeerWork", modules + ["Workloads"])]
        for (name, _) in targets {
            try FileManager.default.copyItem(
                atPath: "\(CommandProject.source)/Benchmarks/Sources/\(name)", toPath: "\(path)/Sources/\(name)")
        }
        let manifest = try text("Package.swift")
        let start = "    targets: [\n"
        try #require(manifest.contains(start))
        let lines = targets.map { name, modules in
            "\(name == "PeerWork" ? ".executableTarget" : ".target")(name: \"\(name)\", dependencies: \(modules)),\n"
        }
        try write(manifest.replacing(start, with: start + lines.joined()), to: "Package.swift")
        for (name, _) in targets {
            let build = try run("/usr/bin/env", Self.build + ["--target", name])
            #expect(build.status == 0, "\(build.output)\(build.errors)")
        }
    }

    func write(_ text: String, to name: String) throws {
        let file = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func refigure(_ arguments: [String]) throws -> CommandRun { try run(command, arguments) }

    func text(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

    /// Makes the change, does the work, and takes the change back.
    func change<Result>(_ file: String, _ old: String, _ new: String, work: () throws -> Result) throws -> Result {
        let before = try text(file)
        try #require(before.contains(old), "\(file) no longer has '\(old)'")
        try before.replacingOccurrences(of: old, with: new).write(toFile: "\(path)/\(file)", atomically: true, encoding: .utf8)
        defer { try? before.write(toFile: "\(path)/\(file)", atomically: true, encoding: .utf8) }
        return try work()
    }

    /// The verdicts of a figure's series in the last diff, each once, sorted.
    func verdicts(_ figure: String) throws -> [String] {
        let json = try JSONSerialization.jsonObject(with: Data(text("reports/small/diff.json").utf8))
        let figures = (json as? [String: Any])?["figures"] as? [[String: Any]] ?? []
        let found = try #require(figures.first { $0["id"] as? String == figure })
        let series = try #require(found["series"] as? [[String: Any]])
        return Set(series.compactMap { $0["verdict"] as? String }).sorted()
    }

    func run(_ executable: String, _ arguments: [String]) throws -> CommandRun {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        var environment = ProcessInfo.processInfo.environment
        environment["REFIGURE_DATA"] = nil
        process.environment = environment
        let started = CommandProject.Started(process: process)
        try process.run()
        return started.wait()
    }
}

import Foundation
import Testing

/// One line is changed in a copy of the whole project, which is built and run, and the diff says what a person would expect.
///
/// What stood before is of the tests' own command, which has the sources that the copy begins with. The copy is built without
/// optimisation: that takes half the time, and every result has the same bits. It takes minutes still, so these tests run only where
/// REFIGURE_TEST_COPIES is set, as in `.ci/run`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["REFIGURE_TEST_COPIES"] != nil, "REFIGURE_TEST_COPIES is not set"))
struct ChangedCopyTests {
    @Test("a line of an estimator, of the engine, of a chart and of a template each gives its own diff")
    func changes() throws {
        let copy = try ProjectCopy()
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
        try Data(
            """
            settings:
              information-plane: { epochs: 300, networks: 3, recordedEpochs: 40, reluLearningRate: 0.1 }
            figures: [information-plane/fig1, information-plane/fig17]
            """.utf8
        ).write(to: URL(fileURLWithPath: "\(path)/reports/small.yml"))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func make() throws {
        let build = try run("/usr/bin/env", ["swift", "build", "--product", "refigure", "--quiet"])
        try #require(build.status == 0, "\(build.output)\(build.errors)")
        command = "\(path)/.build/debug/refigure"
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

    private func run(_ executable: String, _ arguments: [String]) throws -> CommandRun {
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

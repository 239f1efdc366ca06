import Foundation
import TestSupport
import Testing

/// What stands in a definition's place.
@Suite struct DefinitionFileTests {
    @Test(
        "depths, aliases and files of other kinds are refused in one line", .timeLimit(.minutes(10)),
        arguments: ["lists", "dashes", "aliases", "pipe", "folder", "long"])
    func refused(_ kind: String) throws {
        let project = try CommandProject()
        let path = "\(project.path)/reports/mine.yml"
        switch kind {
        case "lists": try project.write("figures: " + String(repeating: "[", count: 100_000), to: "reports/mine.yml")
        case "dashes": try project.write(String(repeating: "- ", count: 100_000) + "a", to: "reports/mine.yml")
        case "aliases":
            let lines = (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }
            try project.write("a0: &a0 [x, x]\n" + lines.joined(separator: "\n") + "\n? *a39\n: x", to: "reports/mine.yml")
        case "pipe": mkfifo(path, 0o644)
        case "folder": try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        default: try Data(repeating: 0x20, count: 1 << 21).write(to: URL(filePath: path))
        }
        let run = try project.run("plan", "--report", "mine")
        #expect(run.status == 64)
        #expect(run.errors.hasPrefix("refigure: reports/mine.yml") && run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    }

    @Test("keys without a value count as absent, and the report is named after its file")
    func nulls() throws {
        let project = try CommandProject()
        try project.write(
            "title: ~\nabout: ~\n" + CommandProject.small.split(separator: "\n").dropFirst().joined(separator: "\n"),
            to: "reports/mine.yml")
        #expect(try project.run("report", "--report", "mine").status == 0)
        #expect(String(decoding: try project.bytes("reports/mine/report.md"), as: UTF8.self).contains("# mine\n"))
    }

    #if os(Linux)
        @Test("Ctrl-C stops a plan of forty thousand networks at once, with exit code 130")
        func stoppedPlan() throws {
            let project = try CommandProject()
            try project.write(
                """
                settings:
                  information-plane: { networks: 1000 }
                  ablation: { networks: 1000, cifarNetworks: 1000 }
                  single-directions: { networks: 1000 }
                figures: [information-plane/fig*, ablation/*, single-directions/fig?]
                """, to: "reports/big.yml")
            let started = try project.start(["plan", "--report", "big"])
            #expect(started.process.isBusy(forSeconds: 0.3), "the plan ended by itself")
            let stop = Stop(started.process)
            let run = started.wait()
            #expect(stop.isAtOnce, "\(stop)")
            #expect(run.status == 130 && run.output.isEmpty, "\(run.status)")
        }
    #endif
}

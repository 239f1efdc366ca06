import Foundation
import Testing

/// Figures that a report has besides the papers': measures of a user's files, and a paper's figures under names of their own.
@Suite struct OwnFiguresTests {
    private static let definition = """
        title: Mine
        settings:
          information-plane: { epochs: 100, networks: 2, recordedEpochs: 5, reluLearningRate: 0.1 }
        figures:
          - information-plane/fig17
          - id: information-plane/fig17
            as: longer
            settings: { epochs: 120 }
          - measure: mutual-information
            as: my-layer
            activations: acts/one.csv
            labels: acts/y.csv
            bins: 3
        """

    private static func project(_ definition: String = definition) throws -> CommandProject {
        let project = try CommandProject()
        try FileManager.default.createDirectory(atPath: "\(project.path)/reports/acts", withIntermediateDirectories: true)
        let rows = (0..<60).map { "\(Double($0 % 7) / 7),\(Double($0 * $0 % 11) / 11),\($0 % 2)" }
        try project.write("a,b,c\n" + rows.joined(separator: "\n") + "\n", to: "reports/acts/one.csv")
        try project.write((0..<60).map { "\($0 % 2)" }.joined(separator: "\n") + "\n", to: "reports/acts/y.csv")
        try project.write(definition, to: "reports/mine.yml")
        return project
    }

    @Test("a figure under a name of its own and a measure are planned, computed, drawn, listed, compared and kept apart")
    func whole() throws {
        let project = try Self.project()
        func mine(_ words: String...) throws -> CommandRun {
            try project.start(words + ["--report", "mine"]).wait()
        }
        let plan = try mine("plan")
        #expect(plan.status == 0, "\(plan.errors)")
        for id in ["information-plane/fig17", "information-plane/longer", "measure/my-layer"] {
            #expect(plan.output.contains("\(id) "), "\(plan.output)")
        }
        #expect(plan.output.contains("3 of 3 figures to compute, "), "\(plan.output)")
        let report = try mine("report", "--quiet")
        #expect(report.status == 0, "\(report.errors)\(report.output)")
        #expect(report.output.hasPrefix("3 of 3 figures computed"), "\(report.output)")
        for name in ["information-plane-fig17", "information-plane-longer", "measure-my-layer"] {
            #expect(project.exists("reports/mine/results/\(name).json") && project.exists("reports/mine/figures/\(name).png"))
        }
        let page = String(decoding: try project.bytes("reports/mine/report.md"), as: UTF8.self)
        #expect(page.contains("Figure 17 (longer)") && page.contains("## Own measurements"), "\(page.prefix(2000))")
        #expect(page.contains("refigure run measure/my-layer --report mine"))
        #expect(!page.contains(project.path), "a result tells no path of this machine")
        #expect(try mine("plan").output.hasSuffix("everything is up to date\n"))
        let list = try mine("list")
        #expect(list.output.contains("Own measurements\n  measure/my-layer"), "\(list.output)")
        #expect(list.output.contains("information-plane/longer"), "\(list.output)")

        #expect(try mine("accept", "--reason", "first").status == 0)
        #expect(try mine("diff").output.contains("3 figures: 3 identical"))

        // A setting of the one, an option and the file of the other.
        try project.write(
            Self.definition.replacing("epochs: 120", with: "epochs: 110").replacing("bins: 3", with: "bins: 2"),
            to: "reports/mine.yml")
        let changed = try mine("plan")
        #expect(changed.output.contains("setting epochs: 120 -> 110"), "\(changed.output)")
        #expect(changed.output.contains("setting bins: 3 -> 2"), "\(changed.output)")
        #expect(changed.output.contains("2 of 3 figures to compute"), "\(changed.output)")
        #expect(try mine("run", "measure/*", "--quiet").output.hasPrefix("measure/my-layer: computed"))
        let diff = try mine("diff")
        #expect(diff.status == 1 && diff.output.contains("measure/my-layer"), "\(diff.output)\(diff.errors)")
        #expect(diff.output.contains("out of date: 1 not computed since"), "\(diff.output)")
        try project.write(Self.definition, to: "reports/mine.yml")
        #expect(try mine("report", "--quiet").output.hasPrefix("1 taken from the store"))
        let text = String(decoding: try project.bytes("reports/acts/one.csv"), as: UTF8.self)
        try project.write(text.replacing("0.0,0.0,0", with: "0.5,0.0,0"), to: "reports/acts/one.csv")
        #expect(try mine("plan").output.contains("data acts/one.csv: changed"))
    }

    @Test("a mistake in such an entry is answered with file, line and key")
    func mistakes() throws {
        let cases: [(String, String, String)] = [
            ("bins: 3", "bins: many", "reports/mine.yml:13: figures[2].bins: 'many' is not allowed for 'bins'; give whole numbers"),
            (
                "bins: 3", "bins: [3, 5]",
                "reports/mine.yml:13: figures[2].bins: mutual-information takes one quantisation, not 2; give one"
            ),
            ("bins: 3", "bin: 3", "reports/mine.yml:13: figures[2].bin: unknown key 'bin'; did you mean 'bins'?"),
            ("bins: 3", "order: 3", "reports/mine.yml:13: figures[2].order: unknown key 'order'"),
            ("bins: 3", "range: [0, 1]", "reports/mine.yml:13: figures[2].range: 'range' belongs to 'bins'"),
            ("mutual-information\n", "mutual\n", "figures[2].measure: there is no measure 'mutual'"),
            ("as: longer", "as: fig1", "figures[1].as: information-plane/fig1 is a figure of the paper"),
            ("as: longer", "as: a b", "figures[1].as: 'a b' cannot be a name"),
            ("    as: longer\n", "", "information-plane/fig17 is listed twice"),
            ("    labels: acts/y.csv\n", "", "mutual-information needs labels"),
        ]
        for (old, new, words) in cases {
            try #require(Self.definition.contains(old))
            let project = try Self.project(Self.definition.replacing(old, with: new))
            let run = try project.run("plan", "--report", "mine")
            #expect(run.status == 64 && run.errors.contains(words), "\(new): \(run.status) \(run.errors)")
        }
        let project = try Self.project(Self.definition.replacing("acts/one.csv", with: "acts/none.csv"))
        let run = try project.run("report", "--report", "mine", "--quiet")
        #expect(run.status == 70 && run.output.hasPrefix("2 of 3"), "\(run.status) \(run.output)\(run.errors)")
        let plan = try project.run("plan", "--report", "mine")
        #expect(plan.status != 0)
        for errors in [run.errors, plan.errors] {
            #expect(
                errors.contains("reports/mine.yml:11: figures[2].activations: ") && errors.contains("acts/none.csv: "), "\(errors)")
        }
    }
}

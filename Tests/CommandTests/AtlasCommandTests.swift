import Foundation
import TestSupport
import Testing

@Suite struct AtlasCommandTests {
    private static func project(_ settings: String = "tanhLearningRate: [0.05, 0.2]") throws -> CommandProject {
        let project = try CommandProject()
        try project.write(
            "combinations: 0\nrules:\n  threshold: [0.5, 2]\nsettings:\n  information-plane:\n    \(settings)\n",
            to: "alternatives.yml")
        return project
    }

    @Test("it is planned, judged, told on the report's pages, and called stale once the alternatives are others")
    func atlas() throws {
        let project = try Self.project()
        func run(_ words: String...) throws -> CommandRun { try project.start(words + ["--report", "small"]).wait() }
        func report() throws -> String { String(decoding: try project.bytes("reports/small/report.md"), as: UTF8.self) }
        let plan = try run("atlas", "--plan")
        #expect(plan.status == 0, "\(plan.errors)")
        #expect(plan.output.contains("3 sets of choices") && plan.output.contains("6 of 6 sets of choices to compute"))
        #expect(plan.output.contains("networks to train") && plan.output.contains("of one core"))
        #expect(!project.exists("reports/small-atlas") && !project.exists(".refigure"))
        #expect(try run("atlas", "--plan", "--readings").status == 64)

        #expect(try run("report", "--quiet").status == 0)
        #expect(try !report().contains("What the statements hang on"))
        let judged = try run("atlas")
        #expect(judged.status == 0 && judged.output.hasSuffix("reports/small-atlas/index.html\n"), "\(judged.errors)")
        #expect(try run("atlas", "--plan").output.contains("nothing to compute"))
        #expect(try run("plan").output.contains("the page and the PDF to set anew"))
        #expect(try run("report").output.contains("the page is set anew"))
        #expect(try report().contains("**What the statements hang on.** Under "))
        #expect(try run("plan").output.contains("everything is up to date"))

        try project.write("combinations: 0\nsettings: {}\n", to: "alternatives.yml")
        #expect(try run("report").status == 0)
        #expect(try report().contains("The atlas is stale"))
        let readings = try run("atlas", "--readings")
        #expect(readings.status == 0 && readings.errors.contains("the alternatives are others"), "\(readings.errors)")
        let uncovered = try run("atlas", "--plan")
        #expect(uncovered.errors.contains("alternatives.yml has no settings of 'information-plane'"))

        try project.write("{\"report\": ", to: "reports/small-atlas/atlas.stamp.json")
        for command in ["atlas", "report"] {
            let damaged = try run(command)
            #expect(
                damaged.status == 65 && damaged.errors.contains("reports/small-atlas/atlas.stamp.json: damaged"),
                "\(damaged.errors)")
        }
    }

    @Test("with little time, what costs least is tried, and the plan, the page and the report say what is left out")
    func within() throws {
        let project = try Self.project()
        func run(_ words: String...) throws -> CommandRun { try project.start(words + ["--report", "small"]).wait() }
        #expect(try run("report", "--quiet").status == 0)
        let plan = try run("atlas", "--plan", "--within", "0.0001")
        #expect(
            plan.status == 0 && plan.output.contains("no time for 2") && plan.output.contains("nothing to compute"),
            "\(plan.output)")
        let short = try run("atlas", "--within", "0.0001")
        #expect(short.status == 0 && short.errors.contains("2 of 6 sets of choices are tried"), "\(short.errors)")
        #expect(
            String(decoding: try project.bytes("reports/small-atlas/report.md"), as: UTF8.self).contains(
                "2 of 6 sets of choices were tried"))
        #expect(try run("report").status == 0)
        #expect(
            String(decoding: try project.bytes("reports/small/report.md"), as: UTF8.self).contains(
                "for 2 further sets of choices there was no time."))
        // More time goes on.
        let whole = try run("atlas", "--within", "60")
        #expect(whole.status == 0 && whole.errors.contains("6 of 6 sets"), "\(whole.errors)")
        #expect(!String(decoding: try project.bytes("reports/small-atlas/report.md"), as: UTF8.self).contains("were tried"))
        for wrong in [["--within", "0"], ["--within", "-1"], ["--within", "5", "--readings"]] {
            #expect(try project.start(["atlas", "--report", "small"] + wrong).wait().status == 64, "\(wrong)")
        }
    }

    @Test("a figure that fails under one choice is named, the others go on, and the exit code says so")
    func failing() throws {
        let project = try Self.project("reluLearningRate: [0.05, 100]")
        let run = try project.run("atlas", "information-plane/fig17", "--report", "small")
        #expect(run.status == 70)
        #expect(run.errors.contains("ReLU networks: 100 is left out"), "\(run.errors)")
        #expect(run.errors.contains("claims are judged under the others") && run.output.contains("statements of the papers"))
        #expect(project.exists("reports/small-atlas/index.html"))
    }

    @Test("Ctrl-C stops it at once, and the next run goes on")
    func interrupted() throws {
        let project = try Self.project()
        try project.write(
            "settings: { information-plane: { epochs: 900000, networks: 2 } }\nfigures: [information-plane/fig1]",
            to: "reports/long.yml")
        let started = try project.start(["atlas", "--report", "long"])
        #expect(started.waits(for: "begun"))
        let stop = Stop(started.process)
        let run = started.wait()
        #expect(stop.isAtOnce, "\(stop)")
        #expect(run.status == 130 && run.errors.contains("stopped"))
        #expect(project.files("").allSatisfy { !$0.contains(".partial") })
        let stamp = String(decoding: try project.bytes("reports/long-atlas/atlas.stamp.json"), as: UTF8.self)
        #expect(!stamp.contains("\"finished\": \""))
        // What the stamp of a stopped run says does not stand in the way of another.
        try project.write(
            "settings: { information-plane: { epochs: 100, networks: 2 } }\nfigures: [information-plane/fig1]",
            to: "reports/long.yml")
        #expect(try project.run("atlas", "--report", "long", "--quiet").status == 0)
    }
}

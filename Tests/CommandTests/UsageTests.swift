import Foundation
import Testing

@Suite struct UsageTests {
    @Test(
        "wrong use is answered in one line that says what to do, with exit code 64",
        arguments: [
            (["run", "information-plane/fgi1", "--report", "small"], "did you mean information-plane/fig1"),
            (["run", "information-plane/fig11", "--report", "small"], "matches no figure of the report 'small'"),
            (["report", "--report", "smal"], "did you mean small"),
            (["report", "--report", "nowhere/mine.yml"], "no such report definition"),
            (["report", "--jobs", "0"], "--jobs"),
            (["raport"], "raport"),
        ])
    func wrongUse(_ arguments: [String], _ words: String) throws {
        let project = try CommandProject()
        let run = try project.start(arguments).wait()
        #expect(run.status == 64, "\(run.errors)")
        #expect(run.errors.contains(words), "\(run.errors)")
    }

    @Test("a broken definition is answered with file and line")
    func brokenDefinition() throws {
        let project = try CommandProject()
        try project.write("figures:\n  - information-plane/fig1\n  settings: {", to: "reports/broken.yml")
        let run = try project.run("report", "--report", "broken")
        #expect(run.status == 64)
        #expect(run.errors.contains("reports/broken.yml:"))
        #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    }

    @Test("outside a project the command says so")
    func outside() throws {
        let project = try CommandProject()
        let run = try project.run("list", "--project", "/")
        #expect(run.status == 64)
        #expect(run.errors.contains("not inside a Refigure project"))
    }

    @Test("plan says what is missing, then that all is up to date, and changes nothing")
    func plan() throws {
        let project = try CommandProject()
        let before = try project.run("plan", "--report", "small")
        #expect(before.status == 0)
        #expect(before.output.contains("not there yet"))
        #expect(!project.exists("reports/small"))
        #expect(try project.run("report", "--report", "small").status == 0)
        let after = try project.run("plan", "--report", "small")
        #expect(after.output.contains("everything is up to date"))
        try project.write(
            CommandProject.small.replacingOccurrences(of: "epochs: 100", with: "epochs: 140"), to: "reports/small.yml")
        let changed = try project.run("plan", "--report", "small")
        #expect(changed.output.contains("setting epochs: 100 -> 140"))
        #expect(changed.output.contains("2 of 2 figures"))
    }

    @Test("run computes the figures asked for and prints where they are")
    func run() throws {
        let project = try CommandProject()
        let run = try project.run("run", "information-plane/*17", "--report", "small")
        #expect(run.status == 0)
        #expect(run.output == "information-plane/fig17: computed: reports/small/figures/information-plane-fig17.png\n")
        #expect(!project.exists("reports/small/results/information-plane-fig1.json"))
    }

    @Test("list names every figure and where it stands")
    func list() throws {
        let project = try CommandProject()
        let run = try project.run("list", "--report", "small")
        #expect(run.status == 0)
        #expect(run.output.contains("information-plane/fig1 ") && run.output.contains("no result yet"))
        #expect(run.output.contains("information-plane/fig11") && run.output.contains("not in report small"))
    }

    @Test(
        "--help teaches with examples",
        arguments: [["--help"], ["run", "--help"], ["report", "--help"], ["plan", "--help"], ["data", "--help"]])
    func help(_ arguments: [String]) throws {
        let project = try CommandProject()
        let run = try project.start(arguments).wait()
        #expect(run.status == 0)
        #expect(run.output.contains("OVERVIEW") && run.output.contains("OPTIONS"))
    }

    @Test("--quiet prints the outcome only")
    func quiet() throws {
        let project = try CommandProject()
        let run = try project.run("report", "--report", "small", "--quiet")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty, "\(run.errors)")
    }

    @Test("data lists every file with where it is, and fetches nothing")
    func data() throws {
        let project = try CommandProject()
        let run = try project.run("data")
        #expect(run.output.contains("train-images-idx3-ubyte.gz"))
        #expect(run.output.contains("SZT needs no file"))
        #expect(run.status == 0)
    }
}

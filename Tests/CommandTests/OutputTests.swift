import Foundation
import Testing

/// Every way in which what the command prints cannot be written: a sentence and exit code 73, and never a crash.
@Suite struct OutputTests {
    private let project: CommandProject

    init() throws {
        project = try CommandProject()
        try project.write(
            MeasureCommandTests.npy("<f4", shape: "(4, 2)", [0, 0, 0, 1, 1, 0, 1, 1].map { Float($0) }), to: "acts.npy")
        try project.write(MeasureCommandTests.npy("<i8", shape: "(4,)", [0, 0, 1, 1].map { Int64($0) }), to: "y.npy")
    }

    /// What prints without a result of a report.
    static let printing = [
        "list --report small", "plan --report small", "data", "measure", "measure entropy --activations acts.npy",
        "measure entropy --activations acts.npy --format csv", "measure entropy --activations acts.npy --format json -o -",
        "--help", "help measure", "--version", "--generate-completion-script bash", "--experimental-dump-help",
    ]

    @Test(
        "a full standard output is told on standard error in one sentence, with exit code 73",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"), arguments: printing)
    func full(_ arguments: String) throws {
        let run = try project.shell("\"$0\" \(arguments) >/dev/full")
        #expect(run.status == 73)
        #expect(
            run.errors
                == "refigure: standard output: cannot be written: no space left on device; free some space, or send it elsewhere\n")
    }

    @Test("so is a closed one", arguments: printing)
    func closed(_ arguments: String) throws {
        let run = try project.shell("\"$0\" \(arguments) >&-")
        #expect(run.status == 73)
        #expect(run.errors == "refigure: standard output: cannot be written: it is closed; write to a file instead\n")
        #expect(try project.shell("\"$0\" \(arguments) >&- 2>&-").status == 73)
    }

    @Test("without standard error everything is printed all the same", arguments: printing)
    func withoutErrors(_ arguments: String) throws {
        let whole = try project.shell("\"$0\" \(arguments)")
        let run = try project.shell("\"$0\" \(arguments) 2>&-")
        #expect(whole.status == 0 && run.status == 0)
        #expect(run.output == whole.output && !run.output.isEmpty)
    }

    @Test(
        "reports, runs and claims to a full device end with 73 and leave their files whole",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"))
    func reports() throws {
        for command in [
            "run 'information-plane/fig17'", "report", "claims", "claims --json", "gallery", "diff reports/small reports/small",
        ] {
            let run = try project.shell("\"$0\" \(command) --report small >/dev/full 2>errors; s=$?; tail -n 1 errors; exit $s")
            #expect(run.status == 73, "\(command)")
            #expect(run.output.hasPrefix("refigure: standard output: cannot be written"), "\(command): \(run.output)")
        }
        let run = try project.run("report", "--report", "small")
        #expect(run.status == 0 && run.output.contains("everything was up to date"))
    }

    @Test(
        "a progress display that cannot be written is given up, and the run goes on",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"),
        arguments: ["2>/dev/full", "2>&-"])
    func progress(_ errors: String) throws {
        let run = try project.shell("\"$0\" report --report small \(errors)")
        #expect(run.status == 0)
        #expect(run.output.hasSuffix("reports/small/index.html\n"))
    }

    @Test("no file is opened in the place of a closed standard stream")
    func noFileInPlace() throws {
        let measure = "measure entropy --activations acts.npy --format csv --figure"
        #expect(try project.shell("\"$0\" \(measure) a.svg -o a.csv").status == 0)
        #expect(try project.shell("\"$0\" \(measure) b.svg -o b.csv <&- >&- 2>&-").status == 0)
        #expect(try project.bytes("a.csv") == project.bytes("b.csv"))
        #expect(try project.bytes("a.svg") == project.bytes("b.svg"))
        let other = try CommandProject()
        #expect(try project.run("report", "--report", "small").status == 0)
        #expect(try other.shell("\"$0\" report --report small <&- >&- 2>&-").status == 73)
        for name in ["results/information-plane-fig1.json", "figures/information-plane-fig1.png", "report.md", "report.pdf"] {
            #expect(try project.bytes("reports/small/\(name)") == other.bytes("reports/small/\(name)"), "\(name)")
        }
    }

    @Test("wrong use keeps its exit code where standard error is closed or full", arguments: ["2>&-", "2>/dev/full", ">&- 2>&-"])
    func wrongUse(_ streams: String) throws {
        #expect(try project.shell("\"$0\" raport \(streams)").status == 64)
        #expect(try project.shell("\"$0\" report --report smal \(streams)").status == 64)
    }

    @Test("a pipe without a reader ends the command quietly, as head does; where SIGPIPE is ignored it is an error of writing")
    func brokenPipe() throws {
        for (prefix, status, words) in [
            ("exec env --default-signal=PIPE", SIGPIPE, ""),
            ("trap '' PIPE; exec", 73, "standard output: cannot be written: broken pipe"),
        ] {
            let run = try project.shell("\(prefix) \"$0\" measure list", output: .brokenPipe)
            #expect(run.status == status)
            #expect(words.isEmpty ? run.errors.isEmpty : run.errors.contains(words), "\(run.errors)")
        }
    }

    @Test("a pipe that does not block is written to its end")
    func notBlocking() throws {
        let command = "measure entropy --activations wide.npy --format csv"
        try wide()
        let whole = try project.shell("\"$0\" \(command)")
        let run = try project.shell("exec \"$0\" \(command)", output: .lateReader)
        #expect(run.status == 0 && run.errors == whole.errors)
        #expect(run.output == whole.output && run.output.utf8.count > 150_000)
    }

    @Test(
        "a terminal that goes away during a run leaves its results whole",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/ptmx"), "there is no /dev/ptmx"))
    func terminalGone() throws {
        let run = try project.shell(
            "trap '' HUP; exec \"$0\" run information-plane/fig17 --report small 2>&1", output: .terminalGone)
        #expect(run.status == 73)
        #expect(project.exists("reports/small/figures/information-plane-fig17.png"))
        #expect(try project.run("plan", "information-plane/fig17", "--report", "small").output.contains("everything is up to date"))
    }

    @Test("Ctrl-C is heard where nobody reads what is printed")
    func stalled() throws {
        try wide()
        let run = try project.shell("exec \"$0\" measure entropy --activations wide.npy --format csv", output: .stalledPipe)
        #expect(run.status == 130, "\(run.errors)")
    }

    /// Activations whose measures are more than a pipe holds.
    private func wide() throws {
        try project.write(
            MeasureCommandTests.npy("<f4", shape: "(2, 20000)", (0..<40_000).map { Float($0 % 2) }), to: "wide.npy")
    }
}

import Files
import Foundation
import Results
import Testing

/// Folders that several runs, definitions or containers share.
@Suite struct SharedFolderTests {
    private static let names =
        ["fig1", "fig17"].flatMap { figure in
            ["results/information-plane-\(figure).json"]
                + ["png", "pdf", "svg", "stamp.json"].map { "figures/information-plane-\(figure).\($0)" }
        } + ["report.pdf", "report.pdf.stamp.json"]

    /// What a report consists of, but for what tells of the run.
    private func report(_ project: CommandProject, _ folder: String = "reports/small") throws -> [Data] {
        try Self.names.map { try project.bytes("\(folder)/\($0)") }
    }

    private func undisturbed(_ definition: String) throws -> [Data] {
        let project = try CommandProject()
        try project.write(definition, to: "reports/small.yml")
        #expect(try project.run("report", "--report", "small").status == 0)
        return try report(project)
    }

    @Test("a definition elsewhere of a report's name has a folder of its own, and the report stays as it is")
    func elsewhere() throws {
        let project = try CommandProject()
        #expect(try project.run("report", "--report", "small").status == 0)
        let before = try report(project)
        let other = CommandProject.small.replacingOccurrences(of: "epochs: 100", with: "epochs: 60")
        try AtomicFile.makeFolder("\(project.path)/my own")
        try project.write(other, to: "my own/small.yml")
        let run = try project.run("report", "--report", "my own/small.yml")
        #expect(run.status == 0 && run.output.hasSuffix("my own/small/index.html\n"), "\(run.errors)")
        #expect(try report(project) == before)
        // The PDF names its definition's file.
        #expect(try report(project, "my own/small").prefix(10) == undisturbed(other).prefix(10))
        #expect(try project.run("plan", "--report", "my own/small.yml").output.contains("everything is up to date"))
        #expect(try project.run("plan", "--report", "small").output.contains("everything is up to date"))
        #expect(try project.run("gallery", "--report", "my own/small.yml").output.hasSuffix("my own/small/gallery\n"))
        #expect(!project.exists("reports/gallery"))
    }

    @Test("no command writes into a folder that is no report's, or is one that all reports share")
    func foreign() throws {
        let project = try CommandProject()
        for (folder, name) in [("reports/baseline", "baseline"), ("reports/notes", "notes")] {
            try AtomicFile.write(text: "mine", to: "\(project.path)/\(folder)/index.html")
            try project.write(CommandProject.small, to: "\(folder).yml")
            for command in ["report", "run", "plan", "list", "claims", "gallery"] {
                let run = try project.run(command, "--report", name)
                #expect(run.status == 64 && run.errors.split(separator: "\n").count == 1, "\(command): \(run.errors)")
            }
            #expect(project.files(folder) == ["index.html"])
        }
    }

    @Test(
        "two definitions of one report, one after the other while the first runs: what stands there in the end is one of them, whole",
        arguments: [0, 100_000])
    func twoDefinitions(_ delay: useconds_t) throws {
        let other = CommandProject.small.replacingOccurrences(of: "epochs: 100", with: "epochs: 60")
        let project = try CommandProject()
        let first = try project.start(["report", "--report", "small"])
        #expect(first.waits(for: "to train"))
        usleep(delay)
        try project.write(other, to: "reports/small.yml")
        let second = try project.start(["report", "--report", "small"])
        #expect(first.wait().status == 0)
        #expect(second.wait().status == 0)
        let found = try report(project)
        #expect(try [CommandProject.small, other].map { try undisturbed($0) }.contains(found))
    }

    @Test("of two runs side by side one is killed: the other's report is as if it had run alone, and nothing is left over")
    func oneKilled() throws {
        let whole = try undisturbed(CommandProject.small)
        for delay: useconds_t in [30_000, 150_000] {
            let project = try CommandProject()
            let both = try (0..<2).map { _ in try project.start(["report", "--report", "small"]) }
            // On a loaded machine one may be done before the other begins, which then has nothing to train.
            #expect(both.contains { $0.waits(for: "to train") })
            usleep(delay)
            kill(both[0].process.processIdentifier, SIGKILL)
            _ = both[0].wait()
            #expect(both[1].wait().status == 0)
            #expect(try report(project) == whole)
            #expect(try project.run("report", "--report", "small").status == 0)
            #expect(project.files("").allSatisfy { !$0.contains(".partial") })
        }
    }

    /// Whether processes can be given numbers of their own here.
    private static let hasContainers: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        process.arguments = ["--pid", "--fork", "true"]
        process.standardError = FileHandle.nullDevice
        return (try? process.run()).map { process.waitUntilExit() } != nil && process.terminationStatus == 0
    }()

    @Test(
        "two containers in one folder at once, which know nothing of each other's processes",
        .enabled(if: hasContainers, "there are no containers"))
    func containers() throws {
        let project = try CommandProject()
        let runs = try (0..<2).map { _ in
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/unshare")
            process.arguments = ["--pid", "--fork", CommandProject.command, "report", "--report", "small"]
            process.currentDirectoryURL = URL(filePath: project.path)
            let run = CommandProject.Started(process: process)
            try process.run()
            return run
        }
        for run in runs {
            let ended = run.wait()
            #expect(ended.status == 0, "\(ended.errors)")
        }
        #expect(try report(project) == undisturbed(CommandProject.small))
        #expect(project.files("").allSatisfy { !$0.contains(".partial") })
    }

    @Test("a report that is up to date in a folder that cannot be written is fine")
    func readOnly() throws {
        let project = try CommandProject()
        for _ in 0..<2 { #expect(try project.run("report", "--report", "small").status == 0) }
        let files = ([""] + project.files("")).map { "\(project.path)/\($0)" }
        for file in files { chmod(file, access(file, X_OK) == 0 ? 0o555 : 0o444) }
        defer { for file in files { chmod(file, 0o755) } }
        // To root nothing is forbidden, so nobody asks.
        for command in [["report"], ["run"], ["plan"], ["list"]] {
            let process = Process()
            let arguments = command + ["--report", "small"]
            if geteuid() == 0 {
                process.executableURL = URL(filePath: "/usr/bin/setpriv")
                process.arguments = ["--reuid", "65534", "--clear-groups", CommandProject.command] + arguments
            } else {
                process.executableURL = URL(filePath: CommandProject.command)
                process.arguments = arguments
            }
            process.currentDirectoryURL = URL(filePath: project.path)
            let started = CommandProject.Started(process: process)
            try process.run()
            let run = started.wait()
            #expect(run.status == 0 && run.errors.isEmpty, "\(command): \(run.errors)")
            #expect(run.output.contains("up to date"))
        }
    }
}

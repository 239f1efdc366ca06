import Foundation
import Handbook
import Testing

@Suite struct InstalledTests {
    /// Runs a program in a folder.
    private func run(
        _ arguments: [String], in folder: String = CommandProject.source, environment changes: [String: String] = [:]
    ) throws -> CommandRun {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ProcessInfo.processInfo.environment.merging(changes) { $1 }
        let started = CommandProject.Started(process: process)
        try process.run()
        return started.wait()
    }

    @Test("docs/refigure.1 is what the command says of itself; `make handbook` writes it anew")
    func manual() throws {
        let help = try run([CommandProject.command, "--experimental-dump-help"])
        let version = try run([CommandProject.command, "--version"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
        let page = ManualPage(try CommandTree.reading(Data(help.output.utf8)), version: version).text
        #expect(try String(contentsOfFile: "\(CommandProject.source)/docs/refigure.1", encoding: .utf8) == page)
    }

    @Test("the newest version that the changelog numbers is the command's, or there is none yet")
    func version() throws {
        let version = try run([CommandProject.command, "--version"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(version.wholeMatch(of: /\d+\.\d+\.\d+/) != nil)
        let changes = try String(contentsOfFile: "\(CommandProject.source)/CHANGELOG.md", encoding: .utf8)
        if let newest = changes.firstMatch(of: /(?m)^## (\d+\.\d+\.\d+)/) { #expect(newest.1 == version) }
    }

    @Test("the installed command works in a project's folder and below it, and says so elsewhere; nothing is left behind")
    func installed() throws {
        let project = try CommandProject()
        let script = "\(CommandProject.source)/scripts/install-command"
        let places = ["DESTDIR": "\(project.path)/root", "PREFIX": "/usr"]
        let installed = try run([script, CommandProject.command], environment: places)
        #expect(installed.status == 0, "\(installed.errors)")
        let files = project.files("root").filter { $0.contains("refigure") }
        #expect(
            files == [
                "usr/bin/refigure", "usr/share/bash-completion/completions/refigure",
                "usr/share/fish/vendor_completions.d/refigure.fish", "usr/share/man/man1/refigure.1",
                "usr/share/zsh/site-functions/_refigure",
            ])

        let command = "\(project.path)/root/usr/bin/refigure"
        let run = try run(
            [command, "run", "information-plane/fig17", "--report", "small"], in: "\(project.path)/templates/figures")
        #expect(run.status == 0, "\(run.errors)")
        #expect(project.exists("reports/small/figures/information-plane-fig17.png"))
        let elsewhere = try self.run([command, "list"], in: "/")
        #expect(elsewhere.status == 64)
        #expect(elsewhere.errors.contains("not inside a Refigure project") && elsewhere.errors.contains("--project"))

        #expect(try self.run([script, "--remove"], environment: places).status == 0)
        #expect(project.files("root").filter { $0.contains("refigure") }.isEmpty)
    }

    @Test(
        "bash completes figures, reports and commands",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash"), "there is no bash"),
        arguments: [
            (["run", "information-plane/fig1"], "information-plane/fig1 information-plane/fig10"),
            (["run", "--report", ""], "small"), (["diff", ""], "baseline published small"), (["li"], "list"),
        ])
    func completions(_ words: [String], _ expected: String) throws {
        let project = try CommandProject()
        let script = """
            source <("$0" --generate-completion-script bash)
            COMP_WORDS=("$0" "$@"); COMP_CWORD=$#; COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
            _refigure refigure "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            echo "${COMPREPLY[*]}"
            """
        let run = try run(["bash", "-c", script, CommandProject.command] + words, in: project.path)
        #expect(run.output.hasPrefix(expected), "\(run.output)\(run.errors)")
    }

    @Test("outside a project completing offers what it can and says nothing")
    func completionsElsewhere() throws {
        let run = try run(
            [CommandProject.command, "---completion", "run", "--", "--report", "3", "0", "refigure", "run", "--report", ""], in: "/"
        )
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    }
}

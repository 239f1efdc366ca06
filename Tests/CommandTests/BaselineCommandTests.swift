import Foundation
import Testing

/// `accept`, `diff` and `claims` on baselines and results that hands, merges and kills have been at.
@Suite struct BaselineCommandTests {
    private static let baseline = "reports/baseline/small"
    private static let figure = "\(baseline)/information-plane-fig17.json"

    /// A project whose small report is computed and accepted.
    private static func accepted() throws -> CommandProject {
        let project = try CommandProject()
        #expect(try project.run("report", "--report", "small", "--quiet").status == 0)
        let run = try project.run("accept", "--report", "small", "--reason", "the first numbers")
        #expect(run.status == 0 && run.output.contains("accepted for the first time"), "\(run.output)\(run.errors)")
        return project
    }

    private static func lines(_ project: CommandProject) throws -> [String] {
        String(decoding: try project.bytes("\(baseline)/log.md"), as: UTF8.self).split(separator: "\n").map(String.init).filter {
            $0.hasPrefix("- ")
        }
    }

    @Test("a damaged baseline is named with exit code 65 by diff, and accepting the figure again mends it")
    func damaged() throws {
        let project = try Self.accepted()
        let whole = String(decoding: try project.bytes(Self.figure), as: UTF8.self)
        #expect(try project.run("diff", "--report", "small", "--fail-on", "any").status == 0)
        let digit = whole.replacingOccurrences(of: "\"networks\": 2", with: "\"networks\": 3")
            .replacingOccurrences(of: "\"setting networks\", \"value\": \"2\"", with: "\"setting networks\", \"value\": \"3\"")
        let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
        let merged = (["<<<<<<< HEAD"] + lines[..<9] + ["======="] + lines[..<9] + [">>>>>>> theirs"] + lines[9...]).joined(
            separator: "\n")
        for (text, words) in [
            (digit, "its digest does not fit its content"),
            (merged, "small/information-plane-fig17.json:1: has the marks of a merge"),
            (String(whole.dropLast(100)), "is no baseline"), ("", "byte 0"),
            (String(repeating: "[", count: 100_000), "nested too deeply"),
        ] {
            try #require(text != whole)
            try project.write(text, to: Self.figure)
            let run = try project.run("diff", "--report", "small")
            #expect(run.status == 65 && run.errors.contains(Self.figure) && run.errors.contains(words), "\(run.errors)")
            #expect(run.output.isEmpty && run.errors.split(separator: "\n").count == 1, "\(run.output)\(run.errors)")
        }
        let again = try project.run("accept", "--report", "small", "--reason", "mended")
        #expect(again.status == 0 && again.output.contains("information-plane/fig17"), "\(again.output)\(again.errors)")
        #expect(String(decoding: try project.bytes(Self.figure), as: UTF8.self) == whole)
        #expect(try Self.lines(project).count == 3 && Self.lines(project)[2].contains("in place of a file that is no baseline"))

        try project.write(
            String(decoding: try project.bytes("\(Self.baseline)/information-plane-fig1.json"), as: UTF8.self), to: Self.figure)
        let misplaced = try project.run("diff", "--report", "small")
        #expect(misplaced.status == 65 && misplaced.errors.contains("holds information-plane/fig1"), "\(misplaced.errors)")
    }

    @Test("a damaged or misplaced result is named with exit code 65 by claims, diff and accept")
    func damagedResult() throws {
        let project = try Self.accepted()
        let name = "reports/small/results/information-plane-fig17.json"
        let whole = String(decoding: try project.bytes(name), as: UTF8.self)
        let other = String(decoding: try project.bytes("reports/small/results/information-plane-fig1.json"), as: UTF8.self)
        for text in [whole.replacingOccurrences(of: "0.1", with: "0.2"), String(whole.dropLast(3)), "", other] {
            try project.write(text, to: name)
            for command in [["claims"], ["claims", "--json"], ["diff"], ["accept", "--reason", "no"]] {
                let run = try project.start(command + ["--report", "small"]).wait()
                #expect(run.status == 65 && run.errors.contains(name), "\(command): \(run.status) \(run.errors)")
                #expect(run.output.isEmpty, "\(run.output)")
            }
            #expect(try project.run("claims", "--report", "small", "information-plane/fig1").status == 0)
        }
        #expect(try Self.lines(project).count == 2)
    }

    @Test("a log that was emptied is named, and nothing is accepted into it; one that is gone begins anew, with a word")
    func emptiedLog() throws {
        let project = try Self.accepted()
        let (log, before) = ("\(Self.baseline)/log.md", try project.bytes(Self.figure))
        try project.write(
            CommandProject.small.replacingOccurrences(of: "epochs: 100", with: "epochs: 140"), to: "reports/small.yml")
        #expect(try project.run("report", "--report", "small", "--quiet").status == 0)
        for text in ["", "\n \n"] {
            try project.write(text, to: log)
            let run = try project.run("accept", "--report", "small", "--reason", "more epochs")
            #expect(run.status == 65 && run.errors.contains("\(log): is empty") && run.output.isEmpty, "\(run.output)\(run.errors)")
            #expect(run.errors.contains("git checkout -- \(log)"), "\(run.errors)")
            #expect(try project.bytes(log) == Data(text.utf8) && project.bytes(Self.figure) == before)
        }
        try FileManager.default.removeItem(atPath: "\(project.path)/\(log)")
        let run = try project.run("accept", "--report", "small", "--reason", "more epochs")
        #expect(run.status == 0 && run.output.contains("log.md was gone, and begins anew"), "\(run.output)\(run.errors)")
        #expect(try Self.lines(project).count == 2)
        #expect(try project.bytes(log).starts(with: Data("# What was accepted".utf8)))
    }

    @Test("a definition outside reports/ has no baseline: neither accept nor diff takes that of the same name")
    func elsewhere() throws {
        let project = try Self.accepted()
        let before = try project.bytes("\(Self.baseline)/log.md")
        try FileManager.default.createDirectory(atPath: "\(project.path)/elsewhere", withIntermediateDirectories: true)
        try project.write(CommandProject.small, to: "elsewhere/small.yml")
        for command in [["accept", "--reason", "no"], ["diff"], ["diff", "HEAD~1"], ["diff", "HEAD", "--rebuild"]] {
            let run = try project.start(command + ["--report", "elsewhere/small.yml"]).wait()
            #expect(run.status == 64 && run.errors.contains("reports/baseline/small is of reports/small.yml"), "\(run.errors)")
        }
        #expect(try project.bytes("\(Self.baseline)/log.md") == before)
        // The same file by another path is the same definition.
        #expect(try project.run("diff", "--report", "./elsewhere/../reports/small.yml").status == 0)
    }

    @Test("equal runs in two folders give equal baselines and equal pages of differences, from wherever they are asked for")
    func equalPages() throws {
        let (one, other) = (try Self.accepted(), try Self.accepted())
        for name in ["information-plane-fig1.json", "information-plane-fig17.json", "log.md"] {
            #expect(try one.bytes("\(Self.baseline)/\(name)") == other.bytes("\(Self.baseline)/\(name)"))
        }
        let changed = CommandProject.small.replacingOccurrences(of: "epochs: 100", with: "epochs: 140")
        for project in [one, other] {
            try project.write(changed, to: "reports/small.yml")
            #expect(try project.run("report", "--report", "small", "--quiet").status == 0)
        }
        #expect(try one.run("diff", "--report", "small").status == 1)
        #expect(try one.start(["diff", "--report", "small", "--project", other.path]).wait().status == 1)
        let pages = ["diff.md", "diff.json", "diff.html"] + one.files("reports/small/diff").map { "diff/\($0)" }
        #expect(pages.count > 3)
        for page in pages {
            let bytes = try one.bytes("reports/small/\(page)")
            #expect(try bytes == other.bytes("reports/small/\(page)"), "\(page)")
            for path in [one.path, other.path] { #expect(bytes.range(of: Data(path.utf8)) == nil, "\(page)") }
        }
    }

    @Test("an acceptance killed at any moment is ended or taken back by the next: each line once, each figure, nothing else")
    func killed() throws {
        let project = try Self.accepted()
        let files = FileManager.default
        let (folder, before) = ("\(project.path)/\(Self.baseline)", "\(project.path)/before")
        try files.copyItem(atPath: folder, toPath: before)
        try project.write(
            CommandProject.small.replacingOccurrences(of: "epochs: 100", with: "epochs: 140"), to: "reports/small.yml")
        #expect(try project.run("report", "--report", "small", "--quiet").status == 0)
        let started = Date()
        #expect(try project.run("accept", "--report", "small", "--reason", "more epochs").status == 0)
        let length = Date().timeIntervalSince(started)
        let names = ["information-plane-fig1.json", "information-plane-fig17.json", "log.md"]
        let after = try names.map { try project.bytes("\(Self.baseline)/\($0)") }
        let rounds = 12
        for round in 1...rounds {
            try files.removeItem(atPath: folder)
            try files.copyItem(atPath: before, toPath: folder)
            let killed = try project.start(["accept", "--report", "small", "--reason", "more epochs"])
            usleep(useconds_t(length * 1e6 * Double(round) / Double(rounds)))
            kill(killed.process.processIdentifier, SIGKILL)
            _ = killed.wait()
            let run = try project.run("accept", "--report", "small", "--reason", "more epochs")
            #expect(run.status == 0, "\(run.errors)")
            #expect(try names.map { try project.bytes("\(Self.baseline)/\($0)") } == after, "round \(round)")
            #expect(try files.subpathsOfDirectory(atPath: folder).sorted() == names)
            #expect(!project.exists("reports/baseline/.lock"))
        }
    }

    @Test("three acceptances at once each leave their line")
    func atOnce() throws {
        let project = try CommandProject()
        let ids = ["information-plane/fig1", "information-plane/fig17"]
        #expect(try project.run("report", "--report", "small", "--quiet").status == 0)
        let runs = try (ids + ids).enumerated().map { number, id in
            try project.start(["accept", "--report", "small", "--reason", "number \(number)", id])
        }
        for run in runs { #expect(run.wait().status == 0) }
        let lines = try Self.lines(project)
        #expect(lines.count == 2 && ids.allSatisfy { id in lines.contains { $0.hasPrefix("- \(id):") } }, "\(lines)")
    }

    @Test("a picture that is damaged, or not drawn from the result, is not accepted")
    func damagedPicture() throws {
        let project = try Self.accepted()
        try project.write("no picture", to: "reports/small/figures/information-plane-fig17.png")
        let run = try project.run("accept", "--report", "small", "--reason", "no")
        #expect(
            run.status == 64 && run.errors.contains("the picture of information-plane/fig17 is not up to date"), "\(run.errors)")
    }

    @Test("provenance that is damaged is named, and written anew")
    func provenance() throws {
        let project = try Self.accepted()
        let name = "reports/small/provenance.json"
        let whole = String(decoding: try project.bytes(name), as: UTF8.self)
        for text in ["{", whole.replacingOccurrences(of: "\"wallSeconds\": ", with: "\"wallSeconds\": 1")] {
            try #require(text != whole)
            try project.write(text, to: name)
            let run = try project.run("report", "--report", "small")
            #expect(run.status == 0 && run.errors.contains("provenance.json: damaged"), "\(run.errors)")
        }
        #expect(try project.run("report", "--report", "small", "--quiet").errors.isEmpty)
    }

    @Test("git that refuses to answer is quoted, and a clone without the revision says how to get it")
    func git() throws {
        let project = try Self.accepted()
        let outside = try project.run("diff", "HEAD~1", "--report", "small")
        #expect(outside.status == 64 && outside.errors.contains("git says: fatal: not a git repository"), "\(outside.errors)")
        func git(_ arguments: String...) throws {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["git", "-C", project.path, "-c", "user.name=a", "-c", "user.email=a@example.org"] + arguments
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
        try git("init", "-q")
        try git("add", "reports/baseline")
        try git("commit", "-q", "-m", "one")
        #expect(try project.run("diff", "HEAD", "--report", "small").status == 0)
        let unknown = try project.run("diff", "HEAD~7", "--report", "small")
        #expect(unknown.status == 64 && unknown.errors.contains("'HEAD~7' is no report folder"), "\(unknown.errors)")
        try project.write(
            "\(try String(contentsOfFile: "\(project.path)/.git/config", encoding: .utf8))\n[broken", to: ".git/config")
        let broken = try project.run("diff", "HEAD", "--report", "small")
        #expect(broken.status == 64 && broken.errors.contains("git says: fatal: bad config"), "\(broken.errors)")
        try project.write("damaged", to: Self.figure)
        let accepted = try project.run("accept", "--report", "small", "--reason", "git is broken")
        #expect(
            accepted.status == 0 && accepted.errors.contains("the commit is not known: git says: fatal: bad config"),
            "\(accepted.errors)")
    }
}

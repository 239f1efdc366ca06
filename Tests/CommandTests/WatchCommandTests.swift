import Foundation
import TestSupport
import Testing

@Suite struct WatchCommandTests {
    private static let template = "templates/figures/information-plane-fig1.md"

    @Test("a template's save is on the page, its mistake stands over it until it is mended, and Ctrl-C ends it all")
    func templates() throws {
        let project = try CommandProject()
        let watched = try WatchedReport(project)
        #expect(watched.settles(after: 0), "\(String(describing: watched.state))")
        let first = try #require(watched.state)
        #expect(try watched.get("/").text.contains("<h1"))

        // As editors save: a file of its own, renamed into the place.
        let text = String(decoding: try project.bytes(Self.template), as: UTF8.self)
        let end = try #require(text.range(of: "{% endblock %}", options: .backwards))
        try project.write(text.replacingCharacters(in: end, with: " Saved once.{% endblock %}"), to: "templates/figures/.new")
        #expect(rename("\(project.path)/templates/figures/.new", "\(project.path)/\(Self.template)") == 0)
        #expect(watched.settles(after: first.round))
        let page = try watched.get("/")
        #expect(page.text.contains("Saved once."))

        let second = try #require(watched.state)
        try project.write("{% extends \"figure.md\" %}\n{% block see %}{{ no.such.name }}{% endblock %}\n", to: Self.template)
        #expect(watched.tells { $0.faults.contains { $0.contains("\(Self.template):2: ") } })
        #expect(watched.state?.round == second.round)
        #expect(try watched.get("/").headers["etag"] == page.headers["etag"], "the last good page stays")

        try project.write(text, to: Self.template)
        #expect(watched.settles(after: second.round))
        #expect(try !watched.get("/").text.contains("Saved once."))

        let third = try #require(watched.state)
        try project.write(CommandProject.small.replacing("title: Small", with: "title: Of another name"), to: "reports/small.yml")
        #expect(watched.settles(after: third.round))
        let last = try watched.get("/").text
        #expect(last.contains("Of another name"))

        let children = watched.children
        #expect(children.count == 1)
        let (stop, run) = watched.end()
        // What its worker has computed all the while counts as processor time at the end: only the clock tells.
        #expect(stop.seconds < 20 && run.status == 0, "\(stop) \(run.errors)")
        #expect(children.allSatisfy { kill(pid_t($0) ?? 0, 0) != 0 }, "what it started runs on")
        #expect(project.files("").allSatisfy { !$0.contains(".partial") })

        // The files are those that `report` writes.
        let names = ["index.html", "report.md", "report.pdf"]
        let left = try names.map { try project.bytes("reports/small/\($0)") }
        #expect(try project.run("report", "--report", "small").output.contains("everything was up to date"))
        #expect(try names.map { try project.bytes("reports/small/\($0)") } == left)
    }

    @Test("a figure that fails, a definition with a mistake and a worker that was killed are told, and go when they are mended")
    func failures() throws {
        let project = try CommandProject()
        let failing = CommandProject.small.replacing("reluLearningRate: 0.1", with: "reluLearningRate: 100")
        try project.write(failing, to: "reports/small.yml")
        let watched = try WatchedReport(project)
        #expect(
            watched.tells { $0.work.isEmpty && $0.faults.contains { $0.contains("fig") && $0.contains("left chance accuracy") } })
        try project.write("title: [", to: "reports/small.yml")
        #expect(watched.tells { $0.work.isEmpty && $0.faults.contains { $0.contains("reports/small.yml:") } })
        try project.write(CommandProject.small, to: "reports/small.yml")
        #expect(watched.tells { $0.work.isEmpty && $0.faults.isEmpty })
        let round = try #require(watched.state).round
        for child in watched.children { kill(try #require(pid_t(child)), SIGKILL) }
        #expect(watched.tells { $0.faults.contains { $0.contains("ended (signal 9)") } })
        try project.write(CommandProject.small + "\n", to: "reports/small.yml")
        #expect(watched.settles(after: round))
        #expect(watched.end().run.status == 0)
    }

    @Test("sources that were saved are built first: what the compiler says stands over the page until it has nothing to say")
    func builds() throws {
        let project = try CommandProject()
        try FileManager.default.createDirectory(atPath: "\(project.path)/Sources", withIntermediateDirectories: true)
        try project.write("// swift-tools-version: 6.0\n", to: "Package.swift")
        try project.write("let a = 1\n", to: "Sources/a.swift")
        // In place of a compiler: what is in the source is its message.
        try project.write(
            "build:\n\t@if grep -q wrong Sources/a.swift; then echo 'Sources/a.swift:1:9: error: a is wrong' >&2; exit 1; fi\n",
            to: "Makefile")
        let watched = try WatchedReport(project)
        #expect(watched.settles(after: 0))
        let round = try #require(watched.state).round
        try project.write("let a = wrong\n", to: "Sources/a.swift")
        #expect(watched.tells { $0.work.isEmpty && $0.faults.contains { $0.contains("a.swift:1:9: error: a is wrong") } })
        // The report of the program before goes on.
        try project.write(CommandProject.small.replacing("title: Small", with: "title: Other"), to: "reports/small.yml")
        #expect(watched.tells { $0.round > round && $0.work.isEmpty && $0.faults.count == 1 })
        #expect(try watched.get("/").text.contains("Other"))
        let later = try #require(watched.state).round
        try project.write("let a = 2\n", to: "Sources/a.swift")
        #expect(watched.settles(after: later))

        // A build under way ends with it.
        try project.write("build:\n\t@echo $$$$ > number.part; mv number.part Sources/number; exec sleep 600\n", to: "Makefile")
        try project.write("let a = 3\n", to: "Sources/b.swift")
        #expect(Wait.until { project.exists("Sources/number") && watched.state?.work == "compiling" })
        let number = String(decoding: try project.bytes("Sources/number"), as: UTF8.self).trimmingCharacters(
            in: .whitespacesAndNewlines)
        let (stop, run) = watched.end()
        #expect(stop.isAtOnce && run.status == 0, "\(stop) \(run.errors)")
        #expect(kill(try #require(pid_t(number)), 0) != 0, "the build runs on")
    }

    @Test("two do not watch one report, and a port that is taken is named")
    func twice() throws {
        let project = try CommandProject()
        let watched = try WatchedReport(project)
        let second = try project.run("watch", "--report", "small", "--no-browser")
        #expect(second.status == 64)
        #expect(second.errors.contains("reports/small: is watched already by another `refigure watch`"), "\(second.errors)")
        let other = try CommandProject()
        let third = try other.run("watch", "--report", "small", "--no-browser", "--port", "\(watched.port)")
        #expect(third.status == 64)
        #expect(third.errors.contains("port \(watched.port): cannot be listened on"), "\(third.errors)")
        #expect(try other.run("watch", "--report", "none").status == 64)
        #expect(watched.settles(after: 0))
        // A report beside it ends well.
        #expect(try project.run("report", "--report", "small").status == 0)
        #expect(watched.end().run.status == 0)
    }
}

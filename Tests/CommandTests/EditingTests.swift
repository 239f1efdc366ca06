import Foundation
import Testing

/// What the command says while a project is being edited.
@Suite struct EditingTests {
    @Test(
        "a program that was built from other sources than the project has says so, whatever it is asked; comments and times alone are no change"
    )
    func newerSources() throws {
        let project = try CommandProject()
        let note = "note: this program was built from other sources than the project has now"
        #expect(try !project.run("plan", "--report", "small").errors.contains(note), "no sources")
        try FileManager.default.copyItem(atPath: "\(CommandProject.source)/Sources", toPath: "\(project.path)/Sources")
        let file = "Sources/InformationTheory/Entropy.swift"
        let text = String(decoding: try project.bytes(file), as: UTF8.self)
        try project.write(text + "\n// A remark.\n", to: file)
        let same = try project.run("plan", "--report", "small")
        #expect(!same.errors.contains(note), "\(same.errors)")
        try project.write(text + "\nlet new = 1\n", to: file)
        for arguments in [
            ["plan", "--report", "small"], ["list"], ["data"], ["measure", "list"], ["store"],
            ["report", "--report", "small", "-q"],
        ] {
            let run = try project.start(arguments).wait()
            #expect(run.errors.components(separatedBy: note).count == 2, "\(arguments): \(run.errors)")
            #expect(run.errors.contains("(InformationTheory/Entropy.swift changed)") && run.errors.contains("`make build`"))
        }
        try project.write("let a = 1\n", to: "Sources/Charts/New.swift")
        let two = try project.run("list")
        #expect(two.errors.contains("(Charts/New.swift and 1 more changed)"), "\(two.errors)")
    }

    @Test("pictures and pages that are made anew are announced by plan, and told by the report's last line")
    func redrawing() throws {
        let project = try CommandProject()
        #expect(try project.run("report", "--report", "small", "--quiet").status == 0)
        #expect(try project.run("plan", "--report", "small").output.hasSuffix("everything is up to date\n"))

        try project.write("gone", to: "reports/small/figures/information-plane-fig1.svg")
        let plan = try project.run("plan", "--report", "small")
        #expect(
            plan.output.contains("1 picture to draw anew, nothing to compute, the page and the PDF to set anew, "),
            "\(plan.output)")
        #expect(plan.output.contains("drawn anew  damaged: information-plane-fig1.svg is not what was drawn"), "\(plan.output)")
        let drawn = try project.run("report", "--report", "small")
        #expect(drawn.output.hasPrefix("1 picture drawn anew, nothing computed, "), "\(drawn.output)")

        let template = "templates/figures/information-plane-fig1.md"
        let words = String(decoding: try project.bytes(template), as: UTF8.self)
        try project.write(words.replacing("{% block caption %}", with: "{% block caption %}\nA word more."), to: template)
        let page = try project.run("plan", "--report", "small")
        #expect(page.output.contains("\nnothing to compute, the page and the PDF to set anew, "), "\(page.output)")
        let set = try project.run("report", "--report", "small")
        #expect(set.output.hasPrefix("the page is set anew, nothing computed or drawn, "), "\(set.output)")
        #expect(try project.run("plan", "--report", "small").output.hasSuffix("everything is up to date\n"))
    }

    @Test("diff counts what was not computed since an edit as out of date, with the reason, and not as identical")
    func outOfDate() throws {
        let project = try CommandProject()
        #expect(try project.run("report", "--report", "small", "--quiet").status == 0)
        #expect(try project.run("accept", "--report", "small", "--reason", "first").status == 0)
        try project.write(CommandProject.small.replacing("recordedEpochs: 5", with: "recordedEpochs: 6"), to: "reports/small.yml")
        let all = try project.run("diff", "--report", "small")
        #expect(all.status == 0, "\(all.errors)")
        #expect(
            all.output.contains("out of date: 2 not computed since (setting recordedEpochs: 5 -> 6)\n  information-plane/fig1"),
            "\(all.output)")
        #expect(all.output.contains("2 figures: 2 out of date\n"), "\(all.output)")
        let page = String(decoding: try project.bytes("reports/small/diff.md"), as: UTF8.self)
        #expect(page.contains("**Out of date: 2 not computed since.** setting recordedEpochs: 5 → 6"), "\(page.prefix(1500))")
        #expect(try project.run("run", "information-plane/fig17", "--report", "small", "--quiet").status == 0)
        let one = try project.run("diff", "--report", "small")
        #expect(one.output.contains("out of date: 1 not computed since") && !one.output.contains("identical,"), "\(one.output)")
    }
}

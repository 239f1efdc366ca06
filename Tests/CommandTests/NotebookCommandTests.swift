import Bundles
import Files
import Foundation
import Testing

/// Pages of one's own, from the definition to the report.
@Suite struct NotebookCommandTests {
    private static let definition = """
        title: Notes
        settings:
          information-plane: { epochs: 100, networks: 2, recordedEpochs: 5, reluLearningRate: 0.1 }
        pages: [notes/one.md, notes/two.md]
        bibliography: notes/refs.bib
        """

    private static let one = """
        # One

        {{ value "information-plane/fig17" "tanhAccuracy" }} by [@a] with $\\frac{1}{2}$; [two](two.md#more), [data](acts.csv).

        {{ figure "information-plane/fig17" }}
        """

    private static let two = """
        # Two

        ## More

        ```measure
        measure: entropy
        as: mine
        files: acts.csv
        bins: 3
        caption: My *own* words.
        ```

        At most {{ value "measure/mine" "greatest" }}.
        """

    private static func project(
        one: String = one, two: String = two, definition: String = definition,
        bibliography: String = "@misc{a, author = {A}, title = {T}, year = 2000}"
    ) throws -> CommandProject {
        let project = try CommandProject()
        try FileManager.default.createDirectory(atPath: "\(project.path)/reports/notes", withIntermediateDirectories: true)
        let rows = (0..<60).map { "\(Double($0 % 7) / 7),\(Double($0 * $0 % 11) / 11)" }
        try project.write("a,b\n" + rows.joined(separator: "\n") + "\n", to: "reports/notes/acts.csv")
        try project.write(one, to: "reports/notes/one.md")
        try project.write(two, to: "reports/notes/two.md")
        try project.write(bibliography, to: "reports/notes/refs.bib")
        try project.write(definition, to: "reports/mine.yml")
        return project
    }

    @Test("pages bring the figures that they name, are set anew when they change, and nothing is computed for that")
    func whole() throws {
        let project = try Self.project()
        let report = try project.run("report", "--report", "mine", "--quiet")
        #expect(report.status == 0 && report.output.hasPrefix("2 of 2 figures computed"), "\(report.errors)\(report.output)")
        func text() throws -> String { String(decoding: try project.bytes("reports/mine/report.md"), as: UTF8.self) }
        let page = try text()
        for words in [
            "- [One](#one)\n- [Two](#two)\n  - [More](#more)\n- [References](#references)",
            "[two](#more), [data](../notes/acts.csv).",
            "by ([A, 2000](#references)) with $`\\frac{1}{2}`$", "My *own* words.", "](figures/measure-mine.svg)",
        ] { #expect(page.contains(words), "\(words): \(page)") }
        #expect(page.contains("data notes/acts.csv") == false && !page.contains(project.path))
        #expect(try project.run("report", "--report", "mine").output.hasPrefix("everything was up to date"))

        try project.write(Self.one.replacing("# One", with: "# First"), to: "reports/notes/one.md")
        let again = try project.run("report", "--report", "mine")
        #expect(again.output.hasPrefix("the page is set anew, nothing computed or drawn"), "\(again.output)\(again.errors)")
        #expect(try text().contains("- [First](#first)"))
        // Another option of the measure is another figure; its caption is not.
        try project.write(Self.two.replacing("My *own*", with: "Our"), to: "reports/notes/two.md")
        #expect(try project.run("report", "--report", "mine").output.hasPrefix("the page is set anew"))
        try project.write(Self.two.replacing("bins: 3", with: "bins: 2"), to: "reports/notes/two.md")
        #expect(try project.run("plan", "--report", "mine").output.contains("setting bins: 3 -> 2"))
        let bundle = try project.run("bundle", "--report", "mine", "-o", "x.tar.zst")
        #expect(bundle.status == 64 && bundle.errors.contains("measured in files of your own"), "\(bundle.errors)")
    }

    @Test("a bundle takes pages along with what they cite and lead to, and their report is made anew from it")
    func bundled() throws {
        let project = try Self.project(two: "# Two\n\n## More\n")
        #expect(try project.run("report", "--report", "mine", "--quiet").status == 0)
        let bundle = try project.run("bundle", "--report", "mine", "--networks", "-o", "x.tar.zst")
        try #require(bundle.status == 0, "\(bundle.errors)")
        let other = try CommandProject()
        let verified = try other.run("verify", "\(project.path)/x.tar.zst", "--all")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        #expect(!other.exists("reports/notes") && !other.exists("reports/mine"))

        // By hand, as its README says.
        var files: [String: [UInt8]] = [:]
        _ = try BundleReader.read("\(project.path)/x.tar.zst") { _ in
        } visit: {
            files[$0.listed.path] = try $0.bytes(limit: 1 << 30)
        }
        let readme = String(decoding: files["README.md"] ?? [], as: UTF8.self)
        #expect(readme.contains("- `pages/`: pages of the report's own") && readme.contains("cp -R pages/. reports/\n"))
        for (name, bytes) in files where name.hasPrefix(BundlePath.pages) || name == BundlePath.definition {
            let place = name == BundlePath.definition ? "mine.yml" : String(name.dropFirst(BundlePath.pages.count))
            try AtomicFile.write(bytes, to: "\(other.path)/reports/\(place)")
        }
        #expect(try other.run("store", "import", "\(project.path)/x.tar.zst").status == 0)
        let anew = try other.run("report", "--report", "mine")
        #expect(anew.status == 0 && !anew.errors.contains("train "), "\(anew.output)\(anew.errors)")
        #expect(other.exists("reports/mine/index.html"))

        // What lies elsewhere would not be found there.
        try project.write("@misc{a, author = {A}, title = {T}, year = 2000}", to: "refs.bib")
        try project.write(Self.definition.replacing("notes/refs.bib", with: "../refs.bib"), to: "reports/mine.yml")
        #expect(try project.run("report", "--report", "mine", "--quiet").status == 0)
        let refused = try project.run("bundle", "--report", "mine", "-o", "y.tar.zst")
        #expect(refused.status == 64 && refused.errors.contains("refs.bib', which a bundle cannot take along"), "\(refused.errors)")
        #expect(!project.exists("y.tar.zst"))
    }

    @Test("a mistake is answered with file and line before anything is computed")
    func mistakes() throws {
        func answer(
            _ one: String = Self.one, two: String = Self.two, definition: String = Self.definition,
            bibliography: String = "@misc{a, author = {A}, title = {T}, year = 2000}", status: Int32 = 64, _ words: String
        ) throws {
            let project = try Self.project(one: one, two: two, definition: definition, bibliography: bibliography)
            let run = try project.run("report", "--report", "mine", "--quiet")
            #expect(run.status == status && run.errors.contains(words), "\(words): \(run.status) \(run.errors)\(run.output)")
            #expect(!project.exists("reports/mine/results"))
            let plan = try project.run("plan", "--report", "mine")
            #expect(plan.status == status && plan.errors.contains(words), "\(words): \(plan.status) \(plan.errors)\(plan.output)")
        }
        try answer(
            Self.one.replacing("fig17\" }}", with: "fig71\" }}"),
            "reports/notes/one.md:5: there is no figure 'information-plane/fig71'; did you mean")
        try answer(Self.one.replacing("@a", with: "@b"), "reports/notes/one.md:3: no work has the key 'b'")
        try answer(
            Self.one.replacing("\\frac{1}", with: "\\farc{1}"),
            "reports/notes/one.md:3:68: there is no command '\\farc' for equations here; did you mean '\\frac'?")
        try answer(
            Self.one.replacing("two.md#more", with: "two.md#mroe"),
            "reports/notes/one.md:3: the link leads to '#mroe', and no heading of reports/notes/two.md has that id; did you mean #more?"
        )
        try answer(
            Self.one.replacing("acts.csv", with: "atcs.csv"),
            "reports/notes/one.md:3: the link leads to 'atcs.csv', which is not there")
        try answer(
            two: Self.two.replacing("measure: entropy", with: "measure: entropi"),
            "reports/notes/two.md:6: measure: there is no measure 'entropi'; did you mean 'entropy'?")
        try answer(
            two: Self.two.replacing("bins: 3", with: "binz: 3"),
            "reports/notes/two.md:9: binz: unknown key 'binz'; did you mean 'bins'?")
        try answer(
            two: Self.two.replacing("bins: 3", with: "bins: many"), "reports/notes/two.md:9: bins: 'many' is not allowed for 'bins'"
        )
        try answer(
            two: Self.two.replacing("files: acts.csv", with: "files: nothing.csv"), status: 65, "reports/notes/two.md:8: files: ")
        try answer(bibliography: "@misc{a,\n title = {T}", "reports/notes/refs.bib:1: @misc{a} is never closed")
        try answer(
            definition: Self.definition.replacing("notes/two.md", with: "notes/tow.md"),
            "reports/mine.yml:4: pages[1]: there is no page reports/notes/tow.md; did you mean reports/notes/two.md?")
        try answer(
            definition: Self.definition.replacing("refs.bib", with: "ref.bib"),
            "reports/mine.yml:5: bibliography: there is no bibliography reports/notes/ref.bib; did you mean reports/notes/refs.bib?"
        )
        try answer("One\n", "reports/notes/one.md:1: the page does not begin with its title")
        try answer(
            "---\nbiblography: x\n---\n# One\n",
            "reports/notes/one.md:2: biblography: unknown key 'biblography'; did you mean 'bibliography'?")

        // What a figure holds is known once it is there.
        let project = try Self.project()
        #expect(try project.run("run", "--report", "mine", "--quiet").status == 0)
        try project.write(Self.one.replacing("tanhAccuracy", with: "tanhAcuracy"), to: "reports/notes/one.md")
        let run = try project.run("report", "--report", "mine", "--quiet")
        #expect(
            run.status == 64
                && run.errors.contains(
                    "reports/notes/one.md:3: information-plane/fig17 has no value 'tanhAcuracy'; did you mean tanhAccuracy?"),
            "\(run.errors)")
    }

    @Test("the notebook that the project shows is right")
    func example() throws {
        let folder = CommandProject.source
        let project = try CommandProject()
        try FileManager.default.copyItem(atPath: "\(folder)/reports/notes", toPath: "\(project.path)/reports/notes")
        let definition = try String(contentsOfFile: "\(folder)/reports/notebook.yml", encoding: .utf8)
        try project.write(
            definition.replacing("{ networks: 3 }", with: "{ networks: 2, epochs: 100, recordedEpochs: 5, reluLearningRate: 0.1 }"),
            to: "reports/notebook.yml")
        let run = try project.run("report", "--report", "notebook", "--quiet")
        #expect(run.status == 0 && run.output.hasPrefix("3 of 3 figures computed"), "\(run.errors)\(run.output)")
    }
}

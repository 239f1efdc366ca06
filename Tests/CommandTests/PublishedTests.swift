import Files
import Foundation
import Results
import Testing

/// What is published: how it comes to be, and what stands on it.
@Suite struct PublishedTests {
    private static func definition(networks: Int = 2, publishes: Bool) -> String {
        """
        title: Small
        \(publishes ? "publishes: true" : "about: For every day.")
        settings:
          information-plane: { epochs: 100, networks: \(networks), recordedEpochs: 5, reluLearningRate: 0.1 }
        figures: [information-plane/fig1, information-plane/fig17]
        """
    }

    private static let readme = """
        # A project

        <!-- gallery: written by `refigure gallery --tracked` -->
        <!-- end of gallery -->
        Between.
        <!-- ledger: written by `refigure gallery --tracked` -->
        <!-- end of ledger -->
        The end.

        """

    @Test("results are published with a reason; a diff tells what is not published yet or of other settings; README shows them")
    func publishing() throws {
        let project = try CommandProject()
        try project.write(Self.definition(publishes: false), to: "reports/small.yml")
        #expect(try project.run("report", "--report", "small", "--quiet").status == 0)
        let accept = ["accept", "--as", "published", "--report", "small", "--reason", "a first part"]
        let nothing = try project.run("diff", "published", "--report", "small")
        #expect(nothing.status == 64 && nothing.errors.contains("nothing is published yet"), "\(nothing.errors)")

        // Other settings than the paper's need the definition's word; stand-ins are never published.
        let refused = try project.start(accept).wait()
        #expect(refused.status == 64, "\(refused.errors)")
        #expect(refused.errors.contains("is not of the paper's settings: reduced settings: "), "\(refused.errors)")
        #expect(refused.errors.contains("'publishes: true'") && !project.exists("reports/published"))
        #expect(try project.start(accept + ["--stand-ins"]).wait().status == 64)

        try project.write(Self.definition(publishes: true), to: "reports/small.yml")
        let published = try project.start(accept + ["information-plane/fig1"]).wait()
        #expect(published.status == 0, "\(published.errors)")
        #expect(project.files("reports/published") == ["information-plane-fig1.json", "log.md"])
        let log = String(decoding: try project.bytes("reports/published/log.md"), as: UTF8.self)
        #expect(log.hasPrefix("# What was published, and why"))
        #expect(log.contains("- information-plane/fig1: accepted for the first time; report small, reduced settings: "), "\(log)")
        #expect(log.contains("Reason: a first part."))

        let same = try project.run("diff", "published", "--report", "small", "--fail-on", "any")
        #expect(same.status == 0 && same.output.contains("before: the published results"), "\(same.output)\(same.errors)")
        #expect(same.output.contains("not published yet: 1\n  information-plane/fig17"), "\(same.output)")
        #expect(same.output.contains("1 figure compared: 1 identical"), "\(same.output)")

        // README shows the published figure, and the other one of the baseline.
        #expect(try project.run("accept", "--report", "small", "--reason", "one").status == 0)
        let homeless = try project.run("gallery", "--tracked", "--words", "--report", "small")
        #expect(homeless.status == 64 && homeless.errors.contains("there is no README.md"), "\(homeless.errors)")
        try project.write(Self.readme, to: "README.md")
        let gallery = try project.run("gallery", "--tracked", "--report", "small")
        #expect(gallery.status == 0, "\(gallery.errors)")
        #expect(project.files("reports/gallery") == ["information-plane-fig1.png", "information-plane-fig17.png"])
        let text = String(decoding: try project.bytes("README.md"), as: UTF8.self)
        #expect(text.contains("<br>*published: reduced settings* |") && text.contains("<br>*small: reduced settings* |"), "\(text)")
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| Revisiting the Information Plane (2020) |") }
        #expect(rows.count == 2 && rows[0].contains("| published | 1 |") && rows[1].contains("| small | 1 |"), "\(rows)")
        #expect(text.hasSuffix("\n<!-- end of ledger -->\nThe end.\n") && text.contains("-->\nBetween.\n<!--"), "\(text)")
        #expect(try project.run("gallery", "--tracked", "--words", "--report", "small").output == "README.md: as it was\n")

        // Without the report's whole results the tracked points are drawn.
        try FileManager.default.removeItem(atPath: "\(project.path)/reports/small/results")
        let thinned = try project.run("gallery", "--tracked", "--report", "small", "information-plane/fig1")
        #expect(thinned.status == 0 && thinned.output.contains("from its tracked points"), "\(thinned.output)\(thinned.errors)")

        // Of other settings: said so, and no change.
        try project.write(Self.definition(networks: 3, publishes: true), to: "reports/small.yml")
        #expect(try project.run("report", "--report", "small", "--quiet").status == 0)
        let others = try project.run("diff", "published", "--report", "small", "--fail-on", "any")
        #expect(others.status == 0, "\(others.output)\(others.errors)")
        #expect(others.output.contains("of other settings than what is published: 1"), "\(others.output)")
        #expect(others.output.contains("(networks): 2 -> 3") && others.output.contains("0 figures compared\n"), "\(others.output)")
        let page = String(decoding: try project.bytes("reports/small/diff.md"), as: UTF8.self)
        #expect(page.contains("Not published yet: 1") && page.contains("Nothing else differs"), "\(page)")
        try project.write(Self.definition(publishes: true), to: "reports/published.yml")
        #expect(try project.run("plan", "--report", "published").status == 64)
    }

    @Test("README's gallery and ledger are those of the tracked results")
    func readmeIsUpToDate() throws {
        let project = try CommandProject()
        let files = FileManager.default
        for name in ["README.md", "reports/quick.yml", "reports/baseline", "reports/published"]
        where name != "reports/published" || files.fileExists(atPath: "\(CommandProject.source)/\(name)") {
            try files.copyItem(atPath: "\(CommandProject.source)/\(name)", toPath: "\(project.path)/\(name)")
        }
        let run = try project.run("gallery", "--tracked", "--words")
        #expect(run.status == 0 && run.output == "README.md: as it was\n", "\(run.output)\(run.errors)")
    }

    @Test("each published result is of a figure of a paper, on the paper's data, and stands in the log")
    func published() throws {
        let published = Baseline.published(in: CommandProject.source)
        let known = Set(try Baseline(project: CommandProject.source, report: "quick").snapshot().figures.map(\.result.id))
        let figures = try published.snapshot().figures
        let log = figures.isEmpty ? "" : try String(contentsOfFile: published.log, encoding: .utf8)
        for result in figures.map(\.result) {
            #expect(known.contains(result.id) && !result.usesStandIn, "\(result.id)")
            #expect(log.contains("\n- \(result.id): "), "\(result.id)")
        }
    }
}

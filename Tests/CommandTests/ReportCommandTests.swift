import Foundation
import TestSupport
import Testing

@Suite struct ReportCommandTests {
    @Test("a report is built, its page named last, and the next run changes no byte")
    func report() throws {
        let project = try CommandProject()
        let first = try project.run("report", "--report", "small")
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.hasSuffix("reports/small/index.html\n"))
        let names = ["index.html", "report.md", "report.pdf", "provenance.json"]
        #expect(names.allSatisfy { project.exists("reports/small/\($0)") })
        let pictures = project.files("reports/small/figures")
        #expect(["png", "pdf", "svg"].allSatisfy { pictures.contains("information-plane-fig1.\($0)") })
        let before = try (pictures.map { "figures/\($0)" } + ["report.pdf", "results/information-plane-fig1.json"]).map {
            try project.bytes("reports/small/\($0)")
        }
        let second = try project.run("report", "--report", "small")
        #expect(second.status == 0)
        #expect(second.output.contains("everything was up to date"))
        let after = try (pictures.map { "figures/\($0)" } + ["report.pdf", "results/information-plane-fig1.json"]).map {
            try project.bytes("reports/small/\($0)")
        }
        #expect(before == after)
    }

    @Test("two folders, two runs, on other kernels: the same bytes in every file but provenance.json")
    func sameBytes() throws {
        let one = try CommandProject()
        let other = try CommandProject()
        #expect(try one.run("report", "--report", "small", "--jobs", "1").status == 0)
        let portable = ["REFIGURE_KERNELS": "portable"]
        #expect(try other.start(["report", "--report", "small", "--jobs", "2"], environment: portable).wait().status == 0)
        let names = one.files("reports/small").filter { !(($0 as NSString).pathExtension).isEmpty }
        #expect(names == other.files("reports/small").filter { !(($0 as NSString).pathExtension).isEmpty })
        for name in names where name != "provenance.json" {
            #expect(try one.bytes("reports/small/\(name)") == other.bytes("reports/small/\(name)"), "\(name)")
        }
        let provenance = String(decoding: try other.bytes("reports/small/provenance.json"), as: UTF8.self)
        #expect(provenance.contains("\"portable\"") && provenance.contains("wallSeconds"))
        #expect(provenance.contains(/"toolchain": "[^"]*Swift version \d+\.\d[^"]*, Target: [^"]+"/), "\(provenance)")
    }

    @Test("the curves of a figure stand beside its JSON as comma-separated values, exact; what was damaged is written anew")
    func values() throws {
        let project = try CommandProject()
        #expect(try project.run("report", "--report", "small").status == 0)
        let name = "reports/small/results/information-plane-fig1.csv"
        let text = String(decoding: try project.bytes(name), as: UTF8.self)
        let rows = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        #expect(rows[0].prefix(9) == ["panel", "series", "label", "quantity", "unit", "over", "over_unit", "at", "value"])
        #expect(rows.count > 100 && rows.allSatisfy { $0.count == rows[0].count })
        // Numbers are printed as the JSON prints them.
        let json = String(decoding: try project.bytes("reports/small/results/information-plane-fig1.json"), as: UTF8.self)
        let numbers = Set(json.split { !"0123456789.e-+".contains($0) }.map(String.init))
        #expect(rows.dropFirst().allSatisfy { numbers.contains($0[8]) && numbers.contains($0[7]) })
        #expect(
            String(decoding: try project.bytes("reports/small/report.md"), as: UTF8.self).contains(
                "[CSV](results/information-plane-fig1.csv)"))
        try project.write("1,2\n", to: name)
        try project.write("1,2\n", to: "reports/small/results/information-plane-fig1-table9.csv")
        #expect(try project.run("report", "--report", "small").status == 0)
        #expect(String(decoding: try project.bytes(name), as: UTF8.self) == text)
        #expect(!project.exists("reports/small/results/information-plane-fig1-table9.csv"))
    }

    @Test("the first page says what changed since the tracked baseline, and that nothing did; a damaged baseline is named there")
    func changes() throws {
        let project = try CommandProject()
        func page() throws -> String {
            let run = try project.run("report", "--report", "small")
            #expect(run.status == 0, "\(run.errors)")
            return String(decoding: try project.bytes("reports/small/report.md"), as: UTF8.self)
        }
        #expect(try !page().contains("## What changed"))
        #expect(try project.run("accept", "--report", "small", "--reason", "a beginning").status == 0)
        #expect(try page().contains("figures are as in the baseline of small"))
        try project.write(CommandProject.small.replacing("epochs: 100", with: "epochs: 110"), to: "reports/small.yml")
        let differing = try page()
        #expect(differing.contains("- [information-plane/fig1](#figure-1-"), "\(differing.prefix(2000))")
        #expect(differing.contains("- Setting: training length in epochs (epochs): 100 → 110"))
        let name = "reports/baseline/small/information-plane-fig1.json"
        let whole = String(decoding: try project.bytes(name), as: UTF8.self)
        try project.write(String(whole.dropLast(100)), to: name)
        let damaged = try page()
        #expect(damaged.contains("## What changed") && damaged.contains("cannot be read") && damaged.contains(name))
    }

    @Test("templates that include themselves, and loops that go round for too long, end in one sentence")
    func templates() throws {
        let project = try CommandProject()
        #expect(try project.run("report", "--report", "small").status == 0)
        try project.write(
            "\n{% include \"figures/information-plane-fig1.md\" %}", to: "templates/figures/information-plane-fig1.md")
        let circle = try project.run("report", "--report", "small")
        #expect(circle.status == 64)
        #expect(circle.errors.contains("templates/figures/information-plane-fig1.md:2: templates include or extend one another"))
        try project.write(
            "{% for x in 1...99999 %}{% for y in 1...99999 %}{{ figure.label }}{% endfor %}{% endfor %}",
            to: "templates/figures/information-plane-fig1.md")
        let endless = try project.run("report", "--report", "small")
        #expect(endless.status == 64 && endless.errors.contains("templates/figures/information-plane-fig1.md"))
    }

    @Test("the page is set anew where any template changed, in a folder of its own, behind a link, of any ending")
    func includedTemplates() throws {
        let project = try CommandProject()
        let files = FileManager.default
        for folder in ["templates/shared/deep", "elsewhere"] {
            try files.createDirectory(atPath: "\(project.path)/\(folder)", withIntermediateDirectories: true)
        }
        try files.createSymbolicLink(atPath: "\(project.path)/templates/linked", withDestinationPath: "../elsewhere")
        try files.createSymbolicLink(atPath: "\(project.path)/templates/round", withDestinationPath: ".")
        let places = ["templates/shared/deep/one.txt", "elsewhere/two.md"]
        for place in places { try project.write("Old.", to: place) }
        let name = "templates/figures/information-plane-fig1.md"
        let template = String(decoding: try project.bytes(name), as: UTF8.self)
        let end = try #require(template.range(of: "{% endblock %}", options: .backwards))
        try project.write(
            template.replacingCharacters(
                in: end, with: "{% include \"shared/deep/one.txt\" %} {% include \"linked/two.md\" %}{% endblock %}"), to: name)
        #expect(try project.run("report", "--report", "small").status == 0)
        #expect(try project.run("plan", "--report", "small").output.contains("everything is up to date"))
        for (number, place) in places.enumerated() {
            try project.write("New \(number).", to: place)
            #expect(try project.run("report", "--report", "small").status == 0)
            #expect(String(decoding: try project.bytes("reports/small/report.md"), as: UTF8.self).contains("New \(number)."))
        }
    }

    @Test("a pipe in the page's place is named instead of being waited for, and letters that no font has are too")
    func pipeAndLetters() throws {
        let project = try CommandProject()
        try project.write(
            "title: \"Boxes \\U000F8ABC\"\n" + CommandProject.small.split(separator: "\n").dropFirst().joined(separator: "\n"),
            to: "reports/small.yml")
        let first = try project.run("report", "--report", "small")
        #expect(first.status == 0)
        #expect(first.errors.components(separatedBy: "note: U+F8ABC is for private use").count == 2, "\(first.errors)")
        for name in ["index.html", "report.md", "report.pdf"] {
            try FileManager.default.removeItem(atPath: "\(project.path)/reports/small/\(name)")
            #expect(mkfifo("\(project.path)/reports/small/\(name)", 0o644) == 0)
            let run = try project.run("report", "--report", "small")
            #expect(run.status == 0 || run.errors.contains("\(name): is not a plain file"), "\(run.errors)")
            try? FileManager.default.removeItem(atPath: "\(project.path)/reports/small/\(name)")
        }
        #expect(try project.run("report", "--report", "small").status == 0)
    }

    @Test("a figure that fails leaves its error in its place, the rest is built, and the exit code is 70")
    func failure() throws {
        let project = try CommandProject()
        try project.write(
            """
            settings:
              information-plane: { epochs: 200, networks: 1, recordedEpochs: 5, reluLearningRate: 100 }
            figures: [information-plane/fig1, information-plane/fig17]
            """, to: "reports/failing.yml")
        let run = try project.run("report", "--report", "failing")
        #expect(run.status == 70)
        #expect(run.errors.contains("1 of 2 figures failed"))
        let page = String(decoding: try project.bytes("reports/failing/report.md"), as: UTF8.self)
        #expect(page.contains("left chance accuracy"))
        #expect(page.contains("**Figure 1.**"))
    }

    @Test("Ctrl-C stops at once, leaves no half file, and the next run goes on")
    func interrupted() throws {
        let project = try CommandProject()
        try project.write(
            "settings: { information-plane: { epochs: 900000, networks: 2 } }\nfigures: [information-plane/fig1]",
            to: "reports/long.yml")
        let started = try project.start(["report", "--report", "long"])
        #expect(started.waits(for: "begun"))
        let stop = Stop(started.process)
        let run = started.wait()
        #expect(stop.isAtOnce, "\(stop)")
        #expect(run.status == 130)
        #expect(run.errors.contains("stopped"))
        #expect(project.files("").allSatisfy { !$0.contains(".partial") })
        #expect(try project.run("report", "--report", "small").status == 0)
    }

    @Test("Ctrl-C is heard while a long text is set on pages, and nothing half done is left")
    func stoppedWhileSetting() throws {
        let project = try CommandProject()
        #expect(try project.run("run", "--report", "small", "--quiet").status == 0)
        let name = "templates/figures/information-plane-fig1.md"
        let template = String(decoding: try project.bytes(name), as: UTF8.self)
        let end = try #require(template.range(of: "{% endblock %}", options: .backwards))
        let words = String(repeating: "sentence of words ", count: 5000)
        // Some hundred pages.
        let long = "{% for y in 1...10 %}\n\nPart {{ y }}.\n\n{% for x in 1...2 %}\(words){% endfor %}\n\nEnd.\n\n{% endfor %}\n\n"
        try project.write(template.replacingCharacters(in: end, with: "\n\n\(long){% endblock %}"), to: name)
        let started = try project.start(["report", "--report", "small"])
        // The PDF is set last.
        while started.process.isRunning, !project.exists("reports/small/index.html") { usleep(2000) }
        let stop = Stop(started.process)
        let run = started.wait()
        #expect(stop.isAtOnce, "\(stop)")
        #expect(
            run.status == 130
                && run.errors.hasSuffix("refigure: stopped; what was finished is kept, the next run goes on from there\n"))
        #expect(!project.exists("reports/small/report.pdf") && project.exists("reports/small/index.html"))
        #expect(project.files("reports/small").allSatisfy { !$0.contains("partial") })
        try project.write(template, to: name)
        #expect(try project.run("report", "--report", "small").status == 0 && project.exists("reports/small/report.pdf"))
    }

    @Test("a killed run leaves nothing that the next one cannot use")
    func killed() throws {
        let project = try CommandProject()
        let whole = try CommandProject()
        #expect(try whole.run("report", "--report", "small").status == 0)
        for delay: useconds_t in [0, 20_000, 60_000] {
            let started = try project.start(["report", "--report", "small"])
            _ = started.waits(for: "to train")
            usleep(delay)
            kill(started.process.processIdentifier, SIGKILL)
            _ = started.wait()
        }
        #expect(try project.run("report", "--report", "small").status == 0)
        for name in ["results/information-plane-fig1.json", "figures/information-plane-fig1.png", "report.pdf"] {
            #expect(try project.bytes("reports/small/\(name)") == whole.bytes("reports/small/\(name)"))
        }
        #expect(project.files("").allSatisfy { !$0.contains(".partial") })
    }

    @Test("two runs in one folder at once both end well, in the same files as one")
    func twoAtOnce() throws {
        let whole = try CommandProject()
        let shared = try CommandProject()
        #expect(try whole.run("report", "--report", "small").status == 0)
        let first = try shared.start(["report", "--report", "small"])
        let second = try shared.start(["report", "--report", "small"])
        #expect(first.wait().status == 0)
        #expect(second.wait().status == 0)
        for name in ["results/information-plane-fig1.json", "figures/information-plane-fig1.png", "report.pdf"] {
            #expect(try shared.bytes("reports/small/\(name)") == whole.bytes("reports/small/\(name)"))
        }
    }

    @Test("a full disk ends in one sentence that names the file, and exit code 73")
    func fullDisk() throws {
        // A limit on the size of files stands for the disk's: writing past it fails in the same place.
        let project = try CommandProject()
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" report --report small", CommandProject.command]
        shell.currentDirectoryURL = URL(fileURLWithPath: project.path)
        let run = CommandProject.Started(process: shell)
        try shell.run()
        let ended = run.wait()
        #expect(ended.status == 73)
        #expect(ended.errors.contains("cannot be written"), "\(ended.errors)")
        #expect(project.files("").allSatisfy { !$0.contains(".partial") })
        #expect(try project.run("report", "--report", "small").status == 0)
    }

    @Test("the page and the PDF are set anew where they are damaged or a template changed, and else left as they are")
    func setAnew() throws {
        let project = try CommandProject()
        func report() throws { #expect(try project.run("report", "--report", "small").status == 0) }
        func written(_ name: String) throws -> Date? {
            try FileManager.default.attributesOfItem(atPath: "\(project.path)/reports/small/\(name)")[.modificationDate] as? Date
        }
        try report()
        try report()
        let (page, pdf) = (try project.bytes("reports/small/index.html"), try project.bytes("reports/small/report.pdf"))
        let times = (try written("index.html"), try written("report.pdf"))
        try report()
        #expect(try written("index.html") == times.0 && written("report.pdf") == times.1)

        try project.write("damaged", to: "reports/small/report.pdf")
        try FileManager.default.removeItem(atPath: "\(project.path)/reports/small/index.html")
        try report()
        #expect(try project.bytes("reports/small/index.html") == page && project.bytes("reports/small/report.pdf") == pdf)

        let style = String(decoding: try project.bytes("templates/page.css"), as: UTF8.self)
        try project.write(style + "\n.mine { color: teal }\n", to: "templates/page.css")
        try report()
        let styled = String(decoding: try project.bytes("reports/small/index.html"), as: UTF8.self)
        #expect(styled.contains(".mine { color: teal }"))
        #expect(try project.bytes("reports/small/report.pdf") == pdf)
    }

    @Test("where a data set cannot be had, a stand-in takes its place, says so, and proves nothing")
    func standIn() throws {
        let project = try CommandProject()
        try project.write("figures: [information-plane/table1]", to: "reports/table.yml")
        let run = try project.run("report", "--report", "table")
        #expect(run.status == 0)
        #expect(run.errors.contains("Glyphs, drawn here, stands in for it"))
        let page = String(decoding: try project.bytes("reports/table/report.md"), as: UTF8.self)
        #expect(page.contains("stand-in data: Glyphs for MNIST"))
        #expect(page.contains("not assessed"))
        #expect(page.contains("| SZT |") && page.contains("✓ reproduced"))
    }
}

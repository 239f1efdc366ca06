import Experiments
import Files
import Foundation
import Testing

@Suite struct ReportPlaceTests {
    /// Two projects, "project" and "other", and a folder "elsewhere", in a folder without links.
    private struct Scratch: ~Copyable {
        let path: String
        let project: ProjectFolder

        init() throws {
            let made = FileManager.default.temporaryDirectory.appendingPathComponent("refigure-\(UUID().uuidString)").path
            for name in ["project", "other"] {
                try AtomicFile.write(text: "", to: "\(made)/\(name)/templates/report.md")
                for folder in ["sub", "baseline/quick", "gallery"] {
                    try AtomicFile.makeFolder("\(made)/\(name)/reports/\(folder)")
                }
            }
            try AtomicFile.makeFolder("\(made)/elsewhere")
            let resolved = try #require(realpath(made, nil))
            defer { free(resolved) }
            path = String(cString: resolved)
            project = ProjectFolder(path: "\(path)/project")
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func write(_ name: String) throws { try AtomicFile.write(text: "figures: []", to: "\(path)/\(name)") }

        func place(_ name: String) throws -> ReportPlace { try ReportPlace(file: "\(path)/\(name)", project: project) }
    }

    @Test("a definition in reports/ has its folder there, by whatever path it is named")
    func ofProject() throws {
        let scratch = try Scratch()
        try scratch.write("project/reports/mine.yml")
        symlink("\(scratch.path)/project", "\(scratch.path)/elsewhere/link")
        for name in [
            "project/reports/mine.yml", "project/reports/../reports/./mine.yml", "elsewhere/link/reports/mine.yml",
            "elsewhere/../project//reports/mine.yml",
        ] {
            let place = try scratch.place(name)
            #expect(place.isOfProject && place.name == "mine" && place.argument == "mine")
            #expect(place.folder == "\(scratch.path)/project/reports/mine")
        }
        #expect(try scratch.project.place(ofReport: "mine").folder == "\(scratch.path)/project/reports/mine")
        try scratch.write("project/reports/other.yaml")
        #expect(try scratch.project.place(ofReport: "other").folder == "\(scratch.path)/project/reports/other")
        #expect(scratch.project.definitionNames == ["mine", "other"])
    }

    @Test("a definition elsewhere has a folder of its own beside it, whatever its name")
    func elsewhere() throws {
        let scratch = try Scratch()
        try scratch.write("project/reports/quick.yml")
        symlink("\(scratch.path)/project/reports/quick.yml", "\(scratch.path)/elsewhere/linked.yml")
        for name in ["quick.yml", "baseline.yml", "my report.v2.yaml"] { try scratch.write("elsewhere/\(name)") }
        for (file, name) in [
            ("quick.yml", "quick"), ("baseline.yml", "baseline"), ("my report.v2.yaml", "my report.v2"), ("linked.yml", "linked"),
        ] {
            let place = try scratch.place("elsewhere/\(file)")
            #expect(!place.isOfProject && place.name == name && place.argument == place.file)
            #expect(place.folder == "\(scratch.path)/elsewhere/\(name)")
        }
        // Of the project, but not among its reports.
        try scratch.write("project/quick.yml")
        #expect(try scratch.place("project/quick.yml").folder == "\(scratch.path)/project/quick")
    }

    @Test(
        "what cannot be a report's definition is refused, and what to do is said",
        arguments: [
            ("project/reports/baseline.yml", "all reports share"), ("project/reports/Gallery.yaml", "all reports share"),
            ("project/reports/published.yml", "all reports share"),
            ("project/reports/sub/mine.yml", "stands in reports/ itself"),
            ("project/reports/baseline/mine.yml", "stands in reports/ itself"),
            ("project/reports/.yml", "name cannot be"), ("project/reports/.hidden.yml", "name cannot be"),
            ("project/reports/...yml", "name cannot be"), ("project/reports/-mine.yml", "name cannot be"),
            ("elsewhere/-mine.yml", "name cannot be"), ("elsewhere/a\u{1B}[2Jb.yml", "name cannot be"),
            ("elsewhere/mine", "is a .yml file"), ("elsewhere/mine.txt", "is a .yml file"),
            ("other/reports/quick.yml", "is a definition of the project"),
            ("other/reports/baseline/a.yml", "is a definition of the project"),
        ])
    func refused(_ name: String, _ words: String) throws {
        let scratch = try Scratch()
        try scratch.write(name)
        let fault = #expect(throws: Fault.self) { try scratch.place(name) }
        #expect(
            fault?.status == .usage && fault?.remedy != nil && fault?.problem.contains(words) == true,
            "\(String(describing: fault))")
    }

    @Test("two definitions that would be written to one folder are refused, each")
    func twins() throws {
        for folder in ["project/reports", "elsewhere"] {
            let scratch = try Scratch()
            for ending in ["yml", "yaml"] { try scratch.write("\(folder)/mine.\(ending)") }
            for ending in ["yml", "yaml"] {
                let fault = #expect(throws: Fault.self) { try scratch.place("\(folder)/mine.\(ending)") }
                #expect(fault?.remedy == "rename one of them")
            }
        }
    }

    @Test(
        "what is not there is answered with the nearest names, whatever it is called",
        arguments: ["", ".", "..", "-", "x", "é", "min", "mine.yml", "nowhere/mine.yml", "/"])
    func missing(_ name: String) throws {
        let scratch = try Scratch()
        try scratch.write("project/reports/mine.yml")
        let fault = #expect(throws: Fault.self) { try scratch.project.place(ofReport: name) }
        #expect(fault?.status == .usage)
    }

    @Test("a folder is taken once, by one definition, and then is its own")
    func claims() throws {
        let scratch = try Scratch()
        try scratch.write("elsewhere/mine.yml")
        let place = try scratch.place("elsewhere/mine.yml")
        try place.check()
        #expect(!FileManager.default.fileExists(atPath: place.folder))
        try place.claim()
        try AtomicFile.write(text: "x", to: "\(place.folder)/notes.txt")
        try place.claim()
        try place.check()
        // Moved together, it stays so.
        try AtomicFile.makeFolder("\(scratch.path)/moved")
        for name in ["mine", "mine.yml"] {
            try FileManager.default.moveItem(atPath: "\(scratch.path)/elsewhere/\(name)", toPath: "\(scratch.path)/moved/\(name)")
        }
        try scratch.place("moved/mine.yml").claim()
        // Another definition that comes to it by a link does not get it.
        try scratch.write("moved/other.yml")
        symlink("mine", "\(scratch.path)/moved/other")
        #expect(throws: Fault.self) { try scratch.place("moved/other.yml").claim() }
    }

    @Test("a folder or a file that is somebody else's is left alone", arguments: ["elsewhere", "project", "project/reports"])
    func foreign(_ folder: String) throws {
        let scratch = try Scratch()
        for name in ["mine", "file", "empty", "killed"] { try scratch.write("\(folder)/\(name).yml") }
        try AtomicFile.write(text: "mine", to: "\(scratch.path)/\(folder)/mine/index.html")
        try AtomicFile.write(text: "mine", to: "\(scratch.path)/\(folder)/file")
        for name in ["mine", "file"] {
            let fault = #expect(throws: Fault.self) { try scratch.place("\(folder)/\(name).yml").claim() }
            #expect(fault?.status == .usage && fault?.place == "\(scratch.path)/\(folder)/\(name)")
            #expect(fault?.remedy?.contains("rename the definition") == true)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(scratch.path)/\(folder)/mine") == ["index.html"])
        try AtomicFile.makeFolder("\(scratch.path)/\(folder)/empty")
        try scratch.place("\(folder)/empty.yml").claim()
        // Killed while it took the folder.
        try AtomicFile.write(text: "", to: "\(scratch.path)/\(folder)/killed/.report.12-34.partial")
        try scratch.place("\(folder)/killed.yml").claim()
    }

    @Test("a folder in reports/ that an earlier version wrote is taken over; elsewhere none wrote")
    func earlier() throws {
        let scratch = try Scratch()
        for folder in ["project/reports", "elsewhere"] {
            try scratch.write("\(folder)/mine.yml")
            try AtomicFile.write(text: "{}", to: "\(scratch.path)/\(folder)/mine/provenance.json")
        }
        try scratch.place("project/reports/mine.yml").claim()
        #expect(throws: Fault.self) { try scratch.place("elsewhere/mine.yml").claim() }
    }

    @Test("a report's folder may be a link to one elsewhere")
    func linkedFolder() throws {
        let scratch = try Scratch()
        try scratch.write("project/reports/mine.yml")
        try AtomicFile.makeFolder("\(scratch.path)/elsewhere/large")
        symlink("\(scratch.path)/elsewhere/large", "\(scratch.path)/project/reports/mine")
        try scratch.place("project/reports/mine.yml").claim()
        #expect(FileManager.default.fileExists(atPath: "\(scratch.path)/elsewhere/large/.report"))
    }
}

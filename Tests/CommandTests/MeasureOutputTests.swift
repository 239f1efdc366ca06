import Foundation
import Testing

@Suite struct MeasureOutputTests {
    private let project: CommandProject

    init() throws {
        project = try CommandProject()
        let files = FileManager.default
        try files.createDirectory(atPath: "\(project.path)/run", withIntermediateDirectories: true)
        let acts = MeasureCommandTests.npy("<f4", shape: "(4, 2)", [0, 0, 0, 1, 1, 0, 1, 1].map { Float($0) })
        for name in ["in.npy", "second.npy", "run/acts-1.npy", "run/acts-2.npy"] { try project.write(acts, to: name) }
        try project.write(MeasureCommandTests.npy("<i8", shape: "(4,)", [0, 0, 1, 1].map { Int64($0) }), to: "y.npy")
        try files.createSymbolicLink(atPath: "\(project.path)/link.npy", withDestinationPath: "in.npy")
        try files.createSymbolicLink(atPath: "\(project.path)/link.svg", withDestinationPath: "in.npy")
        try files.createSymbolicLink(atPath: "\(project.path)/here", withDestinationPath: ".")
        try files.linkItem(atPath: "\(project.path)/in.npy", toPath: "\(project.path)/hard.npy")
    }

    private func measure(_ arguments: String) throws -> CommandRun {
        try project.start(["measure"] + arguments.split(separator: " ").map(String.init)).wait()
    }

    @Test(
        "an output that is an input is refused before anything is measured, whatever it is called",
        arguments: [
            "entropy --activations in.npy --output in.npy", "entropy --activations in.npy --output ./in.npy",
            "entropy --activations in.npy --output link.npy", "entropy --activations in.npy --output hard.npy",
            "entropy --activations in.npy --output here/here/in.npy", "entropy --activations link.npy --output in.npy",
            "entropy --activations in.npy --figure link.svg", "entropy --activations second.npy --activations in.npy -o in.npy",
            "mutual-information --activations in.npy --labels y.npy -oy.npy",
            "information-plane --activations run --labels y.npy --output run/acts-2.npy",
            "information-plane --activations run/acts-*.npy --labels y.npy --output run/acts-1.npy",
        ])
    func inputs(_ arguments: String) throws {
        let before = try ["in.npy", "y.npy", "run/acts-1.npy", "run/acts-2.npy"].map { try project.bytes($0) }
        let run = try measure(arguments)
        #expect(run.status == 64)
        #expect(run.errors.contains("would overwrite what is measured"), "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(try ["in.npy", "y.npy", "run/acts-1.npy", "run/acts-2.npy"].map { try project.bytes($0) } == before)
    }

    @Test("a shell that appends to an input is refused too")
    func appending() throws {
        let before = try project.bytes("in.npy")
        let run = try project.shell("\"$0\" measure entropy --activations in.npy >> in.npy")
        #expect(run.status == 64 && run.errors.contains("standard output would overwrite"), "\(run.errors)")
        #expect(try project.bytes("in.npy") == before)
    }

    @Test("a picture's letters that no font has, or each another sign, are named, once each; without a picture nothing is said")
    func letters() throws {
        // U+0378 is no letter yet; Inter has a sign of its own for U+E000.
        try project.write("a\u{378}\u{E000}\u{378},b\n0,1\n1,2\n2,4\n", to: "names.csv")
        let measure = "entropy --activations names.csv --header yes --bin-size 0.5"
        let drawn = try self.measure("\(measure) --figure names.svg")
        #expect(drawn.status == 0, "\(drawn.errors)")
        let note =
            "note: no font here has \u{378} (U+0378): boxes stand for them in the picture; no package of Debian's is known to have them; "
            + "U+E000 is for private use: each font has signs of its own for that, or boxes, in the picture; write what it stands for"
        #expect(drawn.errors.split(separator: "\n").count { $0 == note } == 1, "\(drawn.errors)")
        #expect(!(try self.measure(measure).errors.contains("U+")))
    }

    @Test(
        "values and picture must go to two files", arguments: ["x.svg x.svg", "x.svg ./x.svg", "new/x.svg here/new/x.svg"])
    func twoFiles(_ names: String) throws {
        let names = names.split(separator: " ")
        let run = try measure("entropy --activations in.npy --output \(names[0]) --figure \(names[1])")
        #expect(run.status == 64 && run.errors.contains("is the file of --output"), "\(run.errors)")
        #expect(!project.exists("x.svg") && !project.exists("new"))
    }

    @Test("names of one character are files like others", arguments: ["x", "é", "e\u{301}", "\u{301}", "#", " "])
    func shortNames(_ name: String) throws {
        let run = try project.run("measure", "entropy", "--activations", "in.npy", "--output", name)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try project.bytes(name).starts(with: Data("entropy of 2 units".utf8)))
    }

    @Test("folders with one name are told apart by their parents")
    func shortFolders() throws {
        for folder in ["s", "t/s"] {
            try FileManager.default.createDirectory(atPath: "\(project.path)/\(folder)", withIntermediateDirectories: true)
            try project.write(project.bytes("in.npy"), to: "\(folder)/acts-1.npy")
        }
        let run = try measure("information-plane --activations s --activations t/s --labels y.npy --bins 4 --format csv")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("t/s"))
    }

    @Test(
        "what can be no file is refused in one sentence", arguments: [".", "..", "/", "run", "run/", "new/", "./", ""])
    func noFile(_ name: String) throws {
        let run = try project.run("measure", "entropy", "--activations", "in.npy", "--output", name)
        #expect(run.status == (name.isEmpty ? 64 : 73), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1 && run.output.isEmpty, "\(run.errors)")
        #expect(!project.exists("new"))
    }

    @Test("- prints the values; a picture without a kind and numbers from standard input are refused")
    func dash() throws {
        let printed = try measure("entropy --activations in.npy --format csv")
        let run = try measure("entropy --activations in.npy --format csv --output -")
        #expect(run.status == 0 && run.output == printed.output && run.errors == printed.errors, "\(run.errors)")
        #expect(!project.exists("-"))
        let figure = try measure("entropy --activations in.npy --figure -")
        #expect(figure.status == 64 && figure.errors.contains("name a file that ends in .pdf, .png or .svg"))
        let input = try measure("entropy --activations -")
        #expect(input.status == 64 && input.errors.contains("standard input is not read"))
        #expect(try measure("entropy --activations in.npy --output ./-").status == 0)
        #expect(project.exists("-"))
    }

    @Test("/dev/stdout and pipes are written to where they lead, and what a shell appends to keeps its beginning")
    func devices() throws {
        let printed = try measure("entropy --activations in.npy --format csv").output
        let measure = "\"$0\" measure entropy --activations in.npy --format csv --output"
        #expect(try project.shell("\(measure) /dev/stdout 2>/dev/null").output == printed)
        #expect(
            try project.shell("echo before > log; \(measure) /dev/stdout >> log 2>/dev/null; cat log").output
                == "before\n\(printed)")
        #expect(try project.shell("mkfifo pipe; cat pipe & \(measure) pipe 2>/dev/null; wait; test -p pipe").output == printed)
        #expect(try project.shell("\(measure) /dev/null; test -c /dev/null").status == 0)
        if FileManager.default.fileExists(atPath: "/dev/full") {
            let full = try project.shell("\(measure) /dev/full")
            #expect(full.status == 73 && full.errors.contains("/dev/full: cannot be written: no space left on device"))
        }
    }

    @Test("a replaced file keeps its mode, and what is written through a link goes to its target")
    func modes() throws {
        try project.write("old", to: "private.csv")
        #expect(chmod("\(project.path)/private.csv", 0o600) == 0)
        try FileManager.default.createSymbolicLink(atPath: "\(project.path)/to.csv", withDestinationPath: "private.csv")
        #expect(try measure("entropy --activations in.npy --format csv --output to.csv").status == 0)
        var status = stat()
        #expect(lstat("\(project.path)/to.csv", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
        #expect(lstat("\(project.path)/private.csv", &status) == 0 && status.st_mode & 0o7777 == 0o600)
        #expect(String(decoding: try project.bytes("private.csv"), as: UTF8.self).hasPrefix("unit,"))
    }

    @Test("-j1 and -j 1 are one", arguments: [["-j1"], ["-j", "1"], ["--jobs=1"]])
    func joined(_ jobs: [String]) throws {
        let run = try project.start(["run", "information-plane/fig17", "--report", "small", "-q"] + jobs).wait()
        #expect(run.status == 0, "\(run.errors)")
    }
}

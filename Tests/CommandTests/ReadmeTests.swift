import Foundation
import Testing

/// Every command that README shows, as it stands there.
@Suite struct ReadmeTests {
    private static let text = (try? String(contentsOfFile: "\(CommandProject.source)/README.md", encoding: .utf8)) ?? ""

    /// Lines of ```sh blocks and of the table of commands, less their comments.
    static let commands: [String] = {
        var commands: [String] = []
        var isShell = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isShell = line == "```sh"
            } else if isShell {
                let command = line.split(separator: " #", maxSplits: 1)[0].trimmingCharacters(in: .whitespaces)
                if !command.isEmpty { commands.append(command) }
            } else if let match = line.firstMatch(of: /^\| `(refigure [^`]+)` \|/) {
                commands.append(String(match.1))
            }
        }
        return commands
    }()

    /// A project with a report under each name that README uses, and with somebody's activations.
    private static func project() throws -> CommandProject {
        let project = try CommandProject()
        for name in ["quick", "standard"] { try project.write(CommandProject.small, to: "reports/\(name).yml") }
        for name in ["Makefile", "Package.swift", "scripts", "alternatives.yml", "README.md"] {
            try FileManager.default.copyItem(atPath: "\(CommandProject.source)/\(name)", toPath: "\(project.path)/\(name)")
        }
        // 24 samples of 9 units, two classes.
        let rows = (0..<24).map { row in (0..<9).map { "\((row * (2 * $0 + 3) + 7 * $0) % 11)" }.joined(separator: ",") }
        try project.write(rows.joined(separator: "\n") + "\n", to: "acts.csv")
        try project.write((0..<24).map { "\($0 % 2)" }.joined(separator: "\n") + "\n", to: "y.csv")
        for layer in ["layer1", "layer2"] {
            try FileManager.default.createDirectory(atPath: "\(project.path)/run/\(layer)", withIntermediateDirectories: true)
            for epoch in [1, 10] {
                try project.npy(rows: 24, columns: 3, to: "run/\(layer)/acts-\(epoch).npy") { Float(($0 * epoch + $1) % 7) / 7 }
            }
        }
        try project.npy(rows: 24, columns: 9, to: "acts.npy") { Float(($0 * (2 * $1 + 3) + 7 * $1) % 11) }
        try project.npy(rows: 24, columns: 1, to: "y.npy") { row, _ in Float(row % 2) }
        return project
    }

    @Test("README shows commands")
    func shows() {
        #expect(Self.commands.count > 15)
        for wanted in ["make report", "make test", "make diff", "refigure claims"] { #expect(Self.commands.contains(wanted)) }
    }

    /// One project for all: a reader works through them from top to bottom. An editor and the watch end when the reader wants.
    @Test("every command in README does what it should, one after the other")
    func run() throws {
        let project = try Self.project()
        for command in Self.commands where !command.hasPrefix("$EDITOR") && !command.hasPrefix("refigure watch") {
            let shell = Process()
            shell.executableURL = URL(fileURLWithPath: "/bin/sh")
            shell.currentDirectoryURL = URL(fileURLWithPath: project.path)
            shell.arguments = ["-c", Self.script(command)]
            // What a `make test` around it was told is not meant for the reader's own.
            shell.environment = ProcessInfo.processInfo.environment.filter {
                !["REFIGURE_DATA", "MAKEFLAGS", "ARGUMENTS"].contains($0.key)
            }
            let run = CommandProject.Started(process: shell)
            try shell.run()
            let ended = run.wait()
            // A diff of a project without a baseline is refused until `make accept` makes one; make answers every failure with 2.
            let allowed: Set<Int32> = command == "make diff" ? [0, 2] : [0]
            #expect(allowed.contains(ended.status), "\(command): \(ended.errors)")
        }
        #expect(project.exists("plane.pdf"))
        #expect(project.exists("reports/gallery/information-plane-fig1.png"))
    }

    /// The command with the built binary in the place of the one to build. What builds or tests all is only checked for being there.
    private static func script(_ command: String) -> String {
        let binary = CommandProject.command
        if command == "make test" || command.hasPrefix("make install") { return "\(command) -n" }
        if command.hasPrefix("make") { return "\(command) refigure='\(binary)' sources=" }
        let arguments = command.replacing(/^(\.build\/release\/)?refigure/, with: "")
        return "'\(binary)'\(arguments)"
    }

    @Test("every figure of the registry stands in README with its picture, and every picture belongs to one")
    func figures() throws {
        let list = try CommandProject().run("list", "--report", "small").output
        let ids = list.split(separator: "\n").compactMap { line in
            line.firstMatch(of: #/^  ([a-z-]+/[A-Za-z0-9-]+) /#).map { String($0.1) }
        }
        #expect(ids.count > 30)
        for id in ids { #expect(Self.text.contains("`\(id)`"), "\(id)") }
        let folder = "\(CommandProject.source)/reports/gallery"
        let pictures = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".png") }
        for picture in pictures {
            let name = picture.dropLast(4)
            #expect(ids.contains { $0.replacing("/", with: "-") == name }, "\(picture)")
            #expect(Self.text.contains("reports/gallery/\(picture)"), "\(picture)")
        }
        let shown = Self.text.matches(of: /src="(reports\/gallery\/[^"]+)"/)
        #expect(shown.count == pictures.count)
        let bytes = try pictures.reduce(0) {
            $0 + (try FileManager.default.attributesOfItem(atPath: "\(folder)/\($1)")[.size] as? Int ?? 0)
        }
        #expect(bytes < 3_000_000, "\(bytes) bytes of pictures")
    }
}

extension CommandProject {
    /// A C-order float32 file of NumPy's.
    fileprivate func npy(rows: Int, columns: Int, to name: String, _ value: (Int, Int) -> Float) throws {
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
        header += String(repeating: " ", count: (64 - (10 + header.utf8.count + 1) % 64) % 64) + "\n"
        var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count & 255), UInt8(header.utf8.count >> 8)])
        data.append(Data(header.utf8))
        for row in 0..<rows {
            for column in 0..<columns {
                withUnsafeBytes(of: value(row, column).bitPattern.littleEndian) { data.append(contentsOf: $0) }
            }
        }
        try data.write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }
}

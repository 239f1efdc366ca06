import Foundation
import Testing
import Yams

/// What others run the project by: the workflow that README shows, the container's files, and the citation.
@Suite struct ReadyToRunTests {
    private static func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(CommandProject.source)/\(name)", encoding: .utf8)
    }

    private static func mapping(_ text: String) throws -> [String: Any] {
        try #require(try Yams.load(yaml: text) as? [String: Any])
    }

    /// The lines that a workflow's steps run.
    private static func scripts() throws -> (workflow: [AnyHashable: Any], steps: [[String: Any]], lines: [String]) {
        let block = try #require(try text("README.md").firstMatch(of: /(?s)```yaml\n(name: [^`]*runs-on[^`]*)```/))
        let workflow = try #require(try Yams.load(yaml: String(block.1)) as? [AnyHashable: Any])
        let jobs = try #require(workflow["jobs"] as? [String: Any])
        let steps = try jobs.values.flatMap { try #require(($0 as? [String: Any])?["steps"] as? [[String: Any]]) }
        let lines = steps.compactMap { $0["run"] as? String }.flatMap {
            $0.replacing(" && ", with: "\n").split(separator: "\n").map(String.init)
        }
        return (workflow, steps, lines)
    }

    @Test(
        "README's workflow is YAML that builds the quick report on a pull request, compares it, keeps the page and decides by the exit code"
    )
    func workflow() throws {
        let (workflow, steps, lines) = try Self.scripts()
        // Yams reads `on` as YAML 1.1 does: true.
        let triggers = workflow["on"] ?? workflow[true]
        #expect("\(triggers ?? "")".contains("pull_request"))
        #expect(lines.contains("make report"))
        #expect(
            lines.contains { $0.hasPrefix(".build/release/refigure diff ") && $0.contains("github.event.pull_request.base.sha") })
        let upload = try #require(steps.first { ($0["uses"] as? String)?.hasPrefix("actions/upload-artifact@") == true })
        #expect(upload["if"] as? String == "always()")
        #expect("\(upload["with"] ?? "")".contains("reports/quick/diff.html"))
        // A step that may fail unnoticed decides nothing.
        #expect(steps.allSatisfy { $0["continue-on-error"] == nil } && lines.allSatisfy { !$0.contains("|| ") })
        let checkout = try #require(steps.first { ($0["uses"] as? String)?.hasPrefix("actions/checkout@") == true })
        #expect("\(checkout["with"] ?? "")".contains("fetch-depth"))
    }

    @Test("what the workflow and the container run is there: targets of make, commands, options")
    func commands() throws {
        let container = try Self.text("Dockerfile").split(separator: "\n").filter { $0.hasPrefix("RUN ") }.flatMap {
            $0.dropFirst(4).split(separator: " && ").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let device = try #require(
            try JSONSerialization.jsonObject(with: Data(Self.text(".devcontainer/devcontainer.json").utf8)) as? [String: Any])
        let after = try #require(device["postCreateCommand"] as? String)
        let targets = try Self.text("Makefile").matches(of: /(?m)^## ([a-z]+):/).map { String($0.1) }
        var tried = 0
        for line in try Self.scripts().lines + container + [after] {
            let words = line.split(separator: " ").map(String.init)
            if words.first == "make" {
                tried += 1
                #expect(targets.contains(words[1]) || words[1] == "packages", "\(line)")
            } else if words.first == ".build/release/refigure" {
                tried += 1
                let help = try CommandProject().run(words[1], "--help")
                #expect(help.status == 0, "\(line)")
                for option in words.dropFirst(2) where option.hasPrefix("--") { #expect(help.output.contains(option), "\(line)") }
            }
        }
        #expect(tried >= 4)
        #expect(try "\(device["build"] ?? "")".contains("Dockerfile") && Self.text("Dockerfile").contains("FROM swift:6."))
    }

    @Test("CITATION.cff has what the Citation File Format 1.2.0 asks for, and cites every paper; so has a bundle's")
    func citation() throws {
        let citation = try Self.mapping(Self.text("CITATION.cff"))
        #expect(citation["cff-version"] as? String == "1.2.0" && citation["type"] as? String == "software")
        for key in ["message", "title", "authors", "license"] { #expect(citation[key] != nil, "\(key)") }
        let references = try #require(citation["references"] as? [[String: Any]])
        for reference in references {
            for key in ["type", "title", "authors", "year"] { #expect(reference[key] != nil, "\(key)") }
        }
        let version = try CommandProject().run("--version").output.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(citation["version"] as? String == version)
        let list = try CommandProject().run("list", "--report", "small").output
        for title in references.compactMap({ $0["title"] as? String }) { #expect(list.contains(title), "\(title)") }
        #expect(references.count == list.matches(of: /(?m)^[^ ].* \(\d{4}\)$/).count, "\(list)")
    }
}

import Files
import Foundation
import Results
import Testing

/// Commands on a part of a report: claims by verdict and paper, diff and accept of some figures; and what accept refuses.
@Suite struct FilterCommandTests {
    @Test("claims are told by verdict and by paper, with the rule under each; wrong ones are refused")
    func claims() throws {
        let project = try CommandProject()
        #expect(try project.run("report", "--report", "small", "--quiet").status == 0)
        func claims(_ words: String...) throws -> CommandRun { try project.start(["claims", "--report", "small"] + words).wait() }
        let all = try claims("--json")
        let ledger = try JSONDecoder().decode(ClaimsLedger.self, from: Data(all.output.utf8))
        try #require(!ledger.entries.isEmpty)
        for wanted in ClaimsLedger.Wanted.allCases {
            var kept = ledger
            kept.keep([wanted])
            let run = try claims("--verdict", wanted.rawValue)
            #expect(run.status == 0 && run.output.hasPrefix("\(kept.counts)\n"), "\(run.output)\(run.errors)")
            for entry in ledger.entries {
                let isKept = kept.entries.contains(entry)
                #expect(run.output.contains(" \(entry.claim.id) ") == isKept && run.output.contains(entry.claim.rule) || !isKept)
            }
        }
        let paper = try claims("--paper", "information-plane")
        #expect(paper.output.hasPrefix("\(ledger.counts)\n"))
        #expect(try claims("--paper", "nobody").status == 64)
        #expect(try claims("--paper", "ablation").status == 64, "no figure of the report")
        #expect(try claims("--verdict", "maybe").status == 64)
    }

    @Test("accept takes the figures that are named, and diff compares those, with a revision before them too")
    func some() throws {
        let project = try CommandProject()
        func git(_ words: String...) throws {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["git", "-C", project.path, "-c", "user.name=A", "-c", "user.email=a@b"] + words
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0, "git \(words)")
        }
        try git("init", "--quiet")
        #expect(try project.run("report", "--report", "small", "--quiet").status == 0)
        let one = try project.run("accept", "--report", "small", "--reason", "one of them", "information-plane/fig17")
        #expect(one.status == 0 && !one.output.contains("fig1 "), "\(one.output)\(one.errors)")
        #expect(project.exists("reports/baseline/small/information-plane-fig17.json"))
        #expect(!project.exists("reports/baseline/small/information-plane-fig1.json"))
        let same = try project.run("diff", "--report", "small", "information-plane/fig17")
        #expect(same.status == 0 && same.output.contains("1 figure: 1 identical"), "\(same.output)\(same.errors)")
        try git("add", "reports/baseline")
        try git("commit", "--quiet", "-m", "one")
        for words in [["HEAD", "information-plane/fig17"], ["HEAD", "*/fig17"]] {
            let run = try project.start(["diff", "--report", "small"] + words).wait()
            #expect(run.status == 0 && run.output.contains("the baseline of small at HEAD"), "\(run.output)\(run.errors)")
            #expect(run.output.contains("1 figure: 1 identical"), "\(run.output)")
        }
        #expect(try project.run("accept", "--report", "small", "--reason", "none", "ablation/fig1").status == 64)
    }

    @Test("accept refuses stand-ins in the place of data that the baseline is from, unless it is told")
    func standIns() throws {
        let project = try CommandProject()
        try project.write("figures: [information-plane/table1]", to: "reports/table.yml")
        #expect(try project.run("report", "--report", "table", "--quiet").status == 0)
        guard
            case .valid(let file) = try ResultFile.read("\(project.path)/reports/table/results/information-plane-table1.json")
        else {
            Issue.record("there is no result")
            return
        }
        var real = file.result
        for place in real.data.indices { real.data[place].standInFor = nil }
        try #require(real != file.result)
        let path = "reports/baseline/table/information-plane-table1.json"
        try AtomicFile.write(BaselineFile(ResultFile(inputs: file.inputs, result: real)).text, to: "\(project.path)/\(path)")
        let before = try project.bytes(path)
        let refused = try project.run("accept", "--report", "table", "--reason", "no")
        #expect(
            refused.status == 65 && refused.errors.contains("1 figure would be accepted on stand-ins for MNIST"),
            "\(refused.errors)")
        #expect(try project.bytes(path) == before)
        let told = try project.run("accept", "--report", "table", "--reason", "there are no data here", "--stand-ins")
        #expect(told.status == 0, "\(told.errors)")
        #expect(try project.bytes(path) != before)
    }
}

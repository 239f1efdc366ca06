import ArgumentParser
import Experiments
import Files
import Foundation
import Results

struct ClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims", abstract: "Print the ledger: each statement of the papers, what was measured, and the verdict.",
        discussion: "Reads the last run's results; computes nothing.")

    @OptionGroup var options: ReportOptions

    @Flag(help: "Print JSON: counts, and every claim with its rule.")
    var json = false

    @Argument(help: "Ids or patterns; without any, all figures of the report.", completion: Completions.figures)
    var ids: [String] = []

    func run() throws {
        let session = try Session(options, network: .never)
        let wanted = try session.definition.selecting(ids, from: session.registry)
        var results: [FigureResult] = []
        var absent: [FigureID] = []
        var damaged: [Fault] = []
        for id in wanted.entries.map(\.id) {
            switch try ResultFile.read(id, inReport: session.reportFolder) {
            case .valid(let file): results.append(file.result)
            case .missing: absent.append(id)
            case .damaged(let reason):
                damaged.append(
                    Fault(
                        "is damaged: \(reason)", at: Session.short(ResultFile.path(of: id, inReport: session.reportFolder)),
                        remedy: "run `\(session.command("report"))`: it is computed anew", status: .data))
            }
        }
        guard !results.isEmpty || !damaged.isEmpty else {
            throw Fault(
                "there are no results", at: session.reportFolder, remedy: "run `\(session.command("report"))` first", status: .usage
            )
        }
        // Nothing is counted of a ledger that lacks what is there.
        if let first = damaged.first {
            for fault in damaged.dropFirst() { try Terminal.remark("\(fault)") }
            throw first
        }
        let ledger = ClaimsLedger(results)
        if json {
            try Terminal.print(String(decoding: try CanonicalJSON.text(ledger), as: UTF8.self), as: .data)
        } else {
            try Terminal.print("\(ledger.counts)")
            for paper in session.registry.papers {
                let entries = ledger.entries.filter { $0.figure.paper == paper.id }
                guard !entries.isEmpty else { continue }
                try Terminal.print("\n\(paper.title) (\(paper.year))")
                try Terminal.print(Terminal.table(entries.map(Self.row)))
            }
        }
        if !absent.isEmpty {
            try Terminal.remark(
                "no result yet: \(absent.map(\.description).joined(separator: ", ")); `\(session.command("report"))` computes it")
        }
    }

    private static func row(_ entry: ClaimsLedger.Entry) -> [String] {
        let claim = entry.claim
        let measured = claim.published.map { "\(claim.measured) (published: \($0))" } ?? claim.measured
        return ["  \(claim.verdict.label)", "\(entry.figure)", claim.id, measured]
    }
}

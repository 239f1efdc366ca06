import ArgumentParser
import Experiments
import Files
import Foundation
import Results

struct ClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims", abstract: "Print the ledger: each statement, what was measured, and the verdict.",
        discussion: """
            Reads the last run's results; computes nothing. A line a statement: its verdict, its figure, its name, and what was measured, with the
            95 % interval over n networks (below three the range). Under it the statement, who says it and where, the settings it was tried at,
            and the rule by which it is judged.

            'Reproduced' and 'not reproduced' are said of the papers' statements only where all settings that bear on their data are the papers'.
            'Undecided' means that the interval allows both; it says how many networks would decide. 'Published' is the paper's number.
            """)

    @OptionGroup var options: ReportOptions

    @Option(
        help: ArgumentHelp("Only those of a paper: the first part of its figures' ids.", valueName: "paper"))
    var paper: String?

    @Option(
        help:
            "Only those of a verdict: reproduced and not-reproduced (at the paper's settings), holds, does-not-hold (at any), partly, undecided or not-assessed; may be repeated."
    )
    var verdict: [ClaimsLedger.Wanted] = []

    @Flag(help: "Print JSON: counts, and every claim with its rule.")
    var json = false

    @Argument(help: "Ids or patterns; without any, all figures of the report.", completion: Completions.figures)
    var ids: [String] = []

    func run() throws {
        let session = try Session(options, network: .never)
        let wanted = try session.definition.selecting(try Self.patterns(ids, paper, session), from: session.registry)
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
        var ledger = ClaimsLedger(results)
        if !verdict.isEmpty { ledger.keep(verdict) }
        if json {
            try Terminal.print(String(decoding: try CanonicalJSON.text(ledger), as: UTF8.self), as: .data)
        } else {
            try Terminal.print("\(ledger.counts)")
            for paper in session.registry.papers {
                let entries = ledger.entries.filter { $0.figure.paper == paper.id }
                guard !entries.isEmpty else { continue }
                try Terminal.print("\n\(paper.heading)")
                // Under each claim what it says, who says it, at which settings it was tried, and the rule that decides it.
                let rows = Terminal.table(entries.map(Self.row)).split(separator: "\n")
                for (row, entry) in zip(rows, entries) {
                    try Terminal.print(
                        "\(row)\n      \(entry.claim.statement)\n      \(Self.origin(entry))\n      Rule: \(entry.claim.rule)")
                }
            }
        }
        if !absent.isEmpty {
            try Terminal.remark(
                "no result yet: \(absent.map(\.description).joined(separator: ", ")); `\(session.command("report"))` computes it")
        }
    }

    /// The ids, or all of the paper.
    /// - Throws: a `Fault` (status usage) for a paper that is unknown.
    private static func patterns(_ ids: [String], _ paper: String?, _ session: Session) throws -> [String] {
        guard let paper else { return ids }
        let papers = session.registry.papers.map(\.id)
        guard papers.contains(paper) else {
            throw Fault("no paper '\(paper)'", remedy: "there are \(papers.joined(separator: ", "))", status: .usage)
        }
        guard ids.isEmpty else { throw Fault("both a paper and figures are given", remedy: "give one of them", status: .usage) }
        return ["\(paper)/*"]
    }

    /// "A sentence of the paper (Section 2.2.1); at reduced settings; calibrated to hold."
    private static func origin(_ entry: ClaimsLedger.Entry) -> String {
        let claim = entry.claim
        let who =
            switch claim.origin {
            case .number: "A number of the paper"
            case .sentence: "A sentence of the paper"
            case .figure: "Read off the paper's figure"
            case .cited: "A statement of a cited work"
            case .ours: "A statement of our own, not of the paper"
            }
        let basis: String? =
            switch claim.basis {
            case .measured: nil
            case .construction: "holds by construction, so counted apart"
            case .calibrated: "a setting was chosen so that it holds, so counted apart"
            }
        return ["\(who) (\(claim.source))", "tried at \(entry.scale.label)", basis].compactMap(\.self).joined(separator: "; ") + "."
    }

    private static func row(_ entry: ClaimsLedger.Entry) -> [String] {
        let claim = entry.claim
        let measured = claim.published.map { "\(claim.measured) (published: \($0))" } ?? claim.measured
        return ["  \(entry.verdict)", "\(entry.figure)", claim.id, measured]
    }
}

extension ClaimsLedger.Wanted: ExpressibleByArgument {}

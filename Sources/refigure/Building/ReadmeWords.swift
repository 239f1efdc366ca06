import Experiments
import Files
import Foundation
import Results

/// The parts of README that tell the tracked results: the gallery and the ledger, each between two comments of its name.
struct ReadmeWords {
    let papers: [Paper]
    let tracked: TrackedResults

    /// Writes both parts anew.
    /// - Returns: whether the file changed.
    /// - Throws: a `Fault` (status usage) where there is no file, or no place in it for a part.
    func write(to path: String) throws -> Bool {
        guard let bytes = try PlainFile.read(path) else {
            throw Fault("there is no README.md", at: Session.short(path), remedy: "leave --tracked out", status: .usage)
        }
        let text = String(decoding: bytes, as: UTF8.self)
        var changed = text
        for (name, words) in [("gallery", gallery), ("ledger", ledger)] {
            let (head, foot) = ("<!-- \(name): written by `refigure gallery --tracked` -->\n", "<!-- end of \(name) -->\n")
            guard let start = changed.range(of: head), let end = changed.range(of: foot), start.upperBound <= end.lowerBound else {
                throw Fault(
                    "has no place for the \(name)", at: Session.short(path),
                    remedy: "write the lines '\(head.dropLast())' and '\(foot.dropLast())' where it belongs", status: .usage)
            }
            changed.replaceSubrange(start.upperBound..<end.lowerBound, with: "\n\(words)\n")
        }
        guard changed != text else { return false }
        try AtomicFile.write(text: changed, to: path)
        return true
    }

    /// A table of four columns a paper.
    private var gallery: String {
        papers.compactMap { paper -> String? in
            let cells = figures(of: paper).map(cell)
            guard !cells.isEmpty else { return nil }
            var text = "**\(paper.heading)**\n\n| | | | |\n|---|---|---|---|\n"
            for first in stride(from: 0, to: cells.count, by: 4) {
                let row = (first..<first + 4).map { $0 < cells.count ? cells[$0] : "" }
                text += "| \(row.joined(separator: " | ")) |\n"
            }
            return text
        }.joined(separator: "\n")
    }

    private func cell(_ figure: TrackedResults.Figure) -> String {
        let result = figure.snapshot.result
        let words = "`\(result.id)`<br>\(result.title)"
        let source = "<br>*\(figure.isPublished ? "published" : tracked.report): \(result.scaleWords)*"
        guard !result.panels.isEmpty else { return "\(words) (a table)\(source)" }
        return "<img src=\"reports/gallery/\(result.id.fileName).png\" width=\"200\" alt=\"\(result.title)\"><br>\(words)\(source)"
    }

    /// A row for each paper's published results and for those of the baseline, and below what is counted apart.
    private var ledger: String {
        let heads = [
            "Paper", "Results of", "Figures", "Statements", "Reproduced", "Partly reproduced", "Not reproduced",
            "Hold at other settings",
            "Partly there", "Do not hold there", "Undecided", "Not assessed",
        ]
        var rows: [[String]] = []
        for paper in papers {
            for isPublished in [true, false] {
                let figures = figures(of: paper).filter { $0.isPublished == isPublished }
                guard !figures.isEmpty else { continue }
                let tally = ClaimsLedger(figures.map(\.snapshot.result)).counts.paper
                let counts = [
                    figures.count, tally.all, tally.reproduced, tally.partlyReproduced, tally.notReproduced, tally.holds,
                    tally.partly,
                    tally.doesNotHold, tally.undecided, tally.notAssessed,
                ]
                rows.append([paper.heading, isPublished ? "published" : tracked.report] + counts.map(String.init))
            }
        }
        let rules = heads.indices.map { $0 < 2 ? ":---" : "---:" }
        let table = ([heads, rules] + rows).map { "| \($0.joined(separator: " | ")) |\n" }.joined()
        let apart = ClaimsLedger(tracked.figures.map(\.snapshot.result)).counts.apart
        return table + (apart.isEmpty ? "" : "\nCounted apart: \(apart).\n")
    }

    private func figures(of paper: Paper) -> [TrackedResults.Figure] { tracked.figures.filter { $0.id.paper == paper.id } }
}

extension ReportDiff {
    /// Figures of which no numbers are compared with those that are published, and why.
    public struct LeftOut: Codable, Sendable, Equatable {
        /// Those that are not published yet.
        public var notPublished: [FigureID]
        /// Those that are published and not in the report.
        public var notInReport: [FigureID]
        /// Those of other settings, with these and with the claims that come out otherwise; their numbers are of another experiment.
        public var otherSettings: [FigureDiff]

        public var isEmpty: Bool { notPublished.isEmpty && notInReport.isEmpty && otherSettings.isEmpty }
    }

    /// Compares a report with what is published: the figures that are on both sides, of the same settings. The others are told apart, and
    /// are no changes.
    public init(published: ReportSnapshot, new: ReportSnapshot) {
        let pairs = new.figures.compactMap { figure in published[figure.result.id].map { (old: $0, new: figure) } }
        let others = pairs.map { FigureComparison(old: $0.old, new: $0.new).diff }.filter { !$0.settings.isEmpty }
        let left = Set(others.map(\.id))
        let compared = Set(pairs.map(\.new.result.id)).subtracting(left)
        func kept(_ side: ReportSnapshot) -> ReportSnapshot {
            ReportSnapshot(name: side.name, figures: side.figures.filter { compared.contains($0.result.id) }, notices: side.notices)
        }
        self.init(old: kept(published), new: kept(new))
        leftOut = LeftOut(
            notPublished: new.figures.map(\.result.id).filter { published[$0] == nil },
            notInReport: published.figures.map(\.result.id).filter { new[$0] == nil }, otherSettings: others)
    }
}

extension ReportDiff.LeftOut {
    /// A sentence for each kind of figures that are left out: its lead, and what follows it, an item a figure or all ids in one.
    public var sentences: [(lead: String, items: [String])] {
        func ids(_ ids: [FigureID]) -> [String] { [ids.map(\.description).joined(separator: ", ")] }
        var sentences: [(lead: String, items: [String])] = []
        if !otherSettings.isEmpty {
            let figures = otherSettings.map { figure in
                let claims = figure.claims.filter(\.verdictMoved).map {
                    "claim \($0.id): \($0.oldVerdict ?? "new") -> \($0.newVerdict ?? "gone")"
                }
                return "\(figure.id): \((figure.settings.map(\.description) + claims).joined(separator: "; "))"
            }
            sentences.append(
                ("of other settings than what is published: \(otherSettings.count), whose numbers are not compared", figures))
        }
        if !notPublished.isEmpty { sentences.append(("not published yet: \(notPublished.count)", ids(notPublished))) }
        if !notInReport.isEmpty { sentences.append(("published, and not in this report: \(notInReport.count)", ids(notInReport))) }
        return sentences
    }
}

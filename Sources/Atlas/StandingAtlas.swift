import Results

/// The atlas of a report as it stands: what the report's pages say of it.
public struct StandingAtlas: Sendable {
    private let stamp: AtlasStamp
    private let claims: [FigureID: [ClaimAtlas]]
    /// SHA-256 of alternatives.yml as it is now; nil where there is none.
    private let alternatives: String?
    /// What computes it, as it is typed.
    private let command: String

    /// - Parameters:
    ///   - atlases: none where the stamp says that it is not whole.
    ///   - alternatives: SHA-256 of alternatives.yml as it is now; nil where there is none.
    ///   - command: what computes it, as it is typed.
    public init(_ stamp: AtlasStamp, _ atlases: [ClaimAtlas], alternatives: String?, command: String) {
        self.stamp = stamp
        self.alternatives = alternatives
        self.command = command
        claims = Dictionary(grouping: atlases, by: \.figure)
    }

    /// One line on a figure: "Under 52 sets of choices, 6 of 9 statements hold whatever is chosen; ‘score-falls’ hangs on bin size: 0.3."
    /// - Parameter result: the digest of the figure's result.
    /// - Returns: nil where the atlas is not of the figure, or the figure has no statement of the paper.
    public func line(on figure: FigureID, result: String) -> String? {
        guard let stamped = stamp.figures.first(where: { $0.id == figure }) else { return nil }
        guard stamp.finished != nil else { return "The atlas is not whole yet: `\(command)` goes on with it." }
        if alternatives != stamp.alternatives { return stale("the alternatives are others now") }
        if stamped.result != result { return stale("it is of another result of this figure") }
        let own = (claims[figure] ?? []).filter { $0.claim.group == .paper }
        guard !own.isEmpty else { return nil }
        let sets = Set(own.flatMap { $0.points.map(\.choices) }).count
        let counted: [(ClaimAtlas.Verdict, String, String)] = [
            (.holdsWhateverIsChosen, "holds whatever is chosen", "hold whatever is chosen"),
            (.failsWhateverIsChosen, "fails whatever is chosen", "fail whatever is chosen"),
            (.undecided, "is undecided", "are undecided"),
        ]
        var parts = counted.compactMap { verdict, one, many -> String? in
            let count = own.count { $0.verdict == verdict }
            return count == 0 ? nil : "\(count) of \(own.count) statements \(count == 1 ? one : many)"
        }
        for atlas in own {
            if case .hangsOn = atlas.verdict { parts.append("‘\(atlas.claim.id)’ \(atlas.verdict.words)") }
        }
        if let left = stamped.left {
            parts.append("for \(left) further set\(left == 1 ? "" : "s") of choices there was no time")
        }
        if stamped.failed > 0 {
            parts.append("\(stamped.failed) further set\(stamped.failed == 1 ? "" : "s") of choices could not be computed")
        }
        let kind = stamp.readingsOnly ? " (other readings and rules only)" : ""
        return "Under \(sets) set\(sets == 1 ? "" : "s") of choices\(kind), \(parts.joined(separator: "; "))."
    }

    private func stale(_ reason: String) -> String {
        "The atlas is stale: \(reason). `\(command)` brings it up to date."
    }
}

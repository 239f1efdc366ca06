import Charts

/// A paper's claims by choices: coloured where a choice turns the verdict.
public enum ChoiceMap {
    /// Claims of which nothing was decided are left out.
    /// - Returns: nil where no claim or no choice is left.
    public static func chart(_ atlases: [ClaimAtlas]) -> Chart? {
        let shown = decided(atlases)
        let choices = choices(atlases)
        guard !shown.isEmpty, !choices.isEmpty else { return nil }
        let rows = shown.reversed().map { atlas in choices.map { change(atlas, $0) } }
        let names = shown.reversed().map { RichText(plain: "\($0.figure.figure) \($0.claim.id)") }
        let columns = choices.indices.map { Ticks.Label(Double($0) + 0.5, RichText(plain: "\($0 + 1)")) }
        let labels = names.enumerated().map { Ticks.Label(Double($0) + 0.5, $1) }
        return Chart(
            panels: [
                Panel(
                    x: Axis(
                        "choice, by its number in the table", domain: 0...Double(choices.count), ticks: .labelled(columns),
                        grid: false),
                    y: Axis(domain: 0...Double(shown.count), ticks: .labelled(labels), grid: false),
                    marks: [
                        .heat(
                            HeatMark(
                                xEdges: (0...choices.count).map(Double.init), yEdges: (0...shown.count).map(Double.init),
                                values: rows,
                                range: 0...1, ramp: ColorRamp([.gray(0.93), Palette.categorical[4], Palette.categorical[1]]),
                                label: "0: the same, 1/2: one of both undecided, 1: turned"))
                    ], aspect: max(0.3, 0.03 * Double(shown.count)))
            ], width: 504)
    }

    /// The choices of a map, in the order of its columns.
    public static func choices(_ atlases: [ClaimAtlas]) -> [Choice] {
        let single = decided(atlases).flatMap(\.points).filter { !$0.isCombination }
        return Set(single.flatMap(\.choices)).filter { $0.key != "reading" }.sorted()
    }

    /// Claims that are decided under some choice.
    private static func decided(_ atlases: [ClaimAtlas]) -> [ClaimAtlas] {
        atlases.filter { $0.points.contains { $0.outcome.side != .open } }
    }

    /// 0 where the outcome stays, 1 where it turns, a half where one of both is undecided; not a number where the claim has no such choice.
    private static func change(_ atlas: ClaimAtlas, _ choice: Choice) -> Double {
        guard let point = atlas.points.first(where: { $0.choices == [choice] && !$0.isCombination }) else { return .nan }
        let (before, now) = (atlas.points[0].outcome.side, point.outcome.side)
        if before == now { return 0 }
        return before == .open || now == .open ? 0.5 : 1
    }
}

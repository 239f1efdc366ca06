import Charts
import Experiments
import Results

/// A paper's claims by choices, figure by figure: coloured where a choice turns the verdict.
public enum ChoiceMap {
    /// A part of the map that fits a page, and the choices that it shows.
    public struct Part: Sendable {
        public var chart: Chart
        public var choices: [Choice]
    }

    /// Claims of which nothing was decided are left out.
    /// - Returns: none where no claim or no choice is left.
    public static func parts(_ atlases: [ClaimAtlas]) -> [Part] {
        let numbers = numbers(of: choices(atlases))
        let shown = decided(atlases)
        let figures = shown.map(\.figure).unique
        let all = figures.flatMap { figure in blocks(shown.filter { $0.figure == figure }) }
        var pages: [[Block]] = []
        for block in all {
            if let page = pages.last, page.map(\.height).reduce(block.height, +) <= tallest {
                pages[pages.count - 1].append(block)
            } else {
                pages.append([block])
            }
        }
        return pages.map { page in
            var panels = page.map { panel($0, numbers) }
            panels[panels.count - 1].x.label = "choice, by its number in the table"
            return Part(
                chart: Chart(panels: panels, width: 360, legend: Legend(.top), labelsEveryPanel: true),
                choices: Set(page.flatMap(\.choices)).sorted())
        }
    }

    /// Numbers from 1 on.
    public static func numbers(of choices: [Choice]) -> [Choice: Int] {
        Dictionary(uniqueKeysWithValues: choices.enumerated().map { ($1, $0 + 1) })
    }

    /// A part of a figure's claims and choices.
    private struct Block {
        var claims: [ClaimAtlas]
        var choices: [Choice]
        var isFirst: Bool
        /// In points, about.
        var height: Double { 38 + 16 * Double(claims.count) }
    }

    /// So many rows fit a page, and so many columns' numbers a phone.
    private static let (mostRows, mostColumns) = (28, 16)
    /// Of what stands on a page, in points.
    private static let tallest = 540.0

    private static func blocks(_ claims: [ClaimAtlas]) -> [Block] {
        let choices = choices(claims)
        return stride(from: 0, to: claims.count, by: mostRows).flatMap { row in
            stride(from: 0, to: choices.count, by: mostColumns).map { column in
                Block(
                    claims: Array(claims[row..<min(row + mostRows, claims.count)]),
                    choices: Array(choices[column..<min(column + mostColumns, choices.count)]), isFirst: row == 0 && column == 0)
            }
        }
    }

    private static func panel(_ block: Block, _ numbers: [Choice: Int]) -> Panel {
        let (rows, choices): ([ClaimAtlas], [Choice]) = (block.claims.reversed(), block.choices)
        let columns = choices.indices.map { Ticks.Label(Double($0) + 0.5, RichText(plain: "\(numbers[choices[$0], default: 0])")) }
        let labels = rows.enumerated().map { Ticks.Label(Double($0) + 0.5, RichText(plain: $1.claim.id)) }
        let title = block.isFirst ? rows[0].figure.figure : "\(rows[0].figure.figure), continued"
        let cells = HeatMark(
            xEdges: (0...choices.count).map(Double.init), yEdges: (0...rows.count).map(Double.init),
            values: rows.map { atlas in choices.map { change(atlas, $0) } }, range: 0...1, ramp: ColorRamp(kinds.map(\.color)))
        return Panel(
            title: RichText(plain: title),
            x: Axis(domain: 0...Double(max(choices.count, 6)), ticks: .labelled(columns), grid: false),
            y: Axis(domain: 0...Double(rows.count), ticks: .labelled(labels), grid: false),
            marks: [.heat(cells)] + kinds.map { .region(RegionMark(x: 0...0, y: 0...0, color: $0.color, label: $0.label)) },
            aspect: 0.064 * Double(rows.count))
    }

    /// What the colours mean, from 0 to 1 in halves.
    private static let kinds: [(color: Color, label: RichText)] = [
        (.gray(0.82), "the verdict stays"), (Palette.categorical[4], "undecided with or without the choice"),
        (Palette.categorical[1], "the choice turns it"),
    ]

    /// The choices of a map, in the order of its numbers.
    public static func choices(_ atlases: [ClaimAtlas]) -> [Choice] {
        let single = decided(atlases).flatMap(\.points).filter { !$0.isCombination }
        return Set(single.flatMap(\.choices)).filter { $0.key != Choice.readingKey }.sorted()
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

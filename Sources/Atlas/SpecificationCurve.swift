import Charts
import Judging

/// A claim's estimates under all choices, sorted, over a matrix of the choices behind each (Simonsohn, Simmons and Nelson 2020, Nature
/// Human Behaviour 4).
public enum SpecificationCurve {
    /// - Returns: nil where no estimate is a number, or there is one point only.
    public static func chart(_ atlas: ClaimAtlas) -> Chart? {
        let points = atlas.points.filter { point in
            guard let estimate = point.estimate else { return false }
            return [estimate.value, estimate.lower, estimate.upper].allSatisfy(\.isFinite)
        }.sorted(by: Self.isBefore)
        guard points.count > 1 else { return nil }
        let places = points.indices.map { Double($0 + 1) }
        let domain = 0.25...(Double(points.count) + 0.75)
        return Chart(
            panels: [
                Panel(
                    x: Axis(domain: domain, ticks: .none, grid: false), y: Axis("estimate"),
                    marks: curve(points, places), aspect: 0.42),
                matrix(points, places, domain),
            ], width: 504, legend: Legend(.top))
    }

    private static func curve(_ points: [ClaimAtlas.Point], _ places: [Double]) -> [Mark] {
        var marks: [Mark] = []
        let kinds: [(Outcome.Side, SeriesStyle, RichText)] = [
            (.holds, AtlasColors.holds, "holds"), (.fails, AtlasColors.fails, "does not hold"),
            (.open, AtlasColors.open, "undecided"),
        ]
        for (side, style, label) in kinds {
            let chosen = points.indices.filter { points[$0].outcome.side == side }
            guard !chosen.isEmpty else { continue }
            let estimates = chosen.compactMap { points[$0].estimate }
            marks.append(
                .ranges(
                    RangesMark(
                        x: chosen.map { places[$0] }, low: estimates.map(\.lower), high: estimates.map(\.upper), style: style,
                        cap: 0)))
            marks.append(
                .points(PointsMark(x: chosen.map { places[$0] }, y: estimates.map(\.value), style: style, size: 4, label: label)))
        }
        if let own = points.firstIndex(where: { $0.choices.isEmpty }), let estimate = points[own].estimate {
            marks.append(.note(NoteMark(x: places[own], y: estimate.upper, text: "as chosen")))
        }
        return marks
    }

    private static func isBefore(_ a: ClaimAtlas.Point, _ b: ClaimAtlas.Point) -> Bool {
        let (x, y) = (a.estimate?.value ?? 0, b.estimate?.value ?? 0)
        return x == y ? a.choices.lexicographicallyPrecedes(b.choices) : x < y
    }

    /// A row for each choice, a dot where it was taken.
    private static func matrix(_ points: [ClaimAtlas.Point], _ places: [Double], _ domain: ClosedRange<Double>) -> Panel {
        let choices = Set(points.flatMap(\.choices)).sorted().reversed().map(\.self)
        let dots = choices.enumerated().flatMap { row, choice in
            points.indices.filter { points[$0].choices.contains(choice) }.map { (places[$0], Double(row)) }
        }
        let mark = PointsMark(x: dots.map(\.0), y: dots.map(\.1), style: SeriesStyle(.gray(0.2)), size: 3)
        return Panel(
            x: Axis("choices, by estimate", domain: domain, ticks: .none, grid: false),
            y: Axis(scale: .categories(choices.map { RichText(plain: $0.words) })), marks: [.points(mark)],
            aspect: 0.06 + 0.026 * Double(choices.count))
    }
}

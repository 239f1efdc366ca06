import Charts
import Judging
import Results

/// A claim's estimates under all choices, sorted, over a matrix of the choices behind each (Simonsohn, Simmons and Nelson 2020, Nature
/// Human Behaviour 4): its rows setting by setting.
public enum SpecificationCurve {
    /// - Returns: nil where no estimate is a number, or there is one point only.
    public static func chart(_ atlas: ClaimAtlas) -> Chart? {
        let points = drawn(atlas).sorted(by: Self.isBefore)
        guard points.count > 1 else { return nil }
        let places = points.indices.map { Double($0 + 1) }
        let domain = 0.25...(Double(points.count) + 0.75)
        let (title, label) = words(of: atlas.claim)
        let estimates = Panel(
            title: title, x: Axis(domain: domain, ticks: .none, grid: false), y: Axis(label, ends: .padded),
            marks: borders(atlas.claim) + curve(points, places), aspect: 0.55)
        return Chart(
            panels: [estimates, matrix(points, places, domain)], width: 360, legend: Legend(.top))
    }

    /// The points that have a number on the claim's axis: not those of a reading that measures something else, of which the verdict alone
    /// counts.
    public static func drawn(_ atlas: ClaimAtlas) -> [ClaimAtlas.Point] {
        atlas.points.filter { point in
            guard let estimate = point.estimate else { return false }
            return [estimate.value, estimate.lower, estimate.upper].allSatisfy(\.isFinite)
        }
    }

    /// The longest label that stands along the axis; a longer one stands above the plot.
    private static let longestLabel = 36

    /// What the estimates are, with their unit: above the plot, and along the axis.
    private static func words(of claim: Claim) -> (title: RichText?, label: RichText) {
        let quantity = claim.quantity ?? ""
        let plain = quantity.isEmpty ? nil : RichText(plain: quantity)
        switch claim.parts.first?.rule {
        case .share: return (plain, "share of networks")
        case .rising, .falling: return (plain, "Kendall's tau over the places")
        default:
            if let plain, quantity.count <= longestLabel { return (nil, plain) }
            return (plain, "estimate")
        }
    }

    /// The published number, and where the rule parts holding from failing.
    private static func borders(_ claim: Claim) -> [Mark] {
        func border(_ value: Double, _ label: RichText?) -> Mark {
            .rule(RuleMark(.horizontal, at: value, color: .gray(0.45), dash: .dotted, width: 0.9, label: label))
        }
        guard claim.parts.count == 1, let rule = claim.parts.first?.rule else { return [] }
        switch rule {
        case .near(let published, let tolerance):
            return [
                .rule(RuleMark(.horizontal, at: published, color: .gray(0.1), dash: .solid, width: 0.9, label: "published")),
                border(published - tolerance, "tolerance"), border(published + tolerance, nil),
            ]
        case .equivalent(let margin): return [border(-margin, "holds between"), border(margin, nil)]
        case .over(let threshold, _): return [border(threshold, "holds above")]
        case .under(let threshold, _): return [border(threshold, "holds below")]
        case .share(let share): return [border(share, "holds above")]
        case .rising(let concordance): return [border(concordance, "holds above")]
        case .falling(let concordance): return [border(-concordance, "holds below")]
        }
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

    /// A row for each choice, setting by setting from top to bottom, a bar where it was taken.
    private static func matrix(_ points: [ClaimAtlas.Point], _ places: [Double], _ domain: ClosedRange<Double>) -> Panel {
        let choices: [Choice] = Set(points.flatMap(\.choices)).sorted().reversed()
        let bars = choices.enumerated().flatMap { row, choice in
            points.indices.filter { points[$0].choices.contains(choice) }.map { (places[$0], Double(row)) }
        }
        let mark = RangesMark(
            x: bars.map(\.0), low: bars.map { $0.1 - 0.3 }, high: bars.map { $0.1 + 0.3 },
            style: SeriesStyle(.gray(0.2), width: 2), cap: 0)
        let (rows, title) = labels(choices)
        return Panel(
            title: title, x: Axis("sets of choices, by estimate", domain: domain, ticks: .none, grid: false),
            y: Axis(scale: .categories(rows.map { RichText(plain: $0) }), grid: false), marks: bands(choices) + [.ranges(mark)],
            aspect: 0.02 + 0.064 * Double(choices.count))
    }

    /// The rows of every other setting are tinted.
    private static func bands(_ choices: [Choice]) -> [Mark] {
        let keys = choices.map(\.key).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
        return keys.enumerated().filter { $0.offset % 2 == 0 }.compactMap { _, key in
            guard let first = choices.firstIndex(where: { $0.key == key }), let last = choices.lastIndex(where: { $0.key == key })
            else { return nil }
            return .region(RegionMark(y: Double(first) - 0.5...Double(last) + 0.5))
        }
    }

    /// So many letters leave room for the plot on a phone.
    private static let longestRow = 28

    /// "binSize: 0.3"; a long value has a letter instead, which the title explains.
    private static func labels(_ choices: [Choice]) -> (rows: [String], title: RichText?) {
        var explained: [String] = []
        // From the top, where letters begin.
        let rows = choices.reversed().map { choice -> String in
            let key = choice.key == Choice.readingKey ? choice.name : choice.key
            if key.count + choice.value.count <= longestRow { return "\(key): \(choice.value)" }
            let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(min(explained.count, 25))))
            explained.append("\(letter): \(choice.value)")
            return "\(key): \(letter)"
        }
        return (rows.reversed(), explained.isEmpty ? nil : RichText(plain: explained.joined(separator: "; ")))
    }
}

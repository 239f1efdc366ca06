/// How a statement is judged by what was measured: the region in which the measured number must lie for the statement to hold.
///
/// An outcome needs the whole 95 % interval: it holds where the interval lies within the region, does not hold where it lies outside, and
/// is undecided where it does both. So more networks make an outcome surer and never stricter, and each rule can fail.
public enum Rule: Sendable, Equatable {
    /// The published number, give or take a tolerance.
    case near(Double, within: Double)
    /// No effect: the number lies within the margin of 0. It is two one-sided tests (Schuirmann 1987), not a p-value over 5 %.
    case equivalent(within: Double)
    /// An effect of the stated sign: over `threshold`, which is 0 unless the paper names one. Where `negligible` is given, an effect that
    /// is surely smaller than that, over the threshold or not, is none: then the statement does not hold.
    case over(Double, negligible: Double = 0)
    case under(Double, negligible: Double = 0)
    /// More than this share of the networks show it, 0.5 being "most".
    case share(over: Double)
    /// Along its axis a series rises: of two places the later is the higher, for more pairs than not; as Kendall's tau over `concordance`.
    case rising(concordance: Double = 0.5)
    case falling(concordance: Double = 0.5)

    /// Where the measured number must lie.
    var region: Region {
        switch self {
        case .near(let published, let tolerance): Region(published - tolerance, published + tolerance)
        case .equivalent(let margin): Region(-margin, margin)
        case .over(let threshold, _): Region(threshold, .infinity)
        case .under(let threshold, _): Region(-.infinity, threshold)
        case .share(let share): Region(share, .infinity)
        case .rising(let concordance): Region(concordance, .infinity)
        case .falling(let concordance): Region(-.infinity, -concordance)
        }
    }

    /// Where it must not lie; the rest of the line unless a negligible effect counts as none.
    var refuted: [Region] {
        switch self {
        case .over(let threshold, let negligible): [Region(-.infinity, threshold + negligible)]
        case .under(let threshold, let negligible): [Region(threshold - negligible, .infinity)]
        default:
            [Region(-.infinity, region.low), Region(region.high, .infinity)]
        }
    }

    /// Whether the statement holds of an estimate; nil where it is open.
    func holds(of estimate: Estimate) -> Bool? {
        let isRefuted = refuted.contains { $0.covers(estimate) }
        // An effect of the stated sign that is surely negligible is none.
        if region.contains(estimate), !(isRefuted && hasNegligible) { return true }
        return isRefuted ? false : nil
    }

    private var hasNegligible: Bool {
        switch self {
        case .over(_, let negligible), .under(_, let negligible): negligible > 0
        default: false
        }
    }

    /// An interval of numbers; its finite ends belong to a two-sided region and not to a one-sided one.
    struct Region: Equatable {
        var low: Double
        var high: Double

        init(_ low: Double, _ high: Double) {
            self.low = low
            self.high = high
        }

        private var isClosed: Bool { low.isFinite && high.isFinite }

        func contains(_ value: Double) -> Bool { isClosed ? value >= low && value <= high : value > low && value < high }

        func contains(_ estimate: Estimate) -> Bool { contains(estimate.lower) && contains(estimate.upper) }

        /// As `contains`, with its ends: an effect of exactly 0, in all networks, is none.
        func covers(_ estimate: Estimate) -> Bool { estimate.lower >= low && estimate.upper <= high }

        /// The nearest of its finite ends.
        func distance(to value: Double) -> Double { min(abs(value - low), abs(value - high)) }
    }
}

/// In JSON an object with the rule's name and its numbers: {"rule": "near", "number": 0.97, "within": 0.02}.
extension Rule: Codable {
    private enum CodingKeys: String, CodingKey { case rule, number, within, negligible }
    private enum Name: String, Codable { case near, equivalent, over, under, share, rising, falling }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func number(_ key: CodingKeys) throws -> Double { try container.decode(Double.self, forKey: key) }
        switch try container.decode(Name.self, forKey: .rule) {
        case .near: self = .near(try number(.number), within: try number(.within))
        case .equivalent: self = .equivalent(within: try number(.within))
        case .over: self = .over(try number(.number), negligible: try number(.negligible))
        case .under: self = .under(try number(.number), negligible: try number(.negligible))
        case .share: self = .share(over: try number(.number))
        case .rising: self = .rising(concordance: try number(.number))
        case .falling: self = .falling(concordance: try number(.number))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        func encode(_ name: Name, _ numbers: KeyValuePairs<CodingKeys, Double>) throws {
            try container.encode(name, forKey: .rule)
            for (key, number) in numbers { try container.encode(number, forKey: key) }
        }
        switch self {
        case .near(let number, let tolerance): try encode(.near, [.number: number, .within: tolerance])
        case .equivalent(let margin): try encode(.equivalent, [.within: margin])
        case .over(let number, let negligible): try encode(.over, [.number: number, .negligible: negligible])
        case .under(let number, let negligible): try encode(.under, [.number: number, .negligible: negligible])
        case .share(let share): try encode(.share, [.number: share])
        case .rising(let concordance): try encode(.rising, [.number: concordance])
        case .falling(let concordance): try encode(.falling, [.number: concordance])
        }
    }
}

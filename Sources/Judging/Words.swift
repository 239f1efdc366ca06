import NumericCore

extension Int {
    /// As an exponent: "⁻¹²".
    public var raised: String {
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        return String("\(self)".map { sign in sign.wholeNumberValue.map { digits[$0] } ?? "⁻" })
    }
}

extension Double {
    /// As short as it is exact: "2", "0.05", "-1.5", "10⁻⁹"; without what sums of such numbers carry beyond the ninth decimal.
    var plain: String {
        let short = (self * 1e9).rounded() / 1e9
        let value = short.isFinite && (short != 0 || self == 0) ? short : self
        if value == value.rounded(), abs(value) < 1e6 { return String(Int(value)) }
        // A small number's shortest form is a program's: "1e-09".
        let parts = "\(value)".split(separator: "e")
        guard parts.count == 2, let factor = Double(parts[0]), let exponent = Int(parts[1]) else { return "\(value)" }
        let power = "10" + exponent.raised
        return factor == 1 ? power : factor == -1 ? "-\(power)" : "\(parts[0]) × \(power)"
    }
}

extension Estimate {
    /// "0.971 (0.968 to 0.974, n = 5)", "0.971 (0.968 to 0.974, range of 2)", "0.971 (one network)"; of what nothing random enters the
    /// number alone.
    public func printed(digits: Int) -> String {
        let ends = "\(lower.fixed(digits)) to \(upper.fixed(digits))"
        return switch networks {
        case 0: value.fixed(digits)
        case 1: "\(value.fixed(digits)) (one network)"
        case 2: "\(value.fixed(digits)) (\(ends), range of 2)"
        default: "\(value.fixed(digits)) (\(ends), n = \(networks))"
        }
    }

    /// As `printed`, without the number of networks, which stands elsewhere: for a table's cells.
    public func short(digits: Int) -> String {
        guard lower < upper else { return value.fixed(digits) }
        return "\(value.fixed(digits)) (\(lower.fixed(digits)) to \(upper.fixed(digits)))"
    }
}

extension Sample {
    /// What was measured, in print: "0.971 (0.968 to 0.974, n = 5)", "4 of 5 networks (0.38 to 0.96)".
    public func printed(digits: Int, within bounds: Bounds = .none) -> String {
        guard isFinite else { return networkCount == 0 ? "none" : "no number" }
        let estimate = Estimate(self, within: bounds)
        switch self {
        case .holds(let flags):
            let share = "\(flags.count(where: \.self)) of \(flags.count) network\(flags.count == 1 ? "" : "s")"
            return "\(share) (\(estimate.lower.fixed(2)) to \(estimate.upper.fixed(2)))"
        case .series: return "tau \(estimate.printed(digits: 2))"
        default: return estimate.printed(digits: digits)
        }
    }
}

extension Rule {
    /// In one sentence: "Holds where the 95 % interval over networks lies above 0, does not hold where it lies below."
    /// - Parameters:
    ///   - isExact: nothing random enters the number.
    ///   - bounds: between which numbers it lies; what is said ends there.
    public func words(isExact: Bool = false, within bounds: Bounds = .none) -> String {
        let subject =
            switch self {
            case .share: "Wilson's 95 % interval of the share of networks"
            case .rising, .falling: "the 95 % interval of Kendall's tau along the axis"
            default: isExact ? "the number" : "the 95 % interval over networks"
            }
        let (place, opposite) = regionWords(within: bounds)
        return "Holds where \(subject) lies \(place), does not hold where it lies \(opposite)."
    }

    /// Where the number must lie: "above 0.5", "from 0.8 to 1".
    public var asked: String { regionWords(within: .none).place }

    private func regionWords(within bounds: Bounds) -> (place: String, opposite: String) {
        let place: String
        var opposite = "outside"
        switch self {
        case .near(let published, let tolerance):
            let least = max(published - tolerance, bounds.lowest ?? -.infinity)
            let greatest = min(published + tolerance, bounds.highest ?? .infinity)
            place = "from \(least.plain) to \(greatest.plain)"
        case .equivalent(let margin): place = "within \(margin.plain) of 0"
        case .over(let threshold, let negligible):
            opposite = "below \((threshold + negligible).plain)"
            place = "above \(threshold.plain)\(negligible > 0 ? " and not wholly \(opposite)" : "")"
        case .under(let threshold, let negligible):
            opposite = "above \((threshold - negligible).plain)"
            place = "below \(threshold.plain)\(negligible > 0 ? " and not wholly \(opposite)" : "")"
        case .share(let share):
            place = "above \(share.plain)"
            opposite = "below"
        case .rising(let concordance):
            place = "above \(concordance.plain)"
            opposite = "below"
        case .falling(let concordance):
            place = "below \((-concordance).plain)"
            opposite = "above"
        }
        return (place, opposite)
    }
}

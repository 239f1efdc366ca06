import Judging
import Results

extension Rule {
    /// The same rule with other numbers, each with its name: "tolerance × 2", "share over 0.8".
    func readings(_ rules: Alternatives.Rules) -> [(name: String, rule: Rule)] {
        switch self {
        case .near(let number, let tolerance):
            rules.tolerance.map { ("tolerance × \($0.short)", .near(number, within: tolerance * $0)) }
        case .equivalent(let margin): rules.margin.map { ("margin × \($0.short)", .equivalent(within: margin * $0)) }
        case .over(let threshold, let negligible):
            threshold == 0 && negligible == 0
                ? [] : rules.threshold.map { ("threshold × \($0.short)", .over(threshold * $0, negligible: negligible * $0)) }
        case .under(let threshold, let negligible):
            threshold == 0 && negligible == 0
                ? [] : rules.threshold.map { ("threshold × \($0.short)", .under(threshold * $0, negligible: negligible * $0)) }
        case .share(let share): rules.share.filter { $0 != share }.map { ("share over \($0.short)", .share(over: $0)) }
        case .rising(let concordance):
            rules.concordance.filter { $0 != concordance }.map { ("tau over \($0.short)", .rising(concordance: $0)) }
        case .falling(let concordance):
            rules.concordance.filter { $0 != concordance }.map { ("tau under \((0 - $0).short)", .falling(concordance: $0)) }
        }
    }
}

extension Claim {
    /// Every way to read the statement besides its own: its own readings, then its rules with other numbers, all parts' at once.
    func allReadings(_ rules: Alternatives.Rules) -> [(choice: Choice, parts: [Part])] {
        var found = readings.map { (Choice.reading($0.name), $0.parts) }
        let names = parts.flatMap { $0.rule.readings(rules).map(\.name) }
        var seen: Set<String> = []
        for name in names where seen.insert(name).inserted {
            let changed = parts.map { part in
                Part(
                    part.label, part.sample, part.rule.readings(rules).first { $0.name == name }?.rule ?? part.rule,
                    within: part.bounds)
            }
            found.append((Choice.rule(name), changed))
        }
        return found
    }
}

extension Double {
    /// "2", "0.5".
    var short: String { self == rounded() ? String(Int(self)) : "\(self)" }
}

import Results

/// Which sets of choices are tried where there is no time for all: figures as chosen first, then one choice at a time, then random
/// combinations; of each kind the cheapest first.
public enum AtlasBudget {
    private enum Stage: Int, CaseIterable {
        case chosen, single, combination

        init(_ variation: Variation) {
            self = variation.combination != nil ? .combination : variation.choices.isEmpty ? .chosen : .single
        }
    }

    /// In the order in which they are tried. Sets that can share networks stand together: a choice under all figures of a paper, a
    /// combination under all of them.
    public static func ordered(_ variations: [Variation]) -> [Variation] {
        Stage.allCases.flatMap { stage in groups(variations, stage).flatMap { $0.map { variations[$0] } } }
    }

    /// The places of those that can be afforded, in the order in which they are tried.
    ///
    /// A figure that cannot be afforded as chosen is under no choice. What one set would have taken is counted to the next of its group, which
    /// may need the same networks: so the time is an upper bound.
    /// - Parameters:
    ///   - variations: as `ordered` has them.
    ///   - seconds: what each takes beyond those before it.
    ///   - budget: in the same seconds.
    public static func affordable(_ variations: [Variation], seconds: [Double], within budget: Double) -> [Int] {
        precondition(variations.count == seconds.count, "\(seconds.count) costs of \(variations.count) sets of choices")
        var left = budget
        var taken: [Int] = []
        var standing: Set<FigureID> = []
        for stage in Stage.allCases {
            let costs = groups(variations, stage).map { (group: $0, seconds: $0.reduce(0) { $0 + seconds[$1] }) }
            for (group, _) in costs.sorted(by: { ($0.seconds, $0.group[0]) < ($1.seconds, $1.group[0]) }) {
                var carried = 0.0
                for place in group {
                    carried += seconds[place]
                    guard stage == .chosen || standing.contains(variations[place].figure), carried <= left else { continue }
                    left -= carried
                    carried = 0
                    taken.append(place)
                    if stage == .chosen { standing.insert(variations[place].figure) }
                }
            }
        }
        return taken
    }

    private struct Group: Hashable {
        var paper: String
        var choices: [Choice]
        var combination: Int?
        var figure: FigureID?
    }

    /// Places that belong together, in the order of their first.
    private static func groups(_ variations: [Variation], _ stage: Stage) -> [[Int]] {
        var order: [Group] = []
        var places: [Group: [Int]] = [:]
        for (place, variation) in variations.enumerated() where Stage(variation) == stage {
            let group = Group(
                paper: variation.figure.paper, choices: stage == .single ? variation.choices : [],
                combination: variation.combination,
                figure: stage == .chosen ? variation.figure : nil)
            if places[group] == nil { order.append(group) }
            places[group, default: []].append(place)
        }
        return order.compactMap { places[$0] }
    }
}

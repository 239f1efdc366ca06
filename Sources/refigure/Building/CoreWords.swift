import Clusters
import Experiments
import NumericCore

/// How long plans take on so many cores, in words.
enum CoreWords {
    /// "on 64 cores: about 3 h 20 min, these busy for 82 % of it; its longest single piece takes 2 h".
    static func lines(_ due: [FigurePlan], cores: [Int]) -> [String] {
        guard !cores.isEmpty, !due.isEmpty else { return [] }
        let simulation = CoreSimulation(due.map(\.work))
        let whole =
            "\(simulation.coreSeconds / 3600 < 10 ? (simulation.coreSeconds / 3600).fixed(1) : (simulation.coreSeconds / 3600).fixed(0))"
        let longest = Terminal.duration(simulation.longestSeconds)
        return ["\(whole) core-hours; what cannot be shared out takes \(longest) at the longest"]
            + cores.map { count in
                let seconds = simulation.seconds(cores: count)
                let busy = seconds > 0 ? 100 * simulation.coreSeconds / (seconds * Double(count)) : 100
                return
                    "on \(count) core\(count == 1 ? "" : "s"): \(PlanWords.expected(seconds, of: due)), these busy for \(busy.fixed(0)) % of it"
            }
    }
}

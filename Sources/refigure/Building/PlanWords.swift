import Experiments
import Foundation

/// What plans of figures come to, in words.
enum PlanWords {
    /// "3 networks to train and about 50 further networks, known once these are trained", "no networks to train".
    static func training(_ due: [FigurePlan]) -> String {
        let further = due.contains(where: \.hasUnknownJobs) ? " and \(further(due)), known once these are trained" : ""
        let networks = due.map(\.missingJobs).reduce(0, +)
        let products = due.map(\.missingProducts).reduce(0, +)
        let masks = products == 0 ? "" : ", \(products) product\(products == 1 ? "" : "s") of networks to compute"
        return "\(networks == 0 ? "no" : "\(networks)") network\(networks == 1 ? "" : "s") to train\(further)\(masks)"
    }

    /// "about 3 min 20 s of one core, 1 min 40 s on 2".
    /// - Parameter other: seconds of what is no figure's.
    static func duration(of due: [FigurePlan], besides other: Double = 0) -> String {
        let seconds = due.map(\.expectedSeconds).reduce(other, +)
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return "\(expected(seconds, of: due)) of one core"
            + (cores == 1 ? "" : ", \(Terminal.duration(seconds / Double(cores))) on \(cores)")
    }

    /// "1 min 40 s", "about 1 min 40 s" where some of it is estimated, "at least 1 min 40 s" where some of it cannot be.
    static func expected(_ seconds: Double, of plans: [FigurePlan]) -> String {
        let duration = Terminal.duration(seconds)
        if plans.contains(where: { $0.hasUnknownJobs && $0.expectedFurtherJobs == 0 }) {
            return seconds < 1 ? "an unknown time" : "at least \(duration)"
        }
        return seconds >= 1 && plans.contains(where: \.isEstimated) ? "about \(duration)" : duration
    }

    /// "about 50 further networks", where it can be told of each.
    static func further(_ plans: [FigurePlan]) -> String {
        let unknown = plans.filter(\.hasUnknownJobs)
        let isTold = unknown.allSatisfy { $0.expectedFurtherJobs > 0 }
        return isTold ? "about \(unknown.map(\.expectedFurtherJobs).reduce(0, +)) further networks" : "further networks"
    }

    /// "2 of 3 networks and further networks, at least 2 s".
    static func cost(_ due: [FigurePlan]) -> String {
        let (missing, jobs) = (due.map(\.missingJobs).reduce(0, +), due.map(\.jobs).reduce(0, +))
        let products = due.map(\.missingProducts).reduce(0, +)
        var parts = missing == 0 ? [] : ["\(missing) of \(jobs) networks"]
        if products > 0 { parts.append("\(products) product\(products == 1 ? "" : "s")") }
        if due.contains(where: \.hasUnknownJobs) { parts.append(further(due)) }
        let text = parts.isEmpty ? "no training" : parts.joined(separator: " and ")
        return "\(text), \(expected(due.map(\.expectedSeconds).reduce(0, +), of: due))"
    }
}

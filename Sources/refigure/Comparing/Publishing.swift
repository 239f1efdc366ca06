import Experiments
import Files
import Results

/// What may be published, and how its settings lie to the paper's.
enum Publishing {
    /// - Parameter standIns: whether they were asked for.
    /// - Throws: a `Fault` where a result is on stand-in data (status data), of no registered figure, or of other settings than the paper's
    ///   without the definition's word (status usage).
    static func check(_ results: [FigureResult], _ session: Session, standIns: Bool) throws {
        guard !standIns else {
            throw Fault("stand-ins are not published", remedy: "leave --stand-ins out", status: .usage)
        }
        if let result = results.first(where: \.usesStandIn) {
            throw Fault(
                "\(result.id) is computed from stand-ins for \(result.standIns.sorted().joined(separator: " and ")): they are not published",
                remedy: "`make data` fetches the data, `\(session.command("report"))` computes from them", status: .data)
        }
        let registered = Set(session.registry.experiments.map(\.id))
        if let result = results.first(where: { !registered.contains($0.id) }) {
            throw Fault(
                "\(result.id) is no figure of a paper: only these are published",
                remedy: "name the others by their ids (`refigure list`)", status: .usage)
        }
        guard !session.definition.publishes else { return }
        let departing = results.filter { $0.scale != .paper }
        guard let first = departing.first else { return }
        let others = departing.count > 1 ? " (and \(departing.count - 1) more)" : ""
        throw Fault(
            "\(first.id)\(others) is not of the paper's settings: \(scale(of: first))",
            at: Session.short(session.definition.place.file),
            remedy: "name figures at the paper's settings, or say 'publishes: true' in the definition, and why in its 'about'",
            status: .usage)
    }

    /// "at the paper's settings", "reduced settings: training length 20 (paper: 100)", with "; on MNIST the paper's" behind it where that is so.
    static func scale(of result: FigureResult) -> String {
        let departures = result.settings.filter { $0.departureOfScale != nil }.map {
            "\($0.name) \($0.used) (paper: \($0.paper ?? "open"))"
        }
        guard !departures.isEmpty else { return "at the paper's settings" }
        let own = result.ownScaleWords.map { "; \($0)" } ?? ""
        return "\(result.scale.label): \(departures.joined(separator: ", "))\(own)"
    }
}

import Files
import InformationTheory

extension Measurer {
    var searchColumns: [MeasuredTable.Column] {
        [
            MeasuredTable.Column("order", title: "order", quantity: "number of units, the label not counted"),
            MeasuredTable.Column("extreme", title: "extreme", quantity: "which end was sought"),
            MeasuredTable.Column("o_information_bits", title: "O-information", quantity: "O-information", unit: "bits"),
            MeasuredTable.Column("units", title: "units", quantity: "the units' numbers"),
        ]
    }

    func searchRows(
        _ search: MeasuringPlan.SetSearch, _ system: OInformationSystem, _ universe: [Int], _ samples: FiniteSamples,
        _ notes: inout Notes
    ) throws -> [[MeasuredTable.Cell]] {
        let left = leftOut(system, universe, samples)
        if !left.isEmpty { notes.add("left out, as the covariance would be singular: \(Words.list(left))") }
        guard search.order.lowerBound <= system.largestSize else {
            let isOfSamples = system.usable.count > system.largestSize
            throw Fault(
                isOfSamples
                    ? "\(samples.count) samples determine multiplets of at most \(system.largestSize) units"
                    : "there are \(Words.counted(system.usable.count, "usable unit")), too few for multiplets of \(search.order.lowerBound)",
                at: samples.source.origin,
                remedy: isOfSamples ? "choose a smaller --order, or measure on more samples" : "choose a smaller --order",
                status: .data)
        }
        let order = search.order.clamped(to: 1...system.largestSize)
        if order.upperBound < search.order.upperBound {
            notes.add("orders beyond \(order.upperBound) are not there: so many units are usable, or determined by the samples")
        }
        let engine = OInformationSearch(system)
        let least = labels == nil ? 3 : 2
        let exhaustive: ClosedRange<Int> =
            search.kind == .exhaustive
            ? order : least...min(max(search.exhaustiveTo ?? least, least), order.upperBound)
        try Self.checkWork(system.usable.count, exhaustive, at: samples.source.origin)
        let extremes = try engine.exhaustive(sizes: exhaustive, check: check)
        let evaluated = extremes.reduce(0) { $0 + $1.evaluated }
        let undefined = extremes.reduce(0) { $0 + $1.undefined }
        notes.add(
            "all \(evaluated + undefined) multiplets of order \(Self.words(exhaustive)) were looked at"
                + (undefined > 0 ? "; \(undefined) have no O-information, as their covariance is singular" : ""))
        var found: [(order: Int, goal: OInformationSearch.Goal, multiplet: Multiplet?)] = []
        for goal in OInformationSearch.Goal.allCases {
            found += extremes.map { ($0.size, goal, $0[goal]) }
            if search.kind == .greedy, let start = extremes.last?[goal] {
                found += try engine.greedy(extending: start.units, to: order.upperBound, goal: goal, check: check)
                    .map { ($0.units.count, goal, $0) }
            }
        }
        if search.kind == .greedy, order.upperBound > exhaustive.upperBound {
            notes.add("beyond order \(exhaustive.upperBound) one unit at a time was added to the best multiplet of one less")
        }
        return found.filter { order.contains($0.order) }.sorted { ($0.order, $0.goal.rawValue) < ($1.order, $1.goal.rawValue) }
            .map { order, goal, multiplet in
                [.integer(order), .text(goal.rawValue)]
                    + (multiplet.map { [.number($0.oInformation), .units($0.units.map { universe[$0] })] } ?? [.none, .none])
            }
    }

    private static func words(_ orders: ClosedRange<Int>) -> String {
        orders.count == 1 ? "\(orders.lowerBound)" : "\(orders.lowerBound) to \(orders.upperBound)"
    }

    /// Some 10 million multiplets are looked at in a second.
    private static let mostMultiplets = 1e12

    private static func checkWork(_ units: Int, _ orders: ClosedRange<Int>, at origin: String) throws {
        let multiplets = orders.reduce(0.0) { sum, order in
            sum + (0..<order).reduce(1.0) { $0 * Double(units - $1) / Double($1 + 1) }
        }
        guard multiplets > mostMultiplets else { return }
        throw Fault(
            "there are \(multiplets) multiplets of order \(words(orders)) among \(units) units, which would take days", at: origin,
            remedy: "choose a smaller --order, fewer --units or --search greedy", status: .usage)
    }
}

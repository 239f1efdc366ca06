extension OInformationSearch {
    /// Extends a multiplet by one unit at a time, always by the one that leaves the best of the resulting multiplets.
    ///
    /// Source: "Higher-order mutual information reveals synergistic sub-networks", Section 4.1: beyond the sizes of the exhaustive
    /// search, one variable is added to the best multiplet of one less.
    /// - Parameters:
    ///   - start: usable units; the best of an exhaustive search, or none.
    ///   - size: of the last multiplet.
    ///   - check: called before each unit is added; what it throws ends the search.
    /// - Returns: one multiplet for each size from the start's plus 1; fewer where the samples do not determine the larger ones, or
    ///   every extension is singular.
    public func greedy(
        extending start: [Int], to size: Int, goal: Goal, check: () throws -> Void = {}
    ) throws -> [Multiplet] {
        let largest = min(size, system.largestSize)
        guard start.count < largest else { return [] }
        var evaluator = MultipletEvaluator(system, capacity: largest)
        var places = places(of: start)
        for (count, place) in places.enumerated() where !evaluator.set(count, to: place) { return [] }
        var found: [Multiplet] = []
        while places.count < largest {
            try check()
            var best: (place: Int, value: Double)?
            for place in system.usable.indices where !places.contains(place) {
                guard evaluator.set(places.count, to: place) else { continue }
                let value = evaluator.oInformation(ofFirst: places.count + 1)
                if best.map({ goal.prefers(value, to: $0.value) }) ?? true { best = (place, value) }
            }
            guard let best, evaluator.set(places.count, to: best.place) else { break }
            places.append(best.place)
            found.append(multiplet(places, best.value))
        }
        return found
    }

    /// Places among the usable units, ascending.
    func places(of multiplet: [Int]) -> [Int] {
        precondition(Set(multiplet).count == multiplet.count, "a unit is twice in \(multiplet)")
        return multiplet.sorted().map { unit in
            guard let place = system.usable.firstIndex(of: unit) else { preconditionFailure("unit \(unit) is not usable") }
            return place
        }
    }

    /// With the value that `information(of:)` gives it, as that of another order of units may differ in its last bits; with the value
    /// found where, on the edge of singularity, only that exists.
    func multiplet(_ places: [Int], _ value: Double) -> Multiplet {
        let units = places.map { system.usable[$0] }.sorted()
        return Multiplet(units: units, oInformation: (try? system.information(of: units).oInformation) ?? value)
    }
}

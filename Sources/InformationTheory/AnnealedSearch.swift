import NumericCore

extension OInformationSearch {
    /// How a simulated annealing goes.
    public struct Annealing: Sendable, Hashable {
        /// Exchanges of a member for a unit outside that are tried in each run.
        public var steps: Int
        /// Independent runs, each from a random multiplet; the best is kept.
        public var runs: Int
        /// The last temperature as a share of the first; between them it falls by the same factor at each step.
        public var lastTemperature: Double

        public init(steps: Int = 5000, runs: Int = 4, lastTemperature: Double = 1e-3) {
            precondition(steps > 0 && runs > 0, "\(steps) steps, \(runs) runs")
            precondition(lastTemperature > 0 && lastTemperature <= 1, "the last temperature is \(lastTemperature) of the first")
            (self.steps, self.runs, self.lastTemperature) = (steps, runs, lastTemperature)
        }
    }

    /// The best multiplet of one size that simulated annealing finds.
    ///
    /// A step exchanges one member, drawn uniformly, for one unit outside. It is taken where it does not worsen the O-information, and
    /// with probability exp(-loss / temperature) otherwise. The first temperature is the mean change over 100 random exchanges. At the end
    /// of a run the best single exchange is taken again and again until none helps, so that the result is at least a local optimum.
    /// - Parameters:
    ///   - size: the number of units.
    ///   - seed: the same seed finds the same multiplet.
    ///   - check: called now and then; what it throws ends the search.
    /// - Returns: nil where the samples do not determine multiplets of this size, there are too few units, or all that were tried are
    ///   singular.
    public func annealed(
        size: Int, goal: Goal, seed: UInt64, annealing: Annealing = Annealing(), check: () throws -> Void = {}
    ) throws -> Multiplet? {
        precondition(size > 0, "multiplets of \(size) units")
        guard size <= system.largestSize else { return nil }
        var best: Multiplet?
        for run in 0..<annealing.runs {
            try check()
            var generator = SeededGenerator(seed: seed, purpose: "annealing \(goal.rawValue) \(size)", index: UInt64(run))
            guard var walker = Walker(system, size: size, goal: goal, &generator) else { continue }
            try walker.anneal(annealing, &generator, check)
            while try walker.takeBestExchange(check) {}
            let found = multiplet(walker.bestPlaces, walker.bestValue)
            if best.map({ goal.prefers(found.oInformation, to: $0.oInformation) }) ?? true { best = found }
        }
        return best
    }

    /// One run: a multiplet and the units outside it.
    private struct Walker {
        private var evaluator: MultipletEvaluator
        private let goal: Goal
        /// Places among the usable units, in the order of the factor's rows.
        private var members: [Int]
        private var outside: [Int]
        private var value: Double
        private(set) var bestPlaces: [Int]
        private(set) var bestValue: Double

        /// From the first of ten random multiplets that has an O-information.
        init?(_ system: OInformationSystem, size: Int, goal: Goal, _ generator: inout SeededGenerator) {
            self.goal = goal
            evaluator = MultipletEvaluator(system, capacity: size)
            (members, outside, bestPlaces) = ([], [], [])
            (value, bestValue) = (0, 0)
            for _ in 0..<10 {
                let order = generator.permutation(system.usable.count)
                members = Array(order.prefix(size))
                outside = Array(order.dropFirst(size))
                guard let start = rebuild(from: 0) else { continue }
                value = start
                (bestPlaces, bestValue) = (members, value)
                return
            }
            return nil
        }

        mutating func anneal(_ annealing: Annealing, _ generator: inout SeededGenerator, _ check: () throws -> Void) throws {
            guard !outside.isEmpty else { return }
            var temperature = typicalChange(&generator)
            let logFactor = DeterministicMath.log(annealing.lastTemperature) / Double(annealing.steps)
            let factor = DeterministicMath.exp(logFactor)
            for step in 0..<annealing.steps {
                if step % 500 == 0 { try check() }
                let member = Int(generator.integer(below: UInt32(members.count)))
                let other = Int(generator.integer(below: UInt32(outside.count)))
                let chance = generator.uniform()
                if let next = exchange(member, other), accepts(next, temperature, chance) {
                    move(to: next)
                } else {
                    _ = exchange(member, other)
                }
                temperature *= factor
            }
            // Back to the best one seen.
            outside = (outside + members).filter { !bestPlaces.contains($0) }.sorted()
            members = bestPlaces
            value = rebuild(from: 0) ?? bestValue
        }

        /// Takes the exchange that helps most, if one does.
        mutating func takeBestExchange(_ check: () throws -> Void) throws -> Bool {
            var best: (member: Int, other: Int, value: Double)?
            for member in members.indices {
                try check()
                for other in outside.indices {
                    let next = exchange(member, other)
                    _ = exchange(member, other)
                    if let next, goal.prefers(next, to: best?.value ?? value) { best = (member, other, next) }
                }
            }
            guard let best, let next = exchange(best.member, best.other) else { return false }
            let improves = goal.prefers(next, to: bestValue)
            move(to: next)
            return improves
        }

        private mutating func typicalChange(_ generator: inout SeededGenerator) -> Double {
            var sum = 0.0
            let trials = 100
            for _ in 0..<trials {
                let member = Int(generator.integer(below: UInt32(members.count)))
                let other = Int(generator.integer(below: UInt32(outside.count)))
                if let next = exchange(member, other) { sum += abs(next - value) }
                _ = exchange(member, other)
            }
            return sum / Double(trials)
        }

        private func accepts(_ next: Double, _ temperature: Double, _ chance: Double) -> Bool {
            let loss = goal == .synergy ? next - value : value - next
            return loss <= 0 || (temperature > 0 && chance < DeterministicMath.exp(-loss / temperature))
        }

        private mutating func move(to next: Double) {
            value = next
            if goal.prefers(value, to: bestValue) { (bestPlaces, bestValue) = (members, value) }
        }

        /// Exchanges a member for a unit outside; the same call again undoes it.
        /// - Returns: the new O-information; nil where it has none.
        private mutating func exchange(_ member: Int, _ other: Int) -> Double? {
            (members[member], outside[other]) = (outside[other], members[member])
            return rebuild(from: member)
        }

        private mutating func rebuild(from first: Int) -> Double? {
            for place in first..<members.count where !evaluator.set(place, to: members[place]) { return nil }
            return evaluator.oInformation(ofFirst: members.count)
        }
    }
}

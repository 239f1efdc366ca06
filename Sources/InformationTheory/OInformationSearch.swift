/// A multiplet of units and its O-information with the target.
public struct Multiplet: Sendable, Equatable, Codable {
    /// Ascending.
    public var units: [Int]
    /// In bits.
    public var oInformation: Double

    public init(units: [Int], oInformation: Double) {
        self.units = units
        self.oInformation = oInformation
    }
}

/// The multiplets of extreme O-information in a layer.
///
/// A multiplet whose covariance is singular, though none of its units is left out by the system, has no O-information: it is passed
/// over and counted. Of equal multiplets the first in lexicographic order is taken.
public struct OInformationSearch: Sendable {
    /// Which end is sought.
    public enum Goal: String, Sendable, Hashable, Codable, CaseIterable {
        /// The minimum.
        case synergy
        /// The maximum.
        case redundancy

        func prefers(_ value: Double, to other: Double) -> Bool { self == .synergy ? value < other : value > other }
    }

    /// What an exhaustive search found among the multiplets of one size.
    public struct Extremes: Sendable, Equatable {
        /// How many units.
        public var size: Int
        /// nil where no multiplet of this size has an O-information.
        public var minimum: Multiplet?
        public var maximum: Multiplet?
        /// How many multiplets have an O-information.
        public var evaluated = 0
        /// How many multiplets of usable units have none: too many units for the samples, or a singular covariance.
        public var undefined = 0

        public subscript(_ goal: Goal) -> Multiplet? { goal == .synergy ? minimum : maximum }
    }

    public let system: OInformationSystem

    public init(_ system: OInformationSystem) { self.system = system }

    /// The extremes over all multiplets of some sizes, the units with the target each time.
    ///
    /// One walk in depth through the tree of multiplets serves all sizes: each adds one row to the factor of the one it extends.
    /// - Parameters:
    ///   - sizes: numbers of units, from 1 on.
    ///   - check: called before the multiplets that begin with each pair of units; what it throws ends the search.
    public func exhaustive(sizes: ClosedRange<Int>, check: () throws -> Void = {}) throws -> [Extremes] {
        var extremes = sizes.map { size in Extremes(size: size) }
        // The values by themselves: most multiplets only are held against them.
        var least = [Double](repeating: .infinity, count: extremes.count)
        var greatest = [Double](repeating: -.infinity, count: extremes.count)
        var evaluated = [Int](repeating: 0, count: extremes.count)
        let usable = system.usable
        try walk(sizes: sizes, check: check) { places, value in
            let size = places.count - sizes.lowerBound
            evaluated[size] += 1
            func multiplet() -> Multiplet { Multiplet(units: places.map { usable[$0] }, oInformation: value) }
            if value < least[size] {
                least[size] = value
                extremes[size].minimum = multiplet()
            }
            if value > greatest[size] {
                greatest[size] = value
                extremes[size].maximum = multiplet()
            }
        }
        for place in extremes.indices {
            extremes[place].evaluated = evaluated[place]
            extremes[place].undefined =
                Self.combinations(system.usable.count, extremes[place].size) - extremes[place].evaluated
        }
        return extremes
    }

    /// The O-information of every multiplet of one size that has one, in the lexicographic order of their units.
    public func all(size: Int, check: () throws -> Void = {}) throws -> [Double] {
        var values: [Double] = []
        try walk(sizes: size...size, check: check) { values.append($1) }
        return values
    }

    /// Visits the multiplets of places among the usable units in lexicographic order.
    private func walk(
        sizes: ClosedRange<Int>, check: () throws -> Void, visit: (ArraySlice<Int>, Double) throws -> Void
    ) throws {
        precondition(sizes.lowerBound > 0, "multiplets of \(sizes.lowerBound) units")
        let largest = min(sizes.upperBound, system.largestSize)
        guard sizes.lowerBound <= largest else { return }
        var evaluator = MultipletEvaluator(system, capacity: largest)
        var places = Array(repeating: 0, count: largest)
        let (smallest, usable) = (sizes.lowerBound, system.usable.count)
        func descend(_ count: Int, from first: Int) throws {
            // As many places must be left as the smallest size still wants.
            let end = usable - max(0, smallest - count - 1)
            for place in stride(from: first, to: end, by: 1) {
                if count == 1 { try check() }
                guard evaluator.set(count, to: place) else { continue }
                places[count] = place
                if count + 1 >= smallest { try visit(places[...count], evaluator.oInformation(ofFirst: count + 1)) }
                if count + 1 < largest { try descend(count + 1, from: place + 1) }
            }
        }
        try descend(0, from: 0)
    }

    /// n over k; the greatest integer where it is more than that.
    static func combinations(_ n: Int, _ k: Int) -> Int {
        guard k <= n else { return 0 }
        var count = 1
        for factor in stride(from: 1, through: min(k, n - k), by: 1) {
            let product = count.multipliedReportingOverflow(by: n - factor + 1)
            if product.overflow { return .max }
            count = product.partialValue / factor
        }
        return count
    }
}

import SampleStatistics

/// A measured number and how far it can be trusted.
public struct Estimate: Codable, Sendable, Equatable {
    public var value: Double
    public var lower: Double
    public var upper: Double
    /// How many networks it rests on; 0 where nothing random enters.
    public var networks: Int

    /// - Precondition: lower <= value <= upper, or one of them is not a number.
    public init(value: Double, lower: Double, upper: Double, networks: Int) {
        self.value = value
        self.lower = lower
        self.upper = upper
        self.networks = networks
    }

    /// From this many networks on there is an interval; below, the range of what was measured.
    public static let leastNetworks = 3

    /// The mean of one number a network, with Student's 95 % interval from three networks on and the range below.
    public init(mean values: [Double]) {
        let mean = Statistics.mean(values)
        if values.count >= Self.leastNetworks {
            let interval = Statistics.studentInterval(values)
            self.init(value: mean, lower: interval.lowerBound, upper: interval.upperBound, networks: values.count)
        } else {
            self.init(value: mean, lower: values.min() ?? mean, upper: values.max() ?? mean, networks: values.count)
        }
    }

    /// The mean of the first less that of the second, with Welch's 95 % interval from three networks of each kind on; below, the range of
    /// all differences of one of each.
    public init(mean first: [Double], less second: [Double]) {
        let difference = Statistics.mean(first) - Statistics.mean(second)
        let networks = min(first.count, second.count)
        if networks >= Self.leastNetworks {
            let interval = Statistics.welchInterval(first, second)
            self.init(value: difference, lower: interval.lowerBound, upper: interval.upperBound, networks: networks)
        } else {
            let differences = first.flatMap { one in second.map { one - $0 } }
            self.init(
                value: difference, lower: differences.min() ?? difference, upper: differences.max() ?? difference,
                networks: networks)
        }
    }

    /// The share of networks in which something holds, with Wilson's 95 % interval (Wilson 1927).
    public init(share flags: [Bool]) {
        let holding = flags.count(where: \.self)
        let interval = Statistics.wilsonInterval(successes: holding, of: flags.count)
        self.init(
            value: Double(holding) / Double(flags.count), lower: interval.lowerBound, upper: interval.upperBound,
            networks: flags.count)
    }

    /// A number that nothing random enters.
    public init(exact value: Double) { self.init(value: value, lower: value, upper: value, networks: 0) }

    /// Whether `lower` and `upper` are an interval's ends, not a range's.
    public var isInterval: Bool { networks >= Self.leastNetworks }
}

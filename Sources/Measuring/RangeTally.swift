import NumericCore

/// How many activations lie outside the range that bins divide: they are counted in the bins at its ends.
struct OutsideCount: Equatable {
    var below = 0
    var above = 0

    var all: Int { below + above }

    mutating func add(_ values: UnsafeBufferPointer<Double>, _ range: ClosedRange<Double>) {
        let (low, high) = (range.lowerBound, range.upperBound)
        var (below, above) = (0, 0)
        for value in values {
            below += value < low ? 1 : 0
            above += value > high ? 1 : 0
        }
        self.below += below
        self.above += above
    }
}

/// What a layer at one epoch has outside the range.
struct RangeTally {
    var samples: Int
    /// How many units were binned.
    var units: Int
    /// How many of them have values outside.
    private(set) var unitsOutside = 0
    private(set) var outside = OutsideCount()
    /// The unit with the most values outside, the first of equals.
    private(set) var worst: (unit: String, count: Int) = ("", 0)

    init(samples: Int, units: Int) {
        self.samples = samples
        self.units = units
    }

    /// - Parameter unit: what notes call it: "unit 3 ('b')".
    mutating func add(_ count: OutsideCount, unit: @autoclosure () -> String) {
        guard count.all > 0 else { return }
        unitsOutside += 1
        outside.below += count.below
        outside.above += count.above
        if count.all > worst.count { worst = (unit(), count.all) }
    }

    private var values: Int { samples * units }

    /// The note of a layer.
    /// - Parameter tallies: the layer's at each epoch, or one without an epoch.
    /// - Returns: nil where nothing lies outside.
    static func note(_ tallies: [(epoch: Int?, tally: RangeTally)], range: ClosedRange<Double>) -> String? {
        let outside = tallies.filter { $0.tally.outside.all > 0 }
        guard let most = outside.max(by: { $0.tally.share < $1.tally.share }) else { return nil }
        let below = outside.reduce(0) { $0 + $1.tally.outside.below }
        let above = outside.reduce(0) { $0 + $1.tally.outside.above }
        let all = tallies.reduce(0) { $0 + $1.tally.values }
        let words = "outside the range \(NumberText.short(range.lowerBound)) to \(NumberText.short(range.upperBound))"
        let places = "\(below) below it, counted in the first bin, and \(above) above it, counted in the last"
        let share = "\((100 * Double(below + above) / Double(all)).fixed(1)) %"
        if tallies.count > 1 {
            return
                "\(below + above) of \(all) values (\(share)) lie \(words): \(places); at \(outside.count) of \(tallies.count) epochs, "
                + "the most at epoch \(most.epoch ?? 0)"
        }
        let tally = most.tally
        if tally.units == 1 {
            return "\(below + above) of \(Words.counted(all, "sample")) (\(share)) of \(tally.worst.unit) lie \(words): \(places)"
        }
        return
            "\(below + above) of \(all) values (\(share)) lie \(words): \(places); \(tally.unitsOutside) of \(tally.units) units have "
            + "such, the most \(tally.worst.unit), \(tally.worst.count) of \(Words.counted(tally.samples, "sample"))"
    }

    private var share: Double { Double(outside.all) / Double(max(1, values)) }
}

import Files

/// How long work took when it was last done, to say what a plan will cost; never part of a result.
public struct Costs: Sendable, Equatable {
    private var seconds: [String: Double]

    public init(_ seconds: [String: Double] = [:]) { self.seconds = seconds }

    /// Seconds of processor time; nil for work that was never done. Names are the caller's: "information-plane/fig1".
    public subscript(_ name: String) -> Double? { seconds[name] }

    mutating func merge(_ newer: [String: Double]) {
        // Rounded to milliseconds.
        seconds.merge(newer.mapValues { ($0 * 1000).rounded() / 1000 }) { $1 }
    }

    /// A hundred years: what is said to have taken longer was not measured.
    private static let longest = 3.2e9

    static func read(_ path: String) -> Costs {
        guard let text = try? PlainFile.read(path) else { return Costs() }
        let seconds = (try? CanonicalJSON.decode([String: Double].self, from: text)) ?? [:]
        return Costs(seconds.filter { (0...longest).contains($0.value) })
    }

    func write(to path: String) throws { try AtomicFile.write(try CanonicalJSON.text(seconds), to: path) }
}

extension Store {
    private var costsPath: String { "\(folder)/costs.json" }

    /// What is known; nothing where the file is missing or damaged.
    public func costs() -> Costs { Costs.read(costsPath) }

    /// Notes what work took, in seconds of processor time, keeping what other processes noted.
    /// - Throws: a `Fault` (status cannotWrite); `CancellationError` as `lock(_:cancelled:)`.
    public func record(_ seconds: [String: Double], cancelled: () -> Bool = { false }) throws {
        let lock = try FileLock.wait("\(folder)/locks/costs.lock", cancelled: cancelled)
        try withExtendedLifetime(lock) {
            var costs = costs()
            costs.merge(seconds)
            try costs.write(to: costsPath)
        }
    }
}

import Files

/// What work took when it was done, to say what a plan will cost; never part of a result.
public struct Costs: Sendable, Equatable {
    private var seconds: [String: Double]

    public init(_ seconds: [String: Double] = [:]) { self.seconds = seconds }

    /// Seconds of processor time, or whatever the caller measures; nil for work that was never done. Names are the caller's:
    /// "information-plane/fig1".
    public subscript(_ name: String) -> Double? { seconds[name] }

    /// Of work that was done before, the mean of what is known and what is new, for no two runs take the same.
    mutating func merge(_ newer: [String: Double]) {
        seconds.merge(newer) { ($0 + $1) / 2 }
    }

    /// - Parameter damaged: told what is wrong with a file that counts for nothing, in one line.
    static func read(_ path: String, damaged: (String) -> Void) -> Costs {
        do {
            return try PlainFile.read(path).map { Costs(try SealedJSON.decode(Sealed.self, from: $0).seconds) } ?? Costs()
        } catch let fault as Fault {
            damaged("\(fault)")
        } catch {
            damaged("\(path): damaged, or of an earlier version (\(error)); what earlier work took is not known")
        }
        return Costs()
    }

    func write(to path: String) throws { try AtomicFile.write(try SealedJSON.text(Sealed(seconds: seconds)), to: path) }

    /// What the file says.
    private struct Sealed: Codable, ShapeChecked {
        var seconds: [String: Double]

        var brokenRule: BrokenRule? {
            seconds.sorted { $0.key < $1.key }.first { !Costs.isDuration($0.value) }.map {
                BrokenRule("seconds", "\($0.value) is no number of seconds")
            }
        }
    }

    /// Whether work can have taken so many seconds: a hundred years at most.
    static func isDuration(_ seconds: Double) -> Bool { (0...3.2e9).contains(seconds) }
}

extension Store {
    private var costsPath: String { "\(folder)/costs.json" }

    /// What is known; nothing where the file is missing or damaged.
    /// - Parameter damaged: told what is wrong with a damaged file, in one line.
    public func costs(damaged: (String) -> Void = { _ in }) -> Costs { Costs.read(costsPath, damaged: damaged) }

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

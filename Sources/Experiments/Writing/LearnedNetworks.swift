import Files
import Networks

/// What was measured on those networks of a condition that left chance accuracy. The first is the one that figures draw.
public struct LearnedNetworks<Measure> {
    /// By seed.
    public let measured: [Measure]
    /// How many networks were trained.
    public let trained: Int

    public init(_ measured: [Measure], trained: Int) {
        precondition(measured.count <= trained, "\(measured.count) of \(trained) networks have learned")
        self.measured = measured
        self.trained = trained
    }

    /// - Precondition: at least one learned.
    public var drawn: Measure { measured[0] }
    /// Networks that ended where guessing would.
    public var dead: Int { trained - measured.count }

    public func map<Other>(_ transform: (Measure) throws -> Other) rethrows -> LearnedNetworks<Other> {
        LearnedNetworks<Other>(try measured.map(transform), trained: trained)
    }

    /// "2 of 3 networks learned; the others never left chance"; nil where all learned.
    public var remark: String? {
        dead == 0 ? nil : "\(measured.count) of \(trained) networks learned; the other\(dead == 1 ? "" : "s") never left chance"
    }

    /// What else a claim tells, then how many networks learned where not all did.
    public func remark(after words: String) -> String { [words, remark].compactMap(\.self).joined(separator: ". ") }

    /// Itself where so many learned.
    /// - Parameter name: "tanh network".
    /// - Throws: a `Fault` where fewer did.
    @discardableResult
    public func atLeast(_ least: Int, _ name: String, remedy: String) throws -> LearnedNetworks {
        guard measured.count >= least else {
            let found =
                measured.isEmpty
                ? "no \(name) left chance accuracy (trained: \(trained))"
                : "of \(trained) \(name)s, \(measured.count) left chance accuracy; \(least) must"
            throw Fault(found, remedy: remedy, status: .figureFailed)
        }
        return self
    }
}

extension LearnedNetworks: Sendable where Measure: Sendable {}

extension Inputs {
    /// Measures the networks that learned.
    public func learned<Measure>(
        _ jobs: [TrainingJob], where hasLearned: (Trajectory) -> Bool, _ measure: (Trajectory) throws -> Measure
    ) throws -> LearnedNetworks<Measure> {
        var measured: [Measure] = []
        for job in jobs {
            try checkCancellation()
            let trajectory = try trajectory(job)
            if hasLearned(trajectory) { measured.append(try measure(trajectory)) }
        }
        return LearnedNetworks(measured, trained: jobs.count)
    }
}

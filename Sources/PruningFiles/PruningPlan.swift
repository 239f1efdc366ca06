import Files
import Networks
import Pruning

/// What is to be done to a network.
public struct PruningPlan: Sendable {
    /// How many nodes go, where MIPP does not say it.
    public enum Amount: Hashable, Sendable {
        /// As many as MIPP finds.
        case found
        /// A share of all nodes, 0 to 1.
        case share(Double)
    }

    public let methods: [PruneMethod]
    public let amount: Amount
    public let mipp: MIPP.Settings
    public let seed: UInt64
    /// Threads that MIPP's estimators share out; their number changes no bit.
    public let threads: Int

    public struct Options: Sendable {
        public var methods: [PruneMethod]
        public var confidence: Double?
        /// Per cent of all nodes.
        public var remove: Double?
        public var fitImages, heldOutImages, steps, refits: Int?
        public var seed: UInt64
        public var threads: Int

        public init(
            methods: [PruneMethod], confidence: Double? = nil, remove: Double? = nil, fitImages: Int? = nil,
            heldOutImages: Int? = nil, steps: Int? = nil, refits: Int? = nil, seed: UInt64 = 0, threads: Int = 1
        ) {
            self.methods = methods
            self.confidence = confidence
            self.remove = remove
            self.fitImages = fitImages
            self.heldOutImages = heldOutImages
            self.steps = steps
            self.refits = refits
            self.seed = seed
            self.threads = threads
        }
    }

    /// Where nothing else is said, MIPP's numbers are those of its paper, and what that leaves open is as in `MIPP.Settings`.
    /// - Throws: a `Fault` (status usage) where options contradict each other, or a number is out of its range.
    public init(_ options: Options, for network: PrunableNetwork) throws {
        func refuse(_ problem: String, _ remedy: String) -> Fault { Fault(problem, remedy: remedy, status: .usage) }
        let hasMIPP = options.methods.contains(.mipp)
        if let remove = options.remove {
            if hasMIPP {
                throw refuse(
                    "--remove \(Self.words(remove)) says how many nodes go, and so does MIPP for all methods",
                    "leave out --remove, or name the methods without mipp: --method thinet,synflow")
            }
            guard remove > 0, remove < 100 else {
                throw refuse("--remove takes a number above 0 and below 100, not \(Self.words(remove))", "such as --remove 50")
            }
        } else if !hasMIPP {
            throw refuse(
                "how many nodes are to go is not said",
                "give their number in per cent, such as --remove 50, or add mipp to --method")
        }
        let ofMIPP: [(String, Bool)] = [
            ("--confidence", options.confidence != nil), ("--mipp-fit-images", options.fitImages != nil),
            ("--mipp-held-out-images", options.heldOutImages != nil), ("--mipp-steps", options.steps != nil),
            ("--mipp-refits", options.refits != nil),
        ]
        if !hasMIPP, let idle = ofMIPP.first(where: \.1) {
            throw refuse("\(idle.0) is for mipp, which is not among the methods", "leave it out, or add mipp to --method")
        }
        let confidence = options.confidence ?? Self.confidence
        guard confidence >= 0.5, confidence < 1 else {
            throw refuse(
                "--confidence takes a number from 0.5 to below 1, not \(Self.words(confidence))", "such as --confidence 0.99")
        }
        func number(_ value: Int?, or other: Int, _ name: String, _ range: ClosedRange<Int>) throws -> Int {
            guard let value else { return other }
            guard range.contains(value) else {
                throw refuse(
                    "\(name) takes a number from \(range.lowerBound) to \(range.upperBound), not \(value)",
                    "such as \(name) \(other)")
            }
            return value
        }
        var estimator = MIPP.Estimator.paper(refits: network.refits)
        estimator.steps = try number(options.steps, or: estimator.steps, "--mipp-steps", 1...1_000_000)
        estimator.refits = try number(options.refits, or: estimator.refits, "--mipp-refits", 0...1_000_000)
        var settings = MIPP.Settings(confidence: confidence, estimator: estimator)
        settings.fitSamples = try number(options.fitImages, or: settings.fitSamples, "--mipp-fit-images", 2...10_000_000)
        settings.heldOutSamples = try number(
            options.heldOutImages, or: settings.heldOutSamples, "--mipp-held-out-images", 1...10_000_000)
        methods = options.methods
        amount = options.remove.map { .share($0 / 100) } ?? .found
        mipp = settings
        seed = options.seed
        threads = options.threads
    }

    /// Where none is given: of the levels that the paper tries, one that prunes neither sparingly nor to the utmost.
    public static let confidence = 0.99

    private static func words(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    }

    /// Images that MIPP reads.
    var mippImages: Int { mipp.fitSamples + mipp.heldOutSamples }
}

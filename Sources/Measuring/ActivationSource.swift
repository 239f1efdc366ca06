import Activations
import NumericCore

/// The activations of one layer on some samples, wherever they are.
public protocol ActivationSource: Sendable {
    /// What messages call it: the file's name.
    var origin: String { get }
    var samples: Int { get }
    var units: Int { get }
    var unitNames: [String]? { get }
    /// Whether the values are binary32: they are binned in the arithmetic that they came in.
    var isSinglePrecision: Bool { get }

    /// Calls the body with consecutive samples, units x samples each.
    /// - Parameter samples: how many at a time, at most.
    func forEachPortion(of samples: Int, _ body: (Range<Int>, Matrix<Double>) throws -> Void) throws

    /// Whole units, units x samples in the order given.
    func columns(_ units: [Int]) throws -> Matrix<Double>
}

extension ActivationTable: ActivationSource {
    public var isSinglePrecision: Bool { [.float32, .float16, .bfloat16].contains(elementType) }
}

/// One layer's activations at one epoch, or at several.
public struct MeasuredLayer: Sendable {
    /// What tables and figures call it.
    public var name: String
    /// In ascending order of the epochs; one without an epoch where there is no sequence.
    public var checkpoints: [(epoch: Int?, activations: any ActivationSource)]

    public init(name: String, checkpoints: [(epoch: Int?, activations: any ActivationSource)]) {
        precondition(!checkpoints.isEmpty, "a layer without activations")
        self.name = name
        self.checkpoints = checkpoints
    }

    public init(_ activations: any ActivationSource) {
        self.init(name: activations.origin, checkpoints: [(nil, activations)])
    }
}

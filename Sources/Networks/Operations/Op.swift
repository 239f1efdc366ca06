import CKernels
import NumericCore

/// What a node does, as a value. Its file has the operation that does it, too.
public protocol Op: Codable, Hashable, Sendable {
    /// Its name in a job's JSON.
    static var kind: String { get }
    /// What it makes of one sample; nil where it does not take such inputs.
    func shape(of inputs: [Shape]) -> Shape?
    /// The blocks of numbers that it owns.
    func parameters(of inputs: [Shape]) -> [ParameterBlock]
    /// Their values before training, block by block, drawn from the layer's stream.
    func initialValues(_ initialisation: Initialisation, of inputs: [Shape], from generator: inout SeededGenerator) -> [[Float]]
    /// What the plan may count on.
    func traits(of inputs: [Shape]) -> OpTraits
    /// Floats that a thread needs besides while it works, and that nobody else needs afterwards.
    /// - Parameter pass: with as many samples as there can be.
    func room(of inputs: [Shape], _ pass: Pass, kernels: UnsafePointer<refigure_kernels>) -> Int
    /// The operation at its place in a machine.
    func operation(at place: Place) -> any Operation
}

extension Op {
    public func parameters(of inputs: [Shape]) -> [ParameterBlock] { [] }
    public func initialValues(_: Initialisation, of _: [Shape], from _: inout SeededGenerator) -> [[Float]] { [] }
    public func traits(of inputs: [Shape]) -> OpTraits { [] }
    public func room(of _: [Shape], _: Pass, kernels _: UnsafePointer<refigure_kernels>) -> Int { 0 }
}

/// What a plan may count on when it places an operation.
public struct OpTraits: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    /// What it makes stands where its first input stood, and so do the deltas.
    public static let writesOverInput = OpTraits(rawValue: 1)
    /// The deltas of its first input stand where those of its output did, though the values do not.
    public static let handsDeltasInPlace = OpTraits(rawValue: 2)
    /// Its forward pass can end with an activation.
    public static let takesActivation = OpTraits(rawValue: 4)
    /// Its backward pass can end with the slope of the activation that made its inputs.
    public static let takesSlope = OpTraits(rawValue: 8)
    /// Its backward pass can add to deltas that others who take its inputs have handed down.
    public static let addsDeltas = OpTraits(rawValue: 16)
    /// It works while training alone, and else hands its input on.
    public static let isForTraining = OpTraits(rawValue: 32)
    /// Where the pass follows gradients at once, it stores them nowhere.
    public static let storesNoGradient = OpTraits(rawValue: 64)
}

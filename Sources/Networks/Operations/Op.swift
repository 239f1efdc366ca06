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
    /// Whether what it makes may stand where its input stood.
    var writesOverInput: Bool { get }
    /// Whether its forward pass can end with an activation.
    var takesActivation: Bool { get }
    /// Whether its backward pass can end with the slope of the activation that made its input.
    var takesSlope: Bool { get }
    /// Whether it works while training alone, and else hands its input on.
    var isForTraining: Bool { get }
    /// Whether the gradient of its parameters is stored where the pass follows it at once, too.
    var storesGradient: Bool { get }
    /// The operation at its place in a machine.
    func operation(at place: Place) -> any Operation
}

extension Op {
    public func parameters(of inputs: [Shape]) -> [ParameterBlock] { [] }
    public func initialValues(_: Initialisation, of _: [Shape], from _: inout SeededGenerator) -> [[Float]] { [] }
    public var writesOverInput: Bool { false }
    public var takesActivation: Bool { false }
    public var takesSlope: Bool { false }
    public var isForTraining: Bool { false }
    public var storesGradient: Bool { true }
}

import Networks

extension TrainingJob {
    /// For people: "12-10-7-5-4-3-2 tanh on SZT, seed 1".
    public var name: String { "\(architecture) \(activations) on \(data.dataset.rawValue), seed \(seed)" }

    /// The name under which the seconds of an epoch are remembered: what trainings of like epochs share.
    var costName: String { "epoch of \(architecture) \(activations) on \(data.dataset.rawValue), batch \(recipe.batchSize)" }

    /// "tanh", or "ReLU-ReLU-tanh" where the hidden layers differ.
    private var activations: String {
        let names = architecture.hidden.map { $0.activation == .relu ? "ReLU" : $0.activation.rawValue }
        return Set(names).count == 1 ? names[0] : names.joined(separator: "-")
    }
}

import Networks

extension TrainingJob {
    /// For people: "12-10-7-5-4-3-2 tanh on SZT, seed 1".
    public var name: String { "\(architecture) \(activations) on \(data.dataset.rawValue), seed \(seed)" }

    /// What trainings of about the same length share: everything but the seed.
    var costName: String { "train \(architecture) \(activations) on \(data.dataset.rawValue), \(recipe.epochs) epochs" }

    /// "tanh", or "ReLU-ReLU-tanh" where the hidden layers differ.
    private var activations: String {
        let names = architecture.hidden.map { $0.activation == .relu ? "ReLU" : $0.activation.rawValue }
        return Set(names).count == 1 ? names[0] : names.joined(separator: "-")
    }
}

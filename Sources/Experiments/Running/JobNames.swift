import Networks

extension TrainingJob {
    /// For people: "12-10-7-5-4-3-2 tanh on SZT, seed 1", "784-20-20-20-10 ReLU on MNIST, seed 1, 48 neurons frozen",
    /// "784-512-512-10 ReLU on MNIST, 40 % of the labels shuffled, seed 1".
    public var name: String {
        let parts = [(recipe.frozen, "frozen"), (recipe.removed, "removed")].map { units, what in
            let count = units.layers.joined().count
            return count == 0 ? "" : ", \(count) neuron\(count == 1 ? "" : "s") \(what)"
        }
        let shuffled = Int((100 * data.shuffledLabelShare).rounded())
        let labels = shuffled == 0 ? "" : ", \(shuffled) % of the labels shuffled"
        return "\(architecture) \(activations) on \(data.dataset.rawValue)\(labels), seed \(seed)\(parts.joined())"
    }

    /// The name under which the seconds of an epoch are remembered: what trainings of like epochs share.
    var costName: String {
        let samples = data.samplesPerClass.map { ", \($0) a class" } ?? ""
        return "epoch of \(architecture) \(activations) on \(data.dataset.rawValue)\(samples), batch \(recipe.batchSize)"
    }

    /// "tanh", or "ReLU-ReLU-tanh" where the hidden layers differ.
    private var activations: String {
        let names = architecture.hidden.map { $0.activation == .relu ? "ReLU" : $0.activation.rawValue }
        return Set(names).count == 1 ? names[0] : names.joined(separator: "-")
    }
}

extension ReportDefinition.Entry {
    /// The name under which the seconds are remembered that it took to compute the figure.
    var costName: String { "\(id)" }

    /// Those that it took to find out which networks its second round has.
    var questionCostName: String { "further networks of \(id)" }
}

import Networks
import Results

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
        let begins = start.map { ", from weights \($0.hex.prefix(8))" } ?? ""
        return "\(architecture) \(activations) on \(data.name)\(labels), seed \(seed)\(parts.joined())\(begins)"
    }

    /// The name under which the seconds of an epoch are remembered: what trainings of like epochs share.
    var costName: String {
        let samples = data.samplesPerClass.map { ", \($0) a class" } ?? ""
        let classes = data.classes.map { ", \($0.count) classes" } ?? ""
        let operations = TrainingPart.operations(of: self)
        let marks = [
            (operations.contains(.normalisation), "normalised"), (operations.contains(.dropout), "dropout"),
            (recipe.earlyStopping != nil, "patience \(recipe.earlyStopping?.patience ?? 0)"),
            (!snapshots.scoresEveryEpoch, "scored at times"),
        ].map { $0 ? ", \($1)" : "" }.joined()
        return
            "epoch of \(architecture) \(activations) on \(data.name)\(samples)\(classes), batch \(recipe.batchSize)\(marks)"
    }

    /// "tanh", or "ReLU-ReLU-tanh" where the hidden layers differ.
    private var activations: String {
        // Windows and what flattens activate nothing.
        let active = architecture.hidden.filter { $0.activation != .identity }
        let names = (active.isEmpty ? Array(architecture.hidden) : active).map {
            $0.activation == .relu ? "ReLU" : $0.activation.rawValue
        }
        return Set(names).count == 1 ? names[0] : names.joined(separator: "-")
    }
}

extension WeightsDigest {
    /// What the weights are stored under.
    package var key: CacheKey { CacheKey([KeyInput("weights", hex)]) }
}

extension Product {
    /// The name under which is remembered what it took to compute the product.
    var costName: String { "\(name), \(CacheKey([KeyInput("product", text)]).hex.prefix(8))" }
}

extension ReportDefinition.Entry {
    /// The name under which is remembered what it took to compute the figure, whatever its settings.
    var costName: String { "\(experiment.id)" }

    /// That with these settings.
    var exactCostName: String {
        "\(experiment.id) with \(CacheKey(settings.records.map { .setting($0.key, $0.used) }).hex.prefix(8))"
    }

    /// That to find out which networks its further rounds have.
    var questionCostName: String { "further networks of \(experiment.id)" }

    /// That to draw it.
    package var pictureCostName: String { "picture of \(experiment.id)" }
}

extension ReportDefinition {
    /// The name under which is remembered what it took to set the page and the PDF.
    package var settingCostName: String { "page and PDF of \(name)" }
}

import Experiments

extension Claim {
    /// What the paper says of convolutional networks, put to fully connected ones on MNIST: a statement of this project's.
    var ofCounterpart: Claim {
        var claim = self
        claim.id += "-mlp"
        claim.statement = "Fully connected networks on MNIST: \(statement.prefix(1).lowercased())\(statement.dropFirst())"
        claim.source = "After \(source)"
        claim.origin = .ours
        claim.published = nil
        return claim
    }

    /// Whether it is one of those.
    var isOfCounterpart: Bool { id.hasSuffix("-mlp") }
}

extension Experiment {
    /// The figure's data that are of one data set.
    func data(of dataset: DatasetName, _ settings: Settings) -> [DataSelection] {
        needs(settings).allData.filter { $0.dataset == dataset }
    }
}

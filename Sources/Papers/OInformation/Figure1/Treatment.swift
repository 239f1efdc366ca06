import Experiments

/// What is made of equal values, of the label and of the activation. All but the first are asked how much the finding owes to the first.
enum Treatment: String, CaseIterable {
    /// The figure's own: a number, and equal values share their rank.
    case midranks
    /// A number, and equal values are ranked in the order of the images in the file, as the published estimators do.
    case ordinal
    /// The same after the images were shuffled.
    case shuffled
    /// Nine indicators instead of a number.
    case oneHot
    /// A class that sets the neurons' covariance.
    case classes
    /// No label: the neurons alone.
    case none
    /// The figure's own, of what the neurons pass on: behind their ReLU, where many values are equal.
    case activations

    var title: String { words.title }
    /// For a tick of an axis.
    var shortTitle: String { words.short }

    private var words: (title: String, short: String) {
        switch self {
        case .midranks: ("Number, midranks", "number")
        case .ordinal: ("Number, ordinal ranks, file's order", "ordinal number")
        case .shuffled: ("Number, ordinal ranks, shuffled", "ordinal, shuffled")
        case .oneHot: ("Indicators, midranks", "indicators")
        case .classes: ("Classes", "class")
        case .none: ("No label", "no label")
        case .activations: ("Number, midranks, behind the ReLU", "number, after ReLU")
        }
    }

    func system(_ neurons: Neurons, _ layer: Int) throws -> OInformationSystem {
        switch self {
        case .midranks: try neurons.system(layer)
        case .ordinal: try neurons.system(layer, ties: .ordinal)
        case .shuffled: try neurons.system(layer, target: .columns([Self.shuffledRanks(neurons.labels)]))
        case .oneHot: try neurons.system(layer, target: .oneHot(neurons.labels))
        case .classes: try neurons.system(layer, target: .classes(neurons.labels))
        case .none: try neurons.system(layer, target: OInformationSystem.Target.none)
        case .activations: try neurons.system(layer, activated: true)
        }
    }

    /// The labels' places in their ascending order, equal ones in random order. Only the label has ties, so to shuffle the images is to
    /// shuffle who comes first among equal labels.
    private static func shuffledRanks(_ labels: [UInt16]) -> [Double] {
        var generator = SeededGenerator(seed: 0, purpose: "order of tied labels")
        let turn = generator.permutation(labels.count)
        let order = labels.indices.sorted { (labels[$0], turn[$0]) < (labels[$1], turn[$1]) }
        var ranks = [Double](repeating: 0, count: labels.count)
        for (rank, place) in order.enumerated() { ranks[place] = Double(rank) }
        return ranks
    }
}

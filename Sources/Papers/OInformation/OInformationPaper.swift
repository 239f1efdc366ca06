import Experiments

extension Paper {
    /// "Higher-order mutual information reveals synergistic sub-networks".
    public static let oInformation = Paper(
        id: "o-information", folder: "OInformation",
        title: "Higher-order mutual information reveals synergistic sub-networks for multi-neuron importance",
        authors: "Kenzo Clauw, Sebastiano Stramaglia, Daniele Marinazzo", venue: "InfoCog workshop at NeurIPS", year: 2022)
}

/// Its figures, in its own order.
public let oInformationFigures: [any Experiment] = [
    Figure1(),
    Figure2(),
    LayersClasses(),
]

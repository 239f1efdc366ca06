import Experiments

/// The measures by which the paper ranks neurons (Section IV), in bits.
enum Measure: String, CaseIterable, Sendable {
    case entropy
    case mutualInformation = "mi"
    case klSelectivity = "kl"

    /// Those that ask for the class.
    static let informed = [Measure.mutualInformation, .klSelectivity]

    var label: String {
        switch self {
        case .entropy: "entropy"
        case .mutualInformation: "mutual information"
        case .klSelectivity: "KL selectivity"
        }
    }

    /// The beginning of its values' ids.
    var word: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    func value(_ neuron: UnitMeasures) -> Double {
        switch self {
        case .entropy: neuron.entropy
        case .mutualInformation: neuron.mutualInformation
        case .klSelectivity: neuron.klSelectivity
        }
    }
}

extension Measure {
    var color: Color {
        switch self {
        case .entropy: Palette.categorical[0]
        case .mutualInformation: Palette.categorical[1]
        case .klSelectivity: Palette.categorical[3]
        }
    }

    var axisTitle: RichText {
        switch self {
        case .entropy: "*H*(*T*) in bits"
        case .mutualInformation: "*I*(*T*; *Y*) in bits"
        case .klSelectivity: "KL selectivity in bits"
        }
    }
}

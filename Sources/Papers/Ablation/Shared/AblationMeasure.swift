import Experiments

/// The measures by which the paper ranks neurons (Section IV).
enum AblationMeasure: String, CaseIterable, Sendable {
    case entropy
    case mutualInformation = "mi"
    case klSelectivity = "kl"

    /// "mutual information".
    var label: String {
        switch self {
        case .entropy: "entropy"
        case .mutualInformation: "mutual information"
        case .klSelectivity: "KL selectivity"
        }
    }

    /// In bits.
    func value(_ measures: UnitMeasures) -> Double {
        switch self {
        case .entropy: measures.entropy
        case .mutualInformation: measures.mutualInformation
        case .klSelectivity: measures.klSelectivity
        }
    }
}

import InformationTheory

/// The measures by which the paper ranks neurons (Section IV).
package enum AblationMeasure: String, CaseIterable, Sendable {
    case entropy
    case mutualInformation = "mi"
    case klSelectivity = "kl"

    /// "mutual information".
    package var label: String {
        switch self {
        case .entropy: "entropy"
        case .mutualInformation: "mutual information"
        case .klSelectivity: "KL selectivity"
        }
    }

    /// In bits.
    package func value(_ measures: UnitMeasures) -> Double {
        switch self {
        case .entropy: measures.entropy
        case .mutualInformation: measures.mutualInformation
        case .klSelectivity: measures.klSelectivity
        }
    }
}

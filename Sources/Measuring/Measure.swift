/// The measures that can be taken of activations, named as the command names them.
public enum Measure: String, CaseIterable, Sendable, Codable {
    case entropy
    case mutualInformation = "mutual-information"
    case klSelectivity = "kl-selectivity"
    case classSelectivity = "class-selectivity"
    case informationPlane = "information-plane"
    case gaussianCopulaMI = "gaussian-copula-mi"
    case oInformation = "o-information"
    case totalCorrelation = "total-correlation"
    case dualTotalCorrelation = "dual-total-correlation"

    /// Whether a measure is taken against labels.
    public enum LabelNeed: Sendable {
        case none, optional, required
    }

    /// What it is, in one line.
    public var summary: String {
        switch self {
        case .entropy: "H(T) of each unit's quantised output"
        case .mutualInformation: "I(T;Y) of each unit's quantised output and the class"
        case .klSelectivity: "how well each unit singles out one class, KL divergence"
        case .classSelectivity: "(µmax - µrest) / (µmax + µrest) of each unit"
        case .informationPlane: "I(X;T) and I(T;Y) of a layer, binned, epoch by epoch"
        case .gaussianCopulaMI: "I(X;Y) of units and label by a Gaussian copula"
        case .oInformation: "redundancy less synergy of sets of units"
        case .totalCorrelation: "sum of H(X_j) less H(X), of sets of units"
        case .dualTotalCorrelation: "H(X) less the sum of H(X_j | the others), of sets"
        }
    }

    /// Who defined it where.
    public var source: String {
        switch self {
        case .entropy: "Amjad, Liu and Geiger 2021, Section IV, equation 3"
        case .mutualInformation: "Amjad, Liu and Geiger 2021, Section IV, equation 4"
        case .klSelectivity: "Amjad, Liu and Geiger 2021, Section IV, equation 5"
        case .classSelectivity: "Morcos et al. 2018, Section 2.3, equation 1"
        case .informationPlane: "Revisiting the Information Plane 2020, Section 2.1 and Appendix G"
        case .gaussianCopulaMI: "Ince et al. 2017, Sections 2.3 to 2.5"
        case .oInformation: "Rosas et al. 2019; Clauw, Stramaglia and Marinazzo 2022, equation 1"
        case .totalCorrelation: "Watanabe 1960"
        case .dualTotalCorrelation: "Han 1978"
        }
    }

    public var labels: LabelNeed {
        switch self {
        case .entropy: .none
        case .mutualInformation, .klSelectivity, .classSelectivity, .informationPlane, .gaussianCopulaMI: .required
        case .oInformation, .totalCorrelation, .dualTotalCorrelation: .optional
        }
    }

    /// The options that it takes, besides the files and the output's.
    public var options: [MeasureOption] {
        switch self {
        case .entropy, .mutualInformation, .klSelectivity: [.threshold, .binSize, .bins, .range, .units]
        case .classSelectivity: [.units]
        case .informationPlane: [.binSize, .bins, .range, .units]
        case .gaussianCopulaMI: [.estimator, .ties, .biasCorrection, .joint, .units]
        case .oInformation:
            [.units, .search, .order, .exhaustiveTo, .labelTreatment, .ties, .biasCorrection, .threshold, .binSize, .bins, .range]
        case .totalCorrelation, .dualTotalCorrelation:
            [.units, .labelTreatment, .ties, .biasCorrection, .threshold, .binSize, .bins, .range]
        }
    }
}

/// What a measure may be told, named as on the command line.
public enum MeasureOption: String, CaseIterable, Sendable {
    case threshold
    case binSize = "bin-size"
    case bins
    case range
    case units
    case order
    case search
    case exhaustiveTo = "exhaustive-to"
    case estimator
    case ties
    case biasCorrection = "bias-correction"
    case labelTreatment = "label-treatment"
    case joint

    public var flag: String { "--\(rawValue)" }
}

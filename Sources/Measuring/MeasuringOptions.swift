import InformationTheory

/// How a measure is to be taken; what is left out is chosen by the measure.
public struct MeasuringOptions: Sendable, Equatable {
    /// Which multiplets of units are looked for.
    public enum Search: String, Sendable, CaseIterable {
        /// All multiplets of an order.
        case exhaustive
        /// One unit at a time, added to the best multiplet of one unit less.
        case greedy
    }

    /// How the mutual information of units and label is modelled by a Gaussian copula.
    public enum Estimator: String, Sendable, CaseIterable {
        /// The units are Gaussian over all samples and within each class.
        case anova
        /// The units are a mixture of one Gaussian for each class.
        case mixture
        /// The label is a continuous variable.
        case continuous
    }

    /// What a label is when units are joined with it.
    public enum LabelTreatment: String, Sendable, CaseIterable {
        /// One more variable, ranked as the units are.
        case number
        /// One more variable, of an indicator column for each class but the last.
        case oneHot = "one-hot"
        /// A class on which the units' covariance depends.
        case classes
    }

    /// Numbers of bins between the least and the greatest activation.
    public var bins: [Int]
    /// Widths of bins over the whole real line, in units of activation.
    public var binSizes: [Double]
    /// Ascending; an output's symbol is how many of them lie below it.
    public var thresholds: [Double]
    /// What the `bins` divide, instead of the span from the least to the greatest activation.
    public var range: ClosedRange<Double>?
    /// One set of units, or several for measures of sets.
    public var units: [UnitSet]
    /// How many units the multiplets of a search have.
    public var order: ClosedRange<Int>?
    public var search: Search?
    /// The order up to which a greedy search looks at all multiplets.
    public var exhaustiveTo: Int?
    public var estimator: Estimator?
    public var ties: Ties?
    public var biasCorrection: Bool?
    public var labelTreatment: LabelTreatment?
    /// Whether units are taken together, as one variable of several dimensions.
    public var joint: Bool

    public init(
        bins: [Int] = [], binSizes: [Double] = [], thresholds: [Double] = [], range: ClosedRange<Double>? = nil,
        units: [UnitSet] = [], order: ClosedRange<Int>? = nil, search: Search? = nil, exhaustiveTo: Int? = nil,
        estimator: Estimator? = nil, ties: Ties? = nil, biasCorrection: Bool? = nil, labelTreatment: LabelTreatment? = nil,
        joint: Bool = false
    ) {
        self.bins = bins
        self.binSizes = binSizes
        self.thresholds = thresholds
        self.range = range
        self.units = units
        self.order = order
        self.search = search
        self.exhaustiveTo = exhaustiveTo
        self.estimator = estimator
        self.ties = ties
        self.biasCorrection = biasCorrection
        self.labelTreatment = labelTreatment
        self.joint = joint
    }

    /// The options that say something.
    var given: [MeasureOption] {
        MeasureOption.allCases.filter { option in
            switch option {
            case .threshold: !thresholds.isEmpty
            case .binSize: !binSizes.isEmpty
            case .bins: !bins.isEmpty
            case .range: range != nil
            case .units: !units.isEmpty
            case .order: order != nil
            case .search: search != nil
            case .exhaustiveTo: exhaustiveTo != nil
            case .estimator: estimator != nil
            case .ties: ties != nil
            case .biasCorrection: biasCorrection != nil
            case .labelTreatment: labelTreatment != nil
            case .joint: joint
            }
        }
    }
}

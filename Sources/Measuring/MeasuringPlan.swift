import Activations
import Files
import InformationTheory

/// A measure with options that fit it and each other.
public struct MeasuringPlan: Sendable, Equatable {
    public let measure: Measure
    let work: Work
    let units: [UnitSet]
    public let onNaN: OnNaN
    /// What all bins divide, where that was given.
    let range: ClosedRange<Double>?

    enum Work: Sendable, Equatable {
        /// Entropy, mutual information, KL selectivity.
        case quantisedUnits(Quantisation)
        case classSelectivity
        case plane([Quantisation])
        case copula(CopulaModel)
        case sets(SetModel)
    }

    struct CopulaModel: Sendable, Equatable {
        var estimator: MeasuringOptions.Estimator
        var ties: Ties
        var biasCorrected: Bool
        var isJoint: Bool
    }

    struct SetModel: Sendable, Equatable {
        /// nil: by a Gaussian copula.
        var quantisation: Quantisation?
        var treatment: MeasuringOptions.LabelTreatment
        var ties: Ties
        var biasCorrected: Bool
        var search: SetSearch?
    }

    struct SetSearch: Sendable, Equatable {
        var kind: MeasuringOptions.Search
        var order: ClosedRange<Int>
        /// Of a greedy search; nil: the smallest order that has a meaning.
        var exhaustiveTo: Int?
    }

    /// - Parameter hasLabels: whether there are labels.
    /// - Throws: a `Fault` (status usage) for an option that the measure does not take, that is out of range or contradicts another, or
    ///   for labels that are wanted and not there, or there and not taken.
    public init(
        _ measure: Measure, options: MeasuringOptions = MeasuringOptions(), hasLabels: Bool, onNaN: OnNaN = .refuse
    ) throws {
        self.measure = measure
        self.onNaN = onNaN
        units = options.units
        range = options.range
        if let foreign = options.given.first(where: { !measure.options.contains($0) }) {
            throw Self.fault(
                "\(measure.rawValue) does not take \(foreign.flag)",
                "it takes \(Words.list(measure.options.map(\.flag)))")
        }
        switch measure.labels {
        case .required where !hasLabels:
            throw Self.fault(
                "\(measure.rawValue) needs labels",
                "name a file with \(options.estimator == .continuous ? "a value" : "a class") for each sample: --labels FILE")
        case .none where hasLabels:
            throw Self.fault("\(measure.rawValue) does not take --labels", "leave it out")
        default: break
        }
        switch measure {
        case .entropy, .mutualInformation, .klSelectivity:
            let quantisations = try Self.quantisations(options)
            try Self.single(quantisations.count, "quantisation", measure)
            try Self.single(max(1, units.count), "--units", measure)
            work = .quantisedUnits(quantisations.first ?? .thresholds([0]))
        case .classSelectivity:
            try Self.single(max(1, units.count), "--units", measure)
            work = .classSelectivity
        case .informationPlane:
            try Self.single(max(1, units.count), "--units", measure)
            let quantisations = try Self.quantisations(options)
            work = .plane(quantisations.isEmpty ? [.binSize(0.07)] : quantisations)
        case .gaussianCopulaMI: work = .copula(try Self.copula(options))
        case .oInformation, .totalCorrelation, .dualTotalCorrelation:
            work = .sets(try Self.sets(options, measure, hasLabels: hasLabels))
        }
    }

    /// Whether several continuous values of a label may belong to a sample.
    public var takesColumns: Bool {
        if case .copula(let model) = work { model.estimator == .continuous } else { false }
    }

    private static func copula(_ options: MeasuringOptions) throws -> CopulaModel {
        let estimator = options.estimator ?? .anova
        if estimator == .mixture, options.biasCorrection == true {
            throw fault("the mixture estimator has no bias correction", "leave out --bias-correction, or choose --estimator anova")
        }
        if options.units.count > 1, !options.joint {
            throw fault("--units is given \(options.units.count) times", "several sets are measured with --joint")
        }
        return CopulaModel(
            estimator: estimator, ties: options.ties ?? .midranks, biasCorrected: options.biasCorrection ?? (estimator != .mixture),
            isJoint: options.joint)
    }

    private static func sets(_ options: MeasuringOptions, _ measure: Measure, hasLabels: Bool) throws -> SetModel {
        let quantisations = try quantisations(options)
        try single(max(1, quantisations.count), "quantisation", measure)
        if let quantisation = quantisations.first {
            let gaussian: [MeasureOption] = [.search, .order, .exhaustiveTo, .labelTreatment, .ties, .biasCorrection]
            if let clash = options.given.first(where: gaussian.contains) {
                throw fault(
                    "\(clash.flag) is an option of the Gaussian copula, not of \(quantisation.description)",
                    "leave out one of them: quantised units have plug-in entropies")
            }
        }
        if options.labelTreatment != nil, !hasLabels {
            throw fault("--label-treatment says nothing without labels", "name them: --labels FILE")
        }
        if options.search == nil, options.order != nil || options.exhaustiveTo != nil {
            let option: MeasureOption = options.order != nil ? .order : .exhaustiveTo
            throw fault("\(option.flag) belongs to a search", "add --search exhaustive or --search greedy")
        }
        return SetModel(
            quantisation: quantisations.first, treatment: options.labelTreatment ?? .number, ties: options.ties ?? .midranks,
            biasCorrected: options.biasCorrection ?? true, search: try search(options, measure, hasLabels: hasLabels))
    }

    private static func search(_ options: MeasuringOptions, _ measure: Measure, hasLabels: Bool) throws -> SetSearch? {
        guard let kind = options.search else { return nil }
        try single(max(1, options.units.count), "--units", measure)
        // Two variables have no O-information.
        let least = hasLabels ? 2 : 3
        guard let order = options.order else {
            throw fault("a search needs the number of units", "add --order, such as --order \(least) or --order \(least)-6")
        }
        guard order.lowerBound >= least else {
            throw fault(
                "--order \(order.lowerBound) is too small: the O-information of two variables is 0",
                "begin at \(least) units\(hasLabels ? "" : ", or at 2 with labels")")
        }
        if let limit = options.exhaustiveTo {
            guard kind == .greedy else { throw fault("--exhaustive-to belongs to --search greedy", "leave it out") }
            guard limit >= least else { throw fault("--exhaustive-to \(limit) is too small", "begin at \(least) units") }
        }
        return SetSearch(kind: kind, order: order, exhaustiveTo: options.exhaustiveTo)
    }

    private static func quantisations(_ options: MeasuringOptions) throws -> [Quantisation] {
        let kinds = options.given.filter { [.threshold, .binSize, .bins].contains($0) }
        guard kinds.count <= 1 else {
            throw fault("\(Words.list(kinds.map(\.flag))) contradict each other", "choose one of them")
        }
        if options.range != nil, kinds != [.bins] { throw fault("--range belongs to --bins", "add --bins, or leave it out") }
        if let size = options.binSizes.first(where: { !($0 > 0 && $0.isFinite) }) {
            throw fault("a bin size must be a positive number, not \(NumberText.short(size))", "choose one such as --bin-size 0.07")
        }
        if let bins = options.bins.first(where: { !(1...(1 << 30)).contains($0) }) {
            throw fault("--bins takes whole numbers from 1 to \(1 << 30), not \(bins)", "choose one such as --bins 30")
        }
        if let range = options.range, !(range.lowerBound.isFinite && range.upperBound.isFinite) {
            throw fault("--range has an end that is no number", "write two numbers, such as --range=-1:1")
        }
        if let range = options.range, range.lowerBound == range.upperBound {
            throw fault("--range has no breadth", "write its ends in ascending order, such as --range=-1:1")
        }
        let thresholds = options.thresholds
        guard thresholds.allSatisfy(\.isFinite), zip(thresholds, thresholds.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw fault("the thresholds do not ascend", "write them in ascending order, such as --threshold 0,0.5")
        }
        return (thresholds.isEmpty ? [] : [.thresholds(thresholds)]) + options.binSizes.map { .binSize($0) }
            + options.bins.map { .bins($0, over: options.range) }
    }

    private static func single(_ count: Int, _ name: String, _ measure: Measure) throws {
        if count > 1 { throw fault("\(measure.rawValue) takes one \(name), not \(count)", "give one") }
    }

    private static func fault(_ problem: String, _ remedy: String) -> Fault { Fault(problem, remedy: remedy, status: .usage) }
}

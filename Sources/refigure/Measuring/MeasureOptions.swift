import ArgumentParser
import InformationTheory
import Measuring

/// How a measure is to be taken. Every option is optional, and refused by the measures that do not take it.
struct MeasureOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("A unit is active above it; several, ascending, tell more levels. Default: 0.", valueName: "t[,t...]"))
    var threshold: NumberList?

    @Option(
        name: .customLong("bin-size"), parsing: .unconditional,
        help: ArgumentHelp(
            "Bins of this width: floor(activation / size). An information plane takes several; default: 0.07.",
            valueName: "size[,size...]"))
    var binSize: NumberList?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "So many bins of equal width from the least to the greatest activation: of each unit, or of the layer over all epochs.",
            valueName: "n[,n...]"))
    var bins: IntegerList?

    @Option(parsing: .unconditional, help: ArgumentHelp("What the bins divide, instead of that span.", valueName: "low:high"))
    var range: NumberRange?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "The units measured, by number or name; without it all. Sets of units: once for each.", valueName: "0,3,7-9"))
    var units: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The number of units of the multiplets sought; the label is not counted.", valueName: "k|k-m"))
    var order: OrderRange?

    @Option(
        help: ArgumentHelp(
            "The multiplets of least and greatest O-information: of all, or adding one unit at a time.",
            valueName: "exhaustive|greedy"))
    var search: MeasuringOptions.Search?

    @Option(
        name: .customLong("exhaustive-to"), parsing: .unconditional,
        help: ArgumentHelp("The order up to which a greedy search looks at all multiplets; the paper's is 6.", valueName: "k"))
    var exhaustiveTo: Int?

    @Option(help: ArgumentHelp("The model of units and label. Default: anova.", valueName: "anova|mixture|continuous"))
    var estimator: MeasuringOptions.Estimator?

    @Option(
        help: ArgumentHelp(
            "Equal values share their rank, or are ranked in order of appearance (as gcmi and hoi do). Default: midranks.",
            valueName: "midranks|ordinal"))
    var ties: Ties?

    @Flag(
        name: .customLong("bias-correction"), inversion: .prefixedNo,
        help: "Take the bias of few samples from Gaussian entropies. Default: yes, but for the mixture.")
    var biasCorrection: Bool?

    @Option(
        name: .customLong("label-treatment"),
        help: ArgumentHelp(
            "What a label is when units are joined with it: a number, indicators, or classes that set their covariance. Default: number.",
            valueName: "number|one-hot|classes"))
    var labelTreatment: MeasuringOptions.LabelTreatment?

    @Flag(help: "Take the units together, as one variable of several dimensions.")
    var joint = false

    /// - Throws: a `Fault` (status usage) for units that cannot be read.
    func measuring() throws -> MeasuringOptions {
        MeasuringOptions(
            bins: bins?.numbers ?? [], binSizes: binSize?.numbers ?? [], thresholds: threshold?.numbers ?? [], range: range?.range,
            units: try units.map { try UnitSet($0) }, order: order?.range, search: search, exhaustiveTo: exhaustiveTo,
            estimator: estimator, ties: ties, biasCorrection: biasCorrection, labelTreatment: labelTreatment, joint: joint)
    }
}

extension MeasuringOptions.Search: ExpressibleByArgument {}
extension MeasuringOptions.Estimator: ExpressibleByArgument {}
extension MeasuringOptions.LabelTreatment: ExpressibleByArgument {}
extension Ties: ExpressibleByArgument {}

struct NumberList: ExpressibleByArgument {
    var numbers: [Double]

    init?(argument: String) {
        guard let numbers = OptionText.numbers(argument) else { return nil }
        self.numbers = numbers
    }
}

struct IntegerList: ExpressibleByArgument {
    var numbers: [Int]

    init?(argument: String) {
        guard let numbers = OptionText.integers(argument) else { return nil }
        self.numbers = numbers
    }
}

struct NumberRange: ExpressibleByArgument {
    var range: ClosedRange<Double>

    init?(argument: String) {
        guard let range = OptionText.range(argument) else { return nil }
        self.range = range
    }
}

struct OrderRange: ExpressibleByArgument {
    var range: ClosedRange<Int>

    init?(argument: String) {
        guard let range = OptionText.orders(argument) else { return nil }
        self.range = range
    }
}

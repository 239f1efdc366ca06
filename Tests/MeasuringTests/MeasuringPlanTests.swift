import Files
import InformationTheory
import Measuring
import Testing

@Suite struct MeasuringPlanTests {
    static let foreign: [(Measure, MeasuringOptions, String)] = [
        (.entropy, MeasuringOptions(order: 3...3), "entropy does not take --order; it takes --threshold, --bin-size"),
        (.classSelectivity, MeasuringOptions(bins: [3]), "class-selectivity does not take --bins; it takes --units"),
        (.informationPlane, MeasuringOptions(ties: .ordinal), "does not take --ties"),
        (.gaussianCopulaMI, MeasuringOptions(binSizes: [1]), "does not take --bin-size"),
        (.totalCorrelation, MeasuringOptions(search: .greedy), "does not take --search"),
        (.oInformation, MeasuringOptions(joint: true), "does not take --joint"),
    ]

    @Test("an option that a measure does not take is refused with those that it takes", arguments: foreign)
    func foreignOption(_ measure: Measure, _ options: MeasuringOptions, _ words: String) {
        expectFault(words) { try MeasuringPlan(measure, options: options, hasLabels: measure.labels == .required) }
    }

    static let contradictions: [(Measure, MeasuringOptions, Bool, String)] = [
        (.entropy, MeasuringOptions(bins: [3], thresholds: [0]), false, "--threshold and --bins contradict each other"),
        (.entropy, MeasuringOptions(binSizes: [1], range: 0...1), false, "--range belongs to --bins"),
        (.entropy, MeasuringOptions(bins: [3], range: 1...1), false, "--range has no breadth"),
        (.entropy, MeasuringOptions(binSizes: [0]), false, "a bin size must be a positive number"),
        (.entropy, MeasuringOptions(bins: [0]), false, "--bins takes whole numbers from 1 to 1073741824, not 0"),
        (.entropy, MeasuringOptions(thresholds: [1, 0]), false, "the thresholds do not ascend"),
        (.entropy, MeasuringOptions(binSizes: [1, 2]), false, "takes one quantisation, not 2"),
        (.gaussianCopulaMI, MeasuringOptions(estimator: .mixture, biasCorrection: true), true, "has no bias correction"),
        (.oInformation, MeasuringOptions(search: .exhaustive), true, "a search needs the number of units"),
        (.oInformation, MeasuringOptions(order: 2...2, search: .greedy), false, "--order 2 is too small"),
        (.oInformation, MeasuringOptions(order: 3...3), true, "--order belongs to a search"),
        (.oInformation, MeasuringOptions(order: 3...3, search: .exhaustive, exhaustiveTo: 3), true, "belongs to --search greedy"),
        (.oInformation, MeasuringOptions(binSizes: [1], ties: .ordinal), false, "--ties is an option of the Gaussian copula"),
        (.totalCorrelation, MeasuringOptions(labelTreatment: .oneHot), false, "--label-treatment says nothing without labels"),
    ]

    @Test("options that contradict each other are refused before anything is read", arguments: contradictions)
    func contradiction(_ measure: Measure, _ options: MeasuringOptions, _ hasLabels: Bool, _ words: String) {
        expectFault(words) { try MeasuringPlan(measure, options: options, hasLabels: hasLabels) }
    }

    @Test("labels are asked for where they are needed, and refused where they say nothing", arguments: Measure.allCases)
    func labels(_ measure: Measure) throws {
        switch measure.labels {
        case .required: expectFault("needs labels") { try MeasuringPlan(measure, hasLabels: false) }
        case .none: expectFault("does not take --labels") { try MeasuringPlan(measure, hasLabels: true) }
        case .optional:
            _ = try MeasuringPlan(measure, hasLabels: true)
            _ = try MeasuringPlan(measure, hasLabels: false)
        }
    }

    @Test("units are read as numbers, ranges and names")
    func units() throws {
        let named = layer([[0, 1], [1, 0], [1, 1], [0, 0]], names: ["a", "b", "c", "d"])
        func numbers(_ text: String) throws -> [Double] {
            try measured(.entropy, named, MeasuringOptions(units: [try UnitSet(text)])).numbers("unit")
        }
        #expect(try numbers("0,2-3") == [0, 2, 3])
        #expect(try numbers("c, a") == [2, 0])
        expectFault("has no unit 4; it has 4 units, 0 to 3") { try numbers("4") }
        expectFault("has no unit 'e'; its units are a, b, c and d") { try numbers("e") }
        expectFault("unit 1 is twice in --units 0-2,1") { try numbers("0-2,1") }
        expectFault("are no units") { try UnitSet("1,,2") }
        expectFault("has no unit '3-1'") { try numbers("3-1") }
    }
}

/// Expects the work to throw a fault whose one line holds the words.
func expectFault(
    _ words: String, status: Files.ExitStatus? = nil, _ work: () throws -> some Any,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    do {
        _ = try work()
        Issue.record("no fault: \(words)", sourceLocation: sourceLocation)
    } catch {
        #expect("\(error)".contains(words), "\(error)", sourceLocation: sourceLocation)
        if let status { #expect((error as? Fault)?.status == status, "\(error)", sourceLocation: sourceLocation) }
    }
}

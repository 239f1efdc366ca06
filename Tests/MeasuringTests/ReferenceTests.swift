import Foundation
import InformationTheory
import Measuring
import NumericCore
import TestSupport
import Testing

/// The files of the peers' libraries through the same plans as the command's.
@Suite struct ReferenceTests {
    @Test(
        "entropy, mutual information and KL selectivity of integers are dit's",
        arguments: ReferenceCase.all("discrete_", butNot: "discrete_vector"))
    func discrete(_ reference: ReferenceCase) throws {
        let expected = reference.expected
        let layer = try reference.layer("t")
        let labels = try reference.labels("y")
        let asTheyAre = MeasuringOptions(binSizes: [1])
        let entropy = try measured(.entropy, layer, asTheyAre)
        #expect(close(entropy["entropy_bits"][0].number, expected["H_T"] as? Double, 1e-12))
        #expect(entropy["symbols"][0].number == expected["distinct_T"] as? Double)
        let information = try measured(.mutualInformation, layer, labels: labels, asTheyAre)
        #expect(close(information["mutual_information_bits"][0].number, expected["I_TY"] as? Double, 1e-12))
        #expect(close(information.value("label_entropy_bits"), expected["H_Y"] as? Double, 1e-12))
        let selectivity = try measured(.klSelectivity, layer, labels: labels, asTheyAre)
        #expect(close(selectivity["kl_selectivity_bits"][0].number, expected["KL_selectivity"] as? Double, 1e-12))
        #expect(selectivity["selective_class"][0].number == expected["KL_argmax_class"] as? Double)
    }

    @Test("the information of rows of integers is dit's", arguments: ReferenceCase.named("discrete_vector"))
    func discreteRows(_ reference: ReferenceCase) throws {
        let expected = reference.expected
        let table = try measured(
            .informationPlane, try reference.layer("t"), labels: try reference.labels("y"),
            MeasuringOptions(binSizes: [1]))
        #expect(close(table["ixt_bits"][0].number, expected["H_T"] as? Double, 1e-12))
        #expect(close(table["ity_bits"][0].number, expected["I_TY"] as? Double, 1e-12))
    }

    @Test(
        "an information plane is that of the published estimator, at the bins' edges too",
        arguments: ReferenceCase.all("binned_"))
    func plane(_ reference: ReferenceCase) throws {
        let expected = reference.expected["per_binsize"] as? [[String: Any]] ?? []
        let sizes = expected.compactMap { $0["binsize"] as? Double }
        #expect(sizes.count == 4)
        let table = try measured(
            .informationPlane, try reference.layer("activations"), labels: try reference.labels("y"),
            MeasuringOptions(binSizes: sizes))
        for (row, value) in expected.enumerated() {
            #expect(close(table["ixt_bits"][row].number, value["I_XT"] as? Double, 1e-10))
            #expect(close(table["ity_bits"][row].number, value["I_TY"] as? Double, 1e-10))
            #expect(table["symbols"][row].number == value["distinct_symbols"] as? Double)
        }
    }

    @Test(
        "the same values in binary64 fall into other bins where they lie at the edges", arguments: ReferenceCase.all("binned_edges")
    )
    func precision(_ reference: ReferenceCase) throws {
        let values = try reference.matrix("activations").transposed
        let labels = try reference.labels("y")
        func symbols(single: Bool) throws -> [Double] {
            let source = MemoryActivations(values, origin: "edges", isSinglePrecision: single)
            return try measured(.informationPlane, MeasuredLayer(source), labels: labels, MeasuringOptions(binSizes: [0.07, 0.15]))
                .numbers("symbols")
        }
        #expect(try symbols(single: true) != symbols(single: false))
    }

    @Test(
        "copula information with continuous variables is gcmi's", arguments: ReferenceCase.all("gc_cc_", butNot: "gc_cc_label_ties")
    )
    func continuous(_ reference: ReferenceCase) throws {
        let expected = reference.expected
        let labels = Labels(try reference.matrix("y"), origin: "y")
        let table = try measured(
            .gaussianCopulaMI, try reference.turnedLayer("x"), labels: labels,
            MeasuringOptions(estimator: .continuous, ties: .ordinal, joint: true))
        #expect(close(table["mutual_information_bits"][0].number, expected["gcmi_cc"] as? Double, 1e-9))
    }

    @Test(
        "ordinal ranks give gcmi's value for a label as a number; midranks another",
        arguments: ReferenceCase.named("gc_cc_label_ties"))
    func ties(_ reference: ReferenceCase) throws {
        let expected = reference.expected["gcmi_cc"] as? Double
        let layer = try reference.layer("x")
        let labels = try reference.labels("y")
        func value(_ ties: Ties?) throws -> Double? {
            try measured(.gaussianCopulaMI, layer, labels: labels, MeasuringOptions(estimator: .continuous, ties: ties))[
                "mutual_information_bits"][0].number
        }
        #expect(close(try value(.ordinal), expected, 1e-9))
        #expect(try value(nil) == value(.midranks))
        #expect(!close(try value(.midranks), expected, 1e-3))
    }

    @Test("copula information with classes is gcmi's, by both models", arguments: ReferenceCase.all("gc_cd_"))
    func classes(_ reference: ReferenceCase) throws {
        let expected = reference.expected
        let layer = try reference.turnedLayer("x")
        let labels = try reference.labels("y")
        for (estimator, key) in [(MeasuringOptions.Estimator.anova, "gcmi_model_cd"), (.mixture, "gcmi_mixture_cd")] {
            let table = try measured(
                .gaussianCopulaMI, layer, labels: labels, MeasuringOptions(estimator: estimator, ties: .ordinal, joint: true))
            #expect(close(table["mutual_information_bits"][0].number, expected[key] as? Double, 1e-8), "\(estimator)")
        }
        if let plain = reference.variants["model_no_bias_correction"] as? Double {
            let table = try measured(
                .gaussianCopulaMI, layer, labels: labels,
                MeasuringOptions(estimator: .anova, ties: .ordinal, biasCorrection: false, joint: true))
            #expect(close(table["mutual_information_bits"][0].number, plain, 1e-8))
        }
    }

    @Test(
        "O-information and both correlations of subsets are hoi's",
        arguments: ReferenceCase.all("oinfo_").filter { $0.name.hasSuffix("_subsets") })
    func subsets(_ reference: ReferenceCase) throws {
        let subsets = reference.expected["subsets"] as? [[String: Any]] ?? []
        #expect(!subsets.isEmpty)
        let layer = try reference.layer("activations")
        let labels = try reference.labels("y")
        for withLabel in [true, false] {
            let wanted = subsets.filter { $0["with_y"] as? Bool == withLabel }
            let units = wanted.compactMap { $0["x_indices"] as? [Int] }.map { UnitSet($0) }
            func check(_ measure: Measure, _ column: String, _ key: String, _ ties: Ties, _ bias: Bool? = nil) throws {
                let options = MeasuringOptions(units: units, ties: ties, biasCorrection: bias)
                let table = try measured(measure, layer, labels: withLabel ? labels : nil, options)
                for (row, subset) in wanted.enumerated() {
                    #expect(close(table[column][row].number, subset[key] as? Double, 1e-8), "\(key) \(subset)")
                }
            }
            try check(.oInformation, "o_information_bits", "oinfo", .ordinal)
            try check(.oInformation, "o_information_bits", "oinfo_average_rank_variant", .midranks)
            try check(.oInformation, "o_information_bits", "oinfo_no_bias_correction", .ordinal, false)
            try check(.totalCorrelation, "total_correlation_bits", "total_correlation", .ordinal)
            try check(.dualTotalCorrelation, "dual_total_correlation_bits", "dual_total_correlation", .ordinal)
        }
    }

    @Test(
        "an exhaustive search finds hoi's extremes with the label",
        arguments: ReferenceCase.all("oinfo_").filter { $0.name.contains("_exhaustive") })
    func exhaustive(_ reference: ReferenceCase) throws {
        let expected = reference.expected
        let size = try #require(reference.parameter("subset_size") as? Int)
        let count = try #require(expected["count"] as? Int)
        let table = try measured(
            .oInformation, try reference.layer("activations"), labels: try reference.labels("y"),
            MeasuringOptions(order: size...size, search: .exhaustive, ties: .ordinal))
        for (extreme, key) in [("synergy", "min"), ("redundancy", "max")] {
            let row = try #require(table["extreme"].firstIndex(of: .text(extreme)))
            let best = expected[key] as? [String: Any]
            #expect(table["units"][row] == .units(best?["subset"] as? [Int] ?? []))
            #expect(close(table["o_information_bits"][row].number, best?["oinfo"] as? Double, 1e-8))
        }
        #expect(table.notes.contains { $0.contains("all \(count) multiplets") })
    }

    @Test(
        "class selectivity is that of the definition, by both meanings of the rest",
        arguments: ReferenceCase.all("morcos_"))
    func selectivity(_ reference: ReferenceCase) throws {
        let expected = reference.expected
        let table = try measured(
            .classSelectivity, try reference.layer("activations"), labels: try reference.labels("y"))
        func check(_ column: String, _ values: Any?) {
            let values = values as? [Any] ?? []
            #expect(values.count == table.rows.count)
            for (row, value) in values.enumerated() {
                #expect(close(table[column][row].number, value as? Double, 1e-9), "\(column) \(row)")
            }
        }
        check("selectivity_other_classes", expected["selectivity"])
        check("preferred_class", expected["preferred_class"])
        check("largest_mean", expected["mu_max"])
        check("rest_mean_other_classes", expected["mu_rest_mean_of_class_means"])
        let variant = reference.variants["mu_rest_over_all_other_samples"] as? [String: Any]
        check("selectivity_other_samples", variant?["selectivity"] ?? expected["selectivity"])
    }

    @Test(
        "systems whose answer is known have it by plug-in entropies",
        arguments: ReferenceCase.all("analytic_", butNot: "analytic_gauss_"))
    func analytic(_ reference: ReferenceCase) throws {
        let expected = reference.expected
        let layer = try reference.layer("x")
        let asTheyAre = MeasuringOptions(binSizes: [1])
        let table = try measured(.oInformation, layer, asTheyAre)
        #expect(close(table["o_information_bits"][0].number, expected["oinfo"] as? Double, 1e-10))
        let total = try measured(.totalCorrelation, layer, asTheyAre)
        #expect(close(total["total_correlation_bits"][0].number, expected["total_correlation"] as? Double, 1e-10))
        let dual = try measured(.dualTotalCorrelation, layer, asTheyAre)
        #expect(close(dual["dual_total_correlation_bits"][0].number, expected["dual_total_correlation"] as? Double, 1e-10))
    }

    @Test(
        "Gaussian sums, copies and independent variables have hoi's O-information",
        arguments: ReferenceCase.all("analytic_gauss_"))
    func gaussian(_ reference: ReferenceCase) throws {
        let expected = reference.expected
        let table = try measured(
            .oInformation, try reference.layer("x"), MeasuringOptions(ties: .ordinal))
        #expect(close(table["o_information_bits"][0].number, expected["oinfo_sample"] as? Double, 1e-8))
    }
}

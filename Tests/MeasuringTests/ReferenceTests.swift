import Foundation
import InformationTheory
import Measuring
import NumericCore
import Testing

/// The files of the peers' libraries through the same plans as the command's.
@Suite(.enabled(if: Reference.isPresent)) struct ReferenceTests {
    @Test(
        "entropy, mutual information and KL selectivity of integers are dit's",
        arguments: ["small", "ten_class", "odd_codes", "constant"])
    func discrete(_ name: String) throws {
        let expected = try Reference.expected("discrete_\(name)")
        let layer = try Reference.layer("disc_\(name)_t.npy")
        let labels = try Reference.labels("disc_\(name)_y.npy")
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

    @Test("the information of rows of integers is dit's")
    func discreteRows() throws {
        let expected = try Reference.expected("discrete_vector")
        let table = try measured(
            .informationPlane, try Reference.layer("disc_vector_t.npy"), labels: try Reference.labels("disc_vector_y.npy"),
            MeasuringOptions(binSizes: [1]))
        #expect(close(table["ixt_bits"][0].number, expected["H_T"] as? Double, 1e-12))
        #expect(close(table["ity_bits"][0].number, expected["I_TY"] as? Double, 1e-12))
    }

    @Test(
        "an information plane is that of the published estimator, at the bins' edges too",
        arguments: ["tanh", "relu", "wide", "edges_3276x10"])
    func plane(_ name: String) throws {
        let expected = try Reference.expected("binned_\(name)")["per_binsize"] as? [[String: Any]] ?? []
        let sizes = expected.compactMap { $0["binsize"] as? Double }
        #expect(sizes.count == 4)
        let table = try measured(
            .informationPlane, try Reference.layer("bin_\(name)_act.npy"), labels: try Reference.labels("bin_\(name)_y.npy"),
            MeasuringOptions(binSizes: sizes))
        for (row, value) in expected.enumerated() {
            #expect(close(table["ixt_bits"][row].number, value["I_XT"] as? Double, 1e-10))
            #expect(close(table["ity_bits"][row].number, value["I_TY"] as? Double, 1e-10))
            #expect(table["symbols"][row].number == value["distinct_symbols"] as? Double)
        }
    }

    @Test("the same values in binary64 fall into other bins where they lie at the edges")
    func precision() throws {
        let values = try Reference.matrix("bin_edges_3276x10_act.npy").transposed
        let labels = try Reference.labels("bin_edges_3276x10_y.npy")
        func symbols(single: Bool) throws -> [Double] {
            let source = MemoryActivations(values, origin: "edges", isSinglePrecision: single)
            return try measured(.informationPlane, MeasuredLayer(source), labels: labels, MeasuringOptions(binSizes: [0.07, 0.15]))
                .numbers("symbols")
        }
        #expect(try symbols(single: true) != symbols(single: false))
    }

    @Test("copula information with continuous variables is gcmi's", arguments: ["0", "1", "2"])
    func continuous(_ name: String) throws {
        let expected = try Reference.expected("gc_cc_\(name)")
        let labels = Labels(try Reference.matrix("gc_cc_\(name)_y.npy"), origin: "y")
        let table = try measured(
            .gaussianCopulaMI, try Reference.turnedLayer("gc_cc_\(name)_x.npy"), labels: labels,
            MeasuringOptions(estimator: .continuous, ties: .ordinal, joint: true))
        #expect(close(table["mutual_information_bits"][0].number, expected["gcmi_cc"] as? Double, 1e-9))
    }

    @Test("ordinal ranks give gcmi's value for a label as a number; midranks another")
    func ties() throws {
        let expected = try Reference.expected("gc_cc_label_ties")["gcmi_cc"] as? Double
        let layer = try Reference.layer("gc_cc_lab_x.npy")
        let labels = try Reference.labels("gc_cc_lab_y.npy")
        func value(_ ties: Ties?) throws -> Double? {
            try measured(.gaussianCopulaMI, layer, labels: labels, MeasuringOptions(estimator: .continuous, ties: ties))[
                "mutual_information_bits"][0].number
        }
        #expect(close(try value(.ordinal), expected, 1e-9))
        #expect(try value(nil) == value(.midranks))
        #expect(!close(try value(.midranks), expected, 1e-3))
    }

    @Test("copula information with classes is gcmi's, by both models", arguments: ["0", "1", "2"])
    func classes(_ name: String) throws {
        let expected = try Reference.expected("gc_cd_\(name)")
        let layer = try Reference.turnedLayer("gc_cd_\(name)_x.npy")
        let labels = try Reference.labels("gc_cd_\(name)_y.npy")
        for (estimator, key) in [(MeasuringOptions.Estimator.anova, "gcmi_model_cd"), (.mixture, "gcmi_mixture_cd")] {
            let table = try measured(
                .gaussianCopulaMI, layer, labels: labels, MeasuringOptions(estimator: estimator, ties: .ordinal, joint: true))
            #expect(close(table["mutual_information_bits"][0].number, expected[key] as? Double, 1e-8), "\(estimator)")
        }
        if let plain = try Reference.variants("gc_cd_\(name)")["model_no_bias_correction"] as? Double {
            let table = try measured(
                .gaussianCopulaMI, layer, labels: labels,
                MeasuringOptions(estimator: .anova, ties: .ordinal, biasCorrection: false, joint: true))
            #expect(close(table["mutual_information_bits"][0].number, plain, 1e-8))
        }
    }

    @Test("O-information and both correlations of subsets are hoi's", arguments: ["tanh", "relu", "tanh_small"])
    func subsets(_ name: String) throws {
        let subsets = try Reference.expected("oinfo_\(name)_subsets")["subsets"] as? [[String: Any]] ?? []
        #expect(!subsets.isEmpty)
        let layer = try Reference.layer("oinfo_\(name)_act.npy")
        let labels = try Reference.labels("oinfo_\(name)_y.npy")
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

    @Test("an exhaustive search finds hoi's extremes of 6 of 20 units with the label", arguments: ["tanh", "relu", "tanh_small"])
    func exhaustive(_ name: String) throws {
        let expected = try Reference.expected("oinfo_\(name)_exhaustive_6_of_20_plus_y")
        let table = try measured(
            .oInformation, try Reference.layer("oinfo_\(name)_act.npy"), labels: try Reference.labels("oinfo_\(name)_y.npy"),
            MeasuringOptions(order: 6...6, search: .exhaustive, ties: .ordinal))
        for (extreme, key) in [("synergy", "min"), ("redundancy", "max")] {
            let row = try #require(table["extreme"].firstIndex(of: .text(extreme)))
            let best = expected[key] as? [String: Any]
            #expect(table["units"][row] == .units(best?["subset"] as? [Int] ?? []))
            #expect(close(table["o_information_bits"][row].number, best?["oinfo"] as? Double, 1e-8))
        }
        #expect(table.notes.contains { $0.contains("all 38760 multiplets") })
    }

    @Test(
        "class selectivity is that of the definition, by both meanings of the rest",
        arguments: ["relu_unbalanced", "relu_balanced", "tanh_signed"])
    func selectivity(_ name: String) throws {
        let expected = try Reference.expected("morcos_\(name)")
        let table = try measured(
            .classSelectivity, try Reference.layer("morcos_\(name)_act.npy"), labels: try Reference.labels("morcos_\(name)_y.npy"))
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
        let variant = try Reference.variants("morcos_\(name)")["mu_rest_over_all_other_samples"] as? [String: Any]
        check("selectivity_other_samples", variant?["selectivity"] ?? expected["selectivity"])
    }

    @Test(
        "systems whose answer is known have it by plug-in entropies",
        arguments: ["xor3", "copies3", "independent3", "parity", "copies_ten_values", "xor_plus_copies6"])
    func analytic(_ name: String) throws {
        let expected = try Reference.expected("analytic_\(name)")
        let layer = try Reference.layer("analytic_\(name).npy")
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
        arguments: ["synergy_sum", "redundant_copies", "independent4"])
    func gaussian(_ name: String) throws {
        let expected = try Reference.expected("analytic_gauss_\(name)")
        let table = try measured(
            .oInformation, try Reference.layer("analytic_gauss_\(name)_x.npy"), MeasuringOptions(ties: .ordinal))
        #expect(close(table["o_information_bits"][0].number, expected["oinfo_sample"] as? Double, 1e-8))
    }
}

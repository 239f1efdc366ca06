import Foundation
import SampleStatistics
import TestSupport
import Testing

@Suite("Statistics against the peers' libraries")
struct StatisticsReferenceTests {
    @Test(
        "the signed-rank test has the reference's statistic and p-values",
        arguments: ReferenceCase.all("wilcoxon_"))
    func wilcoxon(_ item: ReferenceCase) throws {
        let reference = try StatisticsReference(item)
        let test = WilcoxonSignedRank(reference.x, reference.y)
        #expect(
            test.statistic == reference["statistic"] && test.positive == reference["W_plus"]
                && test.negative == reference["W_minus"])
        #expect(Double(test.pairs) == reference["n_nonzero"])
        #expect(test.isExact == (reference.word("default_method") == "exact"))
        #expect(reference.agrees(test.p, "p_default"))
    }

    @Test("the two-sample test has the reference's distance and p-value", arguments: ReferenceCase.all("ks_"))
    func kolmogorovSmirnov(_ item: ReferenceCase) throws {
        let reference = try StatisticsReference(item)
        let test = KolmogorovSmirnov(reference.x, reference.y)
        #expect(abs(test.statistic - reference["statistic"]) < 1e-15)
        #expect(reference.agrees(test.p, "p_exact_default"))
    }

    @Test("correlations have the reference's coefficients and p-values", arguments: ReferenceCase.all("corr_"))
    func correlation(_ item: ReferenceCase) throws {
        let reference = try StatisticsReference(item)
        let pearson = Correlation.pearson(reference.x, reference.y)
        let spearman = Correlation.spearman(reference.x, reference.y)
        #expect(abs(pearson.coefficient - reference["pearson_r"]) < 1e-12)
        #expect(abs(spearman.coefficient - reference["spearman_rho"]) < 1e-12)
        #expect(reference.agrees(pearson.p, "pearson_p") && reference.agrees(spearman.p, "spearman_p"))
    }

    @Test("the normalised area under a curve is the reference's", arguments: ReferenceCase.all("auc_"))
    func area(_ item: ReferenceCase) throws {
        let reference = try StatisticsReference(item)
        #expect(abs(Statistics.normalizedArea(x: reference.x, y: reference.y) - reference["auc_normalised"]) < 1e-12)
    }
}

/// Two samples and what is known of them.
struct StatisticsReference {
    let x: [Double]
    let y: [Double]
    private let expected: [String: Any]

    init(_ item: ReferenceCase) throws {
        x = try item.array("x").values
        y = try item.array("y").values
        expected = item.expected
    }

    subscript(_ member: String) -> Double { (expected[member] as? NSNumber)?.doubleValue ?? .nan }

    func word(_ member: String) -> String { expected[member] as? String ?? "" }

    /// Within the reference's relative tolerance of p-values.
    func agrees(_ p: Double, _ member: String) -> Bool { abs(p - self[member]) <= 1e-8 * self[member] }
}

import Activations
import Foundation
import SampleStatistics
import Testing

@Suite("Statistics against the peers' libraries", .enabled(if: StatisticsReference.isPresent))
struct StatisticsReferenceTests {
    @Test(
        "the signed-rank test has the reference's statistic and p-values",
        arguments: ["n50_no_ties", "n50_ties_zeros", "n50_ties_no_zeros", "large", "small"])
    func wilcoxon(name: String) throws {
        let reference = try StatisticsReference("wilcoxon_\(name)")
        let test = WilcoxonSignedRank(reference.x, reference.y)
        #expect(
            test.statistic == reference["statistic"] && test.positive == reference["W_plus"]
                && test.negative == reference["W_minus"])
        #expect(Double(test.pairs) == reference["n_nonzero"])
        #expect(test.isExact == (reference.word("default_method") == "exact"))
        #expect(reference.agrees(test.p, "p_default"))
    }

    @Test("the two-sample test has the reference's distance and p-value", arguments: ["unequal", "equal_n", "ties"])
    func kolmogorovSmirnov(name: String) throws {
        let reference = try StatisticsReference("ks_\(name)")
        let test = KolmogorovSmirnov(reference.x, reference.y)
        #expect(abs(test.statistic - reference["statistic"]) < 1e-15)
        #expect(reference.agrees(test.p, "p_exact_default"))
    }

    @Test("correlations have the reference's coefficients and p-values", arguments: ["no_ties", "ties", "strong"])
    func correlation(name: String) throws {
        let reference = try StatisticsReference("corr_\(name)")
        let pearson = Correlation.pearson(reference.x, reference.y)
        let spearman = Correlation.spearman(reference.x, reference.y)
        #expect(abs(pearson.coefficient - reference["pearson_r"]) < 1e-12)
        #expect(abs(spearman.coefficient - reference["spearman_rho"]) < 1e-12)
        #expect(reference.agrees(pearson.p, "pearson_p") && reference.agrees(spearman.p, "spearman_p"))
    }

    @Test("the normalised area under a curve is the reference's", arguments: ["uniform", "nonuniform", "two_points"])
    func area(name: String) throws {
        let reference = try StatisticsReference("auc_\(name)")
        #expect(abs(Statistics.normalizedArea(x: reference.x, y: reference.y) - reference["auc_normalised"]) < 1e-12)
    }
}

/// A case of the reference values of group 6, where the folder is present.
struct StatisticsReference {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/reference").standardizedFileURL.path

    static let isPresent = FileManager.default.fileExists(atPath: "\(folder)/expected.json")

    let x: [Double]
    let y: [Double]
    private let expected: [String: Any]

    init(_ name: String) throws {
        x = try ActivationTable.open("\(Self.folder)/stat_\(name)_x.npy").columns([0]).values
        y = try ActivationTable.open("\(Self.folder)/stat_\(name)_y.npy").columns([0]).values
        let all = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/expected.json")))
        expected = (all as? [String: [String: Any]])?[name]?["expected"] as? [String: Any] ?? [:]
    }

    subscript(_ member: String) -> Double { (expected[member] as? NSNumber)?.doubleValue ?? .nan }

    func word(_ member: String) -> String { expected[member] as? String ?? "" }

    /// Within the reference's relative tolerance of p-values.
    func agrees(_ p: Double, _ member: String) -> Bool { abs(p - self[member]) <= 1e-8 * self[member] }
}

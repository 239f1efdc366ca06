import Foundation
import InformationTheory
import NumericCore
import TestSupport
import Testing

@Suite("O-information")
struct OInformationTests {
    @Test("three copies of a coin have one bit of redundancy, an exclusive or one of synergy, independent coins neither")
    func threeBits() {
        let states = 0..<8
        let bits = (0..<3).map { bit in states.map { $0 >> bit & 1 } }
        #expect(OInformation.of([bits[0], bits[0], bits[0]]) == 1)
        #expect(OInformation.of([bits[0], bits[1], zip(bits[0], bits[1]).map { $0 ^ $1 }]) == -1)
        #expect(OInformation.of(bits) == 0)
        #expect(TotalCorrelation.of(bits) == 0 && DualTotalCorrelation.of(bits) == 0)
    }

    @Test("n copies of a fair bit have n - 2 bits, the parity of n - 1 fair bits with them 2 - n", arguments: 3...7)
    func giantBitAndParity(_ n: Int) {
        let states = Array(0..<1 << (n - 1))
        let bit = states.map { $0 & 1 }
        #expect(abs(OInformation.of(Array(repeating: bit, count: n)) - Double(n - 2)) < 1e-12)
        let bits = (0..<n - 1).map { bit in states.map { $0 >> bit & 1 } } + [states.map { $0.nonzeroBitCount & 1 }]
        #expect(abs(OInformation.of(bits) - Double(2 - n)) < 1e-12)
        #expect(abs(TotalCorrelation.of(bits) - 1) < 1e-12 && abs(DualTotalCorrelation.of(bits) - Double(n - 1)) < 1e-12)
    }

    @Test("two variables have none, and their correlations are their mutual information")
    func twoVariables() throws {
        let x = [0, 0, 1, 1, 2, 0, 1]
        let y = [1, 0, 1, 1, 0, 0, 0]
        #expect(abs(OInformation.of([x, y])) < 1e-15)
        #expect(abs(TotalCorrelation.of([x, y]) - MutualInformation.of(x, and: y)) < 1e-15)
        #expect(abs(DualTotalCorrelation.of([x, y]) - MutualInformation.of(x, and: y)) < 1e-15)
        let covariance = Covariance(population: Matrix(rows: 2, columns: 2, values: [1, 0.6, 0.6, 1]))
        #expect(abs(try OInformation.of(covariance)) < 1e-15)
        #expect(abs(try TotalCorrelation.of(covariance) - 0.321_928_094_887_362_35) < 1e-15)
    }

    @Test("it is total correlation less dual total correlation, and the definition's entropies, of random covariances")
    func identity() throws {
        var generator = SeededGenerator(seed: 1, purpose: "o-information test")
        for size in 1...9 {
            let covariance = randomCovariance(size, &generator)
            let total = try TotalCorrelation.of(covariance)
            let dual = try DualTotalCorrelation.of(covariance)
            let value = try OInformation.of(covariance)
            #expect(abs(value - (total - dual)) < 1e-12)
            #expect(total > -1e-12 && dual > -1e-12)
            let defined = try definedOInformation(size) {
                try $0.isEmpty ? 0 : GaussianEntropy.of(covariance.restricted(to: $0))
            }
            #expect(abs(value - defined) < 1e-11)
        }
    }

    @Test("it is additive over independent parts and does not change where a variable is stretched")
    func additivity() throws {
        var generator = SeededGenerator(seed: 2, purpose: "o-information test")
        let (a, b) = (randomCovariance(3, &generator), randomCovariance(4, &generator))
        var matrix = Matrix(rows: 7, columns: 7, repeating: 0.0)
        for i in 0..<3 { for j in 0..<3 { matrix[i, j] = a.matrix[i, j] } }
        for i in 0..<4 { for j in 0..<4 { matrix[3 + i, 3 + j] = b.matrix[i, j] } }
        let sum = try OInformation.of(a) + OInformation.of(b)
        #expect(abs(try OInformation.of(Covariance(population: matrix)) - sum) < 1e-12)
        for i in 0..<7 {
            for j in 0..<7 { matrix[i, j] *= Double((i + 1) * (j + 1)) }
        }
        #expect(abs(try OInformation.of(Covariance(population: matrix)) - sum) < 1e-12)
    }

    @Test(
        "discrete systems agree with theory and the reference library",
        arguments: ReferenceCase.all("analytic_", butNot: "analytic_gauss_"))
    func discrete(_ reference: ReferenceCase) throws {
        let expected = reference.expected
        let variables = try reference.array("x").columns
        func value(_ key: String) throws -> Double { try #require(expected[key] as? Double) }
        #expect(abs(OInformation.of(variables) - (try value("oinfo"))) < 1e-12)
        #expect(abs(TotalCorrelation.of(variables) - (try value("total_correlation"))) < 1e-12)
        #expect(abs(DualTotalCorrelation.of(variables) - (try value("dual_total_correlation"))) < 1e-12)
    }

    @Test(
        "Gaussian sums are synergistic, noisy copies redundant and independent variables neither, as in closed form",
        arguments: ReferenceCase.all("analytic_gauss_"))
    func gaussian(_ reference: ReferenceCase) throws {
        let expected = reference.expected
        let population = Covariance(population: try reference.array("covariance").matrix)
        let samples = Covariance(copulaOf: try reference.array("x").columns)
        #expect(abs(try OInformation.of(population) - #require(expected["oinfo_population"] as? Double)) < 1e-12)
        #expect(abs(try OInformation.of(samples) - #require(expected["oinfo_sample"] as? Double)) < 1e-11)
    }

    @Test(
        "given covariances agree with determinants at 40 digits",
        arguments: ReferenceCase.all("oinfo_from_covariance_"))
    func covariances(_ reference: ReferenceCase) throws {
        let expected = reference.expected
        let covariance = Covariance(population: try reference.array("covariance").matrix)
        func value(_ key: String) throws -> Double { try #require(expected[key] as? Double) }
        #expect(abs(try OInformation.of(covariance) - value("oinfo")) < 1e-12)
        #expect(abs(try TotalCorrelation.of(covariance) - value("total_correlation")) < 1e-12)
        #expect(abs(try DualTotalCorrelation.of(covariance) - value("dual_total_correlation")) < 1e-12)
        #expect(abs(try GaussianEntropy.of(covariance) - value("joint_entropy")) < 1e-12)
    }

    @Test(
        "subsets of a layer with and without the label agree with the reference library, all measures",
        arguments: ReferenceCase.all("oinfo_").filter { $0.name.hasSuffix("_subsets") })
    func subsets(_ reference: ReferenceCase) throws {
        let units = try reference.array("activations").columns
        let label = try reference.array("y").values
        let subsets = try #require(reference.expected["subsets"] as? [[String: Any]])
        let joint = Covariance(copulaOf: units + [label])
        let midranks = Covariance(copulaOf: units + [label], ties: .midranks)
        let system = try OInformationSystem(units: units, target: .columns([label]), ties: .ordinal)
        let alone = try OInformationSystem(units: units, ties: .ordinal)
        #expect(subsets.count >= 10)
        for subset in subsets {
            func value(_ key: String) throws -> Double { try #require(subset[key] as? Double) }
            let members = try #require(subset["x_indices"] as? [Int])
            let withLabel = try #require(subset["with_y"] as? Bool)
            let variables = members + (withLabel ? [units.count] : [])
            let covariance = joint.restricted(to: variables)
            #expect(abs(try OInformation.of(covariance) - value("oinfo")) < 1e-10)
            #expect(abs(try TotalCorrelation.of(covariance) - value("total_correlation")) < 1e-10)
            #expect(abs(try DualTotalCorrelation.of(covariance) - value("dual_total_correlation")) < 1e-10)
            #expect(abs(try OInformation.of(covariance, biasCorrected: false) - value("oinfo_no_bias_correction")) < 1e-10)
            let averaged = try OInformation.of(midranks.restricted(to: variables))
            #expect(abs(averaged - (try value("oinfo_average_rank_variant"))) < 1e-10)
            let information = try (withLabel ? system : alone).information(of: members)
            #expect(abs(information.oInformation - (try value("oinfo"))) < 1e-10)
            #expect(abs(information.totalCorrelation - (try value("total_correlation"))) < 1e-10)
            #expect(abs(information.dualTotalCorrelation - (try value("dual_total_correlation"))) < 1e-10)
        }
    }
}

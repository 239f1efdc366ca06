import Foundation
import InformationTheory
import NumericCore
import TestSupport
import Testing

@Suite("Gaussian entropy")
struct GaussianEntropyTests {
    @Test("a normal variable of variance 1 / (2πe) has no entropy, and each doubling of its deviation adds a bit")
    func oneVariable() throws {
        for doublings in 0...3 {
            let variance = Double(1 << (2 * doublings)) / 17.079_468_445_347_132
            let covariance = Covariance(population: Matrix(rows: 1, columns: 1, values: [variance]))
            #expect(abs(try GaussianEntropy.of(covariance) - Double(doublings)) < 1e-14)
        }
    }

    @Test(
        "the factor times its transpose is the covariance, and the inverse's diagonal gives the determinants without each variable")
    func factor() throws {
        var generator = SeededGenerator(seed: 5, purpose: "cholesky test")
        let covariance = randomCovariance(6, &generator)
        let cholesky = try Cholesky(covariance)
        for i in 0..<6 {
            for j in 0..<6 {
                let product = (0..<6).reduce(0) { $0 + cholesky.factor[i, $1] * cholesky.factor[j, $1] }
                #expect(abs(product - covariance.matrix[i, j]) < 1e-13)
            }
            let without = try Cholesky(covariance.restricted(to: (0..<6).filter { $0 != i })).logDeterminant
            #expect(abs(cholesky.logDeterminant + DeterministicMath.log(cholesky.inverseDiagonal[i]) - without) < 1e-12)
        }
    }

    @Test("bias correction makes the mean over small samples the population's entropy")
    func bias() throws {
        var generator = SeededGenerator(seed: 8, purpose: "bias test")
        let population = Covariance(population: Matrix(rows: 2, columns: 2, values: [1, 0, 0, 1]))
        let exact = try GaussianEntropy.of(population)
        let trials = 4000
        var sums = (corrected: 0.0, plain: 0.0)
        for _ in 0..<trials {
            let samples = Covariance(of: [generator.normals(6), generator.normals(6)])
            sums.corrected += try GaussianEntropy.of(samples)
            sums.plain += try GaussianEntropy.of(samples, biasCorrected: false)
        }
        // One entropy's standard deviation is about 0.7 bits; five standard errors.
        #expect(abs(sums.corrected / Double(trials) - exact) < 0.055)
        #expect(sums.plain / Double(trials) - exact < -0.3)
        #expect(GaussianEntropy.bias(dimensions: 0, samples: 6) == 0)
    }

    @Test("too few samples are refused with both counts, a constant and a copy with their place")
    func degenerate() {
        let values = [[1.0, 2, 4], [2, 1, 7], [0, 1, 5]]
        #expect(throws: DegenerateSamples.tooFew(samples: 3, dimensions: 3)) { try GaussianEntropy.of(Covariance(of: values)) }
        #expect(
            DegenerateSamples.tooFew(samples: 3, dimensions: 3).description
                == "3 samples do not determine the entropy of 3 dimensions, which takes 4")
        let longer = [1.0, 2, 4, 3, 8]
        #expect(throws: DegenerateSamples.constant(variable: 1)) {
            try GaussianEntropy.of(Covariance(of: [longer, [2, 2, 2, 2, 2]]))
        }
        #expect(throws: DegenerateSamples.singular(variable: 1)) {
            try GaussianEntropy.of(Covariance(of: [longer, longer.map { 3 - 2 * $0 }]))
        }
    }

    @Test(
        "entropies agree with the reference library's, with and without bias correction",
        arguments: ReferenceCase.all("gc_ent_g_"))
    func reference(_ reference: ReferenceCase) throws {
        let expected = reference.expected
        let covariance = Covariance(of: try reference.array("x").variables)
        let samples = try #require(covariance.samples)
        func value(_ key: String) throws -> Double { try #require(expected[key] as? Double) }
        #expect(abs(try GaussianEntropy.of(covariance) - value("ent_g_biascorrect_true")) < 1e-10)
        #expect(abs(try GaussianEntropy.of(covariance, biasCorrected: false) - value("ent_g_biascorrect_false")) < 1e-10)
        let bias = GaussianEntropy.bias(dimensions: covariance.dimensions, samples: samples)
        #expect(abs(bias - (try value("bias_bits"))) < 1e-12)
    }
}

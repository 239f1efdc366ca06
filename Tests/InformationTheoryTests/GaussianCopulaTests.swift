import Foundation
import InformationTheory
import NumericCore
import TestSupport
import Testing

@Suite("Gaussian copula")
struct GaussianCopulaTests {
    @Test("information about a noisy copy is -1/2 log2(1 - r²), however either is stretched")
    func noisyCopy() throws {
        var generator = SeededGenerator(seed: 2, purpose: "copula test")
        let x = generator.normals(20_000)
        let y = zip(x, generator.normals(20_000)).map { 0.6 * $0 + 0.8 * $1 }
        let information = try GaussianCopula.mutualInformation(of: [x], and: [y])
        #expect(abs(information + DeterministicMath.log2(1 - 0.36) / 2) < 0.02)
        let stretched = try GaussianCopula.mutualInformation(
            of: [x.map { DeterministicMath.exp(3 * $0) }], and: [y.map { $0 * $0 * $0 }])
        #expect(stretched == information)
    }

    @Test("both models of a class find none where there is none, and nearly its entropy where classes lie far apart")
    func classes() throws {
        var generator = SeededGenerator(seed: 4, purpose: "copula test")
        let labels = (0..<4000).map { UInt16($0 % 4) }
        let noise = generator.normals(4000)
        let apart = zip(noise, labels).map { $0 + 40 * Double($1) }
        #expect(abs(try GaussianCopula.anovaInformation(of: [noise], about: labels)) < 0.005)
        #expect(abs(try GaussianCopula.mixtureInformation(of: [noise], about: labels)) < 0.005)
        #expect(abs(try GaussianCopula.mixtureInformation(of: [apart], about: labels) - 2) < 1e-6)
        // The scores of four blocks of ranks are far from normal in each block.
        #expect(try GaussianCopula.anovaInformation(of: [apart], about: labels) > 1.7)
    }

    @Test("the unscented transform finds the two bits of four classes in several dimensions, too")
    func mixtureInTwoDimensions() throws {
        var generator = SeededGenerator(seed: 6, purpose: "copula test")
        let labels = (0..<2000).map { UInt16($0 % 4) }
        let first = generator.normals(2000)
        // Correlated within the classes.
        let second = zip(first, generator.normals(2000)).map { 0.9 * $0 + 0.4 * $1 }
        let x = [zip(first, labels).map { $0 + 30 * Double($1 % 2) }, zip(second, labels).map { $0 + 30 * Double($1 / 2) }]
        #expect(abs(try GaussianCopula.mixtureInformation(of: x, about: labels) - 2) < 1e-6)
    }

    @Test("a constant, too few samples of a class and a class of equal values are refused and named")
    func degenerate() {
        let labels: [UInt16] = [0, 0, 0, 7, 7, 7]
        let x = [0.1, 0.5, 0.2, 0.9, 0.8, 0.4]
        let constant = [2.0, 2, 2, 2, 2, 2]
        #expect(throws: DegenerateSamples.constant(variable: 1)) { try GaussianCopula.mutualInformation(of: [x], and: [constant]) }
        #expect(throws: DegenerateSamples.constant(variable: 0)) {
            try GaussianCopula.anovaInformation(of: [constant], about: labels)
        }
        #expect(throws: DegenerateSamples.inClass(0, .constant(variable: 0))) {
            try GaussianCopula.mixtureInformation(of: [[1, 1, 1, 0.9, 0.8, 0.4]], about: labels)
        }
        #expect(throws: DegenerateSamples.inClass(7, .tooFew(samples: 1, dimensions: 1))) {
            try GaussianCopula.anovaInformation(of: [x], about: [0, 0, 0, 0, 0, 7])
        }
        #expect(throws: DegenerateSamples.inClass(7, .tooFew(samples: 1, dimensions: 1))) {
            try GaussianCopula.mixtureInformation(of: [x], about: [0, 0, 0, 0, 0, 7])
        }
        #expect(throws: DegenerateSamples.tooFew(samples: 1, dimensions: 2)) {
            try GaussianCopula.mutualInformation(of: [[1]], and: [[2]])
        }
    }

    @Test(
        "information between continuous variables agrees with the reference library's",
        arguments: ReferenceCase.all("gc_cc_"))
    func continuous(_ reference: ReferenceCase) throws {
        let x = try reference.array("x").variables
        let y = try reference.array("y").variables
        let expected = try #require(reference.expected["gcmi_cc"] as? Double)
        let variants = reference.variants
        #expect(abs(try GaussianCopula.mutualInformation(of: x, and: y) - expected) < 1e-11)
        if let plain = variants["no_bias_correction"] as? Double {
            #expect(abs(try GaussianCopula.mutualInformation(of: x, and: y, biasCorrected: false) - plain) < 1e-11)
        }
        if let midranks = variants["average_ranks"] as? Double {
            #expect(abs(try GaussianCopula.mutualInformation(of: x, and: y, ties: .midranks) - midranks) < 1e-11)
        }
    }

    @Test(
        "information about a class agrees with the reference library's, by both models",
        arguments: ReferenceCase.all("gc_cd_"))
    func discrete(_ reference: ReferenceCase) throws {
        let x = try reference.array("x").variables
        let labels = try reference.array("y").labels
        let expected = reference.expected
        let anova = try #require(expected["gcmi_model_cd"] as? Double)
        let mixture = try #require(expected["gcmi_mixture_cd"] as? Double)
        let plain = try #require(reference.variants["model_no_bias_correction"] as? Double)
        #expect(abs(try GaussianCopula.anovaInformation(of: x, about: labels) - anova) < 1e-10)
        #expect(abs(try GaussianCopula.anovaInformation(of: x, about: labels, biasCorrected: false) - plain) < 1e-10)
        #expect(abs(try GaussianCopula.mixtureInformation(of: x, about: labels) - mixture) < 1e-10)
    }
}

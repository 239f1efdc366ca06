import Foundation
import InformationTheory
import NumericCore
import SampleStatistics
import TestSupport
import Testing

@Suite("Copula normalisation")
struct CopulaNormalisationTests {
    @Test("three values become the quartiles of the standard normal, in their own order")
    func quartiles() {
        let scores = CopulaNormalisation(samples: 3).copulaNormalize([7, -2, 0.5])
        let upper = SpecialFunctions.normalQuantile(0.75)
        #expect(scores == [upper, -upper, 0])
        #expect(CopulaNormalisation(samples: 1).copulaNormalize([4]) == [0])
    }

    @Test("ties are ranked by appearance, or share their mean rank; -0.0 equals 0.0")
    func ties() {
        let normalisation = CopulaNormalisation(samples: 5)
        let values = [0.0, -0.0, 3, 0, -1]
        // Φ⁻¹ of 1/6 and 2/6; those of 4/6 and 5/6 are their exact opposites.
        let (first, second) = (SpecialFunctions.normalQuantile(1.0 / 6), SpecialFunctions.normalQuantile(2.0 / 6))
        #expect(normalisation.copulaNormalize(values) == [second, 0, -first, -second, first])
        #expect(normalisation.copulaNormalize(values, ties: .midranks) == [0, 0, -first, 0, first])
    }

    @Test("scores are those of the ranks of a sort by comparison, for values of all signs and sizes")
    func againstRanks() {
        var generator = SeededGenerator(seed: 3, purpose: "copula normalisation test")
        var values = generator.normals(700).map { $0 * DeterministicMath.exp(40 * $0) }
        values += values.prefix(200)
        values += [.infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 0, -0.0]
        let normalisation = CopulaNormalisation(samples: values.count)
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        let scores = normalisation.copulaNormalize(values)
        for (place, sample) in order.enumerated() {
            let exact = SpecialFunctions.normalQuantile(Double(place + 1) / Double(values.count + 1))
            #expect(abs(scores[sample] - exact) < 1e-13)
        }
        let midranks = Statistics.midranks(values).map { SpecialFunctions.normalQuantile($0 / Double(values.count + 1)) }
        #expect(zip(normalisation.copulaNormalize(values, ties: .midranks), midranks).allSatisfy { abs($0 - $1) < 1e-13 })
    }

    @Test(
        "scores agree with the reference library's, with and without ties",
        arguments: ReferenceCase.all("gc_copnorm_"))
    func reference(_ reference: ReferenceCase) throws {
        let values = try reference.array("x").values
        let expected = try #require(reference.expected["copnorm"] as? [Double])
        let scores = CopulaNormalisation(samples: values.count).copulaNormalize(values)
        #expect(zip(scores, expected).allSatisfy { abs($0 - $1) < 1e-12 } && scores.count == expected.count)
        if let midranks = reference.variants["average_rank_copnorm"] as? [Double] {
            let scores = CopulaNormalisation(samples: values.count).copulaNormalize(values, ties: .midranks)
            #expect(zip(scores, midranks).allSatisfy { abs($0 - $1) < 1e-12 })
        } else {
            #expect(reference.name == "gc_copnorm_float64")
        }
    }
}

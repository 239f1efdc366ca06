import Foundation
import InformationTheory
import TestSupport
import Testing

@Suite struct KLSelectivityTests {
    @Test("a variable that singles out one of four labels has log2 4 bits for it; the others share what is left")
    func singlingOut() {
        let labels = [3, 5, 7, 9]
        let selectivity = KLSelectivity(of: ["yes", "no", "no", "no"], labels: labels)
        #expect(selectivity == .init(value: 2, label: 3))
        let spectrum = KLSelectivity.spectrum(of: ["yes", "no", "no", "no"], labels: labels)
        #expect(spectrum.map(\.label) == labels)
        // D((1, 0) || (3/4, 1/4)) = log2 4/3.
        #expect(spectrum.dropFirst().allSatisfy { abs($0.value - 0.415_037_499_278_843_8) < 1e-15 })
    }

    @Test("of equal divergences the first label in order counts, whichever comes first among the samples")
    func ties() {
        #expect(KLSelectivity(of: [0, 0, 1, 1], labels: ["b", "b", "a", "a"]).label == "a")
        #expect(KLSelectivity(of: [0, 0, 0], labels: [2, 1, 0]) == .init(value: 0, label: 0))
    }

    @Test("the mean of the spectrum over the labels is the mutual information")
    func meanOfSpectrum() {
        let t = (0..<90).map { ($0 * 7 + $0 / 11) % 5 }
        let y = (0..<90).map { ($0 * $0) % 4 }
        let shares = Dictionary(grouping: y) { $0 }.mapValues { Double($0.count) / 90 }
        let mean = KLSelectivity.spectrum(of: t, labels: y).reduce(0) { $0 + shares[$1.label]! * $1.value }
        #expect(abs(mean - MutualInformation.of(t, and: y)) < 1e-14)
    }

    @Test(
        "every label's divergence and the selectivity agree with the reference library",
        arguments: ReferenceCase.all("discrete_"))
    func reference(_ reference: ReferenceCase) throws {
        let expected = reference.expected
        let t = try reference.array("t").rows
        let y = try reference.array("y").integers
        let spectrum = KLSelectivity.spectrum(of: t, labels: y)
        #expect(spectrum.map(\.label) == expected["classes"] as? [Int])
        let divergences = try #require(expected["KL_per_class"] as? [Double])
        #expect(zip(spectrum, divergences).allSatisfy { abs($0.value - $1) < 1e-12 })
        let selectivity = KLSelectivity(of: t, labels: y)
        #expect(abs(selectivity.value - (try #require(expected["KL_selectivity"] as? Double))) < 1e-12)
        #expect(selectivity.label == expected["KL_argmax_class"] as? Int)
    }
}

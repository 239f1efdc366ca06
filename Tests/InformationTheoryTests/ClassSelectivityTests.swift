import Foundation
import InformationTheory
import NumericCore
import TestSupport
import Testing

@Suite("Class selectivity")
struct ClassSelectivityTests {
    @Test("a unit active for one class only has 1, one of equal means 0, one that never fires none")
    func ends() {
        let labels: [UInt16] = [0, 0, 2, 2, 5, 5]
        let activations = Matrix<Float>(rows: 3, columns: 6, values: [0, 0, 1, 3, 0, 0, 1, 3, 2, 2, 4, 0, 0, 0, 0, 0, 0, 0])
        let found = ClassSelectivity.of(activations: activations, labels: labels)
        #expect(found[0] == ClassSelectivity(index: 1, preferredClass: 2, largestMean: 2, restMean: 0))
        #expect(found[1] == ClassSelectivity(index: 0, preferredClass: 0, largestMean: 2, restMean: 2))
        #expect(found[2] == ClassSelectivity(index: nil, preferredClass: 0, largestMean: 0, restMean: 0))
    }

    @Test("the rest's classes, or its samples, weigh the same")
    func rest() {
        let labels: [UInt16] = [0, 1, 1, 1, 2]
        let activations = Matrix<Float>(rows: 1, columns: 5, values: [5, 1, 1, 1, 3])
        let classes = ClassSelectivity.of(activations: activations, labels: labels)[0]
        let samples = ClassSelectivity.of(activations: activations, labels: labels, rest: .otherSamples)[0]
        #expect(classes.restMean == 2 && classes.index == 3.0 / 7)
        #expect(samples.restMean == 1.5 && samples.index == 3.5 / 6.5)
    }

    @Test(
        "both definitions agree with the reference, dead units and signed activities included",
        arguments: ReferenceCase.all("morcos_"))
    func reference(_ reference: ReferenceCase) throws {
        let array = try reference.array("activations")
        let labels = try reference.array("y").labels
        let activations = Matrix(rows: array.shape[1], columns: array.shape[0], values: array.transposedFloats)
        let expected = reference.expected
        let other = try #require(reference.variants["mu_rest_over_all_other_samples"] as? [String: Any])
        let classes = ClassSelectivity.of(activations: activations, labels: labels)
        let samples = ClassSelectivity.of(activations: activations, labels: labels, rest: .otherSamples)
        #expect(classes.map(\.preferredClass) == expected["preferred_class"] as? [Int])
        func agrees(_ values: [Double?], _ expected: Any?) -> Bool {
            guard let expected = expected as? [Any], expected.count == values.count else { return false }
            return zip(values, expected).allSatisfy { value, expected in
                guard let value else { return expected is NSNull }
                return (expected as? Double).map { abs(value - $0) < 1e-12 } ?? false
            }
        }
        #expect(agrees(classes.map(\.index), expected["selectivity"]))
        #expect(agrees(classes.map(\.largestMean), expected["mu_max"]))
        #expect(agrees(classes.map(\.restMean), expected["mu_rest_mean_of_class_means"]))
        #expect(agrees(samples.map(\.index), other["selectivity"]))
        #expect(agrees(samples.map(\.restMean), other["mu_rest"]))
    }
}

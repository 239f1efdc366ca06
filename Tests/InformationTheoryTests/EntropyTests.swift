import Foundation
import InformationTheory
import TestSupport
import Testing

@Suite struct EntropyTests {
    @Test("a fair coin has one bit, a fair die log2 6, a constant none")
    func knownEntropies() {
        #expect(Entropy.ofCounts([5, 5]) == 1)
        #expect(abs(Entropy.ofCounts([3, 3, 3, 3, 3, 3]) - 2.584_962_500_721_156) < 1e-15)
        #expect(Entropy.ofCounts([17]) == 0)
        #expect(Entropy.ofCounts([]) == 0)
        #expect(Entropy.ofCounts([4, 0, 4, 0]) == 1)
    }

    @Test("entropy does not depend on the order of the counts, to the last bit")
    func orderOfCounts() {
        let counts = (1...400).map { 1 + ($0 * 7919) % 37 }
        #expect(Entropy.ofCounts(counts) == Entropy.ofCounts(counts.reversed()))
        #expect(Entropy.ofCounts(counts) == Entropy.ofCounts(counts.sorted()))
    }

    @Test("a copy shares all its bits, an independent variable none")
    func knownInformation() {
        let x = (0..<64).map { $0 % 8 }
        let y = (0..<64).map { $0 / 8 }
        #expect(MutualInformation.of(x, and: x) == 3)
        #expect(MutualInformation.of(x, and: y) == 0)
        #expect(MutualInformation.conditionalEntropy(of: x, given: y) == 3)
        #expect(MutualInformation.conditionalEntropy(of: x, given: x) == 0)
    }

    @Test("neither input of an exclusive or tells its output, both together tell it whole")
    func exclusiveOr() {
        let a = [0, 0, 1, 1]
        let b = [0, 1, 0, 1]
        let output = zip(a, b).map { $0 ^ $1 }
        #expect(MutualInformation.of(a, and: output) == 0)
        #expect(MutualInformation.of(b, and: output) == 0)
        #expect(MutualInformation.of(zip(a, b).map { [$0, $1] }, and: output) == 1)
    }

    @Test(
        "entropies and information agree with the reference library",
        arguments: ReferenceCase.all("discrete_"))
    func reference(_ reference: ReferenceCase) throws {
        let expected = reference.expected
        let t = try reference.array("t").rows
        let y = try reference.array("y").integers
        func value(_ key: String) throws -> Double { try #require(expected[key] as? Double) }
        #expect(abs(Entropy.of(t) - (try value("H_T"))) < 1e-12)
        #expect(abs(Entropy.of(y) - (try value("H_Y"))) < 1e-12)
        #expect(abs(Entropy.of(zip(t, y).map { $0 + [$1] }) - (try value("H_TY"))) < 1e-12)
        #expect(abs(MutualInformation.of(t, and: y) - (try value("I_TY"))) < 1e-12)
        #expect(abs(MutualInformation.conditionalEntropy(of: t, given: y) - (try value("H_T_given_Y"))) < 1e-12)
        #expect(abs(MutualInformation.conditionalEntropy(of: y, given: t) - (try value("H_Y_given_T"))) < 1e-12)
    }
}

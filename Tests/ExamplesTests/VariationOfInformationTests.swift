// listing: example-measure-test
import InformationTheory
import NumericCore
import Testing

@Suite struct VariationOfInformationTests {
    @Test("a variable is at no distance from itself by other names, and two fair coins are two bits apart")
    func knownAnswers() {
        let coin = [0, 0, 1, 1]
        #expect(VariationOfInformation.of(coin, and: coin.map { $0 == 0 ? "heads" : "tails" }) == 0)
        #expect(VariationOfInformation.of(coin, and: [0, 1, 0, 1]) == 2)
    }

    @Test("it is symmetric, and no way over a third variable is shorter", arguments: 0..<20)
    func metric(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed, purpose: "variation of information")
        func symbols() -> [UInt32] { (0..<200).map { _ in random.nextWord() % 5 } }
        let (a, b, c) = (symbols(), symbols(), symbols())
        #expect(VariationOfInformation.of(a, and: b) == VariationOfInformation.of(b, and: a))
        #expect(
            VariationOfInformation.of(a, and: c)
                <= VariationOfInformation.of(a, and: b) + VariationOfInformation.of(b, and: c) + 1e-12)
    }
}
// end of listing

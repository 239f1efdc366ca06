import Results
import Testing

private let digest = String(repeating: "0123456789abcdef", count: 4)
private let otherDigest = String(repeating: "fedcba9876543210", count: 4)

@Suite struct KeyTests {
    @Test("the key of known inputs stays what it is, so that stored results stay found")
    func known() {
        #expect(CacheKey([]).hex == "7556a1e5e203031cf9fe16bd11163b268977be5056bf3524c3b5a477a68d5da3")
        #expect(
            CacheKey([.setting("epochs", "8000"), .seed(1)]).hex
                == "7d4018e9283f647700e9b49463bab664538f97d129085083dafaabbe89eca236")
    }

    @Test("the order of the inputs does not count")
    func order() {
        #expect(CacheKey(sampleInputs) == CacheKey(sampleInputs.reversed()))
    }

    @Test(
        "any name or value counts, and none runs into the next",
        arguments: [
            ([KeyInput("a", "b")], [KeyInput("a", "c")]),
            ([KeyInput("a", "b")], [KeyInput("c", "b")]),
            ([KeyInput("a", "b")], []),
            ([KeyInput("a", "b c")], [KeyInput("a b", "c")]),
            ([KeyInput("a", "1\n1 b\n1 2")], [KeyInput("a", "1"), KeyInput("b", "2")]),
            ([KeyInput("a", "")], [KeyInput("a", " ")]),
        ])
    func injective(one: [KeyInput], other: [KeyInput]) {
        #expect(CacheKey(one) != CacheKey(other))
    }

    @Test(
        "a key is 64 lower-case hexadecimal digits",
        arguments: ["", "0f", digest + "0", digest.uppercased(), String(digest.dropLast()) + "g"])
    func form(text: String) {
        #expect(CacheKey(hex: text) == nil)
        #expect(CacheKey(hex: digest)?.description == digest)
    }

    @Test("two inputs of one name are a programmer's mistake")
    func duplicates() async {
        await #expect(processExitsWith: .failure) { _ = CacheKey([.seed(1), .seed(2)]) }
    }

    @Test("differences name what changed, old value before new, digests unseen")
    func differences() {
        let old: [KeyInput] = [
            .setting("epochs", "4000"), .setting("bins", "30"), .seed(1), KeyInput("source Datasets", digest),
            .source("Networks", files: [("Running/Trainer.swift", digest), ("Gone.swift", digest), ("Same.swift", digest)]),
            .source("InformationTheory", files: [("Binning.swift", digest)]),
            .data("MNIST", used: "stand-in Glyphs", digest: digest),
            .data("SZT", used: "SZT", digest: digest), .data("CIFAR-10", used: "CIFAR-10", digest: digest),
        ]
        let new: [KeyInput] = [
            .setting("epochs", "8000"), .setting("draws", "5"), .seed(1), .source("Datasets", files: [("SZT.swift", digest)]),
            .source("Networks", files: [("Same.swift", digest), ("Running/Trainer.swift", otherDigest), ("Come.swift", digest)]),
            .source("InformationTheory", files: [("Binning.swift", digest)]),
            .source("Charts", files: (1...6).map { ("Chart\($0).swift", digest) }),
            .data("MNIST", used: "MNIST", digest: otherDigest), .data("SZT", used: "SZT", digest: otherDigest),
        ]
        #expect(
            new.differences(from: old).map(\.description) == [
                "data CIFAR-10: gone (was CIFAR-10)",
                "data MNIST: stand-in Glyphs -> MNIST",
                "data SZT: changed",
                "setting bins: gone (was 30)",
                "setting draws: new (5)",
                "setting epochs: 4000 -> 8000",
                "source Charts/Chart1.swift: new, source Charts/Chart2.swift: new, source Charts/Chart3.swift: new and 3 more of its files",
                "source Datasets: changed",
                "source Networks/Come.swift: new, source Networks/Gone.swift: gone, source Networks/Running/Trainer.swift: 01234567 -> fedcba98",
            ])
        #expect(new.differences(from: new).isEmpty)
        #expect(old.differences(from: old.reversed()).isEmpty)
    }
}

import Fuzzing
import NumericCore
import Testing

/// Seeded mutations of the corpus: a reader either refuses, or gives what keeps its promises. It never crashes.
@Suite("Fuzzing of the readers")
struct FuzzingTests {
    @Test(
        "every file of the corpus, and some hundred damaged ones, are refused or read as promised", arguments: FuzzedReader.names)
    func holds(_ name: String) throws {
        let reader = try #require(FuzzedReader.named(name))
        let corpus = Corpus.files(of: name)
        var accepted = 0
        for (file, bytes) in corpus {
            do {
                if try reader.accepts(bytes) { accepted += 1 }
            } catch { Issue.record("Tests/Corpus/\(name)/\(file): \(error)") }
        }
        #expect(accepted > 0, "no file in Tests/Corpus/\(name) is a good one: mutations of it would show little")
        guard !corpus.isEmpty else { return }
        var found = 0
        for number in 0..<reader.mutations where found < 3 {
            var random = SeededGenerator(seed: 1, purpose: "mutations of \(name)", index: UInt64(number))
            let bytes = reader.mutated(random.element(of: corpus).bytes, with: &random)
            do { _ = try reader.accepts(bytes) } catch {
                found += 1
                Issue.record(
                    "mutation \(number) of \(name): \(error): \(bytes.count) bytes, \(String(decoding: bytes.prefix(300), as: UTF8.self))"
                )
            }
        }
    }

    @Test("the corpus is small, and each of its folders is a reader's")
    func corpus() {
        #expect(Set(Corpus.readers).isSubset(of: FuzzedReader.names))
        #expect(FuzzedReader.names.flatMap { Corpus.files(of: $0) }.reduce(0) { $0 + $1.bytes.count } < 300_000)
    }
}

extension SeededGenerator {
    fileprivate mutating func element<Element>(of elements: [Element]) -> Element {
        elements[Int(integer(below: UInt32(elements.count)))]
    }
}

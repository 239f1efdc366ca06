import Testing

@testable import Experiments

@Suite struct RoundMemoryTests {
    @Test("a value is looked for once, and one that may be missing is looked for at all")
    func once() {
        let memory = RoundMemory()
        var count = 0
        func find(_ value: Int?) -> Int? {
            memory.value("number") {
                count += 1
                return value
            }
        }
        #expect(find(7) == 7 && find(8) == 7 && count == 1)
        let missing = RoundMemory()
        for _ in 0..<2 { #expect(missing.value("number") { nil as Int? } == nil) }
    }
}

import Testing

@testable import Clusters

@Suite struct PackingTests {
    private static func packs(_ seconds: [Double], sharing: Set<Int> = [], cores: Int = 1) -> [Packing.Pack] {
        Packing(target: 900, cores: cores).packs(
            seconds.enumerated().map { .init(seconds: $1, sharesCores: sharing.contains($0)) })
    }

    @Test("small pieces go together until a task takes what it is to take, and each is in one task")
    func small() {
        let seconds = (0..<200).map { 10 + Double($0 % 7) * 20 }
        let packs = Self.packs(seconds)
        #expect(packs.flatMap(\.pieces).sorted() == Array(0..<200))
        #expect(packs.allSatisfy { (450...900.0).contains($0.seconds) }, "\(packs.map(\.seconds))")
        for pack in packs { #expect(pack.pieces == pack.pieces.sorted() && pack.cores == 1) }
    }

    @Test("a large piece is a task of its own, on as many cores as it can use and a task may have")
    func large() {
        let packs = Self.packs([7200, 10, 7200, 100_000], sharing: [2, 3], cores: 8)
        #expect(
            packs.sorted { $0.pieces[0] < $1.pieces[0] } == [
                .init(pieces: [0], cores: 1, seconds: 7200), .init(pieces: [1], cores: 1, seconds: 10),
                .init(pieces: [2], cores: 4, seconds: 1800), .init(pieces: [3], cores: 8, seconds: 12_500),
            ])
        #expect(packs.map(\.seconds) == packs.map(\.seconds).sorted(by: >))
    }

    @Test("few small pieces are one task, none are none; pieces of no time are not lost")
    func edges() {
        #expect(Self.packs([]).isEmpty)
        #expect(Self.packs([1, 2, 3]) == [.init(pieces: [0, 1, 2], cores: 1, seconds: 6)])
        #expect(Self.packs([0, 0]) == [.init(pieces: [0, 1], cores: 1, seconds: 0)])
    }
}

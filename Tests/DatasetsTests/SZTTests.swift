import Datasets
import Files
import Foundation
import Testing

@Suite("SZT")
struct SZTTests {
    let labels = SZT.samples().labels

    @Test("the labels are the published ones, by their SHA-256")
    func digest() {
        #expect(SHA256.hex(of: labels.map { UInt8($0) }) == "77732f16f85e91b49d3997196b56163b3bd362d8cf631468a8de3f986e88359f")
        #expect(SZT.digest == "77732f16f85e91b49d3997196b56163b3bd362d8cf631468a8de3f986e88359f")
    }

    @Test("2118 of the 4096 patterns belong to class 1, and H(Y) is that of 2118 in 4096")
    func classCounts() {
        let samples = SZT.samples()
        #expect(samples.count == 4096 && samples.width == 12)
        #expect(samples.classCounts == [1978, 2118])
        let p = 2118.0 / 4096
        let entropy = -p * log2(p) - (1 - p) * log2(1 - p)
        #expect(abs(entropy - 0.999157) < 1e-6)
    }

    @Test("a pattern is of class 1 exactly when its score exceeds 859, and 51 scores occur")
    func scores() {
        let scores = (0..<SZT.count).map(SZT.score(ofPattern:))
        #expect(zip(scores, labels).allSatisfy { ($0 > SZT.threshold) == ($1 == 1) })
        #expect(Set(scores).count == 51)
        #expect(scores[0] == 0 && scores[1] == 206 && scores[4095] == 12 * 228 - 144 * 22 + 30 * 48 - 6 * 24)
    }

    @Test("input i of a pattern is bit 11 - i of its number, as 0 or 1, so that all patterns differ and H(X) is 12 bits")
    func inputs() {
        let samples = SZT.samples()
        for number in [0, 1, 2048, 2730, 4095] {
            let row = samples.features[number * 12..<number * 12 + 12]
            #expect(row.reduce(0) { 2 * $0 + Int($1) } == number)
        }
        let rows = Set((0..<4096).map { Array(samples.features[$0 * 12..<$0 * 12 + 12]) })
        #expect(rows.count == 4096)
    }

    @Test("the neighbour lists are an icosahedron's: 30 edges, 20 faces, each vertex opposite to the one at distance three")
    func graph() {
        let neighbours = SZT.neighbours
        #expect(neighbours.map(\.count) == [Int](repeating: 5, count: 12))
        var faces = 0
        for a in 0..<12 {
            for b in neighbours[a] {
                #expect(neighbours[b].contains(a))
                if b > a { faces += neighbours[a].filter { $0 > b && neighbours[b].contains($0) }.count }
            }
            let near = Set(neighbours[a]).union([a])
            let far = Set(neighbours[a].flatMap { neighbours[$0] }).union(near)
            #expect(far.count == 11 && !far.contains(SZT.antipodes[a]))
        }
        #expect(faces == 20)
    }

    @Test("the labels are the same under all 120 isometries of the icosahedron")
    func symmetry() {
        let group = isometries()
        #expect(group.count == 120)
        for isometry in group {
            var same = true
            for number in 0..<4096 {
                var image = 0
                for vertex in 0..<12 where SZT.isActive(vertex, in: number) { image |= 1 << (11 - isometry[vertex]) }
                same = same && labels[image] == labels[number]
            }
            #expect(same, "not the same under \(isometry)")
        }
    }

    /// Every permutation of the vertices that keeps the neighbours, found by extending partial maps vertex by vertex.
    private func isometries() -> [[Int]] {
        var partial: [[Int]] = [[]]
        for vertex in 0..<12 {
            partial = partial.flatMap { map in
                (0..<12).filter { image in
                    !map.contains(image)
                        && (0..<vertex).allSatisfy {
                            SZT.neighbours[vertex].contains($0) == SZT.neighbours[image].contains(map[$0])
                        }
                }.map { map + [$0] }
            }
        }
        return partial
    }
}

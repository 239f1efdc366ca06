import Datasets
import Foundation
import Networks
import Testing

@testable import Pruning

@Suite("Scores, ranks and masks")
struct ScoresTests {
    @Test("the least go first, of equal ones those that come first, and what is removed stays so")
    func ranked() {
        let scores = NodeScores([[3, 1, 1], [1, 0.5]])
        #expect(scores.removingLeast(0).removedCount == 0)
        #expect(scores.removingLeast(3).kept == [[true, false, false], [true, false]])
        let before = Mask(kept: [[false, true, true], [true, true]])
        #expect(scores.removingLeast(2, from: before).kept == [[false, true, true], [true, false]])
        #expect(scores.removingLeast(5).widths == [0, 0])
    }

    @Test("the least of each layer go, the same share of all, whatever the other layers' scores")
    func leastOfEachLayer() {
        let scores = NodeScores([[5, 1, 3, 3], [100, 90], [0.5]])
        #expect(scores.removingLeastOfEachLayer(0.5).kept == [[true, false, false, true], [true, false], [false]])
        #expect(scores.removingLeastOfEachLayer(0).removedCount == 0 && scores.removingLeastOfEachLayer(1).widths == [0, 0, 0])
    }

    @Test("a mask is stored as words of 0 and 1")
    func stored() throws {
        let mask = Mask(kept: [[true, false], [false, false, true]])
        let json = try JSONEncoder().encode(mask)
        #expect(String(decoding: json, as: UTF8.self) == #"["10","001"]"#)
        #expect(try JSONDecoder().decode(Mask.self, from: json) == mask)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Mask.self, from: Data(#"["12"]"#.utf8)) }
    }

    @Test("random nodes: as many as asked for, others with another seed, and another mask's widths")
    func random() {
        let structures = Structures(.leNet5())
        let masks = (0..<20).map { RandomNodes.mask(removing: 100, of: structures, seed: $0) }
        #expect(masks.allSatisfy { $0.removedCount == 100 } && Set(masks).count == 20)
        // Each node is kept in some of twenty draws, and removed in others.
        for layer in structures.layers.indices {
            for node in 0..<structures.layers[layer].count { #expect(Set(masks.map { $0.kept[layer][node] }).count == 2) }
        }
        let same = RandomNodes.mask(ofWidthsOf: masks[0], seed: 1)
        #expect(same.widths == masks[0].widths && same != masks[0])
    }

    @Test("magnitudes of incoming weights are added, without biases")
    func magnitude() {
        let structures = Structures(Architecture(inputs: 2, hidden: [.init(2, .relu)], classes: 2))
        let weights = Weights(
            layout: structures.architecture.layout, values: [[1, -2, 0.5, 0.25], [9, 9], [1, 1, 1, 1], [0, 0]])
        #expect(Magnitude.scores(weights, of: structures).values == [[3, 0.75]])
    }

    @Test("the first samples of each class are taken in their order, all where there are fewer")
    func balanced() throws {
        let samples = LabelledSamples(features: [0, 1, 2, 3, 4, 5], labels: [1, 1, 0, 1, 2, 0], width: 1, classes: 3)
        let chosen = try samples.firstOfEachClass(2)
        #expect(chosen.features == [0, 1, 2, 4, 5] && chosen.labels == [1, 1, 0, 2, 0])
    }
}

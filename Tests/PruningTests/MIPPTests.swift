import Datasets
import Foundation
import Networks
import NumericCore
import Probing
import Synchronization
import Testing

@testable import Pruning

/// A layer of which the next one's values are known.
private struct KnownLayer {
    var nodes: [[Float]]
    var targets: [[Float]]

    init(_ count: Int, seed: UInt64 = 1, nodes: (_ x: [Double]) -> [Double], targets: (_ x: [Double]) -> [Double]) {
        var generator = SeededGenerator(seed: seed, purpose: "known layer")
        let draws = (0..<count).map { _ in generator.normals(12) }
        self.nodes = Self.turned(draws.map(nodes))
        self.targets = Self.turned(draws.map(targets))
    }

    private static func turned(_ rows: [[Double]]) -> [[Float]] { rows[0].indices.map { column in rows.map { Float($0[column]) } } }

    static func matrix(_ rows: [[Float]]) -> Matrix<Float> {
        Matrix(rows: rows.count, columns: rows[0].count, values: rows.flatMap(\.self))
    }

    var activations: LayerActivations { LayerActivations(layers: [Self.matrix(nodes)], outputs: Self.matrix(targets)) }
}

@Suite("MIPP")
struct MIPPTests {
    private static func settings(_ confidence: Double, looksEvery: Int? = nil) -> MIPP.Settings {
        MIPP.Settings(
            confidence: confidence, fitSamples: 1500, heldOutSamples: 500,
            estimator: .init(repeats: 3, hidden: [32, 32], steps: 400, stepsAlone: 35, refits: 60, looksEvery: looksEvery))
    }

    /// a, b, a again, a constant, noise; the next layer has a sum and a product.
    private static let known = KnownLayer(2000) {
        [$0[0], $0[1], $0[0], 3, $0[2]]
    } targets: {
        [$0[0] + $0[1] + 0.1 * $0[3], $0[0] * $0[1] + 0.1 * $0[4]]
    }

    @Test("of two copies one is kept; what the next layer needs stays, a constant and noise go")
    func knownAnswer() throws {
        for looks in [nil, 20] {
            let result = try MIPP(Self.settings(0.9, looksEvery: looks), seed: 1).run(Self.known.activations)
            let kept = try #require(result.mask).kept[0]
            #expect(kept[1] && kept[0] != kept[2] && !kept[3] && !kept[4])
            let found = try #require(result.layers[0])
            // A constant is not examined.
            #expect(Set(found.order) == [0, 1, 2, 4] && found.reference.count == 3 && found.reference.allSatisfy { $0 < 0.2 })
            // Noise predicts worst alone, so it is examined first.
            #expect(found.order[0] == 4)
        }
    }

    @Test("of two copies one goes, whatever the losses are held against and the order", arguments: MIPP.Reference.allCases)
    func references(_ reference: MIPP.Reference) throws {
        for order in MIPP.Order.allCases {
            var settings = Self.settings(0.9)
            (settings.reference, settings.order, settings.estimator.refits) = (reference, order, 200)
            let state = try MIPP(settings, seed: 1).run(Self.known.activations)
            let found = try #require(state.layers[0])
            // A control goes on learning with both: it may keep both.
            #expect(found.kept[0] != found.kept[2] || reference == .control && found.kept[0])
            #expect(found.kept[1] && !found.kept[4])
            // Alone, noise predicts worst.
            #expect((order == .leastInformativeFirst ? found.order.first : found.order.last) == 4)
        }
    }

    @Test("fits that are not at their end keep less against their first losses than against a control")
    func control() throws {
        let layer = KnownLayer(2000) {
            $0
        } targets: { x in
            [x.indices.reduce(0.0) { $0 + x[$1] / Double(2 + $1) }]
        }
        var settings = MIPP.Settings(
            confidence: 0.5, fitSamples: 1500, heldOutSamples: 500,
            estimator: .init(repeats: 3, hidden: [32], steps: 20, stepsAlone: 10, refits: 60))
        let original = try #require(MIPP(settings, seed: 1).run(layer.activations).mask).widths[0]
        settings.reference = .control
        let control = try #require(MIPP(settings, seed: 1).run(layer.activations).mask).widths[0]
        #expect(control > original + 3)
    }

    @Test("a residual network is pruned layer by layer, and what is left of it runs")
    func residual() throws {
        let network = TestNetwork.resNet18
        let structures = Structures(network.architecture)
        let (weights, samples) = (network.weights(), network.samples(240))
        let settings = MIPP.Settings(
            confidence: 0.5, fitSamples: 160, heldOutSamples: 80,
            estimator: .init(repeats: 2, hidden: [16], steps: 150, stepsAlone: 2, refits: 2), reference: .control)
        let state = try MIPP(settings, seed: 1).run(LayerActivations(weights, of: structures, on: samples))
        let mask = try #require(state.mask)
        #expect(mask.fits(structures) && mask.removedCount > 0 && mask.widths[0] > 0, "\(mask.widths)")
        let left = SmallerNetwork(structures, keeping: mask)
        let smaller = try #require(left)
        #expect(SmallerNetwork.multiplyAdds(smaller.architecture) < SmallerNetwork.multiplyAdds(network.architecture))
        #expect(TestNetwork.outputs(smaller.architecture, smaller.weights(weights), samples).allSatisfy { $0.isFinite })
    }

    @Test("a higher confidence prunes more")
    func confidences() throws {
        let layer = KnownLayer(2000) {
            $0
        } targets: { x in
            [x.indices.reduce(0.0) { $0 + x[$1] / Double(2 + $1) }, x[0] - x[1] / 2 + x[3] / 4]
        }
        let widths = try [0.5, 0.95, 0.9999].map {
            try #require(MIPP(Self.settings($0), seed: 2).run(layer.activations).mask).widths[0]
        }
        #expect(widths[0] > widths[1] && widths[1] > widths[2] && widths[2] > 0)
    }

    @Test(
        "the bits are the same with any number of threads and any kernels, and of a run that is kept between layers and gone on from"
    )
    func bits() throws {
        let first = KnownLayer(700) { x in
            [x[0], x[1], x[2]]
        } targets: { x in
            [x[0]]
        }
        let second = KnownLayer(700) { x in
            [max(x[0], 0), x[1] - x[2], x[3], x[0] * x[1]]
        } targets: { x in
            [x[0] + x[1], x[2]]
        }
        let activations = LayerActivations(
            layers: [first.activations.layers[0], second.activations.layers[0]], outputs: second.activations.outputs)
        let settings = MIPP.Settings(
            confidence: 0.9, fitSamples: 500, heldOutSamples: 200,
            estimator: .init(repeats: 3, hidden: [16], steps: 60, stepsAlone: 10, refits: 10))
        let states = Mutex<[MIPP.State]>([])
        let whole = try MIPP(settings, seed: 5).run(activations, keep: { state in states.withLock { $0.append(state) } })
        for threads in [2, 3, 7] { #expect(try MIPP(settings, seed: 5, threads: threads).run(activations) == whole) }
        for kernels in KernelSet.allCases where kernels.isAvailable {
            #expect(try MIPP(settings, seed: 5, kernels: kernels).run(activations) == whole)
        }
        let kept = states.withLock { $0 }
        #expect(kept.count == 2 && kept[0].mask == nil && kept[0].layers[0] == nil && kept[1] == whole)
        let stored = try JSONDecoder().decode(MIPP.State.self, from: JSONEncoder().encode(kept[0]))
        #expect(try MIPP(settings, seed: 5).run(activations, from: stored) == whole)
        #expect(try MIPP(settings, seed: 6).run(activations) != whole)
        // The first layer predicts only what is kept of the second.
        #expect(whole.mask?.kept.count == 2)
    }

    @Test("where nothing of the next layer is kept, nothing of this one is")
    func nothingWanted() throws {
        let constant = KnownLayer.matrix([[Float](repeating: 2, count: 2000)])
        let activations = LayerActivations(
            layers: [Self.known.activations.layers[0], constant], outputs: Self.known.activations.outputs)
        let state = try MIPP(Self.settings(0.9), seed: 1).run(activations)
        #expect(state.mask?.widths == [0, 0])
    }

    @Test("a run stops when asked to")
    func stopped() {
        let asked = Mutex(0)
        #expect(throws: CancellationError.self) {
            try MIPP(Self.settings(0.9), seed: 1, threads: 2).run(
                Self.known.activations,
                checkCancellation: {
                    let count = asked.withLock {
                        $0 += 1
                        return $0
                    }
                    if count >= 500 { throw CancellationError() }
                })
        }
        #expect(asked.withLock { $0 } < 520)
    }

    /// The mean held-out loss of a layer with a unit that is active on these samples alone, the first 10,000 being those of the fit.
    private static func reference(activeOn places: [Int], least: Double) throws -> Double {
        let layer = KnownLayer(11_000) { x in
            Array(x[0..<4])
        } targets: { x in
            [x[0] * x[1] + x[2] + 0.3 * x[5]]
        }
        var unit = [Float](repeating: 0, count: 11_000)
        for place in places { unit[place] = 1 }
        let values = KnownLayer.matrix(layer.nodes + [unit])
        let (inputs, outputs) = (
            Standardisation(values, fit: 10_000, least: least), Standardisation(layer.activations.outputs, fit: 10_000)
        )
        func samples(_ range: Range<Int>) -> RegressionSamples {
            RegressionSamples(
                features: inputs.rows(values, nodes: Array(0..<5), samples: range),
                targets: outputs.rows(layer.activations.outputs, nodes: [0], samples: range), width: 5, outputs: 1)
        }
        let predictor = MLPPredictor(
            .init(repeats: 2, hidden: [32], steps: 300, stepsAlone: 5, refits: 5), fit: samples(0..<10_000),
            heldOut: samples(10_000..<11_000), seed: 1, layer: 0, threads: 1, kernels: .best, checkCancellation: {})
        return try predictor.losses(try predictor.fit(masking: []), masking: []).reduce(0, +) / 2
    }

    @Test("a unit that is active on one of 10,000 samples does not move the reference by more than a hundredth")
    func rare() throws {
        let least = Standardisation.leastDeviation
        let without = try Self.reference(activeOn: [], least: least)
        #expect(abs(try Self.reference(activeOn: [17], least: least) / without - 1) < 0.01)
        // Where it is active on a held-out sample too, that one would outweigh all others.
        let (rise, ownRise) = (
            try Self.reference(activeOn: [17, 10_400], least: least) - without,
            try Self.reference(activeOn: [17, 10_400], least: 0) - without
        )
        #expect(ownRise > without && abs(rise) < ownRise / 10)
    }
}

/// Closed-form ridge regressions, each on a third of the samples: what MIPP's plumbing is tested with.
private struct RidgePredictor: Predictor {
    let layer: KnownLayer

    private var width: Int { layer.nodes.count }

    private func value(_ node: Int, _ sample: Int, _ masked: Set<Int>) -> Double {
        node == width ? 1 : masked.contains(node) ? 0 : Double(layer.nodes[node][sample])
    }

    private func fitted(_ samples: Range<Int>, _ masked: Set<Int>) -> [[Double]] {
        var matrix = Matrix(rows: width + 1, columns: width + 1, repeating: 0.0)
        var right = layer.targets.map { _ in [Double](repeating: 0, count: width + 1) }
        for sample in samples {
            for one in 0...width {
                let x = value(one, sample, masked)
                for other in 0...width { matrix[one, other] += x * value(other, sample, masked) }
                for target in right.indices { right[target][one] += x * Double(layer.targets[target][sample]) }
            }
        }
        for node in 0...width { matrix[node, node] += 1e-3 }
        return right.map { LeastSquares.solution(matrix, $0) }
    }

    func fit(masking masked: Set<Int>) -> [[[Double]]] { (0..<3).map { fitted($0 * 500..<($0 + 1) * 500, masked) } }

    func losses(_ fits: [[[Double]]], masking masked: Set<Int>) -> [Double] {
        fits.map { weights in
            var sum = 0.0
            for sample in 1500..<2000 {
                for (target, weights) in weights.enumerated() {
                    let found = weights.indices.reduce(0) { $0 + weights[$1] * value($1, sample, masked) }
                    sum += (found - Double(layer.targets[target][sample])) * (found - Double(layer.targets[target][sample]))
                }
            }
            return sum / 500
        }
    }

    func loss(fromAlone node: Int) -> Double {
        let others = Set(0..<width).subtracting([node])
        return losses(fit(masking: others), masking: others)[0]
    }

    func refit(_: [[[Double]]], masking masked: Set<Int>, until _: ([Double]) -> Bool) -> [[[Double]]] { fit(masking: masked) }
}

@Suite("The redundancy criterion by closed forms")
struct TERCTests {
    @Test("with ridge regressions what the targets need stays, and of what says the same twice one")
    func ridge() throws {
        // The fourth is the sum of the first two: of these three any two are enough. The fifth is noise.
        let layer = KnownLayer(2000) {
            [$0[0], $0[1], $0[2], $0[0] + $0[1], $0[5]]
        } targets: {
            [$0[0] + 0.1 * $0[6], $0[1] - $0[2] + 0.1 * $0[7]]
        }
        let found = try TERC(of: 5, constants: [], by: RidgePredictor(layer: layer), confidence: 0.99)
        #expect([0, 1, 3].count { found.kept[$0] } == 2 && found.kept[2] && !found.kept[4])
        // The one that alone predicts worst comes first.
        #expect(found.examinations.map(\.node).first == 4 && found.examinations.count == 5)
        #expect(found.examinations.filter(\.isKept).allSatisfy { $0.rise > 0.1 })
        let without = try TERC(of: 5, constants: [2, 4], by: RidgePredictor(layer: layer), confidence: 0.99)
        #expect(!without.kept[2] && !without.kept[4] && without.examinations.count == 3)
    }
}

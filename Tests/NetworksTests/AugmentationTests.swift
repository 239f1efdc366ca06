import Datasets
import NumericCore
import Testing

@testable import Networks

@Suite("Varied training images, and rates that follow a cosine")
struct AugmentationTests {
    /// Images whose values tell where they stood: 1000 x sample + 100 x channel + place + 1.
    private static let shape = Shape(channels: 2, rows: 5, columns: 4)
    private static let features: [Float] = (0..<30).flatMap { sample in
        (0..<40).map { place in
            let (channel, position) = (place / 20, place % 20)
            return Float(1000 * sample + 100 * channel + position + 1)
        }
    }
    private static let order = Array(UInt32(0)..<30)

    private static func rows(_ augmentation: Augmentation, step: UInt64, seed: UInt64 = 3) -> AugmentedBatch {
        var batch = AugmentedBatch(augmentation, shape, seed: seed)
        order.withUnsafeBufferPointer { batch.gather(features, order: $0, step: step) }
        return batch
    }

    private static func image(_ rows: [Float], _ sample: Int) -> [Float] { Array(rows[sample * 40..<(sample + 1) * 40]) }

    private static func moved(_ image: [Float], _ down: Int, _ right: Int) -> [Float] {
        (0..<40).map { place in
            let row = place % 20 / 4 + down
            let column = place % 4 + right
            let isInside = (0..<5).contains(row) && (0..<4).contains(column)
            return isInside ? image[place / 20 * 20 + row * 4 + column] : 0
        }
    }

    @Test("nothing to be done leaves the images as they are")
    func none() { #expect(Self.rows(Augmentation(), step: 0).rows == Self.features) }

    @Test("about half of the images are mirrored, whole rows at a time, the same in every channel")
    func mirrors() {
        let rows = Self.rows(Augmentation(mirrors: true), step: 1).rows
        var mirrored = 0
        for sample in 0..<30 {
            let before = Self.image(Self.features, sample)
            let after = Self.image(rows, sample)
            let turned = stride(from: 0, to: 40, by: 4).flatMap { before[$0..<$0 + 4].reversed() }
            #expect(after == before || after == turned)
            mirrored += after == turned ? 1 : 0
        }
        #expect((8...22).contains(mirrored))
    }

    @Test("an image moves by no more than it may, all its channels alike, and 0 comes in")
    func shifts() {
        let rows = Self.rows(Augmentation(shift: 1), step: 2).rows
        var seen: Set<[Int]> = []
        for sample in 0..<30 {
            let before = Self.image(Self.features, sample)
            let after = Self.image(rows, sample)
            var fits: [[Int]] = []
            for down in -1...1 {
                for right in -1...1 where after == Self.moved(before, down, right) { fits.append([down, right]) }
            }
            #expect(fits.count == 1)
            seen.formUnion(fits)
        }
        #expect(seen.count > 5)
    }

    @Test("a square is cut out of every image, at most as large as asked, in all channels")
    func cutout() {
        let rows = Self.rows(Augmentation(cutout: 2), step: 3).rows
        for sample in 0..<30 {
            let after = Self.image(rows, sample)
            let holes = (0..<20).filter { after[$0] == 0 }
            #expect((1...4).contains(holes.count) && holes == (0..<20).filter { after[20 + $0] == 0 })
            #expect(zip(after, Self.image(Self.features, sample)).allSatisfy { $0 == 0 || $0 == $1 })
        }
    }

    @Test("a mixed batch is one share of itself and the rest of a permutation of itself")
    func mixes() {
        let batch = Self.rows(Augmentation(mixes: true), step: 4)
        #expect(batch.share > 0 && batch.share < 1 && batch.partners.sorted() == Array(0..<30))
        for (sample, partner) in batch.partners.enumerated() {
            let (one, other) = (Self.image(Self.features, sample), Self.image(Self.features, partner))
            let mixed = Self.image(batch.rows, sample)
            for place in 0..<40 {
                #expect(abs(mixed[place] - (batch.share * one[place] + (1 - batch.share) * other[place])) < 0.01)
            }
        }
    }

    @Test("the choices are the seed's and the step's")
    func choices() {
        let all = Augmentation(shift: 2, mirrors: true, cutout: 3, mixes: true)
        let first = Self.rows(all, step: 7).rows
        #expect(first == Self.rows(all, step: 7).rows)
        #expect(first != Self.rows(all, step: 8).rows && first != Self.rows(all, step: 7, seed: 4).rows)
    }

    @Test("a mixed batch's deltas are those of both labels in their shares")
    func labels() {
        let network = Architecture(
            input: Self.shape,
            nodes: [
                Node(id: "flatten", op: Flatten(), from: [-1]), Node(id: "out", op: Dense(3), from: [0]),
            ])
        let samples = LabelledSamples(
            features: Self.features.map { $0 / 30000 }, labels: (0..<30).map { UInt16($0 % 3) }, width: 40, classes: 3)
        let recipe = Recipe(
            optimiser: .sgd(learningRate: 1), batchSize: 30, epochs: 1, initialisation: .heNormal,
            augmentation: Augmentation(mixes: true))
        let weights = recipe.initialisation.weights(of: network, seed: 1)
        let machine = Machine(training: network, weights, recipe: recipe, seed: 5, kernels: .best, capacity: 30)
        Self.order.withUnsafeBufferPointer {
            machine.pass(samples, order: $0, number: 0, .followed(recipe.optimiser.kernel(learningRate: 1, l2: 0, step: 1)))
        }
        var batch = AugmentedBatch(Augmentation(mixes: true), Self.shape, seed: 5)
        Self.order.withUnsafeBufferPointer { batch.gather(samples.features, order: $0, step: 0) }
        // The biases move against the mean of p - share own - (1 - share) other, which adds up to 0 over the classes.
        let mixed = LabelledSamples(features: batch.rows, labels: samples.labels, width: 40, classes: 3)
        let other = mixed.replacingLabels(batch.partners.map { samples.labels[$0] })
        let gradients = [mixed, other].map { Gradient(network).ofLoss(weights, on: $0)["out.weights"] }
        for (place, moved) in machine.weights["out.weights"].enumerated() {
            let expected: Float = batch.share * gradients[0][place] + (1 - batch.share) * gradients[1][place]
            #expect(abs(weights["out.weights"][place] - moved - expected) < 1e-6)
        }
    }

    @Test("a cosine's rate rises in equal parts, then falls from 1 to near 0, half way down in the middle")
    func cosine() {
        let schedule = LearningRateSchedule.cosine(epochs: 21, warmUp: 1)
        let factors = (1...21).map(schedule.factor)
        #expect(factors[0] == 0.5 && factors[1] == 1 && abs(factors[11] - 0.5) < 1e-15)
        #expect(zip(factors.dropFirst(), factors.dropFirst(2)).allSatisfy { $0 > $1 } && factors[20] > 0 && factors[20] < 0.01)
        for (x, known) in [(0.0, 1.0), (0.25, 0.5.squareRoot()), (1.0 / 3, 0.5), (0.5, 0), (2.0 / 3, -0.5), (1, -1)] {
            #expect(abs(DeterministicMath.cosine(ofHalfTurns: x) - known) < 1e-15)
        }
    }
}

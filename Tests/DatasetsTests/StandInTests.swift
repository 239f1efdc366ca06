import Datasets
import Files
import Testing

@Suite("Stand-ins")
struct StandInTests {
    @Test(
        "every sample of a stand-in is the same everywhere, by the digest of all pixels and labels",
        arguments: [DatasetName.mnist, .cifar10, .cifar100])
    func digest(dataset: DatasetName) throws {
        let standIn = try #require(StandIn(for: dataset))
        let pool = try standIn.samples(cancelled: { false })
        let test = try #require(pool.test)
        let hash = SHA256()
        for part in [pool.training, test] {
            hash.update(part.storage)
            hash.update(part.labels.map { UInt8($0) })
        }
        #expect(hash.finish() == standIn.digest)
        #expect(pool.training.count == (dataset == .mnist ? 60_000 : 50_000))
        #expect(test.count == 10_000)
    }

    @Test("drawing a stand-in can be stopped", arguments: [StandIn.glyphs, .textures])
    func stopped(standIn: StandIn) {
        var asked = 0
        #expect(throws: CancellationError.self) {
            try standIn.samples(cancelled: {
                asked += 1
                return asked > 2
            })
        }
        #expect(asked == 3)
    }

    @Test("Glyphs have the shape of MNIST: ten digits about equally often, dark corners, bright strokes, no two alike")
    func glyphs() {
        let samples = Glyphs.samples(.training, count: 2000)
        let data = samples.samples(at: Array(0..<2000))
        #expect(data.width == 784 && data.classes == 10)
        #expect(data.classCounts.allSatisfy { (150...250).contains($0) })
        let mean = data.features.reduce(0, +) / Float(data.features.count)
        #expect((0.08...0.25).contains(mean))
        let images: [[UInt8]] = (0..<2000).map { Array(samples.storage[$0 * 784..<$0 * 784 + 784]) }
        #expect(Set(images).count == 2000)
    }

    @Test("Textures have the shape of CIFAR-10: ten kinds about equally often, in three planes of different colours")
    func textures() {
        let data = Textures.samples(.test, count: 1000).samples(at: Array(0..<1000))
        #expect(data.width == 3072 && data.classes == 10)
        #expect(data.classCounts.allSatisfy { (70...130).contains($0) })
        let planes: [Float] = (0..<3).map { plane in data.features[plane * 1024..<(plane + 1) * 1024].reduce(0, +) }
        #expect(Set(planes).count == 3)
    }

    @Test("Shades have the shape of CIFAR-100: a hundred classes about equally often, five of each of twenty coarse ones")
    func shades() throws {
        let samples = Shades.samples(.test, count: 5000)
        #expect(samples.classes == 100 && samples.samples(at: Array(0..<5000)).classCounts.allSatisfy { (20...90).contains($0) })
        let coarse = try #require(samples.coarsened)
        #expect(coarse.classes == 20)
        #expect(zip(samples.labels, coarse.labels).allSatisfy { $0 / 5 == $1 })
    }

    @Test("the training samples of a stand-in are not its test samples, and the first of them do not depend on how many are drawn")
    func parts() {
        let few = Glyphs.samples(.training, count: 3)
        #expect(few.storage == Array(Glyphs.samples(.training, count: 5).storage[..<few.storage.count]))
        #expect(few.storage != Glyphs.samples(.test, count: 3).storage)
    }

    @Test("a nearest-mean classifier finds Glyphs neither trivial nor hopeless")
    func difficulty() {
        let training = Glyphs.samples(.training, count: 4000).samples(at: Array(0..<4000))
        let test = Glyphs.samples(.test, count: 1000).samples(at: Array(0..<1000))
        var means = [[Float]](repeating: [Float](repeating: 0, count: 784), count: 10)
        let counts = training.classCounts
        for row in 0..<training.count {
            let label = Int(training.labels[row])
            for feature in 0..<784 { means[label][feature] += training.features[row * 784 + feature] / Float(counts[label]) }
        }
        var right = 0
        for row in 0..<test.count {
            let distances = means.map { mean in
                (0..<784).reduce(Float(0)) { sum, feature in
                    let difference = mean[feature] - test.features[row * 784 + feature]
                    return sum + difference * difference
                }
            }
            if distances.indices.min(by: { distances[$0] < distances[$1] }) == Int(test.labels[row]) { right += 1 }
        }
        #expect((500...850).contains(right))
    }
}

import Datasets
import NumericCore
import Probing
import Testing

@testable import Networks

/// 300 classes of eleven features each, all of them among the samples, the last first.
@Suite("More classes than a byte has numbers")
struct ManyClassesTests {
    private static let classes = 300
    private static let network = Architecture(inputs: 11, hidden: [.init(12, .relu), .init(9, .tanh)], classes: classes)
    private static let samples: LabelledSamples = {
        var generator = SeededGenerator(seed: 1, purpose: "many classes")
        let labels = (0..<2 * classes).map { UInt16(classes - 1 - $0 % classes) }
        return LabelledSamples(
            features: generator.normals(labels.count * 11).map(Float.init), labels: labels, width: 11, classes: classes)
    }()

    @Test("loss and gradients are those of a network in double precision, for labels above 255 too")
    func gradients() {
        let weights = Initialisation.heNormal.weights(of: Self.network, seed: 2)
        let few = Self.samples.selecting(0..<40)
        #expect(few.labels.allSatisfy { $0 > 255 })
        let naive = NaiveNetwork(Self.network, weights)
        #expect(abs(ActivationReader(Self.network).score(weights, on: few).loss - naive.loss(few)) < 1e-5)
        let gradient = Gradient(Self.network).ofLoss(weights, on: few)
        let expected = naive.gradient(few)
        let found = NaiveNetwork(Self.network, gradient).layers
        #expect(NaiveNetwork.distance(found, expected) < 1e-5)
    }

    @Test(
        "a training learns them, and ablations by corrected sums equal full passes",
        arguments: KernelSet.allCases.filter(\.isAvailable))
    func learns(_ kernels: KernelSet) throws {
        let wide = Architecture(inputs: 11, hidden: [.init(96, .relu)], classes: Self.classes)
        let job = TestTask.job(
            wide,
            Recipe(optimiser: .rmsProp(learningRate: 0.003), batchSize: 50, epochs: 40, initialisation: .heNormal))
        let split = DataSplit(training: Self.samples.selecting(0..<Self.classes), validation: nil, test: nil)
        let trajectory = try Trainer(kernels: kernels).train(job, on: split)
        #expect(trajectory.training.accuracy[0] < 0.05 && trajectory.training.accuracy[40] > 0.9)
        let weights = trajectory.snapshots[trajectory.snapshots.count - 1].weights
        let order = (0..<96).map { UnitReference(layer: 0, unit: $0) }
        let ablation = Ablation(wide, kernels: kernels)
        let curve = ablation.accuracies(weights, on: split.training, order: order)
        #expect(curve == ablation.accuraciesByFullPasses(weights, on: split.training, order: order))
        #expect(curve[0] == trajectory.training.accuracy[40] && curve[96] < 0.01)
    }
}

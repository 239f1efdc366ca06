import Experiments
import Pruning
import Testing

@testable import MutualInformationPruningPaper

@Suite struct PrunedFamilyTests {
    @Test(
        "the networks have the prunable nodes of MIPP.md, section 2.1",
        arguments: zip(PrunedFamily.all, [226, 2752, 3904, 7616, 5504, 22720]))
    func nodes(_ family: PrunedFamily, _ nodes: Int) {
        let architecture = family.architecture(Settings(PrunedFamily.parameters + family.parameters))
        #expect(Structures(architecture).nodeCount == nodes)
    }

    @Test("learning rates fall where table 2 says, and in shorter trainings at the same shares of them")
    func schedules() {
        func drops(_ recipe: Recipe) -> [Int] {
            (2...recipe.epochs + 1).filter { recipe.schedule.factor(epoch: $0) < recipe.schedule.factor(epoch: $0 - 1) }.map {
                $0 - 1
            }
        }
        let mnist = Settings(PrunedFamily.leNet5.parameters + PrunedFamily.parameters)
        #expect(drops(PrunedFamily.leNet5.recipe(mnist)) == [30, 60])
        #expect(drops(PrunedFamily.leNet5.retraining(mnist)) == [30, 60])
        let cifar = Settings(PrunedFamily.vgg11.parameters + PrunedFamily.parameters)
        #expect(drops(PrunedFamily.vgg11.recipe(cifar)) == [100, 150])
        #expect(drops(PrunedFamily.vgg11.retraining(cifar)) == [60, 90])
        for epochs in 1...12 {
            let short = Settings(
                mnist.parameters, given: ["lenet5Epochs": .integer(epochs), "lenet5RetrainedEpochs": .integer(epochs)])
            let recipe = PrunedFamily.leNet5.recipe(short)
            #expect(recipe.schedule.factor(epoch: 1) == 1 && recipe.schedule.factor(epoch: epochs + 1) < 0.011)
        }
    }

    @Test("of CIFAR-100, a study that its sample has enough training images for asks for no more test images than that has")
    func hundred() {
        func selection(_ samples: Int, _ tests: Int) -> [Int?] {
            let settings = Settings(
                PrunedFamily.vgg19.parameters + PrunedFamily.parameters,
                given: ["vgg19SamplesPerClass": .integer(samples), "testSamplesPerClass": .integer(tests)])
            let data = PrunedFamily.vgg19.data(settings)
            return [data.samplesPerClass, data.testSamplesPerClass]
        }
        #expect(selection(100, 1000) == [100, 20])
        #expect(selection(100, 100) == [100, 20])
        #expect(selection(40, 10) == [40, 10])
        #expect(selection(101, 1000) == [101, nil])
        #expect(selection(500, 50) == [nil, 50])
    }
}

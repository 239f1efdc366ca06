import DataFiles
import Datasets
import Files
import Foundation
import Testing

/// Tests on the real files, where the mirror beside the project or the system's package has them.
@Suite("Real data sets")
struct RealDataTests {
    private func library() throws -> (DataLibrary, Scratch) {
        let scratch = try Scratch()
        try FileManager.default.copyItem(atPath: "\(dataFolder)/datasets.yml", toPath: "\(scratch.path)/datasets.yml")
        let isThere = FileManager.default.fileExists(atPath: mirror)
        return (DataLibrary(folder: scratch.path, environment: isThere ? mirror : nil, network: .never), scratch)
    }

    @Test(
        "MNIST is the real one: 60,000 and 10,000 images",
        .enabled(if: FileManager.default.fileExists(atPath: "\(mirror)/mnist"), "there is no MNIST"))
    func mnist() throws {
        let (library, scratch) = try library()
        defer { withExtendedLifetime(scratch) {} }
        let loaded = try library.load(DataSelection(.mnist, trainingShare: 1))
        #expect(loaded.identity.name == "MNIST" && loaded.samples == 70_000)
        #expect(loaded.split.training.classCounts == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
        #expect(loaded.split.test?.classCounts == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
        // The mean pixel of MNIST's training images, known to all who standardise them.
        let mean = loaded.split.training.features.reduce(0.0) { $0 + Double($1) } / Double(60_000 * 784)
        #expect(abs(mean - 0.1307) < 5e-5)

        let three = try library.load(DataSelection(.mnist, classes: [1, 3, 8], samplesPerClass: 1000, trainingShare: 0.5))
        #expect(three.split.training.classCounts == [500, 500, 500])
        #expect(three.split.validation?.classCounts == [500, 500, 500])
        #expect(three.split.test?.classCounts == [1135, 1010, 974])
    }

    @Test(
        "CIFAR-10 is the real one: 50,000 and 10,000 images, 5000 and 1000 of each class",
        .enabled(if: FileManager.default.fileExists(atPath: "\(mirror)/cifar-10"), "there is no CIFAR-10"))
    func cifar() throws {
        let (library, scratch) = try library()
        defer { withExtendedLifetime(scratch) {} }
        let loaded = try library.load(DataSelection(.cifar10, samplesPerClass: 1000))
        #expect(loaded.identity.name == "CIFAR-10")
        #expect(loaded.split.training.classCounts == [Int](repeating: 800, count: 10))
        #expect(loaded.split.test?.classCounts == [Int](repeating: 1000, count: 10))
    }

    @Test(
        "CIFAR-100's sample is the real one: as many images of each class as are asked for, up to 100 and 20",
        .enabled(
            if: FileManager.default.fileExists(atPath: "\(mirror)/cifar-100/cifar-100-sample.tar.gz"),
            "there is no sample of CIFAR-100"))
    func cifarSample() throws {
        let (library, scratch) = try library()
        defer { withExtendedLifetime(scratch) {} }
        let loaded = try library.load(
            DataSelection(.cifar100, samplesPerClass: 100, testSamplesPerClass: 20, range: .standardised))
        #expect(loaded.identity.name == "CIFAR-100" && loaded.notice == nil)
        #expect(loaded.split.training.classCounts == [Int](repeating: 80, count: 100))
        #expect(loaded.split.test?.classCounts == [Int](repeating: 20, count: 100))
        // By the whole's means and deviations, so not quite 0.
        let mean = loaded.split.training.features.reduce(0.0) { $0 + Double($1) } / Double(8000 * 3072)
        #expect(abs(mean) < 0.02)
        let coarse = try library.load(
            DataSelection(.cifar100, classes: [3], samplesPerClass: 10, testSamplesPerClass: 1, labelling: .coarse))
        #expect(coarse.samples == 55 && coarse.split.training.classes == 1)
    }

    @Test(
        "the whole of CIFAR-100 has the means and deviations that its features go by",
        .enabled(if: FileManager.default.fileExists(atPath: "\(mirror)/cifar-100/cifar-100-binary.tar.gz"), "there is no CIFAR-100")
    )
    func cifarTotals() throws {
        let entry = try #require(try Manifest(fileAt: "\(dataFolder)/datasets.yml")[.cifar100])
        let pool = try entry.read(["\(mirror)/cifar-100/cifar-100-binary.tar.gz"])
        #expect(pool.training.ownTotals == CIFAR100.totals)
    }

    @Test(
        "FashionMNIST is the real one: 6000 and 1000 images of each class",
        .enabled(if: FileManager.default.fileExists(atPath: "/usr/share/datasets/fashion-mnist"), "there is no Fashion-MNIST"))
    func fashion() throws {
        let (library, scratch) = try library()
        defer { withExtendedLifetime(scratch) {} }
        let loaded = try library.load(DataSelection(.fashionMNIST, trainingShare: 1))
        #expect(loaded.identity.name == "FashionMNIST")
        #expect(loaded.split.training.classCounts == [Int](repeating: 6000, count: 10))
        #expect(loaded.split.test?.classCounts == [Int](repeating: 1000, count: 10))
    }
}

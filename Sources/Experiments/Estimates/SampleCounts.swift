import Datasets

/// How many samples a data selection has.
package struct SampleCounts {
    package let training: Double
    package let validation: Double
    /// The data set's own to test on.
    package let test: Double
    /// Values a sample.
    package let width: Double

    package init(_ data: DataSelection) {
        let (pool, test, classes, width) =
            switch data.dataset {
            case .szt: (4096.0, 0.0, 2.0, 12.0)
            case .mnist, .fashionMNIST: (60_000.0, 10_000.0, 10.0, 784.0)
            case .cifar10: (50_000.0, 10_000.0, 10.0, 3072.0)
            case .cifar100: (50_000.0, 10_000.0, 100.0, 3072.0)
            // Not known before the folder is looked at: as ImageNet.
            case .imageFolder: (1_281_167.0, 50_000.0, 1000.0, 150_528.0)
            }
        // Of CIFAR-100's coarse classes each has five of its own.
        let kept = data.classes.map { Double($0.count * (data.labelling == .coarse ? 5 : 1)) } ?? classes
        let drawn = data.samplesPerClass.map { Double($0) * kept } ?? pool * kept / classes
        training = (drawn * data.trainingShare).rounded(.down)
        validation = drawn - training
        self.test = data.testSamplesPerClass.map { Double($0) * kept } ?? test * kept / classes
        self.width = width
    }

    package var all: Double { training + validation + test }
}

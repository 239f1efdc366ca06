import Experiments

/// What networks are trained on, and how long (Section 2.1, Appendix D).
struct PlaneData: Sendable, Equatable {
    let selection: DataSelection
    let inputs, classes: Int
    let epochs: Parameter

    /// The 12-bit patterns of Shwartz-Ziv and Tishby, 80 % of them for training.
    static let szt = PlaneData(
        selection: DataSelection(.szt, trainingShare: 0.8), inputs: 12, classes: 2,
        epochs: .given("epochs", "training length in epochs", 8000, 10...1_000_000))

    /// The digits 1, 3 and 8, 1000 images of each, half of them for training.
    static let mnist3 = PlaneData(
        selection: DataSelection(.mnist, classes: [1, 3, 8], samplesPerClass: 1000, trainingShare: 0.5), inputs: 784, classes: 3,
        epochs: .given("mnistEpochs", "training length on MNIST-3 in epochs", 8000, 10...1_000_000))
}

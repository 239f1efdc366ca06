import Experiments

/// The 13 conditions of networks that the figures show.
extension AblationCondition {
    private static let large = [100, 100]
    private static let small = [20, 20]
    private static let cifar = [250, 500, 250, 500]
    private static let funnel = [1000, 750, 500, 250]

    static let mnistReluL2 = AblationCondition(
        "mnist-relu-l2", "MNIST, ReLU, L2", .mnist, large, .relu, .l2,
        epochs: AblationParameters.epochs("mnistReluL2Epochs", "MNIST, ReLU, L2", 9))
    static let mnistReluDropout = AblationCondition(
        "mnist-relu-dropout", "MNIST, ReLU, Dropout", .mnist, large, .relu, .dropout,
        epochs: AblationParameters.epochs("mnistReluDropoutEpochs", "MNIST, ReLU, Dropout", 9))
    static let mnistReluBatchNorm = AblationCondition(
        "mnist-relu-batch-norm", "MNIST, ReLU, batch norm and Dropout", .mnist, large, .relu, .batchNormAndDropout,
        epochs: AblationParameters.epochs("mnistReluBatchNormEpochs", "MNIST, ReLU, batch norm and Dropout", 30))
    static let mnistSigmoidL2 = AblationCondition(
        "mnist-sigmoid-l2", "MNIST, sigmoid, L2", .mnist, large, .sigmoid, .l2,
        epochs: AblationParameters.epochs("mnistSigmoidL2Epochs", "MNIST, sigmoid, L2", 30))
    static let mnistSigmoidDropout = AblationCondition(
        "mnist-sigmoid-dropout", "MNIST, sigmoid, Dropout", .mnist, large, .sigmoid, .dropout,
        epochs: AblationParameters.epochs("mnistSigmoidDropoutEpochs", "MNIST, sigmoid, Dropout", 23))
    static let fashionReluL2 = AblationCondition(
        "fashion-relu-l2", "FashionMNIST, ReLU, L2", .fashionMNIST, large, .relu, .l2,
        epochs: AblationParameters.epochs("fashionReluL2Epochs", "FashionMNIST, ReLU, L2", 16))
    static let fashionReluDropout = AblationCondition(
        "fashion-relu-dropout", "FashionMNIST, ReLU, Dropout", .fashionMNIST, large, .relu, .dropout,
        epochs: AblationParameters.epochs("fashionReluDropoutEpochs", "FashionMNIST, ReLU, Dropout", 14))
    /// Of figure 2f alone. Its caption names a regulariser for every other panel and none here, so it is read as: none.
    static let fashionSigmoid = AblationCondition(
        "fashion-sigmoid", "FashionMNIST, sigmoid", .fashionMNIST, large, .sigmoid, .none,
        epochs: AblationParameters.epochs("fashionSigmoidEpochs", "FashionMNIST, sigmoid, no regulariser", 16))
    static let smallFashionReluL2 = AblationCondition(
        "small-fashion-relu-l2", "Small FashionMNIST, ReLU, L2", .fashionMNIST, small, .relu, .l2,
        epochs: AblationParameters.epochs("smallFashionReluL2Epochs", "small FashionMNIST, ReLU, L2", 14))
    static let smallFashionReluDropout = AblationCondition(
        "small-fashion-relu-dropout", "Small FashionMNIST, ReLU, Dropout", .fashionMNIST, small, .relu, .dropout,
        epochs: AblationParameters.epochs("smallFashionReluDropoutEpochs", "small FashionMNIST, ReLU, Dropout", 29))
    static let cifarReluL2 = AblationCondition(
        "cifar-relu-l2", "CIFAR-10, ReLU, L2", .cifar10, cifar, .relu, .l2,
        epochs: AblationParameters.epochs("cifarReluL2Epochs", "CIFAR-10, ReLU, L2", 9, watched: "one network of another seed"))
    static let funnelReluL2 = AblationCondition(
        "funnel-relu-l2", "Funnel CIFAR-10, ReLU, L2", .cifar10, funnel, .relu, .l2,
        epochs: AblationParameters.epochs(
            "funnelReluL2Epochs", "Funnel CIFAR-10, ReLU, L2", 11, watched: "one network of another seed, 26 epochs long"))
    static let funnelReluDropout = AblationCondition(
        "funnel-relu-dropout", "Funnel CIFAR-10, ReLU, Dropout", .cifar10, funnel, .relu, .dropout,
        epochs: AblationParameters.epochs(
            "funnelReluDropoutEpochs", "Funnel CIFAR-10, ReLU, Dropout", 11, watched: "one network of another seed, 18 epochs long")
    )
}

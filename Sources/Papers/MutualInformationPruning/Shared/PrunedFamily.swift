import Experiments
import Pruning

/// A kind of network with its data and its trainings (table 2), and what MIPP is told of it (appendix D).
struct PrunedFamily: Sendable {
    /// "lenet5".
    let id: String
    /// "LeNet-5".
    let label: String
    let dataset: DatasetName
    private let kind: Kind
    /// Seeds; 0: the family is left out.
    let networks: Parameter
    let width, samplesPerClass, epochs, retrainedEpochs: Parameter
    let confidences, hidden, steps, refits: Parameter

    private enum Kind: Sendable {
        case leNet5
        case vgg(Architecture.VGG)
        case resNet(Architecture.ResNet)
        /// Its training is its author's, in a file.
        case published(PublishedNetwork)
    }

    static let leNet5 = PrunedFamily("lenet5", "LeNet-5", .mnist, .leNet5)
    static let vgg11 = PrunedFamily("vgg11", "VGG11", .cifar10, .vgg(.vgg11))
    static let resNet18 = PrunedFamily("resnet18", "ResNet-18", .cifar10, .resNet(.resNet18))
    static let resNet34 = PrunedFamily("resnet34", "ResNet-34", .cifar10, .resNet(.resNet34))
    static let vgg19 = PrunedFamily("vgg19", "VGG19", .cifar100, .vgg(.vgg19))
    static let resNet50 = PrunedFamily("resnet50", "ResNet-50", .cifar100, .resNet(.resNet50))
    /// In the order of figure 2.
    static let all = [leNet5, vgg11, resNet18, resNet34, vgg19, resNet50]

    /// A network that the user has in a file, and the images to train it on (figure 6); its batch is a setting, since it may not fit
    /// into memory.
    static func imageNet(_ network: PublishedNetwork) -> PrunedFamily {
        PrunedFamily("imageNet", "ResNet-50", .imageFolder, .published(network))
    }
    static let imageNetBatchSize = Parameter.given("imageNetBatchSize", "ResNet-50: images a step", 1024, 1...8192)

    private init(_ id: String, _ label: String, _ dataset: DatasetName, _ kind: Kind) {
        self.id = id
        self.label = label
        self.dataset = dataset
        self.kind = kind
        let isMNIST = dataset == .mnist
        let most = Self.mostSamples(dataset)
        networks = .chosen(
            "\(id)Networks", "\(label): networks, each of another seed; 0: none", 3, 0...100,
            because: "the paper does not give how many")
        width = .given("\(id)Width", "\(label): units and feature maps, in parts of the network's own", 1.0, 0.015625...4)
        samplesPerClass = .given("\(id)SamplesPerClass", "\(label): training images of a class (at most)", most, 10...most)
        epochs = .given(
            "\(id)Epochs", "\(label): training length in epochs", isMNIST || dataset == .imageFolder ? 90 : 200, 1...10_000)
        retrainedEpochs = .given(
            "\(id)RetrainedEpochs", "\(label): length of the training after pruning in epochs, of trained networks",
            isMNIST ? 90 : dataset == .imageFolder ? 75 : 120, 1...10_000)
        confidences = .chosen(
            "\(id)Confidences", "\(label): how sure one must be that a node carries information for it to stay",
            .numbers(dataset == .imageFolder ? [0.999] : Confidence.levels),
            because: dataset == .imageFolder
                ? "the paper does not give it"
                : "the paper's formula is lost: 20 values that approach certainty at a decreasing rate",
            allowed: .lists(0.5...0.9999999, counts: 1...40))
        hidden = .given("\(id)Hidden", "\(label): units of either hidden layer of an estimator", 256, 1...4096)
        steps = .given("\(id)Steps", "\(label): steps that an estimator is fitted by", 1500, 1...100_000)
        refits = .given(
            "\(id)Refits", "\(label): steps after a node is masked", { if case .vgg = kind { 20 } else { 150 } }(), 0...100_000)
    }

    /// What the family depends on.
    var parameters: [Parameter] {
        let own = dataset == .mnist ? [] : dataset == .imageFolder ? [Self.imageNetBatchSize] : [width]
        let others = own + [samplesPerClass, epochs, retrainedEpochs, confidences, hidden, steps, refits]
        return [networks] + others.map { $0.counted(by: networks).of(dataset) }
    }

    /// What the comparisons of all families depend on.
    static let allParameters = parameters + all.flatMap(\.parameters)

    /// What every family depends on.
    static let parameters = [
        Parameter.firstSeed, testSamplesPerClass, initialisation, repeats, stepsAlone, fitSamples, heldOutSamples, reference, order,
    ]
    private static let testSamplesPerClass = Parameter.given(
        "testSamplesPerClass", "test images of a class (at most)", 1000, 1...1000)
    private static let initialisation = Parameter.chosen(
        "initialisation", "initial weights", Initialisation.heNormal,
        because: "the paper does not give them; these are made for ReLU units")
    private static let repeats = Parameter.chosen(
        "estimators", "estimators side by side", 3, 2...50, because: "three in appendix D.3.2, five in section 4.2.2")
    private static let stepsAlone = Parameter.given(
        "stepsAlone", "steps that an estimator of a node alone is fitted by, for the order", 35, 0...100_000)
    private static let fitSamples = Parameter.chosen(
        "fitSamples", "training images that estimators are fitted to", 5000, 50...50_000, because: "the paper does not give it")
    private static let heldOutSamples = Parameter.chosen(
        "heldOutSamples", "further training images on which their losses are taken", 1000, 50...50_000,
        because: "the paper does not give it")
    private static let reference = Parameter.chosen(
        "reference", "what losses without a node are held against", MIPP.Reference.original,
        because: "the text has both the original value and the current set")
    private static let order = Parameter.chosen(
        "order", "in which order nodes are examined", MIPP.Order.leastInformativeFirst,
        because: "the text has both; that informative nodes come last is its aim")

    func architecture(_ settings: Settings) -> Architecture {
        let classes = dataset == .cifar100 ? 100 : 10
        switch kind {
        case .leNet5: return .leNet5()
        case .vgg(let kind): return .vgg(kind, classes: classes, width: settings.number(width))
        case .resNet(let kind): return .resNet(kind, classes: classes, width: settings.number(width))
        case .published(let network): return network.architecture
        }
    }

    func data(_ settings: Settings, deformed: Bool = false) -> DataSelection {
        func most(_ parameter: Parameter, below all: Int) -> Int? {
            let count = settings.integer(parameter)
            return count < all ? count : nil
        }
        if case .published(let network) = kind, let images = network.images.images {
            return DataSelection(
                images, samplesPerClass: most(samplesPerClass, below: Self.mostSamples(dataset)),
                testSamplesPerClass: most(Self.testSamplesPerClass, below: 50))
        }
        let training = most(samplesPerClass, below: Self.mostSamples(dataset))
        var tests = most(Self.testSamplesPerClass, below: [DatasetName.mnist: 892, .cifar10: 1000][dataset] ?? 100)
        // Where so few training images are asked for that CIFAR-100's sample has them, no more test images are taken than it has.
        if dataset == .cifar100, let training, training <= 100 { tests = min(20, tests ?? 20) }
        return DataSelection(
            dataset, samplesPerClass: training, testSamplesPerClass: tests, trainingShare: 1,
            range: dataset == .mnist ? .unit : .standardised, deformation: deformed ? .oneOfFive : nil)
    }

    /// Of a class, at least; of ImageNet's at most.
    private static func mostSamples(_ dataset: DatasetName) -> Int {
        [DatasetName.mnist: 5421, .cifar10: 5000, .imageFolder: 1300][dataset] ?? 500
    }

    /// Of whole networks, and of those that were pruned before their training.
    func recipe(_ settings: Settings) -> Recipe { recipe(settings, rate: dataset == .mnist ? 0.01 : 0.1, epochs: epochs) }

    /// Of networks that were trained, then pruned.
    func retraining(_ settings: Settings) -> Recipe { recipe(settings, rate: 0.01, epochs: retrainedEpochs) }

    /// The learning rate is divided by ten twice (where, is chosen for other lengths than the paper's).
    private func recipe(_ settings: Settings, rate: Double, epochs: Parameter) -> Recipe {
        let epochs = settings.integer(epochs)
        let (drops, batchSize, l2, augmentation): ([Double], Int, Double, Augmentation?) =
            switch dataset {
            case .mnist: ([1.0 / 3, 2.0 / 3], 100, 1e-4, nil)
            case .cifar10: ([0.5, 0.75], 128, 5e-4, Augmentation(shift: 4, mirrors: true))
            // The paper names no augmentation of ImageNet.
            case .imageFolder: ([1.0 / 3, 2.0 / 3], settings.integer(Self.imageNetBatchSize), 1e-4, nil)
            default: ([0.5, 0.75], 256, 5e-4, Augmentation(shift: 4, mirrors: true, cutout: 8, mixes: true))
            }
        return Recipe(
            optimiser: .sgd(learningRate: rate, momentum: 0.9),
            schedule: .steps(after: drops.map { Int((Double(epochs) * $0).rounded(.up)) }, factor: 0.1),
            batchSize: batchSize, epochs: epochs, initialisation: settings.choice(Self.initialisation), l2: l2,
            augmentation: augmentation)
    }

    func seeds(_ settings: Settings) -> [UInt64] { settings.seeds(networks).map { UInt64($0) } }

    /// Whether the settings have any of its networks.
    func isHad(_ settings: Settings) -> Bool { settings.integer(networks) > 0 }

    func estimates(_ settings: Settings, confidence: Double) -> MIPP.Settings {
        let width = settings.integer(hidden)
        return MIPP.Settings(
            confidence: confidence, fitSamples: settings.integer(Self.fitSamples),
            heldOutSamples: settings.integer(Self.heldOutSamples),
            estimator: MIPP.Estimator(
                repeats: settings.integer(Self.repeats), hidden: [width, width], steps: settings.integer(steps),
                stepsAlone: settings.integer(Self.stepsAlone), refits: settings.integer(refits)),
            reference: settings.choice(Self.reference), order: settings.choice(Self.order))
    }
}

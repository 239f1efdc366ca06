/// The data sets that there are, by the names that definitions and results have for them.
public enum DatasetName: String, Codable, Hashable, Sendable, CaseIterable {
    case szt = "SZT"
    case mnist = "MNIST"
    case fashionMNIST = "FashionMNIST"
    case cifar10 = "CIFAR-10"
    case cifar100 = "CIFAR-100"
    /// Images in a folder of the user's: `DataSelection.images` says which.
    case imageFolder = "images"
}

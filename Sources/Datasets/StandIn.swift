/// Data drawn here, used only where a data set cannot be had.
package enum StandIn: String, Sendable {
    case glyphs = "Glyphs"
    case textures = "Textures"

    /// What stands in for the data set; nil for SZT, which can always be had.
    package init?(for dataset: DatasetName) {
        switch dataset {
        case .szt: return nil
        case .mnist, .fashionMNIST: self = .glyphs
        case .cifar10: self = .textures
        }
    }

    /// SHA-256 of the pixels and labels of the training samples, then of the test samples.
    package var digest: String {
        switch self {
        case .glyphs: Glyphs.digest
        case .textures: Textures.digest
        }
    }

    package func samples() -> SamplePool {
        switch self {
        case .glyphs: SamplePool(training: Glyphs.samples(.training), test: Glyphs.samples(.test))
        case .textures: SamplePool(training: Textures.samples(.training), test: Textures.samples(.test))
        }
    }

    package enum Part: String, Sendable {
        case training
        case test
    }
}

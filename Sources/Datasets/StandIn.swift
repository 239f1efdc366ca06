/// Data drawn here, used only where a data set cannot be had.
package enum StandIn: String, Sendable {
    case glyphs = "Glyphs"
    case textures = "Textures"
    case shades = "Shades"

    /// What stands in for the data set; nil for SZT, which can always be had, and for folders of images, which nothing stands in for.
    package init?(for dataset: DatasetName) {
        switch dataset {
        case .szt, .imageFolder: return nil
        case .mnist, .fashionMNIST: self = .glyphs
        case .cifar10: self = .textures
        case .cifar100: self = .shades
        }
    }

    /// SHA-256 of the pixels and labels of the training samples, then of the test samples.
    package var digest: String {
        switch self {
        case .glyphs: Glyphs.digest
        case .textures: Textures.digest
        case .shades: Shades.digest
        }
    }

    /// - Throws: `CancellationError` once `cancelled` answers true.
    package func samples(cancelled: () -> Bool) throws -> SamplePool {
        func check() throws {
            if cancelled() { throw CancellationError() }
        }
        return switch self {
        case .glyphs:
            SamplePool(training: try Glyphs.samples(.training, check: check), test: try Glyphs.samples(.test, check: check))
        case .textures:
            SamplePool(training: try Textures.samples(.training, check: check), test: try Textures.samples(.test, check: check))
        case .shades:
            SamplePool(training: try Shades.samples(.training, check: check), test: try Shades.samples(.test, check: check))
        }
    }

    package enum Part: String, Sendable {
        case training
        case test
    }
}

import Datasets
import Networks

/// Something that some trainings have and others do not, with code of its own: only those that have it depend on that code.
public enum TrainingPart: CaseIterable, Sendable {
    case normalisation, dropout, mapDropout, convolution, pooling, addition, scattering
    case szt, mnist, cifar10, cifar100, imageFolder, glyphs, textures, shades, deformation

    /// Those of a training on the selection, or on what stands in for it.
    static func data(of selection: DataSelection, isStandIn: Bool) -> Set<TrainingPart> {
        var parts: Set<TrainingPart> =
            switch selection.dataset {
            case .szt: [.szt]
            case .mnist, .fashionMNIST: isStandIn ? [.glyphs] : [.mnist]
            case .cifar10: isStandIn ? [.textures] : [.cifar10]
            case .cifar100: isStandIn ? [.textures, .shades] : [.cifar100]
            case .imageFolder: [.imageFolder]
            }
        if selection.deformation != nil { parts.insert(.deformation) }
        return parts
    }

    /// That of a node's operation; nil: all networks have it.
    private init?(_ op: any Op) {
        switch op {
        case is Normalise: self = .normalisation
        case is Convolution: self = .convolution
        case is Pool, is Flatten: self = .pooling
        case is Add: self = .addition
        case is Scatter: self = .scattering
        default: return nil
        }
    }

    /// What of this a network's passes consist of.
    static func operations(of architecture: Architecture) -> Set<TrainingPart> {
        Set(architecture.nodes.compactMap { TrainingPart($0.op) })
    }

    /// What of this a network's steps consist of.
    static func operations(of job: TrainingJob) -> Set<TrainingPart> {
        var parts = operations(of: job.architecture)
        if job.recipe.dropout.contains(where: { $0 > 0 }) { parts.insert(.dropout) }
        if job.recipe.mapDropout?.contains(where: { $0 > 0 }) == true { parts.insert(.mapDropout) }
        return parts
    }

    /// What networks may consist of that are not known yet, besides what those consist of that are.
    static func operations(ofAnyLike jobs: [TrainingJob]) -> Set<TrainingPart> {
        jobs.reduce(into: [.normalisation, .dropout]) { $0.formUnion(operations(of: $1)) }
    }
}

import Datasets
import Networks

/// Something that some trainings have and others do not, with code of its own: only those that have it depend on that code.
public enum TrainingPart: CaseIterable, Sendable {
    case normalisation, dropout
    case szt, mnist, cifar10, glyphs, textures

    /// Those of a training on the data set, or on what stands in for it.
    init(_ dataset: DatasetName, isStandIn: Bool) {
        self =
            switch dataset {
            case .szt: .szt
            case .mnist, .fashionMNIST: isStandIn ? .glyphs : .mnist
            case .cifar10: isStandIn ? .textures : .cifar10
            }
    }

    /// What of this a network's steps consist of.
    static func operations(of job: TrainingJob) -> Set<TrainingPart> {
        var parts: Set<TrainingPart> = []
        if job.architecture.hidden.contains(where: \.normalised) { parts.insert(.normalisation) }
        if job.recipe.dropout.contains(where: { $0 > 0 }) { parts.insert(.dropout) }
        return parts
    }

    static let operations: Set<TrainingPart> = [.normalisation, .dropout]
}

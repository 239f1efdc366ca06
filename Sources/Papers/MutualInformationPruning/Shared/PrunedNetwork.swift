import Experiments
import Pruning

/// A network after pruning and training.
struct PrunedNetwork: Sendable {
    let method: PruningMethod
    let confidence: Double
    let mask: Mask
    /// On the training images, and on the test images; chance where the layers have collapsed.
    let trainingAccuracy, testAccuracy: Double
    /// Whether signals pass no more, or it could not be trained (section 2, "layer collapse, resulting in an untrainable network").
    let isCollapsed: Bool
    /// Shares of the whole network's parameters and products of a weight and a value.
    let parameterShare, productShare: Double

    /// "Untrainable" (chosen): a training accuracy of less than so many times chance.
    static let trainable = 1.5
}

extension PrunedNetwork {
    init(_ candidate: PruningStudy.Candidate, of whole: Architecture, _ inputs: Inputs) throws {
        method = candidate.method
        confidence = candidate.confidence
        mask = candidate.mask
        let chance = 1 / Double(whole.outputs)
        guard let job = candidate.job, let architecture = candidate.architecture else {
            (trainingAccuracy, testAccuracy, isCollapsed) = (chance, chance, true)
            (parameterShare, productShare) = (0, 0)
            return
        }
        (trainingAccuracy, testAccuracy) = try accuracies(job, inputs)
        isCollapsed = trainingAccuracy < Self.trainable * chance
        parameterShare = Double(architecture.parameterCount) / Double(whole.parameterCount)
        productShare = Double(SmallerNetwork.multiplyAdds(architecture)) / Double(SmallerNetwork.multiplyAdds(whole))
    }
}

import Networks
import Pruning

/// What a method made of a network.
public struct PrunedNetwork: Sendable {
    public let method: PruneMethod
    /// As the method chose.
    public let chosen: Mask
    /// What is left; nil where the layers have collapsed: nothing of an image reaches the outputs any more.
    public let smaller: SmallerNetwork?
    /// The smaller network's; nil where there is none.
    public let weights: Weights?
    /// On the test images, without any training after pruning; nil where there is no network.
    public let accuracy: Double?
    /// That the method took, earlier runs that it went on from included.
    public let seconds: Double

    /// Without the nodes of branches that are gone whole.
    public var mask: Mask { smaller?.mask ?? chosen }
    public var isCollapsed: Bool { smaller == nil }
    /// Trained parameters that are left.
    public var parameters: Int { smaller?.architecture.parameterCount ?? 0 }
    /// Products of a weight and a value that an image takes.
    public var multiplyAdds: Int { smaller.map { SmallerNetwork.multiplyAdds($0.architecture) } ?? 0 }
}

/// A network before pruning, and what became of it.
public struct PruningOutcome: Sendable {
    public let structures: Structures
    /// On the test images.
    public let accuracy: Double
    /// Images that accuracies are on.
    public let testImages: Int
    public let networks: [PrunedNetwork]

    var architecture: Architecture { structures.architecture }
}

import Foundation
import Networks

/// A network that has lost nodes, as a .safetensors file: what is left of its tensors under the names that they had, and its graph.
///
/// The graph is JSON in the header's metadata, under "architecture": an operation a node, in the order of computation, with its kind
/// and the nodes that it takes. Where an addition keeps a width of which a branch has lost maps, a node "scatter" says at which places
/// of how many the branch's maps are added; at the others it adds 0.
enum SmallerNetworkFile {
    static let key = "architecture"

    static func encoded(_ weights: Weights, of architecture: Architecture) -> Data {
        var file = PublishedWeights.exported(weights, of: architecture)
        file.metadata[key] = JSON.line(architecture)
        return file.encoded()
    }
}

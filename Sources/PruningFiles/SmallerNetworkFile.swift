import Files
import Foundation
import Networks

/// A network that has lost nodes, in a .safetensors file: what is left of its tensors under the names that they had, and its graph.
///
/// The graph is JSON in the header's metadata, under "architecture": an operation a node, in the order of computation, with its kind and the
/// nodes that it takes. Where an addition keeps a width of which a branch has lost maps, a node "scatter" says at which places of how
/// many the branch's maps are added; at the others it adds 0.
public enum SmallerNetworkFile {
    static let key = "architecture"

    public static func encoded(_ weights: Weights, of architecture: Architecture) -> Data {
        var file = PublishedWeights.exported(weights, of: architecture)
        file.metadata[key] = JSON.line(architecture)
        return file.encoded()
    }

    /// - Throws: a `Fault` (status data) where the file is damaged or has no graph, or its tensors are not the graph's.
    public static func read(_ path: String) throws -> (architecture: Architecture, weights: Weights) {
        let file = try SafeTensors(decoding: Data(try PlainFile.bytes(path)), path: path)
        guard let text = file.metadata[key], let architecture = try? JSONDecoder().decode(Architecture.self, from: Data(text.utf8))
        else {
            throw Fault(
                "has no network's graph in its metadata", at: path, remedy: "name a file that `refigure prune` wrote", status: .data)
        }
        return (architecture, try PublishedWeights.imported(file, path: path, for: architecture))
    }
}

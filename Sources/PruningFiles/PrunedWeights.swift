import Files
import Networks

/// The weights of a user's network.
public enum PrunedWeights {
    /// - Parameter name: the architecture's.
    /// - Throws: a `Fault` (status data) where there is no such file, or it has other tensors than the network: they are named.
    public static func read(_ path: String, of architecture: Architecture, called name: String) throws -> Weights {
        guard FilePath(path).ending == "safetensors" else {
            throw Fault(
                "is no .safetensors file", at: path,
                remedy: "save it from Python: safetensors.torch.save_file(model.state_dict(), \"weights.safetensors\")",
                status: .data)
        }
        do {
            return try PublishedWeights.imported(fileAt: path, for: architecture)
        } catch var fault as Fault {
            if fault.problem.hasPrefix("is not of a network") {
                fault.remedy = "--architecture, --width and --classes say which network it is of; \(name) is taken now"
            }
            throw fault
        }
    }
}

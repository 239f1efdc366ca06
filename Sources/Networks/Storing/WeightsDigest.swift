import Files
import Foundation

/// Weights by what they say: the SHA-256 of a network's parameters, their names and shapes included.
public struct WeightsDigest: Codable, Hashable, Sendable {
    /// 64 lower-case hexadecimal digits.
    public let hex: String

    public init(of weights: Weights) { hex = SHA256.hex(of: [UInt8](weights.encoded())) }

    public init(from decoder: any Decoder) throws { hex = try decoder.singleValueContainer().decode(String.self) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}

extension Weights {
    private static let format = "refigure weights 1"

    /// The parameters as a .safetensors file: each by its name in the layout, in its shape. Equal weights, equal bytes.
    public func encoded() -> Data {
        let tensors = zip(layout.entries, values).map { SafeTensors.Tensor(name: $0.name, shape: $0.shape, $1) }
        return SafeTensors(tensors: tensors, metadata: ["format": Self.format]).encoded()
    }

    /// Reads a file of `encoded()`.
    /// - Parameters:
    ///   - path: named in errors.
    ///   - architecture: the network that they must be of.
    ///   - digest: what they must say.
    /// - Throws: a `Fault` (status data) where the file is damaged, or of other weights.
    public init(decoding file: Data, path: String, of architecture: Architecture, digest: WeightsDigest) throws {
        func fault(_ problem: String) -> Fault { Fault(problem, at: path, remedy: "delete the file", status: .data) }
        guard SHA256.hex(of: [UInt8](file)) == digest.hex else {
            throw fault("the file is damaged, or of other weights than its name says")
        }
        let tensors = try SafeTensors(decoding: file, path: path)
        let layout = architecture.layout
        let values = try layout.entries.map { entry in
            guard let values = tensors.floats(entry.name), values.count == entry.count else {
                throw fault("'\(entry.name)' has not the shape of a network of \(architecture)")
            }
            return values
        }
        self.init(layout: layout, values: values)
    }
}

import Foundation

/// A safetensors file in memory: named arrays of numbers and a dictionary of texts (huggingface/safetensors, format of version 0.x).
///
/// Layout: the header's length (8 bytes, little-endian), the header (JSON), then the tensors' bytes, little-endian, one after another.
public struct SafeTensors: Sendable, Equatable {
    public struct Tensor: Sendable, Equatable {
        public var name: String
        public var element: ElementType
        /// Row-major; empty for a single number.
        public var shape: [Int]
        /// Little-endian.
        public var bytes: Data

        public init(name: String, element: ElementType, shape: [Int], bytes: Data) {
            let count = shape.reduce(1, *)
            precondition(bytes.count == count * element.size, "\(bytes.count) bytes are not \(shape) \(element.safeTensorsName)")
            self.name = name
            self.element = element
            self.shape = shape
            self.bytes = bytes
        }

        public init(name: String, shape: [Int], _ values: [Float]) {
            self.init(name: name, element: .float32, shape: shape, bytes: values.withUnsafeBytes { Data($0) })
        }

        public init(name: String, shape: [Int], _ values: [Double]) {
            self.init(name: name, element: .float64, shape: shape, bytes: values.withUnsafeBytes { Data($0) })
        }

        public init(name: String, shape: [Int], _ values: [Int64]) {
            self.init(name: name, element: .int64, shape: shape, bytes: values.withUnsafeBytes { Data($0) })
        }

        fileprivate func values<Number>(as type: Number.Type, zero: Number) -> [Number] {
            var values = [Number](repeating: zero, count: bytes.count / MemoryLayout<Number>.size)
            values.withUnsafeMutableBytes { _ = bytes.copyBytes(to: $0) }
            return values
        }
    }

    /// In the order of their bytes.
    public var tensors: [Tensor]
    /// The header's `__metadata__`.
    public var metadata: [String: String]

    public init(tensors: [Tensor], metadata: [String: String] = [:]) {
        precondition(Set(tensors.map(\.name)).count == tensors.count, "two tensors share a name")
        self.tensors = tensors
        self.metadata = metadata
    }

    /// The file's bytes; the same tensors and metadata give the same bytes.
    public func encoded() -> Data {
        var header: [String: HeaderEntry] = [:]
        if !metadata.isEmpty { header["__metadata__"] = .metadata(metadata) }
        var offset = 0
        for tensor in tensors {
            header[tensor.name] = .tensor(
                TensorEntry(
                    dtype: tensor.element.safeTensorsName, shape: tensor.shape, offsets: [offset, offset + tensor.bytes.count]))
            offset += tensor.bytes.count
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard var json = try? encoder.encode(header) else {
            preconditionFailure("a header of texts and integers cannot be encoded")
        }
        // Spaces, so that the tensors begin at a multiple of 8 bytes.
        while json.count % 8 != 0 { json.append(0x20) }
        var file = withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) }
        file.reserveCapacity(8 + json.count + offset)
        file.append(json)
        for tensor in tensors { file.append(tensor.bytes) }
        return file
    }

    /// Reads a file's bytes.
    /// - Parameter path: named in errors.
    /// - Throws: a `Fault` (status data) where the header breaks a rule of the format (see `SafeTensorsHeader`), or a type is not read.
    public init(decoding file: Data, path: String) throws {
        let file = file.startIndex == 0 ? file : Data(file)
        let header = try SafeTensorsHeader(path: path, count: file.count) { [UInt8](file.prefix($0)) }
        tensors = try header.tensors.map { tensor in
            let bytes = file[header.dataOffset + tensor.bytes.lowerBound..<header.dataOffset + tensor.bytes.upperBound]
            return Tensor(name: tensor.name, element: try tensor.element(path: path), shape: tensor.shape, bytes: bytes)
        }
        metadata = header.metadata
    }

    /// The named tensor; nil where there is none.
    public func tensor(_ name: String) -> Tensor? { tensors.first { $0.name == name } }

    /// The named tensor's numbers; nil where it is missing or of another type.
    public func floats(_ name: String) -> [Float]? {
        tensor(name).flatMap { $0.element == .float32 ? $0.values(as: Float.self, zero: 0) : nil }
    }

    /// As `floats`, for F64.
    public func doubles(_ name: String) -> [Double]? {
        tensor(name).flatMap { $0.element == .float64 ? $0.values(as: Double.self, zero: 0) : nil }
    }

    /// As `floats`, for I64.
    public func integers(_ name: String) -> [Int64]? {
        tensor(name).flatMap { $0.element == .int64 ? $0.values(as: Int64.self, zero: 0) : nil }
    }

    private struct TensorEntry: Encodable {
        let dtype: String
        let shape: [Int]
        let offsets: [Int]

        private enum CodingKeys: String, CodingKey {
            case dtype, shape
            case offsets = "data_offsets"
        }
    }

    private enum HeaderEntry: Encodable {
        case metadata([String: String])
        case tensor(TensorEntry)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .metadata(let texts): try container.encode(texts)
            case .tensor(let entry): try container.encode(entry)
            }
        }
    }
}

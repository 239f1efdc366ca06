import Files
import Foundation

/// What a .safetensors file's header says of its tensors: which there are and where they lie. The tensors themselves are not read.
///
/// `SafeTensors` of the module Files reads a whole file to memory, for the project's own trajectories.
struct SafeTensorsIndex {
    /// In the order of their bytes.
    let tensors: [Tensor]
    /// Where the tensors' bytes begin.
    let dataOffset: Int

    struct Tensor {
        let name: String
        /// By the format's name: "F32".
        let type: String
        let shape: [Int]
        /// From `dataOffset`.
        let bytes: Range<Int>
    }

    /// - Throws: a `Fault`: see `ActivationTable.open`.
    static func open(_ reference: FileReference) throws -> NumberArray {
        let bytes = try StoredBytes(reference.path)
        let index = try SafeTensorsIndex(bytes)
        let names = index.tensors.map { ($0.name, "\($0.type), \(shown(shape: $0.shape))") }
        let tensor = index.tensors[try ChosenArray.index(reference, among: names, noun: "tensor")]
        let origin = "\(reference.path):\(shown(tensor.name))"
        guard let element = elements[tensor.type] else {
            throw Fault(
                "holds numbers of the type \(shown(tensor.type)), which is not read", at: origin,
                remedy: "save tensor.to(torch.float32)", status: .data)
        }
        let expected = try NumberArray.byteCount(tensor.shape, element, origin: origin)
        guard tensor.bytes.count == expected else {
            throw Fault(
                "has \(tensor.bytes.count) bytes, where its shape \(shown(shape: tensor.shape)) of \(element.rawValue) takes \(expected)",
                at: origin, remedy: writeAgain, status: .data)
        }
        return NumberArray(
            origin: origin, shape: tensor.shape, element: element, offset: index.dataOffset + tensor.bytes.lowerBound,
            source: .file(bytes))
    }

    /// - Throws: a `Fault` (status data) where the header cannot be read, or does not fit the bytes that follow it.
    init(_ file: StoredBytes) throws {
        func bad(_ problem: String) -> Fault { Fault(problem, at: file.path, remedy: Self.writeAgain, status: .data) }
        let start = try file.prefix(8)
        guard start.count == 8 else {
            throw bad("is no .safetensors file: it has \(start.count) bytes, of which the header's length takes 8")
        }
        let length = start.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(file.count - 8) else {
            throw bad(
                "is no .safetensors file, or cut short: its header should have \(length) bytes, \(file.count - 8) are there")
        }
        guard length <= Self.longest else { throw bad("has a header of \(length) bytes, above the format's \(Self.longest)") }
        dataOffset = 8 + Int(length)
        let json = Data(try file.prefix(dataOffset)[8...])
        guard let header = try? JSONDecoder().decode(Header.self, from: json) else {
            throw bad("has a header that is not the JSON that the format asks for")
        }
        let room = file.count - dataOffset
        var tensors: [Tensor] = []
        for (name, entry) in header.entries {
            let offsets = entry.offsets
            guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1] else {
                throw bad("has a tensor '\(shown(name))' without a place: it should lie from \(offsets)")
            }
            tensors.append(Tensor(name: name, type: entry.dtype, shape: entry.shape, bytes: offsets[0]..<offsets[1]))
        }
        tensors.sort { ($0.bytes.lowerBound, $0.bytes.upperBound, $0.name) < ($1.bytes.lowerBound, $1.bytes.upperBound, $1.name) }
        let end = tensors.map(\.bytes.upperBound).max() ?? 0
        guard end == room else {
            throw bad("\(end > room ? "is cut short: it " : "")holds \(room) bytes of tensors, where its header says \(end)")
        }
        self.tensors = tensors
    }

    /// The format's own limit.
    private static let longest = 100_000_000
    private static let writeAgain = "write the file again"

    private struct Header: Decodable {
        var entries: [(String, Entry)] = []

        struct Entry: Decodable {
            let dtype: String
            let shape: [Int]
            let offsets: [Int]

            private enum CodingKeys: String, CodingKey {
                case dtype, shape
                case offsets = "data_offsets"
            }
        }

        private struct Key: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            for key in container.allKeys where key.stringValue != "__metadata__" {
                entries.append((key.stringValue, try container.decode(Entry.self, forKey: key)))
            }
        }
    }

    private static let elements: [String: ElementType] = [
        "F16": .float16, "BF16": .bfloat16, "F32": .float32, "F64": .float64, "I8": .int8, "I16": .int16, "I32": .int32,
        "I64": .int64, "U8": .uint8, "U16": .uint16, "U32": .uint32, "U64": .uint64, "BOOL": .bool,
    ]
}

import Files

/// What a .safetensors file's header says of its tensors: which there are and where they lie. The tensors themselves are not read.
///
/// `SafeTensors` of the module Files reads a whole file to memory, for the project's own trajectories.
struct SafeTensorsIndex {
    /// In the order of their bytes.
    let tensors: [SafeTensorsHeader.Tensor]
    /// Where the tensors' bytes begin.
    let dataOffset: Int

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
        return NumberArray(
            origin: origin, shape: tensor.shape, element: element, offset: index.dataOffset + tensor.bytes.lowerBound,
            source: .file(bytes))
    }

    /// - Throws: a `Fault` (status data) where the header breaks a rule of the format (see `SafeTensorsHeader`).
    init(_ file: StoredBytes) throws {
        func bad(_ problem: String) -> Fault { Fault(problem, at: file.path, remedy: SafeTensorsHeader.remedy, status: .data) }
        let start = try file.prefix(8)
        guard start.count == 8 else {
            throw bad(
                "is no .safetensors file: it has \(counted(start.count, "byte")), of which the header's length takes 8")
        }
        let length = start.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(file.count - 8) else {
            throw bad(
                "is no .safetensors file, or cut short: its header should have \(length) bytes, \(file.count - 8) are there")
        }
        guard length <= UInt64(SafeTensorsHeader.longest) else {
            throw bad("has a header of \(length) bytes, above the format's \(SafeTensorsHeader.longest)")
        }
        dataOffset = 8 + Int(length)
        let json = Array(try file.prefix(dataOffset)[8...])
        tensors = try SafeTensorsHeader(json, room: file.count - dataOffset, path: file.path, check: Interruption.check).tensors
    }

    private static let elements: [String: ElementType] = [
        "F16": .float16, "BF16": .bfloat16, "F32": .float32, "F64": .float64, "I8": .int8, "I16": .int16, "I32": .int32,
        "I64": .int64, "U8": .uint8, "U16": .uint16, "U32": .uint32, "U64": .uint64, "BOOL": .bool,
    ]
}

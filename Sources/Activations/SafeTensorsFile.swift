import Files

/// Tensors in .safetensors files: the header is read, and of the tensors where they lie.
enum SafeTensorsFile {
    /// - Throws: a `Fault`: see `ActivationTable.open`.
    static func open(_ reference: FileReference) throws -> NumberArray {
        let bytes = try StoredBytes(reference.path)
        let header = try SafeTensorsHeader(path: bytes.path, count: bytes.count, check: Interruption.check) { try bytes.prefix($0) }
        let names = header.tensors.map { ($0.name, "\($0.type), \(shown(shape: $0.shape))") }
        let tensor = header.tensors[try ChosenArray.index(reference, among: names, noun: "tensor")]
        return NumberArray(
            origin: "\(reference.path):\(shown(tensor.name))", shape: tensor.shape, element: try tensor.element(path: bytes.path),
            offset: header.dataOffset + tensor.bytes.lowerBound, source: .file(bytes))
    }
}

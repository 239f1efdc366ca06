import Files

/// Arrays in .npy files.
enum Npy {
    /// - Throws: a `Fault`: see `ActivationTable.open`.
    static func open(_ reference: FileReference) throws -> NumberArray {
        try reference.refuseName("a .npy file holds one array")
        let bytes = try StoredBytes(reference.path)
        return try array(
            origin: reference.path, count: bytes.count, offset: 0, source: .file(bytes), read: { try bytes.prefix($0) })
    }

    /// - Parameters:
    ///   - count: the bytes of the .npy file, which begins at the offset.
    ///   - read: gives so many bytes from its start.
    static func array(
        origin: String, count: Int, offset: Int, source: NumberSource, read: (Int) throws -> [UInt8]
    ) throws -> NumberArray {
        let header = try NumpyHeader(origin: origin, count: count, read: read)
        let (element, isBigEndian) = try header.element(origin: origin)
        let expected = try NumberArray.byteCount(header.shape, element, origin: origin)
        let found = count - header.dataOffset
        guard found == expected else {
            throw Fault(
                "holds \(counted(found, "byte")) of numbers, where its header says \(shown(shape: header.shape)) of \(element.rawValue): \(counted(expected, "byte"))",
                at: origin, remedy: found < expected ? "it is cut short: copy or save it anew" : NumpyHeader.saveAnew, status: .data
            )
        }
        return NumberArray(
            origin: origin, shape: header.shape, element: element, isBigEndian: isBigEndian, isColumnMajor: header.isColumnMajor,
            offset: offset + header.dataOffset, source: source)
    }
}

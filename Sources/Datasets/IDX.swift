import Files

/// The header of an IDX file of bytes (the format of MNIST: two zero bytes, 08 for unsigned bytes, the number of dimensions, each
/// dimension in 32 bits, most significant byte first, then the values, the last dimension fastest).
package struct IDX: Equatable {
    package let dimensions: [Int]
    /// Where the values start.
    package let offset: Int

    /// - Parameter name: what faults call the file.
    /// - Throws: a `Fault` (status data) where the bytes are not those of an IDX file of bytes, wholly there and nothing more.
    package init(_ bytes: [UInt8], named name: String) throws {
        guard bytes.count >= 4 else { throw Self.fault("is cut short within its header", name) }
        guard bytes[0] == 0, bytes[1] == 0, bytes[2] == 8, (1...4).contains(bytes[3]) else {
            throw Self.fault(
                "has the wrong magic number \(bytes[..<4].hexadecimal): 0000080n was expected (n: dimensions, 1 to 4)", name)
        }
        offset = 4 + 4 * Int(bytes[3])
        guard bytes.count >= offset else { throw Self.fault("is cut short within its header", name) }
        var dimensions: [Int] = []
        var size = 1
        for start in stride(from: 4, to: offset, by: 4) {
            let dimension = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
            guard !overflow else { throw Self.fault("claims more values than can be", name) }
            dimensions.append(dimension)
            size = product
        }
        guard bytes.count - offset == size else {
            let shape = dimensions.map(String.init).joined(separator: " x ")
            throw Self.fault("holds \(bytes.count - offset) values, where its header says \(shape)", name)
        }
        self.dimensions = dimensions
    }

    /// The values of an IDX file that must have just these dimensions.
    /// - Throws: a `Fault` (status data); see `init`.
    package init(_ bytes: [UInt8], named name: String, expecting expected: [Int]) throws {
        try self.init(bytes, named: name)
        guard dimensions == expected else {
            func shape(_ dimensions: [Int]) -> String { dimensions.map(String.init).joined(separator: " x ") }
            throw Self.fault("has the dimensions \(shape(dimensions)), where \(shape(expected)) were expected", name)
        }
    }

    private static func fault(_ problem: String, _ name: String) -> Fault {
        Fault(problem, at: name, remedy: WrongFile.remedy, status: .data)
    }
}

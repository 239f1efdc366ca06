import Files

/// Samples of any shape in a file: images as samples x channels x rows x columns.
package struct SampleArray: Sendable {
    /// Of one sample.
    package let shape: [Int]
    /// Samples x all numbers of one, the last index moving fastest.
    package let table: ActivationTable

    /// Opens what `ActivationTable.open` does, but with one dimension or more behind that of the samples.
    /// - Throws: a `Fault`: as there; status data too where the numbers stand column by column.
    package static func open(_ reference: String) throws -> SampleArray {
        var array = try NumberArray.open(FileReference(reference))
        let shape = Array(array.shape.dropFirst())
        guard array.shape.count > 2 else { return SampleArray(shape: shape, table: try array.table()) }
        guard !array.isColumnMajor else {
            throw Fault(
                "has its numbers column by column (Fortran order)", at: array.origin,
                remedy: "save numpy.ascontiguousarray(array)", status: .data)
        }
        array.shape = [array.shape[0], shape.reduce(1, *)]
        return SampleArray(shape: shape, table: try array.table())
    }
}

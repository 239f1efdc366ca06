import Files

/// MNIST (LeCun, Bottou, Bengio and Haffner 1998) and FashionMNIST (Xiao, Rasul and Vollgraf 2017): 28 x 28 grey images of ten
/// classes, in four gzipped IDX files.
package enum MNIST {
    package static let width = 28 * 28
    package static let classes = 10

    /// The images of one part with their labels.
    /// - Parameters:
    ///   - images: an unpacked IDX file of count x 28 x 28 bytes.
    ///   - labels: an unpacked IDX file of count bytes.
    /// - Throws: a `Fault` (status data) that names the file.
    package static func samples(
        images: (bytes: [UInt8], name: String), labels: (bytes: [UInt8], name: String), count: Int
    ) throws -> ByteSamples {
        let pixels = try IDX(images.bytes, named: images.name, expecting: [count, 28, 28])
        let header = try IDX(labels.bytes, named: labels.name, expecting: [count])
        let values = Array(labels.bytes[header.offset...])
        if let place = values.firstIndex(where: { $0 >= classes }) {
            throw Fault(
                "has the label \(values[place]) at sample \(place), where 0 to \(classes - 1) were expected", at: labels.name,
                remedy: Gzip.replace, status: .data)
        }
        return ByteSamples(
            storage: images.bytes, offsets: (0 ..< count).map { pixels.offset + $0 * width }, labels: values, width: width,
            classes: classes, maximum: 255)
    }
}

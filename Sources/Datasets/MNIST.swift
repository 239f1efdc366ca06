import Files

/// MNIST (LeCun, Bottou, Bengio and Haffner 1998) and FashionMNIST (Xiao, Rasul and Vollgraf 2017): 28 x 28 grey images of ten
/// classes, in four gzipped IDX files.
package enum MNIST {
    package static let side = 28
    package static let width = side * side
    package static let classes = 10

    /// The images of one part with their labels.
    /// - Parameters:
    ///   - images: an unpacked IDX file of count x 28 x 28 bytes.
    ///   - labels: an unpacked IDX file of count bytes.
    /// - Throws: a `Fault` (status data) that names the file.
    package static func samples(
        images: (bytes: [UInt8], name: String), labels: (bytes: [UInt8], name: String), count: Int
    ) throws -> ByteSamples {
        let start = try offsetOfPixels(images.bytes, named: images.name, count: count)
        return ByteSamples(
            storage: images.bytes, offsets: (0..<count).map { start + $0 * width },
            labels: try values(ofLabels: labels.bytes, named: labels.name, count: count), width: width, classes: classes,
            maximum: 255)
    }

    /// Where the pixels start in an IDX file of count x 28 x 28 bytes.
    /// - Throws: a `Fault` (status data) that names the file.
    package static func offsetOfPixels(_ bytes: [UInt8], named name: String, count: Int) throws -> Int {
        try IDX(bytes, named: name, expecting: [count, side, side]).offset
    }

    /// The labels in an IDX file of count bytes.
    /// - Throws: a `Fault` (status data) that names the file.
    package static func values(ofLabels bytes: [UInt8], named name: String, count: Int) throws -> [UInt16] {
        let labels = Array(bytes[try IDX(bytes, named: name, expecting: [count]).offset...])
        if let place = labels.firstIndex(where: { $0 >= classes }) {
            throw Fault(
                "has the label \(labels[place]) at sample \(place), where 0 to \(classes - 1) were expected", at: name,
                remedy: WrongFile.remedy, status: .data)
        }
        return labels.map(UInt16.init)
    }
}

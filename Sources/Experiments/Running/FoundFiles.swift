import DataFiles

extension DataLibrary {
    /// The file of a user's network, where it and its images are there; else nil.
    /// - Throws: a `Fault` where the file is there and cannot be read, or REFIGURE_DATA is wrong.
    func find(_ network: PublishedNetwork) throws -> (path: String, digest: String)? {
        guard let images = network.images.images, try has(images) else { return nil }
        return try file(named: network.file)
    }
}

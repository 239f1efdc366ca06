import DataFiles

extension DataLibrary {
    /// The file of a user's network, where it and its images are there; else nil.
    /// - Throws: a `Fault` where the file is there and cannot be read, or REFIGURE_DATA is wrong.
    func find(_ network: PublishedNetwork) throws -> (path: String, digest: String)? {
        guard let images = network.images.images, try has(images) else { return nil }
        return try file(named: network.file)
    }

    /// It with its images, where both are there; else nil.
    /// - Throws: a `Fault` where one of them is there and cannot be read.
    package func published(_ network: PublishedNetwork) throws -> FoundNetwork? {
        guard let file = try find(network) else { return nil }
        return FoundNetwork(at: file.path, images: try images(network.images))
    }

    /// Whether those that are needed are there; false where none is.
    func arePublishedThere(_ needs: Needs) throws -> Bool {
        try !needs.published.isEmpty && needs.published.allSatisfy { try find($0) != nil }
    }
}

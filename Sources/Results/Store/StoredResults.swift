import Files

extension Store {
    private func path(ofResult key: CacheKey) -> String { "\(folder)/results/\(key.short).json" }

    /// The figure's result that was computed from the key's inputs; nil where none is kept, or what is there is damaged or another
    /// figure's: then it is computed anew.
    public func result(_ key: CacheKey, of id: FigureID) -> ResultFile? {
        guard case .valid(let file)? = (try? ResultFile.read(path(ofResult: key)))?.of(id), file.key == key else { return nil }
        return file
    }

    /// Keeps a result under its key, so that inputs which come back need no computing.
    /// - Throws: a `Fault` (status cannotWrite).
    public func keep(_ file: ResultFile) throws {
        let path = path(ofResult: file.key)
        if (try? file.stands(at: path)) != true { try file.write(to: path) }
    }
}

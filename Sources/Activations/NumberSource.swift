/// Where a table's bytes come from.
enum NumberSource: Sendable {
    /// A file as it lies.
    case file(StoredBytes)
    case spooled(SpooledBytes)

    /// Runs the body with the bytes.
    /// - Throws: what the body throws; a `Fault` (status data) where the file has changed since it was opened.
    func withFile<Result>(_ body: (OpenFile) throws -> Result) throws -> Result {
        switch self {
        case .file(let bytes):
            let file = try bytes.opened()
            let result = try body(file)
            try file.checkUnchanged()
            return result
        case .spooled(let bytes): return try body(bytes.file())
        }
    }
}

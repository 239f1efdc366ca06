import Foundation

/// A new folder for the length of the body.
func withTemporaryFolderAsync<Result>(_ body: (_ folder: String) async throws -> Result) async rethrows -> Result {
    let folder = makeTemporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
}

func withTemporaryFolder<Result>(_ body: (_ folder: String) throws -> Result) rethrows -> Result {
    let folder = makeTemporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
}

private func makeTemporaryFolder() -> String {
    let folder = NSTemporaryDirectory() + "refigure-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
}

/// Names below the folder, sorted.
func names(in folder: String) -> [String] {
    (try? FileManager.default.subpathsOfDirectory(atPath: folder).sorted()) ?? []
}

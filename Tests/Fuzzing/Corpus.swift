import Foundation

/// Small files for each reader, good ones and such as once went wrong: Tests/Corpus/<reader>/.
public enum Corpus {
    public static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "Corpus"
    )
    .path

    /// The folders' names.
    public static var readers: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() }

    /// The reader's files in order of their names.
    public static func files(of reader: String) -> [(name: String, bytes: [UInt8])] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(reader)")) ?? []).sorted()
        return names.compactMap { name in
            FileManager.default.contents(atPath: "\(folder)/\(reader)/\(name)").map { (name, [UInt8]($0)) }
        }
    }
}

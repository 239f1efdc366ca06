import Files
import Foundation

/// The digest of each source file, comments and blank space taken out: it stays where a comment or the indentation changes, and
/// changes where the code does.
///
/// Results are keyed by these digests, so the error to avoid is one digest for two programs. Wherever the text is not certain (an
/// unterminated literal, a bare regular expression), the file counts as it stands.
public enum SourceDigest {
    /// The digests of all .swift, .c, .h, .inc and .def files below the folder; catalogues of documentation (.docc) are left out.
    /// - Returns: path relative to the folder ("InformationTheory/Entropy.swift") -> SHA-256 (64 hexadecimal digits) of the
    ///   normalised text.
    /// - Throws: a `Fault` (status data) where a file or folder cannot be read.
    public static func files(in folder: String) throws -> [String: String] {
        var digests: [String: String] = [:]
        for path in try sourceFiles(in: folder) {
            let full = "\(folder)/\(path)"
            digests[path] = SHA256.hex(of: normalised(try PlainFile.bytes(full), isSwift: path.hasSuffix(".swift")))
        }
        return digests
    }

    /// The text that is digested: the normalised form, marked as such, or the text itself where it cannot be normalised with
    /// certainty.
    package static func normalised(_ text: [UInt8], isSwift: Bool) -> [UInt8] {
        let plain = NormalForm.unixLines(text)
        let form = isSwift ? SwiftNormalForm.of(plain) : CNormalForm.of(plain)
        if let form { return Array("code\n".utf8) + form }
        return Array("text\n".utf8) + plain
    }

    /// The file that is compiled into the command: an enum `SourceDigests` with the digests in order of their paths.
    public static func generatedSwift(_ digests: [String: String]) -> String {
        var text = "/// The digest of each source file, comments and blank space aside; made by digest-sources.\n"
        text += "enum SourceDigests {\n    static let files: [String: String] = [\n"
        for (path, digest) in digests.sorted(by: { $0.key < $1.key }) {
            text += "        \(path.debugDescription): \"\(digest)\",\n"
        }
        return text + (digests.isEmpty ? "        :\n" : "") + "    ]\n}\n"
    }

    private static let extensions: Set<Substring> = ["swift", "c", "h", "inc", "def"]

    /// Relative paths, sorted; hidden files and folders are left out.
    private static func sourceFiles(in folder: String) throws -> [String] {
        let manager = FileManager.default
        var found: [String] = []
        func visit(_ path: String) throws {
            let full = path.isEmpty ? folder : "\(folder)/\(path)"
            let names: [String]
            do {
                names = try manager.contentsOfDirectory(atPath: full)
            } catch {
                throw Fault("the folder cannot be read", at: full, remedy: "check that it exists and may be read", status: .data)
            }
            for name in names where !name.hasPrefix(".") {
                let child = path.isEmpty ? name : "\(path)/\(name)"
                var isFolder: ObjCBool = false
                guard manager.fileExists(atPath: "\(folder)/\(child)", isDirectory: &isFolder) else { continue }
                if isFolder.boolValue {
                    if !name.hasSuffix(".docc") { try visit(child) }
                } else if let dot = name.lastIndex(of: "."), extensions.contains(name[name.index(after: dot)...]) {
                    found.append(child)
                }
            }
        }
        try visit("")
        return found.sorted()
    }
}

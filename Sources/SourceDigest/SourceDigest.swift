import Foundation

/// The digest of each source file, comments and blank space taken out: it stays where a comment or the indentation changes, and
/// changes where the code does.
///
/// Results are keyed by these digests, so the error to avoid is one digest for two programs. Wherever the text is not certain (an
/// unterminated literal, a bare regular expression), the file counts as it stands.
public enum SourceDigest {
    /// All .swift, .c, .h, .inc and .def files below the folder; catalogues of documentation (.docc) are left out.
    /// - Returns: by path relative to the folder ("InformationTheory/Entropy.swift"), each with the SHA-256 of its normalised text.
    /// - Throws: `UnreadableSource`.
    public static func index(of folder: String) throws -> SourceIndex {
        index(try texts(of: folder))
    }

    /// The index of the files' texts, by path.
    public static func index(_ texts: [String: [UInt8]]) -> SourceIndex {
        var types = ProjectTypes()
        let files = Dictionary(
            uniqueKeysWithValues: texts.map { path, text in (path, file(text, isSwift: path.hasSuffix(".swift"), types: &types)) })
        types.settle()
        return SourceIndex(files.mapValues { $0.knowing(types) })
    }

    /// The texts of the files that `index(of:)` reads.
    /// - Throws: as that.
    public static func texts(of folder: String) throws -> [String: [UInt8]] {
        Dictionary(
            uniqueKeysWithValues: try paths(in: folder).map { path in
                guard let text = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
                    throw UnreadableSource(path: "\(folder)/\(path)")
                }
                return (path, [UInt8](text))
            })
    }

    /// The digests alone.
    /// - Throws: as `index(of:)`.
    public static func files(in folder: String) throws -> [String: String] { try index(of: folder).digests }

    /// - Parameter types: takes the types that the file declares, and what types it makes conform.
    static func file(_ text: [UInt8], isSwift: Bool, types: inout ProjectTypes) -> SourceFile {
        let plain = NormalForm.unixLines(text)
        guard let form = isSwift ? SwiftNormalForm.of(plain) : CNormalForm.of(plain) else {
            // What a file mentions that cannot be read with certainty, nobody can tell: as if all of its names were code.
            var raw = NormalForm(plain)
            raw.copy(plain.count)
            let mentions = SourceTokens.names(SourceTokens(raw).places[...])
            let digest = ContentDigest.hex(of: digested(nil, plain))
            return SourceFile(
                digest: digest, parts: [SourcePart(door: .open, mentions: mentions, digest: String(digest.prefix(16)))])
        }
        let digest = ContentDigest.hex(of: digested(form, plain))
        let tokens = SourceTokens(form)
        guard isSwift else { return SourceFile(digest: digest, parts: [CPart.of(tokens)]) }
        guard let swift = SwiftParts(tokens) else {
            return SourceFile(
                digest: digest,
                parts: [
                    SourcePart(
                        door: .open, mentions: SourceTokens.names(tokens.places[...]), digest: String(digest.prefix(16)))
                ],
                imports: SwiftParts.imports(tokens))
        }
        types.add(swift.types, conforming: swift.conformances)
        return SourceFile(digest: digest, parts: swift.parts, imports: swift.imports)
    }

    /// The text that is digested: the normalised form, marked as such, or the text itself where it cannot be normalised with
    /// certainty.
    package static func normalised(_ text: [UInt8], isSwift: Bool) -> [UInt8] {
        let plain = NormalForm.unixLines(text)
        return digested(isSwift ? SwiftNormalForm.of(plain) : CNormalForm.of(plain), plain)
    }

    private static func digested(_ form: NormalForm?, _ plain: [UInt8]) -> [UInt8] {
        form.map { Array("code\n".utf8) + $0.output } ?? Array("text\n".utf8) + plain
    }

    /// The file that is compiled into the command: an enum `SourceDigests` with the index as text.
    public static func generatedSwift(_ index: SourceIndex) -> String {
        """
        /// The digest of each source file, comments and blank space aside, and what it uses of the others; made by digest-sources.
        enum SourceDigests {
            static var text: String {
                #\"""
        \(index.text.split(separator: "\n").map { "        \($0)\n" }.joined())        \"""#
            }
        }

        """
    }

    private static let extensions: Set<Substring> = ["swift", "c", "h", "inc", "def"]

    /// The digest of a file's text.
    public static func digest(_ text: [UInt8], isSwift: Bool) -> String {
        ContentDigest.hex(of: normalised(text, isSwift: isSwift))
    }

    /// The files that `index(of:)` reads, by paths relative to the folder, sorted; hidden files and folders are left out.
    /// - Throws: as that.
    public static func paths(in folder: String) throws -> [String] {
        let manager = FileManager.default
        var found: [String] = []
        func visit(_ path: String) throws {
            let full = path.isEmpty ? folder : "\(folder)/\(path)"
            let names: [String]
            do {
                names = try manager.contentsOfDirectory(atPath: full)
            } catch {
                throw UnreadableSource(path: full)
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

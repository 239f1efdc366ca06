import Foundation
import PackagePlugin

/// Compiles `SourceDigests` into the target, the digest of every source file of the package, and `BuildToolchain`, the compiler's full
/// version: both as they are at build time.
@main
struct SourceDigestPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let sources = context.package.directoryURL.appending(path: "Sources")
        let output = context.pluginWorkDirectoryURL.appending(path: "SourceDigests.swift")
        let toolchain = context.pluginWorkDirectoryURL.appending(path: "BuildToolchain.swift")
        let compiler = try context.tool(named: "swiftc").url
        return [
            .buildCommand(
                displayName: "Digesting the sources",
                executable: try context.tool(named: "digest-sources").url,
                arguments: [sources.path(percentEncoded: false), output.path(percentEncoded: false)],
                inputFiles: sourceFiles(in: sources),
                outputFiles: [output]),
            .buildCommand(
                displayName: "Asking for the compiler's version",
                executable: URL(filePath: "/bin/sh"),
                arguments: ["-c", Self.script, "sh", compiler.path(percentEncoded: false), toolchain.path(percentEncoded: false)],
                inputFiles: [compiler],
                outputFiles: [toolchain]),
        ]
    }

    /// $1 the compiler, $2 the file to write.
    private static let script = #"""
        set -e
        version=$("$1" --version 2>/dev/null | sed -e '2,$s/^/, /' | tr -d '\n\r')
        printf 'enum BuildToolchain {\n    static let text = ##"%s"##\n}\n' "$version" >"$2"
        """#

    /// A file's coming or going changes this list, and with it the command: that runs the command anew. Documentation is no source.
    private func sourceFiles(in folder: URL) -> [URL] {
        let extensions: Set = ["swift", "c", "h", "inc", "def"]
        guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
        else {
            return []
        }
        return walk.compactMap { $0 as? URL }.filter { extensions.contains($0.pathExtension) && !$0.path.contains(".docc/") }
            .sorted { $0.path < $1.path }
    }
}

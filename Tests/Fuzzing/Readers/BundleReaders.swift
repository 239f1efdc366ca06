import Bundles
import Files

extension FuzzedReader {
    /// A bundle: whatever its archive holds, what is given lies below its folder, and has the bytes that are listed.
    static func bundle() -> FuzzedReader {
        let scratch = ScratchFolder()
        return FuzzedReader("bundle", mutations: 500, damages: [TarDamage.field]) { bytes in
            let path = scratch.write(bytes, to: "bundle.tar.zst")
            var listed: [String: BundleManifest.File] = [:]
            let mismatches = try BundleReader.read(path) { manifest in
                for file in manifest.files { listed[file.path] = file }
            } visit: { file in
                let name = file.listed.path
                try promise(listed.removeValue(forKey: name) == file.listed, "\(name) is given twice, or is not listed")
                try promise(!name.hasPrefix("/") && !"/\(name)/".contains("/../"), "\(name) leaves the folder")
                let content = try file.bytes(limit: 1 << 20)
                try promise(content.count == file.listed.bytes, "\(name) has \(content.count) bytes")
            }
            // Each file is given, or is told of.
            for name in listed.keys { try promise(mismatches.contains { $0.path == name }, "\(name) is passed over in silence") }
        }
    }
}

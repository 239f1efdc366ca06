import Files
import Foundation
import Results
import TestSupport

@testable import Bundles

/// Small bundles of made-up files, in a folder that is removed at the end.
final class BundleFolder {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "refigure-\(UUID().uuidString)"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    static let texts = ["definition.yml": "figures: []\n", "results/a.json": "{}\n", "sources.txt": ""]

    static func content(_ texts: [String: String] = texts) throws -> BundleContent {
        let manifest = BundleManifest(
            kind: .report, report: "small", title: "Small", version: "1", sources: SHA256.hex(of: texts["sources.txt"] ?? ""),
            data: [],
            figures: [], networks: [], products: [])
        return try BundleContent(manifest, texts.map { .init($0.key, .text(Array($0.value.utf8))) })
    }

    /// The path of a file of these bytes.
    func file(_ bytes: [UInt8], _ name: String = "bundle.tar.zst") throws -> String {
        try AtomicFile.write(bytes, to: "\(path)/\(name)")
        return "\(path)/\(name)"
    }

    /// A bundle, not packed, with other entries behind its own.
    func plain(_ content: BundleContent, _ texts: [String: String] = texts, and others: [Tar.Entry]) throws -> String {
        let files = texts.sorted { $0.key < $1.key }.map {
            Tar.Entry(path: "refigure-small/\($0.key)", bytes: Array($0.value.utf8))
        }
        return try file(
            Tar.archive([Tar.Entry(path: "refigure-small/manifest.json", bytes: content.manifest.text)] + files + others),
            "plain.tar")
    }
}

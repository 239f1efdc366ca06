import Bundles
import Experiments
import Files
import Foundation
import Results

/// A bundle that is being verified: read whole, its files but networks and products on the disk, in a folder where all is made anew.
///
/// The folder is the bundle's own, by its manifest's digest, below the project's store. What was trained there by a run that was stopped is
/// there for the next one; nothing in it comes from the user's store or report, or verifying would compare what is known already.
final class VerifiedBundle {
    let path: String
    let manifest: BundleManifest
    /// Where files are not what the manifest says.
    let mismatches: [BundleReader.Mismatch]
    /// The project that everything is made anew in.
    let scratch: ProjectFolder
    private let lock: FileLock

    /// - Parameter project: whose templates the pages are set with.
    /// - Throws: a `Fault`: status data where the file is no bundle of a report, usage where another process verifies it, cannotWrite.
    init(_ path: String, in project: ProjectFolder) throws {
        self.path = path
        var opened: (manifest: BundleManifest, folder: String, lock: FileLock)?
        mismatches = try BundleReader.read(path) { manifest in
            opened = try Self.open(manifest, path, in: project)
        } visit: { file in
            guard let folder = opened?.folder, !Self.isPiece(file.listed.path) else { return }
            try file.write(to: "\(folder)/bundle/\(file.listed.path)")
        }
        guard let opened else { preconditionFailure("a bundle without a manifest was read") }
        (manifest, lock) = (opened.manifest, opened.lock)
        scratch = ProjectFolder(path: opened.folder)
        guard FileStamp(path: extracted(BundlePath.definition)) != nil, FileStamp(path: extracted(BundlePath.provenance)) != nil
        else {
            throw Fault("has no definition or no provenance", at: path, remedy: "fetch or copy it again", status: .data)
        }
        try AtomicFile.write(PlainFile.bytes(extracted(BundlePath.definition)), to: definition)
        try install()
    }

    private static func isPiece(_ path: String) -> Bool {
        path.hasPrefix(BundlePath.networks) || path.hasPrefix(BundlePath.products)
    }

    private static func open(
        _ manifest: BundleManifest, _ path: String, in project: ProjectFolder
    ) throws -> (BundleManifest, String, FileLock) {
        guard manifest.kind == .report else {
            throw Fault(
                "is of a store, not of a report", at: path,
                remedy: "`refigure store import` takes it; verify a file of `refigure bundle`",
                status: .data)
        }
        let name = try SHA256.hex(of: SealedJSON.text(manifest)).prefix(16)
        guard let lock = try FileLock.attempt("\(project.store)/locks/verify-\(name).lock") else {
            throw Fault("is being verified by another process", at: path, remedy: "wait for it", status: .usage)
        }
        let folder = "\(project.store)/verify/\(name)"
        try Removal.clearAway(folder + done)
        try Removal.clearAway("\(folder)/bundle")
        for part in ["bundle", "reports"] { try AtomicFile.makeFolder("\(folder)/\(part)") }
        let templates = "\(folder)/templates"
        _ = unlink(templates)
        guard symlink(realPath(project.templates), templates) == 0 else { throw Fault.cannotWrite(templates, .last) }
        return (manifest, folder, lock)
    }

    private static func realPath(_ path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().path }

    /// What the bundle's page and trainings need, and what nobody makes anew here: weights that trainings begin with say by their digest that
    /// they are those of the job; of the atlas the page has a line a figure; pages of one's own stand where the definition names them.
    private func install() throws {
        let store = Store(folder: scratch.store)
        let damaged = Set(mismatches.map(\.path))
        for file in manifest.files where !damaged.contains(file.path) {
            if file.path.hasPrefix(BundlePath.weights) {
                let key = CacheKey([KeyInput("weights", FilePath(file.path).stem)])
                guard !store.contains(key, on: .weights) else { continue }
                try store.save(PlainFile.bytes(extracted(file.path)), as: key, on: .weights)
            } else if file.path.hasPrefix(ReportBundle.Path.atlas) {
                let name = FilePath(file.path).name
                let folder = name == "alternatives.yml" ? scratch.path : "\(scratch.reports)/\(manifest.report)-atlas"
                try AtomicFile.write(PlainFile.bytes(extracted(file.path)), to: "\(folder)/\(name)")
            } else if file.path.hasPrefix(BundlePath.pages) {
                let name = String(file.path.dropFirst(BundlePath.pages.count))
                guard BundlePath.isPagePlace(name, of: manifest.report) else {
                    throw Fault(
                        "'\(file.path)' is no page of its report", at: path, remedy: "fetch or copy it again", status: .data)
                }
                try AtomicFile.write(PlainFile.bytes(extracted(file.path)), to: "\(scratch.reports)/\(name)")
            }
        }
    }

    /// Where a file of the bundle lies that is neither a network nor a product.
    func extracted(_ name: String) -> String { "\(scratch.path)/bundle/\(name)" }

    /// The definition as the scratch project's.
    var definition: String { "\(scratch.reports)/\(manifest.report).yml" }

    /// Whether the weights that a training begins with are at hand.
    func hasWeights(_ digest: String) -> Bool { manifest.files.contains { $0.path == BundlePath.weights(digest) } }

    /// - Throws: a `Fault` (status data) where it is damaged.
    func provenance() throws -> Provenance {
        guard let provenance = Provenance.read(extracted(BundlePath.provenance)) else {
            throw Fault("its provenance.json is damaged", at: path, remedy: "fetch or copy it again", status: .data)
        }
        return provenance
    }

    /// The bytes of some of the bundle's networks and products, as far as they are in it: it is read once more for them.
    /// - Throws: a `Fault` (status data).
    func pieces(_ paths: Set<String>) throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        guard manifest.files.contains(where: { paths.contains($0.path) }) else { return found }
        _ = try BundleReader.read(path) { _ in
        } visit: { file in
            if paths.contains(file.listed.path) { found[file.listed.path] = try file.bytes(limit: 1 << 32) }
        }
        return found
    }

    /// Removes what was made anew, once the verification has ended. Under another name: of a folder that is half removed, the next
    /// verification would take the rest for the work of one that was stopped.
    /// - Throws: a `Fault` (status cannotWrite) where something stays.
    func remove() throws {
        let done = rename(scratch.path, scratch.path + Self.done) == 0 ? scratch.path + Self.done : scratch.path
        try Removal.clearAway(done)
    }

    private static let done = ".done"
}

import Files
import Foundation

/// What earlier runs found out about files and addresses, kept in `data/.refigure/`; losing it costs time only.
package struct FileMemory {
    private let path: String
    private var kept = Contents()
    /// Why what earlier runs found out cannot be read; nil where it can, or there is none.
    var damage: Fault?

    struct Contents: Codable {
        /// By absolute path.
        var verified: [String: Verified] = [:]
        /// When an address failed, in seconds since 1970.
        var failed: [String: Int] = [:]
    }

    package struct Verified: Codable {
        /// The file's state when it was verified.
        var stamp: FileStamp
        /// What it was verified to be (`Manifest.File.identity`).
        var identity: String
        /// Seconds since 1970.
        var when: Int
        /// The address that it came from; nil where it was found.
        var origin: String?
    }

    package init(folder: String) {
        path = "\(folder)/memory.json"
        do {
            kept = try Self.read(path)
        } catch {
            damage = error
        }
    }

    /// What is known of the file as it is now; nil where it has changed, or was verified to be another.
    package func verified(_ file: String, as identity: String) -> Verified? {
        guard let known = kept.verified[file], known.identity == identity, known.stamp == FileStamp(path: file) else { return nil }
        return known
    }

    mutating func remember(_ file: String, _ verified: Verified) { change { $0.verified[file] = verified } }

    mutating func forget(_ file: String) {
        if kept.verified[file] != nil { change { $0.verified[file] = nil } }
    }

    /// Whether the address failed within the last hour.
    package func hasFailed(_ address: String, now: Int) -> Bool {
        kept.failed[address].map { now - 3600 < $0 && $0 <= now } ?? false
    }

    mutating func remember(failureOf address: String, now: Int) { change { $0.failed[address] = now } }

    mutating func forget(failureOf address: String) {
        if kept.failed[address] != nil { change { $0.failed[address] = nil } }
    }

    /// Other runs may have written meanwhile; their entries are kept. A folder that cannot be written is no reason to stop.
    private mutating func change(_ body: (inout Contents) -> Void) {
        kept = (try? Self.read(path)) ?? Contents()
        body(&kept)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        if let data = try? encoder.encode(kept) { try? AtomicFile.write(data, to: path) }
    }

    private static func read(_ path: String) throws(Fault) -> Contents {
        func damage(_ problem: String) -> Fault {
            Fault(problem, at: path, remedy: "it is passed over, and the data sets' files are verified anew", status: .data)
        }
        let bytes: [UInt8]
        do {
            guard let there = try PlainFile.read(path, limit: 1 << 24) else { return Contents() }
            bytes = there
        } catch {
            throw damage((error as? Fault)?.problem ?? "cannot be read")
        }
        guard let contents = try? JSONDecoder().decode(Contents.self, from: Data(bytes)) else {
            throw damage("is damaged: it is not the JSON that was written")
        }
        // Until the year 9999.
        guard contents.verified.values.allSatisfy({ (0..<253_402_300_800).contains($0.when) }) else {
            throw damage("is damaged: it has a time that cannot be")
        }
        return contents
    }
}

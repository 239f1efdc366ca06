import Foundation
import Handbook
import Testing

/// The project that these tests belong to.
enum Project {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static func text(_ name: String) throws -> String { try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) }

    /// The modules as Package.swift has them now, the papers as one.
    static let house = Result { try House(packageDump: dump.get()).joined }

    /// The modules and their tests.
    static let houseWithTests = Result { try House(packageDump: dump.get(), withTests: true) }

    private static let dump = Result {
        let scratch = NSTemporaryDirectory() + "refigure-package-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        // A scratch folder of its own: the run of the tests holds the usual one.
        process.arguments = ["swift", "package", "--package-path", folder, "--scratch-path", scratch, "dump-package"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let dump = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return dump
    }
}

import Foundation
import Testing

/// Compares a text with the tracked one of the same name in `Recordings/`. Where there is none it is recorded, and the run fails, so that
/// somebody looks at it.
func expectRecording(_ name: String, _ text: String, file: String = #filePath, location: SourceLocation = #_sourceLocation) throws {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Recordings")
    let place = folder.appendingPathComponent("\(name).txt")
    guard let known = try? String(contentsOf: place, encoding: .utf8) else {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try text.write(to: place, atomically: true, encoding: .utf8)
        Issue.record("recorded Recordings/\(name).txt: look at it, then run again", sourceLocation: location)
        return
    }
    guard known != text else { return }
    let (old, new) = (known.split(separator: "\n"), text.split(separator: "\n"))
    let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
    let (was, now) = (line < old.count ? String(old[line]) : "the end", line < new.count ? String(new[line]) : "the end")
    Issue.record(
        "the drawing differs from Recordings/\(name).txt at line \(line + 1): '\(was)' is now '\(now)'; delete the file to record it anew",
        sourceLocation: location)
}

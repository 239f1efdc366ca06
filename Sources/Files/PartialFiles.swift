import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What `AtomicFile` leaves behind when its process is killed: "<path>.<process>-<number>.partial".
public enum PartialFiles {
    /// Removes those below the folder whose process is gone; what cannot be removed stays.
    public static func sweep(_ folder: String) {
        guard let walk = FileManager.default.enumerator(atPath: folder) else { return }
        for case let path as String in walk {
            if let process = process(of: path), kill(process, 0) != 0, errno == ESRCH { unlink("\(folder)/\(path)") }
        }
    }

    /// The process that was writing the file; nil for files of another form.
    static func process(of path: String) -> pid_t? {
        let parts = path.split(separator: ".")
        guard parts.count >= 3, parts.last == "partial" else { return nil }
        let numbers = parts[parts.count - 2].split(separator: "-")
        guard numbers.count == 2, UInt32(numbers[1]) != nil, let process = pid_t(numbers[0]), process > 0 else { return nil }
        return process
    }
}

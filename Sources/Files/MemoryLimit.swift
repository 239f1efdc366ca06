import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How much memory the process may take. An allocation that fails ends the process, so it is asked before much is allocated.
public enum MemoryLimit {
    /// The least of the machine's memory, the control group's limit and the process's own (`ulimit -v`), in bytes.
    public static let bytes: Double = {
        var least = Double(ProcessInfo.processInfo.physicalMemory)
        for file in ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"] {
            if let limit = firstNumber(in: file) { least = min(least, limit) }
        }
        var own = rlimit()
        #if canImport(Glibc)
            let found = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &own)
        #else
            let found = getrlimit(RLIMIT_AS, &own)
        #endif
        if found == 0 {
            // What is mapped already (in pages) counts.
            let mapped = (firstNumber(in: "/proc/self/statm") ?? 0) * Double(sysconf(Int32(_SC_PAGESIZE)))
            least = min(least, max(0, Double(own.rlim_cur) - mapped))
        }
        return least
    }()

    /// - Parameters:
    ///   - needed: in bytes.
    ///   - what: what takes it, as in "the labels of 4000000000 samples".
    ///   - limit: another one, for tests.
    /// - Throws: a `Fault` (status data) that says how much is needed and how much there is.
    public static func check(
        _ needed: Double, for what: @autoclosure () -> String, at place: String?, remedy: @autoclosure () -> String,
        limit: Double = MemoryLimit.bytes
    ) throws {
        guard needed > limit else { return }
        throw Fault(
            "\(what()) would take \(gigabytes(needed)) of memory, and there are \(gigabytes(limit))", at: place, remedy: remedy(),
            status: .data)
    }

    /// "34.4 GB"; of less than a tenth of one "52 MB".
    private static func gigabytes(_ bytes: Double) -> String {
        bytes < 1e8 ? String(format: "%.0f MB", bytes / 1e6) : String(format: "%.1f GB", bytes / 1e9)
    }

    private static func firstNumber(in file: String) -> Double? {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
        return text.split { $0 == " " || $0 == "\n" }.first.flatMap { Double($0) }
    }
}

import Files
import Foundation

/// The fetching of one file by curl (http, https or file addresses), which takes up again what a broken attempt left.
package struct Download {
    package let address: String
    /// The path of the file; what has come so far lies beside it under a name of its own.
    package let target: String
    /// Bytes of the whole file, roughly; nil: not known. Much more than this is not accepted.
    package let expected: Int?
    /// Seconds to wait for a connection.
    package let patience: Int

    package init(address: String, target: String, expected: Int?, patience: Int) {
        self.address = address
        self.target = target
        self.expected = expected
        self.patience = patience
    }

    /// Whether curl is installed.
    package static var isPossible: Bool { curl != nil }

    /// Where the bytes lie until they are all here and verified. Each address has its own, so that bytes of two sources never mix.
    package var partial: String { "\(target).\(SHA256.hex(of: address).prefix(8)).partial" }

    /// Fetches the file and puts it under its right name once `verify` accepts it.
    /// - Parameters:
    ///   - progress: is told how many bytes are here, some ten times a second.
    ///   - verify: throws where the file at the path is not the one wanted.
    /// - Throws: `CancellationError` once `cancelled` answers true; a `Fault`: status data where the address does not give the
    ///   file (what came of it stays, to be continued, unless it is wrong), status cannotWrite where the disk does not take it.
    package func run(
        progress: (Int) -> Void, cancelled: () -> Bool, verify: (String) throws -> Void
    ) throws {
        try AtomicFile.makeFolder(FilePath(target).folder)
        while true {
            let resumed = (FileStamp(path: partial)?.size ?? 0) > 0
            let outcome = try transfer(progress: progress, cancelled: cancelled)
            // 416: the server has nothing behind what is here already.
            if outcome.status == 0 || (resumed && outcome.http == "416") {
                do {
                    try verify(partial)
                    return try accept()
                } catch let fault as Fault {
                    remove()
                    if resumed { continue }
                    throw Fault("what \(address) gives is not the file: \(fault.problem)", at: target, status: .data)
                }
            }
            // 33 and 36: the server cannot continue from where the last attempt broke off.
            if resumed, [33, 36].contains(outcome.status) {
                remove()
                continue
            }
            if FileStamp(path: partial)?.size == 0 { remove() }
            if outcome.status == 23 {
                throw Fault(
                    "cannot be written: \(outcome.message)", at: target,
                    remedy: "free some space and run the command again; what was finished is kept", status: .cannotWrite)
            }
            throw Fault("\(address) failed: \(outcome.message)", at: target, status: .data)
        }
    }

    private func remove() { unlink(partial) }

    private func accept() throws {
        let descriptor = open(partial, O_RDONLY | O_CLOEXEC)
        let flushed = descriptor >= 0 && (fsync(descriptor) == 0 || errno == EINVAL)
        if descriptor >= 0 { close(descriptor) }
        guard flushed, rename(partial, target) == 0 else {
            throw Fault.cannotWrite(target, .last)
        }
        // What other addresses began is of no use any more.
        let folder = FilePath(target).folder
        let prefix = FilePath(target).name + "."
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasPrefix(prefix) && name.hasSuffix(".partial") {
            unlink("\(folder)/\(name)")
        }
    }

    private struct Outcome {
        /// curl's exit code.
        var status: Int32
        var http: String
        /// curl's words, without its name and code.
        var message: String
    }

    private func transfer(progress: (Int) -> Void, cancelled: () -> Bool) throws -> Outcome {
        guard let curl = Self.curl else {
            return Outcome(status: -1, http: "", message: "curl is not installed")
        }
        // Twice the size leaves room for another packing of the same content, and none for something else.
        let most = expected.map { 2 * $0 + 1 << 16 } ?? Int.max
        let process = Process()
        process.executableURL = URL(fileURLWithPath: curl)
        process.arguments = [
            "--disable", "--fail", "--location", "--silent", "--show-error", "--proto", "=http,https,file", "--proto-redir",
            "=http,https", "--connect-timeout", "\(patience)", "--speed-limit", "1000", "--speed-time", "20", "--continue-at", "-",
            "--output", partial, "--write-out", "%{http_code}", address,
        ]
        let output = Pipe()
        let errors = Pipe()
        // This machine's own servers are no matter for a proxy.
        var environment = ProcessInfo.processInfo.environment
        environment["no_proxy"] =
            ((environment["no_proxy"] ?? environment["NO_PROXY"]).map { "\($0)," } ?? "") + "127.0.0.1,localhost"
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        do {
            try process.run()
        } catch {
            return Outcome(status: -1, http: "", message: "curl cannot be started")
        }
        var stopped = false
        var tooLong = false
        var turns = 0
        while process.isRunning {
            usleep(10_000)
            turns += 1
            if !stopped, cancelled() {
                stopped = true
                process.terminate()
            }
            guard turns % 10 == 0 else { continue }
            let size = FileStamp(path: partial)?.size ?? 0
            if size > most, !tooLong {
                tooLong = true
                process.terminate()
            }
            progress(size)
        }
        process.waitUntilExit()
        if stopped { throw CancellationError() }
        if tooLong {
            remove()
            return Outcome(status: -1, http: "", message: "it gives far more than the \(expected ?? 0) bytes expected")
        }
        if process.terminationStatus == 0 { progress(FileStamp(path: partial)?.size ?? 0) }
        let words = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let line = words.split(separator: "\n").first.map(String.init) ?? "curl ended with \(process.terminationStatus)"
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : -1,
            http: String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self),
            message: line.hasPrefix("curl: (") ? String(line.drop { $0 != ")" }.dropFirst(2)) : line)
    }

    /// The path of curl, as the shell would find it.
    private static let curl: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        .map { "\($0)/curl" }.first { access($0, X_OK) == 0 }
}

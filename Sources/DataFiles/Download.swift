import Files
import Foundation

/// The fetching of one file by curl (http, https or file addresses), which takes up again what a broken attempt left.
///
/// The bytes come through a pipe and are written here, so that no more than the limit ever reaches the disk.
package struct Download {
    package let address: String
    /// The path of the file; what has come so far lies beside it under a name of its own.
    package let target: String
    /// Bytes of the whole file, roughly; nil: not known. Much more than this is not accepted.
    package let expected: Int?
    /// Seconds to wait for a connection.
    package let patience: Int
    /// Seconds in which fewer than 1000 bytes a second are borne.
    package var stall = 20

    package init(address: String, target: String, expected: Int?, patience: Int) {
        self.address = address
        self.target = target
        self.expected = expected
        self.patience = patience
    }

    /// Whether curl is installed.
    package static var isPossible: Bool { ChildProcess.find("curl") != nil }

    /// Where the bytes lie until they are all here and verified. Each address has its own, so that bytes of two sources never mix.
    package var partial: String { "\(target).\(SHA256.hex(of: address).prefix(8)).partial" }

    /// The most bytes that are accepted: twice the size leaves room for another packing of the same content, and none for
    /// something else.
    package var most: Int {
        expected.map { 2 * min($0, Int.max / 4) + (1 << 16) } ?? Int.max
    }

    /// Seconds that the whole file may take: as long as 20 kB a second need, a minute at least.
    private var seconds: Int { max(60, (expected ?? 72_000_000) / 20_000) }

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
            let file = try PartialDownload(partial, for: target)
            defer { if file.size == 0 { file.remove() } }
            let resumed = file.size > 0
            let outcome = try transfer(into: file, progress: progress, cancelled: cancelled)
            // 416: the server has nothing behind what is here already.
            if outcome.status == 0 || (resumed && outcome.http == 416) {
                do {
                    try verify(partial)
                } catch let fault as Fault {
                    file.remove()
                    if resumed { continue }
                    throw Fault("what \(address) gives is not the file: \(fault.problem)", at: target, status: .data)
                }
                return try file.accept()
            }
            // 33 and 36: the server cannot continue from where the last attempt broke off.
            if resumed, [33, 36].contains(outcome.status) {
                file.remove()
                continue
            }
            if outcome.isWrong { file.remove() }
            throw Fault("\(address) failed: \(outcome.message)", at: target, status: .data)
        }
    }

    private struct Outcome {
        /// curl's exit code; negative where it was stopped.
        var status: Int32
        var http: Int?
        /// For people.
        var message: String
        /// Whether what came cannot be the file.
        var isWrong = false
    }

    /// There is more than the file can have.
    private struct TooLarge: Error {}

    /// Nothing came for too long.
    private struct Stalled: Error {}

    private func transfer(into file: PartialDownload, progress: (Int) -> Void, cancelled: () -> Bool) throws -> Outcome {
        let tooLarge = Outcome(
            status: -1, http: nil, message: "it gives far more than the \(expected ?? 0) bytes expected", isWrong: true)
        let start = file.size
        guard start <= most else { return tooLarge }
        var curl = ChildProcess(
            "curl",
            [
                "--disable", "--globoff", "--fail", "--location", "--max-redirs", "10", "--silent", "--show-error", "--no-buffer",
                "--proto", "=http,https,file", "--proto-redir", "=http,https", "--connect-timeout", "\(patience)",
                "--speed-limit", "1000", "--speed-time", "\(stall)", "--max-time", "\(seconds)",
                "--write-out", "%{stderr}\nhttp %{http_code}\n",
            ])
        if expected != nil { curl.arguments += ["--max-filesize", "\(max(1, most - start))"] }
        if start > 0 { curl.arguments += ["--continue-at", "\(start)"] }
        curl.arguments += ["--url", address]
        // This machine's own servers are no matter for a proxy.
        curl.environment["no_proxy"] =
            ((curl.environment["no_proxy"] ?? curl.environment["NO_PROXY"]).map { "\($0)," } ?? "") + "127.0.0.1,localhost"
        curl.timeLimit = .seconds(seconds + 10)
        // It keeps every header that a server sends, however many.
        curl.memoryLimit = 256 << 20
        curl.grace = .zero
        progress(start)
        let clock = ContinuousClock()
        var told = clock.now
        var heard = clock.now
        do {
            let outcome = try curl.run(
                cancelled: cancelled,
                turn: {
                    let now = clock.now
                    // curl counts neither headers nor the pages that redirect.
                    if now - heard > .seconds(patience + stall + 2) { throw Stalled() }
                    guard now - told > .milliseconds(100) else { return }
                    told = now
                    progress(file.size)
                },
                receive: { bytes in
                    heard = clock.now
                    guard bytes.count <= most - file.size else { throw TooLarge() }
                    try file.append(bytes)
                })
            if outcome.ending == .exited(0) { progress(file.size) }
            return Self.read(outcome)
        } catch is TooLarge {
            return tooLarge
        } catch is Stalled {
            return Outcome(status: -1, http: nil, message: "it sent nothing for \(stall) s")
        } catch let failure as ChildProcess.Failure {
            let name = if case .cannotStart = failure { "curl " } else { "it " }
            return Outcome(status: -1, http: nil, message: name + failure.description)
        }
    }

    /// What curl said: its last line is the server's code, the one before why it failed.
    private static func read(_ outcome: ChildProcess.Outcome) -> Outcome {
        var lines = outcome.errors.split(whereSeparator: \.isNewline).map(String.init)
        let http = lines.lastIndex { $0.hasPrefix("http ") }.map { lines.remove(at: $0) }.flatMap { Int($0.dropFirst(5)) }
        let words = lines.first { $0.hasPrefix("curl: (") }.map { $0.drop { $0 != ")" }.dropFirst(2) }.map(String.init)
        switch outcome.ending {
        case .exited(let status):
            // 63: the length that the server names is beyond the limit.
            return Outcome(
                status: status, http: http, message: String((words ?? "curl ended with \(status)").prefix(300)),
                isWrong: status == 63)
        case .killed(let signal):
            return Outcome(status: -1, http: http, message: "curl was ended by signal \(signal)")
        }
    }
}

/// What has come of a file so far, beside its place.
private final class PartialDownload {
    private let path: String
    private let target: String
    private let descriptor: Int32
    private(set) var size: Int

    /// - Throws: a `Fault` (status cannotWrite).
    init(_ path: String, for target: String) throws {
        self.path = path
        self.target = target
        func open() -> Int32 { Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o644) }
        var descriptor = open()
        // What is no plain file was not left by a download.
        if descriptor < 0 ? (errno == ELOOP || errno == ENXIO) : FileStamp(descriptor: descriptor) == nil {
            if descriptor >= 0 { close(descriptor) }
            unlink(path)
            descriptor = open()
        }
        guard descriptor >= 0 else { throw Fault.cannotWrite(target, SystemError(errno)) }
        guard let stamp = FileStamp(descriptor: descriptor) else {
            close(descriptor)
            throw Fault(
                "cannot be written: what stands in its place is no plain file", at: path, remedy: "remove it", status: .cannotWrite)
        }
        self.descriptor = descriptor
        size = stamp.size
    }

    deinit { close(descriptor) }

    /// - Throws: a `Fault` (status cannotWrite); what was written stays.
    func append(_ bytes: UnsafeRawBufferPointer) throws {
        var offset = 0
        while offset < bytes.count {
            let count = write(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Fault.cannotWrite(target, SystemError(count < 0 ? errno : ENOSPC)) }
            offset += count
            size += count
        }
    }

    func remove() { unlink(path) }

    /// Puts the file into its place. What other addresses began is of no use any more.
    /// - Throws: a `Fault` (status cannotWrite).
    func accept() throws {
        while fsync(descriptor) != 0, errno != EINVAL {
            if errno != EINTR { throw Fault.cannotWrite(target, SystemError(errno)) }
        }
        guard rename(path, target) == 0 else { throw Fault.cannotWrite(target, SystemError(errno)) }
        let folder = FilePath(target).folder
        let prefix = FilePath(target).name + "."
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasPrefix(prefix) && name.hasSuffix(".partial") {
            unlink("\(folder)/\(name)")
        }
    }
}

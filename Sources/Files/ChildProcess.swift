import CProcess
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program that this one runs: the only way in which it starts any.
///
/// It hears signals whatever thread starts it, has a process group of its own, no descriptor but the three standard ones and nothing to
/// read, ends by itself or by its time limit, and on Linux is killed with this process, however that ends (`kill -9` too). What it
/// leaves running in its group ends with it.
package struct ChildProcess: Sendable {
    /// A path, or a name that is looked for in the folders of PATH.
    package var program: String
    package var arguments: [String]
    package var environment = ProcessInfo.processInfo.environment
    /// Where it starts; nil: in this process's folder.
    package var folder: String?
    /// What it prints goes to this process's standard error as it is, instead of to `receive`.
    package var showsOutput = false
    package var timeLimit = Duration.seconds(3600)
    /// The most bytes of memory for its data; nil: no limit of its own.
    package var memoryLimit: Int?
    /// How long it has to end in order once it is asked to (SIGINT), before it is killed.
    package var grace = Duration.milliseconds(300)

    package init(_ program: String, _ arguments: [String]) {
        self.program = program
        self.arguments = arguments
    }

    package enum Ending: Equatable, Sendable {
        case exited(Int32)
        /// Ended by the signal.
        case killed(Int32)
    }

    package struct Outcome: Sendable {
        package let ending: Ending
        /// The beginning of what it wrote to its standard error, 16 KiB at most; empty where `showsOutput` is set.
        package let errors: String
    }

    /// Why there is no outcome.
    package enum Failure: Error, Equatable, CustomStringConvertible {
        case cannotStart(String)
        case tookLongerThan(Duration)

        package var description: String {
            switch self {
            case .cannotStart(let reason): "cannot be started: \(reason)"
            case .tookLongerThan(let limit): "did not end within \(limit.components.seconds) s"
            }
        }
    }

    /// The path of the program that a name stands for, as the shell would find it; nil where there is none.
    package static func find(_ name: String) -> String? {
        if name.contains("/") { return name }
        return (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
            .map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// Runs it to its end.
    /// - Parameters:
    ///   - cancelled: is asked every 20 ms or more often; once true, the program is stopped.
    ///   - turn: is called as often.
    ///   - receive: is given what the program prints, in pieces of 256 KiB at most. What it throws stops the program.
    ///   - receiveErrors: the same of its standard error.
    /// - Throws: `CancellationError` once `cancelled` answers true; a `Failure`; what `turn`, `receive` or `receiveErrors` throws.
    package func run(
        cancelled: () -> Bool, turn: () throws -> Void = {}, receive: (UnsafeRawBufferPointer) throws -> Void = { _ in },
        receiveErrors: (UnsafeRawBufferPointer) throws -> Void = { _ in }
    ) throws -> Outcome {
        let output = showsOutput ? nil : try Stream()
        let errors = showsOutput ? nil : try Stream()
        let process = try start(output: output?.entrance ?? STDERR_FILENO, errors: errors?.entrance ?? STDERR_FILENO)
        var isReaped = false
        defer { if !isReaped { stop(process, [output, errors]) } }
        output?.closeEntrance()
        errors?.closeEntrance()

        let begun = ContinuousClock.now
        var words: [UInt8] = []
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { piece.deallocate() }
        func take() throws {
            if let count = output?.read(piece), count > 0 { try receive(UnsafeRawBufferPointer(rebasing: piece[..<count])) }
            if let count = errors?.read(piece), count > 0 {
                words += piece[..<min(count, max(0, 1 << 14 - words.count))]
                try receiveErrors(UnsafeRawBufferPointer(rebasing: piece[..<count]))
            }
        }
        while true {
            Self.await([output, errors])
            try take()
            if cancelled() { throw CancellationError() }
            try turn()
            if Self.hasEnded(process) { break }
            if ContinuousClock.now - begun > timeLimit { throw Failure.tookLongerThan(timeLimit) }
        }
        // What still lies in the pipes: no more than they hold, so that no other writer can make this last.
        for _ in 0..<16 { try take() }
        isReaped = true
        return Outcome(ending: Self.reap(process), errors: String(decoding: words, as: UTF8.self))
    }

    private func start(output: Int32, errors: Int32) throws -> pid_t {
        guard let path = Self.find(program) else { throw Failure.cannotStart("it is not installed") }
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard nothing >= 0 else { throw Failure.cannotStart(Self.words(errno)) }
        defer { close(nothing) }
        var process: pid_t = 0
        let failure = Self.withList([program] + arguments) { arguments in
            Self.withList(environment.map { "\($0)=\($1)" }) { environment in
                path.withCString { path in
                    func start(_ folder: UnsafePointer<CChar>?) -> Int32 {
                        var program = refigure_program(
                            path: path, arguments: arguments, environment: environment, folder: folder, input: nothing,
                            output: output, errors: errors, memory: UInt64(memoryLimit ?? 0))
                        return refigure_start(&program, &process)
                    }
                    return folder?.withCString { start($0) } ?? start(nil)
                }
            }
        }
        guard failure == 0 else { throw Failure.cannotStart(Self.words(failure)) }
        return process
    }

    /// Asks its group to end, kills what has not ended in time, and waits for the process.
    private func stop(_ process: pid_t, _ streams: [Stream?]) {
        kill(-process, SIGINT)
        let begun = ContinuousClock.now
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { piece.deallocate() }
        while !Self.hasEnded(process), ContinuousClock.now - begun < grace {
            for stream in streams { _ = stream?.read(piece) }
            usleep(2_000)
        }
        _ = Self.reap(process)
    }

    /// Whether it has ended; it stays to be waited for, and its number its own.
    private static func hasEnded(_ process: pid_t) -> Bool {
        var information = siginfo_t()
        return waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) != 0 || information.si_signo != 0
    }

    /// Kills what there is of its group, and waits for it.
    private static func reap(_ process: pid_t) -> Ending {
        kill(-process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            if errno != EINTR { return .exited(-1) }
        }
        return status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .killed(status & 0x7f)
    }

    /// Waits until there is something to read, 20 ms at most; 2 ms where nothing can come any more.
    private static func await(_ streams: [Stream?]) {
        var polled = streams.compactMap { $0?.exit }.filter { $0 >= 0 }.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        if polled.isEmpty { usleep(2_000) } else { poll(&polled, nfds_t(polled.count), 20) }
    }

    private static func words(_ code: Int32) -> String { SystemError(code).words }

    /// Runs the body with the texts as C's list of strings.
    private static func withList<Result>(_ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result)
        -> Result
    {
        var list: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
        defer { for text in list { free(text) } }
        return body(&list)
    }

    /// A pipe from the program to this process.
    private final class Stream {
        /// Where this process reads; negative once it is closed.
        private(set) var exit: Int32
        /// Where the program writes; negative once it is closed here.
        private(set) var entrance: Int32

        init() throws {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { throw Failure.cannotStart(ChildProcess.words(errno)) }
            exit = ends[0]
            entrance = ends[1]
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            _ = fcntl(exit, F_SETFL, O_NONBLOCK)
        }

        deinit {
            closeEntrance()
            if exit >= 0 { close(exit) }
        }

        func closeEntrance() {
            if entrance >= 0 { close(entrance) }
            entrance = -1
        }

        /// How many bytes there are, put into the buffer; 0 where there are none now.
        func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
            guard exit >= 0 else { return 0 }
            let count = Foundation.read(exit, buffer.baseAddress, buffer.count)
            if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) {
                close(exit)
                exit = -1
            }
            return max(0, count)
        }
    }
}

import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Whether the user asked the process to stop (SIGINT, SIGTERM).
///
/// The first signal sets a flag, which work polls between its steps, so files are finished or given up in order; the second ends
/// the process at once. The handler touches one lock-free atomic counter and calls `_exit`, both of which a signal handler may do;
/// `install()` makes the counter before the handler can run.
public enum Interruption {
    /// Signals received.
    private static let received = Atomic<Int>(0)

    /// Catches the signals; call it once, first in the program.
    public static func install() {
        precondition(received.load(ordering: .relaxed) == 0, "a signal came before its handler")
        for number in [SIGINT, SIGTERM] {
            _ = signal(number) { number in
                if Interruption.received.wrappingAdd(1, ordering: .relaxed).oldValue > 0 { _exit(128 + number) }
            }
        }
        // Whoever started the program may have blocked them, as threads of runtimes do.
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// True once a signal came. One relaxed load: cheap enough to ask before every step.
    public static var isRequested: Bool { received.load(ordering: .relaxed) > 0 }

    /// - Throws: `CancellationError` once a signal came.
    public static func check() throws {
        if isRequested { throw CancellationError() }
    }
}

import CProcess
import Foundation

/// Threads for work that somebody waits for: one that the system refuses is no work that never ends, as with Foundation's `Thread`.
public enum WorkThread {
    /// Runs the body on a thread of its own. Where the system has none, it is asked again for five seconds.
    /// - Parameter stack: the size of the thread's stack, in bytes.
    /// - Throws: a `Fault` (status cannotWrite) where there is none; `CancellationError` where the user stopped it meanwhile.
    public static func start(stack: Int, _ body: @escaping @Sendable () -> Void) throws {
        let held = Unmanaged.passRetained(Body(body))
        for _ in 0..<250 {
            let failure = refigure_start_thread(
                stack,
                { argument in
                    guard let argument else { return }
                    Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                }, held.toOpaque())
            if failure == 0 { return }
            if Interruption.isRequested { break }
            usleep(20_000)
        }
        held.release()
        try Interruption.check()
        throw shortage
    }

    /// What is said where the system has no threads.
    static let shortage = Fault(
        "the system has no threads any more, and nothing goes on without",
        remedy: "end other programs of this user, or raise the limit, for example with `ulimit -u 4096`", status: .cannotWrite)

    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}

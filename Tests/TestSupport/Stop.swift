import Foundation

/// How a process ended that was asked to end.
public struct Stop: CustomStringConvertible {
    /// Seconds of processor time that it spent from the signal to its end; 0 where the system does not tell.
    public let processorSeconds: Double
    /// Seconds by the clock from the signal to its end.
    public let seconds: Double

    /// Sends the signal and waits for the end.
    public init(_ process: Process, by signal: Int32 = SIGINT) {
        let wait = Wait()
        let before = ProcessorTime.of(process) ?? 0
        var last = before
        kill(process.processIdentifier, signal)
        while process.isRunning {
            last = ProcessorTime.of(process) ?? last
            usleep(2000)
        }
        processorSeconds = last - before
        seconds = wait.seconds
    }

    /// Whether the signal was heard at once, however busy the machine is: the process worked on for no more than a second of one
    /// processor, which is 200 ms, and the end of what was begun, on some threads, and did not wait for something else.
    public var isAtOnce: Bool { processorSeconds <= 1 && seconds <= 20 }

    public var description: String { "\(processorSeconds) s of processor time, \(seconds) s by the clock" }
}

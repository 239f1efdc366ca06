import Foundation

/// Processor time: what a machine that has much else to do spends as well, and no more of it.
public enum ProcessorTime {
    /// Seconds that the calling thread spends in the body.
    public static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let begun = ofThread
        try body()
        return ofThread - begun
    }

    private static var ofThread: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Seconds that all threads of the process have spent, and those children that it has waited for; to a hundredth of a second.
    /// Nil where the process has ended and was waited for, or where the system does not tell.
    public static func of(_ process: Process) -> Double? {
        guard let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8) else {
            return nil
        }
        // Behind the name, which stands in parentheses: the 14th to 17th field of all are ticks of a hundredth of a second, the
        // process's own and its children's.
        let fields = status.split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 14 ? fields[11...14].reduce(0) { $0 + (Double($1) ?? 0) } / 100 : nil
    }
}

extension Process {
    /// Waits until the process has used so much processor time; false where it ends before.
    public func isBusy(forSeconds seconds: Double) -> Bool {
        while isRunning {
            if let spent = ProcessorTime.of(self), spent >= seconds { return true }
            usleep(5000)
        }
        return false
    }
}

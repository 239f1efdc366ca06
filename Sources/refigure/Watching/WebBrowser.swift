import Files
import Foundation

/// The user's browser.
enum WebBrowser {
    /// Shows the address where this is a person's own desktop; elsewhere the address was printed, and that is all.
    static func show(_ address: String) {
        guard StandardStream.error.isTerminal else { return }
        #if canImport(Darwin)
            let command = ["open", address]
        #else
            let environment = ProcessInfo.processInfo.environment
            guard environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil else { return }
            // In a session of its own, since what a program of this one leaves in its group ends with it.
            let command = ["setsid", "xdg-open", address]
        #endif
        guard ChildProcess.find(command[0]) != nil, command.allSatisfy({ $0 == address || ChildProcess.find($0) != nil }) else {
            return
        }
        var process = ChildProcess(command[0], Array(command.dropFirst()))
        process.timeLimit = .seconds(10)
        let started = process
        try? WorkThread.start(stack: 1 << 19) { _ = try? started.run(cancelled: { Interruption.isRequested }) }
    }
}

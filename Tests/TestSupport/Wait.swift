import Foundation

/// A wait that has begun, for what waits without computing and might wait for ever, or for a quarter of an hour and more.
public struct Wait {
    /// Seconds by the clock that no wait lasts which ends, on a machine that has ten times as much to do as it can.
    public static let longest = 120.0

    private let begun = ContinuousClock.now

    public init() {}

    public var seconds: Double { (ContinuousClock.now - begun) / .seconds(1) }

    /// Whether it ended, or has not begun to last for ever.
    public var isShort: Bool { seconds < Self.longest }

    /// Waits until the condition holds, asking every few milliseconds.
    /// - Returns: false where it does not come to hold.
    public static func until(_ holds: () -> Bool) -> Bool {
        let wait = Wait()
        while !holds() {
            if !wait.isShort { return false }
            usleep(2000)
        }
        return true
    }
}

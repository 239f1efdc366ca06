/// Whether a request was meant for this machine: its `Host` says what the browser's address bar says.
///
/// A foreign site can let its own name lead to 127.0.0.1 and then ask as that site (DNS rebinding); its name gives it away.
package enum LocalHost {
    /// - Parameter hosts: the values of the request's `Host`: exactly one is right.
    package static func isMeant(_ hosts: [String]) -> Bool {
        guard hosts.count == 1, let host = hosts.first?.lowercased() else { return false }
        return ["localhost", "127.0.0.1", "[::1]"].contains { name in
            guard host.hasPrefix(name) else { return false }
            let rest = host.utf8.dropFirst(name.utf8.count)
            guard let colon = rest.first else { return true }
            // Any port: another one may lead here from another machine, by ssh.
            let digits = rest.dropFirst()
            return colon == UInt8(ascii: ":") && (1...5).contains(digits.count)
                && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
    }
}

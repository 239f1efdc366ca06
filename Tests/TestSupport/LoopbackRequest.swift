import Foundation
import Synchronization

/// One request to a server of this machine, its bytes as a test wants them.
public struct LoopbackRequest {
    private let descriptor: Int32

    /// What came back.
    public struct Answer: Sendable {
        public let status: Int
        /// By their names in small letters.
        public let headers: [String: String]
        public let body: [UInt8]

        public var text: String { String(decoding: body, as: UTF8.self) }

        init(_ bytes: [UInt8]) {
            let end = bytes.indices.first { bytes[$0...].starts(with: Array("\r\n\r\n".utf8)) } ?? bytes.count
            let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
            status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            headers = Dictionary(
                lines.dropFirst().compactMap { line in
                    line.firstIndex(of: ":").map { colon in
                        (
                            line[..<colon].lowercased(),
                            String(line[line.index(after: colon)...]).trimmingCharacters(in: .whitespaces)
                        )
                    }
                }, uniquingKeysWith: { "\($0), \($1)" })
            body = Array(bytes.dropFirst(end + 4))
        }
    }

    /// Connects and sends the bytes; nil where nobody listens.
    public init?(port: UInt16, isVersion6: Bool = false, sending text: String) {
        descriptor = socket(isVersion6 ? AF_INET6 : AF_INET, Self.stream, 0)
        guard descriptor >= 0 else { return nil }
        let connected: Int32
        if isVersion6 {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            address.sin6_addr = in6addr_loopback
            connected = Self.connect(descriptor, &address)
        } else {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            connected = Self.connect(descriptor, &address)
        }
        // A server that says nothing for so long will not.
        var patience = timeval(tv_sec: 900, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let bytes = Array(text.utf8)
        guard connected == 0, send(descriptor, bytes, bytes.count, 0) == bytes.count else {
            close(descriptor)
            return nil
        }
    }

    /// The answer of a server that closes the connection behind it.
    public func answer() -> Answer {
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while let piece = next() { bytes += piece }
        return Answer(bytes)
    }

    /// What comes next; nil once the server closed the connection.
    public func next() -> [UInt8]? {
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &piece, piece.count, 0)
        return count > 0 ? Array(piece[..<count]) : nil
    }

    public func end() { shutdown(descriptor, Int32(Self.both)) }

    /// Asks for a path, as a browser at http://localhost would.
    public static func get(
        _ target: String, port: UInt16, method: String = "GET", host: String? = "localhost", isVersion6: Bool = false
    ) -> Answer? {
        let named = host.map { "Host: \($0)\r\n" } ?? ""
        let text = "\(method) \(target) HTTP/1.1\r\n\(named)Connection: close\r\n\r\n"
        return LoopbackRequest(port: port, isVersion6: isVersion6, sending: text)?.answer()
    }

    private static func connect<Address>(_ descriptor: Int32, _ address: inout Address) -> Int32 {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }

    #if canImport(Glibc)
        private static let stream = Int32(SOCK_STREAM.rawValue)
        private static let both = SHUT_RDWR
    #else
        private static let stream = SOCK_STREAM
        private static let both = SHUT_RDWR
    #endif
}

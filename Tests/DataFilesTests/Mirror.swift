import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// A web server on this machine for one test: it gives files, continues them, breaks off, or misbehaves as told.
final class Mirror: Sendable {
    enum Manner: Sendable {
        case good
        /// Answers every request from the file's start.
        case noRanges
        /// Sends this many bytes of each answer, then hangs up.
        case breaksOff(Int)
        /// Gives this for every file.
        case says(String)
        /// Whatever the body does, on a thread of its own.
        case does(@Sendable (Client) -> Void)
    }

    /// Somebody who asked for a file.
    struct Client: Sendable {
        let descriptor: Int32
        let path: String
        /// The first byte asked for.
        let start: Int

        /// - Returns: false where nobody is there any more.
        @discardableResult
        func send(_ bytes: [UInt8]) -> Bool {
            var offset = 0
            while offset < bytes.count {
                let count = bytes.withUnsafeBytes {
                    Foundation.send(descriptor, $0.baseAddress! + offset, bytes.count - offset, Int32(MSG_NOSIGNAL))
                }
                if count <= 0 { return false }
                offset += count
            }
            return true
        }

        @discardableResult
        func send(_ text: String) -> Bool { send(Array(text.utf8)) }

        /// Returns once nobody is there any more.
        func waitForEnd() {
            var byte: UInt8 = 0
            while recv(descriptor, &byte, 1, 0) > 0 {}
        }
    }

    let address: String
    private let descriptor: Int32
    private let state: State

    /// - Parameter files: what it has, by path ("mnist/a.gz").
    init(_ files: [String: [UInt8]], _ manner: Manner = .good) {
        let state = State(files, manner)
        self.state = state
        #if canImport(Glibc)
            let stream = Int32(SOCK_STREAM.rawValue)
        #else
            let stream = SOCK_STREAM
        #endif
        let descriptor = socket(AF_INET, stream, 0)
        self.descriptor = descriptor
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer -> UInt16 in
                precondition(bind(descriptor, pointer, length) == 0 && listen(descriptor, 8) == 0)
                getsockname(descriptor, pointer, &length)
                return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { UInt16(bigEndian: $0.pointee.sin_port) }
            }
        }
        address = "http://127.0.0.1:\(port)/"
        Thread.detachNewThread {
            while true {
                let client = accept(descriptor, nil, nil)
                if client < 0 { return }
                if case .does = state.locked({ $0.manner }) {
                    Thread.detachNewThread {
                        state.answer(client)
                        close(client)
                    }
                } else {
                    state.answer(client)
                    close(client)
                }
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    var manner: Manner {
        get { state.locked { $0.manner } }
        set { state.locked { $0.manner = newValue } }
    }

    /// What was asked for: paths, with the first byte where an answer was to be continued ("mnist/a.gz from 100").
    var requests: [String] { state.locked { $0.requests } }

    private final class State: @unchecked Sendable {
        // Safe: manner and requests are touched within `locked` only, files never change.
        private let lock = NSLock()
        private let files: [String: [UInt8]]
        var manner: Manner
        var requests: [String] = []

        init(_ files: [String: [UInt8]], _ manner: Manner) {
            self.files = files
            self.manner = manner
        }

        func locked<Result>(_ body: (State) -> Result) -> Result {
            lock.lock()
            defer { lock.unlock() }
            return body(self)
        }

        func answer(_ client: Int32) {
            var buffer = [UInt8](repeating: 0, count: 1 << 14)
            var text = ""
            while !text.contains("\r\n\r\n") {
                let count = recv(client, &buffer, buffer.count, 0)
                if count <= 0 { return }
                text += String(decoding: buffer[..<count], as: UTF8.self)
            }
            let lines = text.components(separatedBy: "\r\n")
            let path = String(lines[0].split(separator: " ")[1].dropFirst())
            var start = 0
            for line in lines where line.lowercased().hasPrefix("range: bytes=") {
                start = Int(line.dropFirst(13).prefix { $0 != "-" }) ?? 0
            }
            let manner = locked { state in
                state.requests.append(start > 0 ? "\(path) from \(start)" : path)
                return state.manner
            }
            if case .does(let body) = manner { return body(Client(descriptor: client, path: path, start: start)) }
            var body = files[path]
            if case .says(let words) = manner { body = Array(words.utf8) }
            if case .noRanges = manner { start = 0 }
            guard let body else { return send(client, "404 Not Found", [], of: 0) }
            if start > 0, start >= body.count { return send(client, "416 Range Not Satisfiable", [], of: 0) }
            let rest = Array(body[start...])
            let range = "\r\nContent-Range: bytes \(start)-\(body.count - 1)/\(body.count)"
            var sent = rest
            if case .breaksOff(let most) = manner { sent = Array(rest.prefix(most)) }
            send(client, start > 0 ? "206 Partial Content" + range : "200 OK", sent, of: rest.count)
        }

        private func send(_ client: Int32, _ status: String, _ body: [UInt8], of length: Int) {
            let head = "HTTP/1.1 \(status)\r\nContent-Length: \(length)\r\nConnection: close\r\n\r\n"
            Client(descriptor: client, path: "", start: 0).send(Array(head.utf8) + body)
        }
    }
}

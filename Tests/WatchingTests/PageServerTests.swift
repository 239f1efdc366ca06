import Files
import Foundation
import TestSupport
import Testing

@testable import Watching

@Suite struct PageServerTests {
    private static let page = "<html><body><h1>Page</h1></body></html>\n"

    /// A report's folder that is served while the body runs.
    private func serving(_ body: @escaping @Sendable (UInt16, WatchBoard, String) throws -> Void) async throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("figures")
        try folder.write(Self.page, to: "index.html")
        try folder.write("dots", to: "figures/a b.svg")
        try folder.write("locked", to: ".lock")
        let board = WatchBoard()
        let server = try await PageServer.start(folder: folder.path, board: board, port: 0)
        defer { server.stop() }
        let path = folder.path
        // The server answers on the threads that tests share.
        try await onOwnThread { try body(server.port, board, path) }
        withExtendedLifetime(folder) {}
    }

    @Test("the page is shown with its script, and stands on the disk without")
    func page() async throws {
        try await serving { port, _, path in
            let digest = SHA256.hex(of: Array(Self.page.utf8))
            for target in ["/", "/index.html", "/index.html?x=1"] {
                let answer = try #require(LoopbackRequest.get(target, port: port))
                #expect(answer.status == 200 && answer.headers["content-type"] == "text/html; charset=utf-8")
                #expect(answer.headers["etag"] == "\"\(digest)\"" && answer.headers["cache-control"] == "no-store")
                #expect(answer.text.contains("<script src=\"/.watch.js\" data-page=\"\(digest)\"></script>\n</body>"))
            }
            #expect(try String(contentsOfFile: "\(path)/index.html", encoding: .utf8) == Self.page)
            let script = try #require(LoopbackRequest.get("/.watch.js", port: port))
            #expect(script.status == 200 && script.text == PageScript.text)
            let picture = try #require(LoopbackRequest.get("/figures/a%20b.svg", port: port))
            #expect(picture.status == 200 && picture.text == "dots" && picture.headers["content-type"] == "image/svg+xml")
            #expect(picture.headers["x-content-type-options"] == "nosniff")
            try FileManager.default.removeItem(atPath: "\(path)/index.html")
            let none = try #require(LoopbackRequest.get("/", port: port))
            #expect(none.status == 200 && none.text.contains("There is no page yet") && none.text.contains("/.watch.js"))
        }
    }

    @Test("HEAD says what GET would, without it; other methods are refused")
    func methods() async throws {
        try await serving { port, _, _ in
            let whole = try #require(LoopbackRequest.get("/", port: port))
            let head = try #require(LoopbackRequest.get("/", port: port, method: "HEAD"))
            #expect(head.status == 200 && head.body.isEmpty && head.headers["etag"] == whole.headers["etag"])
            #expect(head.headers["content-length"] == "\(whole.body.count)")
            for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
                let answer = try #require(LoopbackRequest.get("/", port: port, method: method))
                #expect(answer.status == 405 && answer.headers["allow"] == "GET, HEAD", "\(method)")
            }
        }
    }

    @Test(
        "nothing outside the folder is shown, nothing hidden, and no listing",
        arguments: [
            "/../secret", "/%2e%2e/secret", "/figures/..%2f..%2fsecret", "//etc/passwd", "/etc/passwd", "/figures", "/figures/",
            "/.lock",
            "/index.html%00", "/none", "http://localhost/index.html", "file:///etc/passwd", "*",
        ])
    func outside(_ target: String) async throws {
        try await serving { port, _, _ in
            let answer = try #require(LoopbackRequest.get(target, port: port))
            #expect(answer.status == 404, "\(answer.status) \(answer.text)")
        }
    }

    @Test(
        "whoever asks by another name is turned away, for events too",
        arguments: ["evil.example", "evil.example:8420", "localhost.evil.example", nil])
    func hosts(_ host: String?) async throws {
        try await serving { port, _, _ in
            for target in ["/", "/.watch", "/.watch.js", "/none"] {
                let answer = try #require(LoopbackRequest.get(target, port: port, host: host))
                #expect(answer.status == 421 && !answer.text.contains("Page"))
            }
        }
    }

    @Test("a connection that says nothing sensible is closed, and the next one is served")
    func nonsense() async throws {
        try await serving { port, _, _ in
            for text in [
                "\r\n\r\n", "nonsense\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: -1\r\nHost: localhost\r\n\r\n",
            ] {
                let answer = try #require(LoopbackRequest(port: port, sending: text)).answer()
                #expect(answer.status != 200, "\(text)")
            }
            #expect(LoopbackRequest.get("/", port: port)?.status == 200)
        }
    }

    @Test("a page that waits is told each state, one event each")
    func events() async throws {
        try await serving { port, board, _ in
            let text = "GET /.watch HTTP/1.1\r\nHost: localhost\r\n\r\n"
            let request = try #require(LoopbackRequest(port: port, sending: text))
            defer { request.end() }
            var told = ""
            func hears(_ words: String) -> Bool {
                while !told.contains(words) {
                    guard let piece = request.next() else { return false }
                    told += String(decoding: piece, as: UTF8.self)
                }
                return true
            }
            #expect(hears("data: {\"faults\":[],\"round\":0,\"work\":\"\"}\n\n"))
            #expect(told.contains("text/event-stream"))
            board.update { $0.work = "compiling" }
            #expect(hears("\"work\":\"compiling\"}\n\n"))
            board.update { state in
                state.round += 1
                state.work = ""
            }
            #expect(hears("data: {\"faults\":[],\"round\":1,\"work\":\"\"}\n\n"))
        }
    }

    @Test("the other loopback address is listened on too, and no address but these")
    func addresses() async throws {
        try await serving { port, _, _ in
            if let answer = LoopbackRequest.get("/", port: port, host: "[::1]:\(port)", isVersion6: true) {
                #expect(answer.status == 200)
            }
            let listening = (try? String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)) ?? ""
            let hex = String(port, radix: 16, uppercase: true)
            let ours = listening.split(separator: "\n").filter { $0.contains(":\(hex) 00000000:0000 0A") }
            #expect(ours.allSatisfy { $0.contains(" 0100007F:\(hex) ") }, "\(ours)")
        }
    }

    @Test("a port that is taken is named where it was asked for")
    func taken() async throws {
        let folder = try TemporaryFolder()
        let first = try await PageServer.start(folder: folder.path, board: WatchBoard(), port: 0)
        defer { first.stop() }
        do {
            let second = try await PageServer.start(folder: folder.path, board: WatchBoard(), port: first.port)
            second.stop()
            Issue.record("two listen on port \(first.port)")
        } catch let fault as Fault {
            #expect(fault.status == .usage)
            #expect(fault.description.hasPrefix("port \(first.port): cannot be listened on: "), "\(fault)")
        }
    }
}

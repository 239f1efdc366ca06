import Testing
import Watching

@Suite struct LocalHostTests {
    @Test(
        "this machine's own names are meant, at any port",
        arguments: ["localhost", "localhost:8420", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:8420", "[::1]", "[::1]:65535"])
    func own(_ host: String) { #expect(LocalHost.isMeant([host])) }

    @Test(
        "other names are not, though they lead here",
        arguments: [
            "", "evil.example", "evil.example:8420", "localhost.evil.example", "localhost.", "127.0.0.1.evil.example", "127.0.0.2",
            "0.0.0.0",
            "::1", "[::1].evil.example", "localhost:", "localhost:8420@evil.example", "localhost:123456", "localhost:80a",
            "user@localhost",
            "xlocalhost", "localhost evil.example",
        ])
    func foreign(_ host: String) { #expect(!LocalHost.isMeant([host])) }

    @Test("a request says it once")
    func once() {
        #expect(!LocalHost.isMeant([]))
        #expect(!LocalHost.isMeant(["localhost", "localhost"]))
        #expect(!LocalHost.isMeant(["localhost", "evil.example"]))
    }
}

import Foundation
import Testing

@testable import Watching

@Suite struct ServedFileTests {
    @Test(
        "an address names a file of the folder",
        arguments: [
            ("/", ["index.html"]), ("/index.html", ["index.html"]), ("/figures/a.png", ["figures", "a.png"]),
            ("/figures/a%20b%2Bc.png", ["figures", "a b+c.png"]), ("/caf%C3%A9.svg", ["café.svg"]), ("/a..b", ["a..b"]),
            ("/a:b", ["a:b"]),
        ])
    func names(_ target: String, _ names: [String]) { #expect(ServedFile.names(of: target) == names) }

    @Test(
        "an address that leads out of the folder, or to what is hidden in it, names nothing",
        arguments: [
            "", "index.html", "http://localhost/index.html", "/..", "/../secret", "/figures/../../secret", "/%2e%2e/secret",
            "/%2E%2E/secret",
            "/.%2e/secret", "/figures/%2e%2e/%2e%2e/secret", "/..%2fsecret", "/%2e%2e%2fsecret", "/figures%2f..%2f..%2fsecret",
            "//etc/passwd",
            "/%2fetc/passwd", "/figures//a.png", "/figures/", "/./index.html", "/.lock", "/.report", "/figures/.hidden",
            "/index.html%00",
            "/index.html%00.png", "/%", "/%4", "/%zz", "/%ff%fe", "/..\\secret", "/%5c..%5csecret", "/%252e%252e/\u{0}",
        ])
    func nothing(_ target: String) { #expect(ServedFile.names(of: target) == nil) }

    @Test("what was resolved once is not resolved again")
    func once() { #expect(ServedFile.names(of: "/%252e%252e/secret") == ["%2e%2e", "secret"]) }

    @Test("plain files of the folder are read; folders, pipes and whatever a link leads to are not")
    func bytes() throws {
        let outside = try TemporaryFolder()
        try outside.write("secret", to: "secret")
        let folder = try TemporaryFolder()
        try folder.makeFolder("figures/deep")
        try folder.write("page", to: "index.html")
        try folder.write(String(repeating: "x", count: 600_000), to: "figures/deep/large.svg")
        try folder.write("", to: "empty.txt")
        try folder.link("out", to: "\(outside.path)/secret")
        try folder.link("all", to: outside.path)
        try folder.link("in", to: "index.html")
        #expect(mkfifo("\(folder.path)/pipe", 0o644) == 0)
        func read(_ names: String...) -> [UInt8]? { ServedFile.bytes(of: names, in: folder.path) }
        #expect(read("index.html") == Array("page".utf8))
        #expect(read("figures", "deep", "large.svg")?.count == 600_000)
        #expect(read("empty.txt") == [])
        for names in [["figures"], ["none"], ["index.html", "x"], ["out"], ["all", "secret"], ["in"], ["pipe"], []] {
            #expect(ServedFile.bytes(of: names, in: folder.path) == nil, "\(names)")
        }
        #expect(ServedFile.bytes(of: ["index.html"], in: "\(folder.path)/none") == nil)
    }

    @Test("the folder itself may stand behind a link")
    func folderBehindLink() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("real")
        try folder.write("page", to: "real/index.html")
        try folder.link("report", to: "real")
        #expect(ServedFile.bytes(of: ["index.html"], in: "\(folder.path)/report") == Array("page".utf8))
    }

    @Test("a browser is told what each file is, by the end of its name")
    func kinds() {
        #expect(ServedFile.kind(of: "index.html") == "text/html; charset=utf-8")
        #expect(ServedFile.kind(of: "A.PDF") == "application/pdf")
        #expect(ServedFile.kind(of: "x.svg") == "image/svg+xml")
        #expect(ServedFile.kind(of: "x.html.exe") == "application/octet-stream")
    }
}

import Foundation
import Testing

@testable import Watching

@Suite struct WatchBoardTests {
    @Test("whoever reads is told the state now, and then each other one")
    func states() async {
        let board = WatchBoard()
        board.update { $0.work = "compiling" }
        var states = board.states().makeAsyncIterator()
        #expect(await states.next()?.work == "compiling")
        board.update { $0.work = "compiling" }
        board.update { $0.faults = ["templates/report.md:3: unknown name"] }
        #expect(await states.next()?.faults == ["templates/report.md:3: unknown name"])
        board.repeatState()
        #expect(await states.next() == board.state)
    }

    @Test("an event is one line of data, whatever is in its texts")
    func event() throws {
        var state = WatchState()
        state.faults = ["one\ntwo\r\n\ndata: three </script>"]
        let text = String(decoding: EventBytes.event(state), as: UTF8.self)
        #expect(text.hasPrefix("data: {") && text.hasSuffix("}\n\n"))
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 3)
        #expect(try JSONDecoder().decode(WatchState.self, from: Data(text.dropFirst(6).utf8)) == state)
    }

    @Test("messages are read back, and other lines are none")
    func messages() {
        let message = WatchMessage(.page, faults: ["paper/fig1 failed: \"why\"\nand how"])
        #expect(message.line.split(separator: "\n").count == 1)
        #expect(WatchMessage(line: message.line) == message)
        for line in ["", "{}", "compiling", "{\"kind\":\"other\",\"faults\":[]}"] { #expect(WatchMessage(line: line) == nil) }
    }

    @Test("lines come whole, however their bytes come")
    func lines() {
        var lines = LineCollector()
        let found = ["a", "b\nc", "d\n\ne\n", "", "f"].map { piece in Array(piece.utf8).withUnsafeBytes { lines.take($0) } }
        #expect(found == [[], ["ab"], ["cd", "", "e"], [], []])
        #expect(lines.remainder == "f")
    }

    @Test("the script stands before the page's end, and nothing else of the page is another")
    func script() {
        let page = Array("<html><body>a</body> is a word<body>b</body></html>".utf8)
        let text = String(decoding: PageScript.added(to: page, digest: "abc"), as: UTF8.self)
        let line = "<script src=\"/.watch.js\" data-page=\"abc\"></script>\n"
        #expect(text == "<html><body>a</body> is a word<body>b\(line)</body></html>")
        #expect(String(decoding: PageScript.added(to: Array("bare".utf8), digest: "abc"), as: UTF8.self) == "bare\(line)")
    }
}

import Files
import Testing

@Suite("Control characters")
struct ControlCharactersTests {
    @Test("controls and the 66 code points that are no characters are replaced, and nothing else")
    func replaced() {
        let all = (0...0x10FFFF).compactMap(Unicode.Scalar.init)
        let replaced = all.filter { String($0).withControlsReplaced == "\u{FFFD}" && $0 != "\u{FFFD}" }.map(\.value)
        let controls = (0..<0x20).filter { ![0x09, 0x0A, 0x0D].contains($0) } + Array(0x7F..<0xA0)
        let noncharacters = Array(0xFDD0...0xFDEF) + (0...0x10).flatMap { [$0 << 16 | 0xFFFE, $0 << 16 | 0xFFFF] }
        #expect(noncharacters.count == 66)
        #expect(replaced == (controls + noncharacters).map(UInt32.init).sorted())
        let kept = "a\tb\r\n漢 🙂 e\u{301}"
        #expect(kept.withControlsReplaced == kept)
    }

    @Test("a text on one line has single blanks")
    func oneLine() {
        #expect(" a\n\n b\t\u{1}c\u{FFFE} ".onOneLine == "a b \u{FFFD}c\u{FFFD}")
    }
}

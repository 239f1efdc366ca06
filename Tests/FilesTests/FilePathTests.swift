import Files
import Foundation
import Testing

@Suite struct FilePathTests {
    @Test(
        "a path of any text has a folder, a last name, a stem and an ending",
        arguments: [
            ("x", ".", "x", "x", ""), ("-", ".", "-", "-", ""), ("é", ".", "é", "é", ""),
            ("e\u{301}", ".", "e\u{301}", "e\u{301}", ""),
            ("", ".", "", "", ""), ("/", "/", "/", "/", ""), ("//", "/", "/", "/", ""), ("/x", "/", "x", "x", ""),
            ("//x", "/", "x", "x", ""), (".", ".", ".", ".", ""), ("..", ".", "..", "..", ""), ("./", ".", ".", ".", ""),
            ("a/..", "a", "..", "..", ""), ("s", ".", "s", "s", ""), ("t/s", "t", "s", "s", ""), ("t//s//", "t", "s", "s", ""),
            ("/t/s/", "/t", "s", "s", ""), ("run/acts.npy", "run", "acts.npy", "acts", "npy"), ("X.NPY", ".", "X.NPY", "X", "npy"),
            ("a.tar.gz", ".", "a.tar.gz", "a.tar", "gz"), (".npy", ".", ".npy", ".npy", ""), ("..npy", ".", "..npy", "..npy", ""),
            ("._a.npy", ".", "._a.npy", "._a", "npy"), ("a.", ".", "a.", "a.", ""), ("a.b/c", "a.b", "c", "c", ""),
            ("t/\u{301}x", "t", "\u{301}x", "\u{301}x", ""),
            ("a\u{301}.n\u{301}py", ".", "a\u{301}.n\u{301}py", "a\u{301}", "n\u{301}py"),
            (" ", ".", " ", " ", ""), ("a\nb/c", "a\nb", "c", "c", ""),
        ])
    func parts(_ text: String, _ folder: String, _ name: String, _ stem: String, _ ending: String) {
        let path = FilePath(text)
        #expect(Array(path.folder.utf8) == Array(folder.utf8))
        #expect(Array(path.name.utf8) == Array(name.utf8))
        #expect(Array(path.stem.utf8) == Array(stem.utf8))
        #expect(Array(path.ending.utf8) == Array(ending.utf8))
    }

    @Test("folder and last name make the path again, over all short texts of slashes, stops, letters and combining characters")
    func together() {
        let letters = ["/", ".", "x", "-", "\u{301}", "é"]
        var texts = [""]
        for _ in 0..<5 { texts += texts.flatMap { text in letters.map { text + $0 } } }
        for text in Set(texts) where !text.isEmpty {
            let path = FilePath(text)
            let again = FilePath(FilePath(path.folder).appending(path.name))
            #expect(again.name == path.name && again.folder == path.folder, "\(text.debugDescription)")
            #expect(path.ending.isEmpty || path.stem + "." + path.ending == path.name.lowercased(), "\(text.debugDescription)")
        }
    }

    @Test(
        "a name joins a folder's path",
        arguments: [("run", "run/x"), ("run/", "run/x"), ("/", "/x"), (".", "x"), ("", "x"), ("..", "../x")])
    func joined(_ folder: String, _ path: String) {
        #expect(FilePath(folder).appending("x") == path)
    }
}

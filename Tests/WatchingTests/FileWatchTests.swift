import Foundation
import Testing
import Watching

@Suite struct FileWatchTests {
    @Test("a file that is saved, renamed into its place, new or gone is told once")
    func changes() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("templates/figures")
        try folder.write("one", to: "templates/figures/a.md")
        try folder.write("two", to: "report.yml")
        var watch = FileWatch(["\(folder.path)/templates", "\(folder.path)/report.yml", "\(folder.path)/later.csv"])
        func told() -> [String] { watch.changes().map { String($0.dropFirst(folder.path.utf8.count + 1)) } }
        #expect(told() == [])
        try folder.write("longer", to: "templates/figures/a.md")
        #expect(told() == ["templates/figures/a.md"])
        #expect(told() == [])
        // As editors save: another file in its place, of the same length.
        try folder.write("LONGER", to: "templates/figures/.a.md.new")
        #expect(told() == [])
        folder.move("templates/figures/.a.md.new", to: "templates/figures/a.md")
        #expect(told() == ["templates/figures/a.md"])
        try folder.makeFolder("templates/shared")
        try folder.write("new", to: "templates/shared/b.md")
        try folder.write("later", to: "later.csv")
        #expect(told() == ["later.csv", "templates/shared/b.md"])
        try folder.write("copy", to: "templates/shared/b.md~")
        #expect(told() == [])
        try folder.remove("templates/shared")
        try folder.remove("report.yml")
        #expect(told() == ["report.yml", "templates/shared/b.md"])
        try folder.write("again", to: "report.yml")
        #expect(told() == ["report.yml"])
    }

    @Test("a folder that is not listed anew still tells what is saved in it")
    func settled() throws {
        let folder = try TemporaryFolder()
        try folder.write("one", to: "a.md")
        // As if nothing had come for long.
        let long = timespec(tv_sec: 1_000_000_000, tv_nsec: 0)
        #expect([long, long].withUnsafeBufferPointer { utimensat(AT_FDCWD, folder.path, $0.baseAddress, 0) } == 0)
        var watch = FileWatch([folder.path])
        try folder.write("longer", to: "b.md")
        #expect(watch.changes() == ["\(folder.path)/b.md"])
        let descriptor = open("\(folder.path)/a.md", O_WRONLY | O_APPEND)
        #expect(write(descriptor, "more", 4) == 4)
        close(descriptor)
        #expect(watch.changes() == ["\(folder.path)/a.md"])
    }

    @Test("links that lead round end somewhere")
    func round() throws {
        let folder = try TemporaryFolder()
        try folder.write("one", to: "a.md")
        try folder.link("round", to: ".")
        var watch = FileWatch([folder.path])
        #expect(watch.changes() == [])
    }
}

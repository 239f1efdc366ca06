import Foundation
import Testing

@testable import Files

@Suite struct PartialFilesTests {
    @Test("what is being written is kept, by a process that has no number here too, and taken once nobody writes it")
    func locked() throws {
        try withTemporaryFolder { folder in
            // As another container's process would have it: its number is nobody's here.
            let foreign = "\(folder)/deep/a.json.\(Int32.max)-17.partial"
            try AtomicFile.write(text: "half", to: foreign)
            let descriptor = open(foreign, O_WRONLY)
            #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
            let (own, path) = try #require(PartialFiles.make(for: "\(folder)/b.json"))
            PartialFiles.sweep(folder)
            #expect(names(in: folder).count == 3)
            close(descriptor)
            close(own)
            #expect(path.hasSuffix(".partial"))
            PartialFiles.sweep(folder)
            #expect(names(in: folder) == ["deep"])
        }
    }

    @Test("a process that takes no locks writes files that others leave alone for a day", .timeLimit(.minutes(10)))
    func withoutLocks() async {
        await #expect(processExitsWith: .success) {
            try withTemporaryFolder { folder in
                PartialFiles.takeNoLocks()
                let (descriptor, path) = try #require(PartialFiles.make(for: "\(folder)/a.json"))
                close(descriptor)
                try #require(path.contains("a.json.unlocked-\(getpid())-") && PartialFiles.isPartial(path))
                PartialFiles.sweep(folder)
                try #require(names(in: folder).count == 1)
                var times = [timeval](repeating: timeval(tv_sec: time(nil) - 90_000, tv_usec: 0), count: 2)
                utimes(path, &times)
                PartialFiles.sweep(folder)
                try #require(names(in: folder).isEmpty)
                // What others have locked, or left behind, is not this process's to remove.
                try AtomicFile.write(text: "half", to: "\(folder)/b.json.17-17.partial")
                try AtomicFile.write(text: "whole", to: "\(folder)/b.json")
                try #require(names(in: folder) == ["b.json", "b.json.17-17.partial"])
            }
        }
    }

    @Test("a leftover is swept though a process has its number, and behind a link to the folder")
    func reusedNumber() throws {
        try withTemporaryFolder { folder in
            try AtomicFile.write(text: "half", to: "\(folder)/real/a.json.\(getpid())-17.partial")
            symlink("\(folder)/real", "\(folder)/link")
            PartialFiles.sweep("\(folder)/link")
            #expect(names(in: "\(folder)/real").isEmpty)
        }
    }

    @Test("files of other names are kept, and pipes of such a name are not waited for", .timeLimit(.minutes(10)))
    func others() throws {
        try withTemporaryFolder { folder in
            let kept = [
                "a.b-17.partial", "a.partial", "a.1-2-3.partial", "a.0-1.partial", "a.-1-1.partial", "a.5f3a9c21.partial",
                "a.1-1.json",
            ]
            for name in kept { try AtomicFile.write(text: "x", to: "\(folder)/\(name)") }
            mkfifo("\(folder)/pipe.1-1.partial", 0o644)
            PartialFiles.sweep(folder)
            #expect(Set(names(in: folder)).subtracting(["pipe.1-1.partial"]) == Set(kept))
            PartialFiles.sweep("\(folder)/none")
        }
    }

    @Test("processes that write and processes that sweep, side by side: no writing fails", .timeLimit(.minutes(10)))
    func sideBySide() async {
        await withTemporaryFolderAsync { folder in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<2 {
                    group.addTask { [folder = folder as String, number = number as Int] in
                        await #expect(processExitsWith: .success) { [folder = folder as String, number = number as Int] in
                            for round in 0..<100 {
                                try AtomicFile.write([UInt8](repeating: UInt8(round), count: 20_000), to: "\(folder)/\(number)")
                            }
                        }
                    }
                    group.addTask { [folder = folder as String] in
                        await #expect(processExitsWith: .success) { [folder = folder as String] in
                            for _ in 0..<500 { PartialFiles.sweep(folder) }
                        }
                    }
                }
            }
            #expect(names(in: folder) == ["0", "1"])
        }
    }
}

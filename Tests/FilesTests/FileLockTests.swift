import Foundation
import Synchronization
import Testing

@testable import Files

@Suite struct FileLockTests {
    /// A process that is being started shares the lock until it runs its own program, so the end may come a moment late.
    @Test("a lock is held by one at a time and ends with its holder", .timeLimit(.minutes(10)))
    func excludes() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/locks/one.lock"
            var lock = try FileLock.attempt(path)
            #expect(lock != nil)
            #expect(try FileLock.attempt(path) == nil)
            #expect(throws: CancellationError.self) { try FileLock.wait(path, cancelled: { true }) }
            withExtendedLifetime(lock) {}
            lock = nil
            _ = try FileLock.wait(path, cancelled: { false })
        }
    }

    @Test("a killed process holds no lock", .timeLimit(.minutes(10)))
    func killed() async throws {
        try await withTemporaryFolderAsync { folder in
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
                let lock = try FileLock.attempt("\(folder)/lock")
                withExtendedLifetime(lock) { _ = kill(getpid(), SIGKILL) }
            }
            #expect(names(in: folder) == ["lock"])
            _ = try FileLock.wait("\(folder)/lock", cancelled: { false })
        }
    }

    @Test("whoever waits on a lock's file that its holder removes takes the new file's, so that two never hold it")
    func removed() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/lock"
            var calls = 0
            // Between opening and locking, the holder lets go of a file that it has removed, and a third takes the new one.
            let taken = Mutex<FileLock?>(nil)
            let late = try FileLock.attempt(path) { descriptor, operation in
                calls += 1
                if calls == 1 {
                    unlink(path)
                    taken.withLock { $0 = try? FileLock.attempt(path) }
                }
                return flock(descriptor, operation)
            }
            #expect(late == nil && calls == 2)
            #expect(taken.withLock { $0 != nil })
        }
    }

    @Test(
        "a file system without locks is a fault that says so, instead of waiting for ever",
        arguments: [ENOLCK, EOPNOTSUPP])
    func withoutLocks(_ code: Int32) throws {
        withTemporaryFolder { folder in
            let fault = #expect(throws: Fault.self) {
                try FileLock.attempt("\(folder)/lock") { _, _ in
                    errno = code
                    return -1
                }
            }
            #expect(fault?.status == .cannotWrite && fault?.place == "\(folder)/lock")
            #expect(fault?.problem.hasPrefix("cannot be locked") == true && fault?.remedy?.contains("NFS") == true)
        }
    }

    @Test("a lock that cannot be made says why: a folder in its place, too many open files")
    func cannotBeMade() async throws {
        try withTemporaryFolder { folder in
            try AtomicFile.makeFolder("\(folder)/lock")
            let fault = #expect(throws: Fault.self) { try FileLock.attempt("\(folder)/lock") }
            #expect(fault?.description.contains("it is a folder; name a file, or move the folder away") == true)
        }
        await #expect(processExitsWith: .success) {
            let folder = NSTemporaryDirectory() + "refigure-descriptors-\(getpid())"
            try AtomicFile.makeFolder(folder)
            var limit = rlimit(rlim_cur: 3, rlim_max: 3)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            let fault = #expect(throws: Fault.self) { try FileLock.attempt("\(folder)/lock") }
            #expect(fault?.description.contains("may open no more files at once; raise the limit") == true)
            rmdir(folder)
        }
    }
}

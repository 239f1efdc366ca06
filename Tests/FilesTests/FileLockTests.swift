import Files
import Foundation
import Testing

@Suite struct FileLockTests {
    /// A process that is being started shares the lock until it runs its own program, so the end may come a moment late.
    @Test("a lock is held by one at a time and ends with its holder", .timeLimit(.minutes(1)))
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

    @Test("a killed process holds no lock", .timeLimit(.minutes(1)))
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
}

import Files
import Foundation
import Testing

@Suite struct FileLockTests {
    @Test("a lock is held by one at a time and ends with its holder")
    func excludes() throws {
        try withTemporaryFolder { folder in
            let path = "\(folder)/locks/one.lock"
            var lock = try FileLock.attempt(path)
            #expect(lock != nil)
            #expect(try FileLock.attempt(path) == nil)
            #expect(throws: CancellationError.self) { try FileLock.wait(path, cancelled: { true }) }
            withExtendedLifetime(lock) {}
            lock = nil
            #expect(try FileLock.attempt(path) != nil)
        }
    }

    @Test("a killed process holds no lock")
    func killed() async throws {
        try await withTemporaryFolder { folder in
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
                let lock = try FileLock.attempt("\(folder)/lock")
                withExtendedLifetime(lock) { _ = kill(getpid(), SIGKILL) }
            }
            #expect(names(in: folder) == ["lock"])
            let lock = try FileLock.attempt("\(folder)/lock")
            #expect(lock != nil)
        }
    }
}

import Files
import Foundation
import Results
import Testing

private let key = CacheKey([.seed(1)])
private let never: @Sendable () -> Bool = { false }
private func asIs(_ bytes: [UInt8], _ path: String) -> [UInt8] { bytes }

@Suite struct StoreTests {
    @Test("what is saved under a key is loaded from it, from its shelf only")
    func saves() throws {
        try withTemporaryFolder { folder in
            let store = Store(folder: "\(folder)/.refigure")
            #expect(try store.load(key, from: .trajectories) == .missing)
            #expect(!store.contains(key, on: .trajectories))
            try store.save([1, 2, 3], as: key, on: .trajectories)
            try store.save([], as: CacheKey([.seed(2)]), on: .trajectories)
            #expect(try store.load(key, from: .trajectories) == .found([1, 2, 3]))
            #expect(try store.load(CacheKey([.seed(2)]), from: .trajectories) == .found([]))
            #expect(try store.load(key, from: .checkpoints) == .missing)
            #expect(store.contains(key, on: .trajectories))
            store.remove(key, from: .trajectories)
            #expect(try store.load(key, from: .trajectories) == .missing)
        }
    }

    @Test("a key has one file, named after the key and the content's digest")
    func oneFile() throws {
        try withTemporaryFolder { folder in
            let store = Store(folder: folder)
            for byte in UInt8(0)..<5 { try store.save([byte], as: key, on: .checkpoints) }
            #expect(try store.load(key, from: .checkpoints) == .found([4]))
            #expect(
                names(in: folder) == [
                    "checkpoints", "checkpoints/\(key.hex.prefix(32)).\(SHA256.hex(of: [4]).prefix(32)).safetensors",
                ])
        }
    }

    @Test("a flipped bit or a cut is noticed, the file named, and the next save mends it")
    func damage() throws {
        try withTemporaryFolder { folder in
            let store = Store(folder: folder)
            let bytes = [UInt8](0..<100)
            try store.save(bytes, as: key, on: .trajectories)
            let path = "\(folder)/\(names(in: folder)[1])"
            for damaged in [Array(bytes.dropLast()), bytes.map { $0 == 50 ? 51 : $0 }, []] {
                try Data(damaged).write(to: URL(filePath: path))
                #expect(
                    try store.load(key, from: .trajectories)
                        == .damaged(path: path, reason: "its content is not what its name says"))
            }
            var told: [String] = []
            let obtained = try store.obtain(
                key, on: .trajectories, cancelled: never, damaged: { path, _ in told.append(path) }, decode: asIs,
                compute: { (bytes, bytes) })
            #expect(obtained == bytes)
            #expect(told == [path])
            #expect(try store.load(key, from: .trajectories) == .found(bytes))
        }
    }

    @Test("where a save was killed before its tidying up, the newer content counts, and the older where the newer is damaged")
    func twoFiles() throws {
        try withTemporaryFolder { folder in
            let (store, other) = (Store(folder: "\(folder)/a"), Store(folder: "\(folder)/b"))
            try store.save([1], as: key, on: .checkpoints)
            try other.save([2], as: key, on: .checkpoints)
            let older = "\(folder)/a/\(names(in: "\(folder)/a")[1])"
            let name = names(in: "\(folder)/b")[1]
            try FileManager.default.moveItem(atPath: "\(folder)/b/\(name)", toPath: "\(folder)/a/\(name)")
            try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: older)
            #expect(try store.load(key, from: .checkpoints) == .found([2]))
            try Data([3]).write(to: URL(filePath: "\(folder)/a/\(name)"))
            #expect(try store.load(key, from: .checkpoints) == .found([1]))
        }
    }

    @Test("what is stored is not computed again, and a finished trajectory's checkpoint goes")
    func obtains() throws {
        try withTemporaryFolder { folder in
            let store = Store(folder: folder)
            try store.save([7], as: key, on: .checkpoints)
            var computed = 0
            for _ in 0..<3 {
                let bytes = try store.obtain(
                    key, on: .trajectories, cancelled: never, damaged: { path, _ in Issue.record("\(path) is damaged") },
                    decode: asIs
                ) {
                    computed += 1
                    return ([9], [9])
                }
                #expect(bytes == [9])
            }
            #expect(computed == 1)
            #expect(try store.load(key, from: .checkpoints) == .missing)
        }
    }

    @Test("a computation that fails stores nothing, keeps its checkpoint and frees its lock", .timeLimit(.minutes(10)))
    func failing() throws {
        try withTemporaryFolder { folder in
            let store = Store(folder: folder)
            #expect(throws: CancellationError.self) {
                try store.obtain(key, on: .trajectories, cancelled: never, damaged: { _, _ in }, decode: asIs) {
                    try store.save([7], as: key, on: .checkpoints)
                    throw CancellationError()
                }
            }
            #expect(try store.load(key, from: .trajectories) == .missing)
            #expect(try store.load(key, from: .checkpoints) == .found([7]))
            _ = try store.lock(key, cancelled: never)
        }
    }

    @Test("who waits for a key's lock can be stopped")
    func cancelledWaiting() throws {
        try withTemporaryFolder { folder in
            let store = Store(folder: folder)
            let lock = try store.lock(key, cancelled: never)
            #expect(throws: CancellationError.self) {
                try store.obtain(
                    key, on: .trajectories, cancelled: { true }, damaged: { _, _ in }, decode: asIs, compute: { ([1], [1]) })
            }
            withExtendedLifetime(lock) {}
            _ = try store.lock(CacheKey([.seed(2)]), cancelled: { true })
        }
    }

    @Test("a report's folder is one writer's at a time")
    func reportLock() throws {
        try withTemporaryFolder { folder in
            let lock = try Store.lockReport("\(folder)/quick", cancelled: never)
            #expect(throws: CancellationError.self) { try Store.lockReport("\(folder)/quick", cancelled: { true }) }
            withExtendedLifetime(lock) {}
        }
    }

    @Test("processes that ask for one key at once compute it once and read it whole", .timeLimit(.minutes(10)))
    func sharedWork() async {
        await withTemporaryFolderAsync { folder in
            await inProcesses(3) {
                await #expect(processExitsWith: .success) { [folder = folder as String] in
                    let store = Store(folder: folder)
                    for seed in UInt64(0)..<50 {
                        let key = CacheKey([.seed(seed)])
                        let expected = [UInt8](repeating: UInt8(seed), count: 100_000)
                        let bytes = try store.obtain(
                            key, on: .trajectories, cancelled: { false },
                            damaged: { path, _ in Issue.record("\(path) is damaged") }, decode: asIs
                        ) {
                            try AtomicFile.write(text: "", to: "\(folder)/computed/\(seed)-\(getpid())")
                            return (expected, expected)
                        }
                        #expect(bytes == expected)
                    }
                }
            }
            #expect(names(in: "\(folder)/computed").count == 50)
            #expect(names(in: "\(folder)/trajectories").count == 50)
        }
    }

    @Test("processes that save one key at once leave one whole file", .timeLimit(.minutes(10)))
    func savedTogether() async throws {
        try await withTemporaryFolderAsync { folder in
            await inProcesses(2) {
                await #expect(processExitsWith: .success) { [folder = folder as String] in
                    let store = Store(folder: folder)
                    for round in 0..<100 {
                        try store.save([UInt8](repeating: UInt8(round), count: 50_000), as: CacheKey([.seed(1)]), on: .checkpoints)
                        guard case .found(let bytes) = try store.load(CacheKey([.seed(1)]), from: .checkpoints) else {
                            Issue.record("round \(round): \(try store.load(CacheKey([.seed(1)]), from: .checkpoints))")
                            continue
                        }
                        #expect(bytes == [UInt8](repeating: bytes[0], count: 50_000))
                    }
                }
            }
            let blob = try Store(folder: folder).load(key, from: .checkpoints)
            #expect(blob == .found([UInt8](repeating: 99, count: 50_000)))
            #expect(names(in: "\(folder)/checkpoints").count == 1)
        }
    }

    @Test("the sweep takes leftovers of dead processes and free locks, and keeps locks that are held")
    func sweeps() throws {
        try withTemporaryFolder { folder in
            let store = Store(folder: folder)
            store.sweep()
            try store.save([1], as: key, on: .trajectories)
            try AtomicFile.write(text: "x", to: "\(folder)/trajectories/a.safetensors.\(Int32.max)-1.partial")
            try AtomicFile.write(text: "", to: "\(folder)/locks/free.lock")
            let held = try store.lock(key, cancelled: never)
            store.sweep()
            #expect(names(in: "\(folder)/locks") == ["\(key.hex.prefix(32)).lock"])
            #expect(names(in: "\(folder)/trajectories").count == 1)
            withExtendedLifetime(held) {}
        }
    }

    @Test("a shelf is read anew once it has changed, and not for every key before that")
    func listings() throws {
        try withTemporaryFolder { folder in
            let store = Store(folder: folder)
            let other = CacheKey([.seed(2)])
            func setTime(_ seconds: Int) {
                let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
                #expect(utimensat(AT_FDCWD, "\(folder)/trajectories", times, 0) == 0)
            }
            try store.save([1], as: key, on: .trajectories)
            setTime(1_000_000)
            #expect(store.contains(key, on: .trajectories) && !store.contains(other, on: .trajectories))
            try Store(folder: folder).save([2], as: other, on: .trajectories)
            #expect(store.contains(other, on: .trajectories), "a change is seen at once")
            setTime(1_000_000)
            #expect(!store.contains(other, on: .trajectories), "where the folder tells of none, nothing is read")
            setTime(1_000_001)
            #expect(store.contains(other, on: .trajectories))
        }
    }

    @Test("costs are kept, merged and never a reason to fail")
    func costs() throws {
        try withTemporaryFolder { folder in
            let store = Store(folder: folder)
            #expect(store.costs()["a/fig1"] == nil)
            try store.record(["a/fig1": 1.23456, "a/fig2": 2])
            try store.record(["a/fig2": 3])
            #expect(store.costs()["a/fig1"] == 1.23456)
            #expect(store.costs()["a/fig2"] == 2.5)
            try AtomicFile.write(text: "no JSON", to: "\(folder)/costs.json")
            #expect(store.costs() == Costs())
            try store.record(["a/fig1": 4])
            #expect(store.costs() == Costs(["a/fig1": 4]))
        }
    }
}

/// Runs the body in so many child tasks, each of which starts a process.
private func inProcesses(_ count: Int, _ body: @escaping @Sendable () async -> Void) async {
    await withTaskGroup(of: Void.self) { group in
        for _ in 0..<count { group.addTask(operation: body) }
    }
}

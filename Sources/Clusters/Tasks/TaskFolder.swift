import Files
import Foundation
import Results

/// The folder of an array of tasks: .refigure/cluster/<name>/, with each task's description, state and log, and the pieces' ends.
struct TaskFolder: Hashable, Sendable {
    let path: String

    /// Of the folder that holds those of all arrays.
    static func folder(inStore store: String) -> String { "\(store)/cluster" }

    /// A new one's name: when it was made, and a number that no other has.
    static func newName(now: Date = Date()) -> String {
        var time = time_t(now.timeIntervalSince1970)
        var parts = tm()
        gmtime_r(&time, &parts)
        func padded(_ number: Int32, _ width: Int) -> String {
            let digits = "\(number)"
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let day = padded(parts.tm_year + 1900, 4) + padded(parts.tm_mon + 1, 2) + padded(parts.tm_mday, 2)
        let clock = padded(parts.tm_hour, 2) + padded(parts.tm_min, 2) + padded(parts.tm_sec, 2)
        return "\(day)-\(clock)-\(String(UInt32.random(in: 0x1000_0000 ... .max), radix: 16))"
    }

    var name: String { FilePath(path).name }
    /// What the queue calls the array.
    var jobName: String { Self.jobPrefix + name }
    static let jobPrefix = "refigure-"

    var script: String { "\(path)/script.sh" }
    func task(_ number: Int) -> String { "\(path)/task-\(number).json" }
    func state(_ number: Int) -> String { "\(path)/state-\(number).json" }
    func log(_ number: Int) -> String { "\(path)/log-\(number).txt" }
    var ends: String { "\(path)/ends" }
    func end(of key: CacheKey) -> String { "\(ends)/\(key.hex).json" }

    /// The numbers of its tasks.
    var taskNumbers: [Int] {
        ((try? Folder.namesIfThere(in: path, beginningWith: "task-", endingIn: ".json")) ?? [])
            .compactMap { Int($0.dropFirst(5).dropLast(5)) }.sorted()
    }

    /// The keys of the pieces that have ended.
    var endedKeys: [CacheKey] {
        ((try? Folder.namesIfThere(in: ends, endingIn: ".json")) ?? []).compactMap { CacheKey(hex: String($0.dropLast(5))) }
    }

    /// All that there are in a store.
    static func all(inStore store: String) -> [TaskFolder] {
        let folder = folder(inStore: store)
        return ((try? Folder.namesIfThere(in: folder)) ?? []).map { TaskFolder(path: "\(folder)/\($0)") }
    }

    /// Removes the folder of an array that is over, unless something went wrong in it lately: then its logs stay for a week.
    /// - Parameter note: told what the array's work took.
    func clear(noting note: ([String: Double]) -> Void) {
        let ends = endedKeys.compactMap { PieceEnd.read(end(of: $0)) }
        for costs in ends.map(\.costs) where !costs.isEmpty { note(costs) }
        let pieces = taskNumbers.compactMap { try? TaskFile.read(task($0)).pieces.count }.reduce(0, +)
        let isWell = pieces > 0 && ends.count == pieces && ends.allSatisfy { $0.failure == nil }
        let changed = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
        if isWell || Date().timeIntervalSince(changed ?? Date()) > Self.week { remove() }
    }

    private static let week = 7 * 86_400.0

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

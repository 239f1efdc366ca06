import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The files that `AtomicFile` writes before it renames them: "<path>.<process>-<number>.partial".
///
/// Each is locked (flock) while it is being written, so that those which killed processes left behind can be told from those of living
/// ones, of other containers and machines too, whose numbers of processes mean nothing here.
public enum PartialFiles {
    private static let locks = Atomic<Bool>(true)

    /// Lets this process lock none of them, for file systems of networks, which do that badly. Its own then bear a name by which others know
    /// that a lock tells nothing: "<path>.unlocked-<process>-<number>.partial"; they are left alone for a day.
    public static func takeNoLocks() { locks.store(false, ordering: .relaxed) }

    private static let unlocked = "unlocked"
    private static let day = 86_400

    /// Makes such a file for the path, locked as long as its descriptor is open.
    /// - Returns: nil where it cannot be made; `errno` says why.
    static func make(for path: String, mode: mode_t = 0o644) -> (descriptor: Int32, path: String)? {
        var tries = 0
        while true {
            tries += 1
            let locks = locks.load(ordering: .relaxed)
            let ending = ".\(locks ? "" : "\(unlocked)-")\(getpid())-\(UInt32.random(in: 0 ... .max)).partial"
            // Shortened where it would be too long for the disk.
            var name = FilePath(path).name
            while name.utf8.count + ending.utf8.count > Int(NAME_MAX), !name.isEmpty { name.unicodeScalars.removeLast() }
            let partial = FilePath(FilePath(path).folder).appending(name + ending)
            let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
            guard descriptor >= 0 else {
                if errno == EEXIST { continue }
                return nil
            }
            if !locks { return (descriptor, partial) }
            let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
            var status = stat()
            // Between its making and its locking a sweep may have taken it for a leftover.
            let isThere = fstat(descriptor, &status) == 0 && status.st_nlink > 0
            // Some file systems do not count links.
            if isLocked && isThere || tries > 100 { return (descriptor, partial) }
            close(descriptor)
            unlink(partial)
        }
    }

    /// Removes those below the folder that nobody is writing; what cannot be removed stays.
    public static func sweep(_ folder: String) {
        // A link to the folder is followed, links below it are not.
        let folder = URL(filePath: folder).resolvingSymlinksInPath().path
        guard let walk = FileManager.default.enumerator(atPath: folder) else { return }
        for case let path as String in walk where isPartial(path) { removeIfLeft("\(folder)/\(path)") }
    }

    /// Removes what is left of earlier attempts to write the path, except what somebody is writing.
    static func sweep(besides path: String) {
        guard locks.load(ordering: .relaxed) else { return }
        let (folder, name) = (FilePath(path).folder, FilePath(path).name)
        for left in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where isPartial(left) {
            let stem = left.split(separator: ".", omittingEmptySubsequences: false).dropLast(2).joined(separator: ".")
            // One that was shortened is as long as a name can be, give or take its numbers.
            let isShortened = left.utf8.count > Int(NAME_MAX) - 4 && name.hasPrefix(stem)
            if stem == name || isShortened { removeIfLeft(FilePath(folder).appending(left)) }
        }
    }

    private static func removeIfLeft(_ path: String) {
        let descriptor = open(path, O_RDWR | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        if !isUnlocked(path), flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
            unlink(path)
        } else if isUnlocked(path) || errno != EWOULDBLOCK {
            // A file system without locks, or a process that takes none: what is a day old is being written by nobody.
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { return }
            let modified = status.modified / 1_000_000_000
            if time(nil) - modified > day { unlink(path) }
        }
    }

    /// Whether the name is of that form.
    static func isPartial(_ path: String) -> Bool {
        let parts = path.split(separator: ".")
        guard parts.count >= 3, parts.last == "partial" else { return false }
        var numbers = parts[parts.count - 2].split(separator: "-", omittingEmptySubsequences: false)
        if numbers.count == 3, numbers[0] == unlocked { numbers.removeFirst() }
        guard numbers.count == 2, UInt32(numbers[1]) != nil, let process = pid_t(numbers[0]) else { return false }
        return process > 0
    }

    private static func isUnlocked(_ path: String) -> Bool {
        path.split(separator: ".").dropLast().last?.hasPrefix("\(unlocked)-") == true
    }
}

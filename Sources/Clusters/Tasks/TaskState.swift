import Files
import Foundation
import Results

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How far a node is with its task.
struct TaskState: Codable, Equatable {
    enum Phase: String, Codable {
        case running
        /// Every piece has its end.
        case ended
        /// Asked to stop: a time limit, a preemption, somebody's scancel.
        case stopped
        /// The node has other sources or data.
        case refused
        /// It could not go on: a full disk, a damaged task.
        case failed
    }

    var phase: Phase
    var node: String
    /// The key of the piece under way.
    var piece: CacheKey?
    /// In 0 ... 1, and in the piece's own units.
    var share = 0.0
    var amount = ""
    var failure: Failure?
}

/// The file in which a node says how far it is.
///
/// It is made once, of a size that every state fits into, and then written over in its place: what went wrong can be said even where the
/// disk is full by then. Who reads it while it is written finds no state, and asks again.
final class TaskStateFile: Sendable {
    private static let size = 4096
    private let descriptor: Int32

    /// - Throws: a `Fault` (status cannotWrite).
    init(_ path: String, _ state: TaskState) throws {
        try AtomicFile.write(Self.bytes(of: state), to: path)
        descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Fault.cannotWrite(path, .last) }
    }

    deinit { close(descriptor) }

    /// Says the state, as far as the disk allows.
    func say(_ state: TaskState) {
        let bytes = Self.bytes(of: state)
        _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        fsync(descriptor)
    }

    static func read(_ path: String) -> TaskState? {
        guard let bytes = try? PlainFile.read(path, limit: size), let end = bytes.lastIndex(of: UInt8(ascii: "}")) else {
            return nil
        }
        return try? SealedJSON.decode(TaskState.self, from: Array(bytes[...end]))
    }

    /// Padded with blank space; long words are cut.
    private static func bytes(of state: TaskState) -> [UInt8] {
        var state = state
        for length in [1000, 200, 0] {
            state.amount = String(state.amount.prefix(length))
            state.failure = state.failure?.cut(to: length)
            if let text = try? SealedJSON.text(state), text.count <= size {
                return text + [UInt8](repeating: UInt8(ascii: " "), count: size - text.count)
            }
        }
        preconditionFailure("a task's state of more than \(size) bytes")
    }
}

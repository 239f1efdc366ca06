import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The process's two output streams. Everything that the program prints goes through here, unbuffered and checked.
public enum StandardStream: Int32, Sendable {
    case output = 1
    case error = 2

    /// What a text is, which decides whether it reaches a terminal as it is.
    public enum Form: Sendable {
        /// To be read: `VisibleText` everywhere.
        case words
        /// Numbers for other programs (CSV, JSON): byte for byte, but for a terminal.
        case data
        /// Words of the program's own with codes that move a terminal's cursor: byte for byte. Names in it must have been made visible.
        case drawing
    }

    public var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Whether something was to be written to standard output.
    public static var outputIsUsed: Bool { outputUse.load(ordering: .relaxed) }

    private static let outputUse = Atomic<Bool>(false)

    /// Writes the text whole.
    ///
    /// Where the reader of standard output's pipe has gone, the process ends by SIGPIPE as programs in a pipeline do, unless that
    /// signal is ignored.
    /// - Throws: a `Fault` (status cannotWrite); `CancellationError` where the user asked to stop while nobody read.
    public func write(_ text: String, as form: Form = .words) throws {
        let text =
            switch form {
            case .words: VisibleText.of(text)
            case .data: isTerminal ? VisibleText.of(text) : text
            case .drawing: text
            }
        var bytes = text
        try bytes.withUTF8 { try write(bytes: UnsafeRawBufferPointer($0)) }
    }

    func write(bytes: UnsafeRawBufferPointer) throws {
        guard !bytes.isEmpty else { return }
        if self == .output { Self.outputUse.store(true, ordering: .relaxed) }
        do {
            try DescriptorWriter.write(bytes, to: rawValue, onBrokenPipe: self == .output ? .ends : .error)
        } catch let error as SystemError {
            throw fault(error)
        }
    }

    /// Writes the text where that is possible.
    /// - Returns: whether it was.
    @discardableResult public func attempt(_ text: String, as form: Form = .words) -> Bool {
        (try? write(text, as: form)) != nil
    }

    /// Writes remarks that nobody has to read: where the stream was closed, or its reader has gone, they are not wanted.
    /// - Throws: a `Fault` (status cannotWrite) where they are wanted but cannot be written; `CancellationError` as `write`.
    public func remark(_ text: String) throws {
        do {
            try write(text)
        } catch let fault as Fault where fault == self.fault(SystemError(EBADF)) || fault == self.fault(SystemError(EPIPE)) {
        }
    }

    private func fault(_ error: SystemError) -> Fault {
        let name = self == .output ? "standard output" : "standard error"
        let remedy =
            switch error.code {
            case EBADF: "write to a file instead"
            case ENOSPC, EDQUOT, EFBIG: "free some space, or send it elsewhere"
            case EPIPE: "whatever was reading it has ended"
            default: "check where it leads"
            }
        let words = error.code == EBADF ? "it is closed" : error.words
        return Fault("cannot be written: \(words)", at: name, remedy: remedy, status: .cannotWrite)
    }
}

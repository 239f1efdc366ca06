import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes to open descriptors: all of the bytes or an error, whatever is behind the descriptor.
enum DescriptorWriter {
    /// What becomes of the process where the reader of a pipe has gone.
    enum BrokenPipe {
        /// It is an error like others.
        case error
        /// The process ends by SIGPIPE, as programs in a pipeline do, unless it was started with that signal ignored or blocked.
        case ends
    }

    /// Writes the bytes. Interrupted, partial and non-blocking writes are continued; a reader that does not read is waited for.
    /// - Throws: a `SystemError`; `CancellationError` where the user asked to stop while nothing could be written.
    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, onBrokenPipe: BrokenPipe) throws {
        var status = stat()
        // A pipe that is ready takes so much at once without blocking.
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        let most = isFile ? Int.max : Int(PIPE_BUF)
        var offset = 0
        while offset < bytes.count {
            if !isFile { try waitUntilReady(descriptor) }
            let piece = UnsafeRawBufferPointer(rebasing: bytes[offset..<min(bytes.count, offset + min(most, bytes.count))])
            let (count, code) = writeOnce(piece, to: descriptor, onBrokenPipe)
            if count > 0 {
                offset += count
            } else if code == EAGAIN || code == EWOULDBLOCK {
                try waitUntilReady(descriptor)
            } else if code != EINTR {
                // Nothing taken without an error is a device that will not take any.
                throw SystemError(count == 0 ? EIO : code)
            }
        }
    }

    /// One write, without the signal of a broken pipe but where it is to end the process.
    private static func writeOnce(_ piece: UnsafeRawBufferPointer, to descriptor: Int32, _ onBrokenPipe: BrokenPipe) -> (Int, Int32)
    {
        var pipe = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, &pipe, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let count = Foundation.write(descriptor, piece.baseAddress, piece.count)
        let code = count < 0 ? errno : 0
        if code == EPIPE, onBrokenPipe == .error {
            var pending = sigset_t()
            sigpending(&pending)
            var number: Int32 = 0
            if sigismember(&pending, SIGPIPE) == 1 { sigwait(&pipe, &number) }
        }
        return (count, code)
    }

    /// Waits until the descriptor takes bytes, or has an error to tell.
    private static func waitUntilReady(_ descriptor: Int32) throws {
        while true {
            var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let ready = poll(&wait, 1, 100)
            // Errors other than an interruption are left to the write, which words them.
            if ready > 0 || ready < 0 && errno != EINTR { return }
            try Interruption.check()
        }
    }
}

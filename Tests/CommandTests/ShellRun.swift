import Foundation

extension CommandProject {
    /// What standard output of a command leads to.
    enum ShellOutput {
        case read
        /// A pipe whose reader has gone.
        case brokenPipe
        /// A pipe that does not block, and is read once it is full.
        case lateReader
        /// A pipe that is full and not read; the command is interrupted.
        case stalledPipe
        /// A terminal that has been hung up.
        case terminalGone
    }

    /// Runs a script in the project's folder; `$0` is the command.
    func shell(_ script: String, output: ShellOutput = .read) throws -> CommandRun {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script, Self.command]
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        var environment = ProcessInfo.processInfo.environment
        environment["REFIGURE_DATA"] = nil
        process.environment = environment
        let started = Started(process: process)
        guard output != .read else {
            try process.run()
            return started.wait()
        }
        let (read, write) = output == .terminalGone ? Self.terminal() : Self.pipe()
        let writing = FileHandle(fileDescriptor: write, closeOnDealloc: false)
        let reading = FileHandle(fileDescriptor: read, closeOnDealloc: false)
        process.standardOutput = writing
        var received = Data()
        switch output {
        case .read: break
        case .brokenPipe, .terminalGone:
            close(read)
            try process.run()
            close(write)
        case .lateReader:
            _ = fcntl(write, F_SETFL, fcntl(write, F_GETFL) | O_NONBLOCK)
            try process.run()
            close(write)
            Self.waitUntilFull(read, process)
            received = reading.readDataToEndOfFile()
            close(read)
        case .stalledPipe:
            try process.run()
            close(write)
            Self.waitUntilFull(read, process)
            process.interrupt()
            process.waitUntilExit()
            close(read)
        }
        let run = started.wait()
        return CommandRun(status: run.status, output: String(decoding: received, as: UTF8.self), errors: run.errors)
    }

    private static func pipe() -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        precondition(Foundation.pipe(&ends) == 0, "there is no pipe: \(errno)")
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// The two ends of a new terminal (Linux's, whose calls by name Glibc's module leaves out).
    private static func terminal() -> (read: Int32, write: Int32) {
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (unlocked, number): (Int32, Int32) = (0, 0)
        let (unlock, name): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
        precondition(
            master >= 0 && ioctl(master, unlock, &unlocked) == 0 && ioctl(master, name, &number) == 0,
            "there is no terminal: \(errno)")
        let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        precondition(slave >= 0, "the terminal cannot be opened: \(errno)")
        return (master, slave)
    }

    /// Until the pipe holds as much in two looks as it ever will, or the process ends.
    private static func waitUntilFull(_ pipe: Int32, _ process: Process) {
        var (held, before): (Int32, Int32) = (0, 0)
        repeat {
            before = held
            usleep(20_000)
            _ = ioctl(pipe, UInt(FIONREAD), &held)
        } while process.isRunning && (held == 0 || held != before)
    }
}

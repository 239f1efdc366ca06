import CProcess
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a process makes sure of before it does anything else.
public enum ProcessStart {
    /// Descriptors that must be free beside the three standard ones: what the run of a report has open at once, and the pipes of a child.
    static let descriptors = 32
    /// Bytes of addresses: the libraries, and the heaps and stacks of the threads.
    static let addresses: rlim_t = 1 << 30
    /// Threads: the pools of Dispatch and of the language's runtime, those of the jobs and of what is watched, and the programs that are
    /// started. Both pools wait for ever for a thread that the system does not give, and hear nothing meanwhile.
    static var threads: Int { 3 * ProcessInfo.processInfo.activeProcessorCount + 9 }

    /// Fills closed standard descriptors, so that no file is opened in their place, and refuses limits under which the run would break
    /// off somewhere or wait for ever: too few open files, addresses or threads. Threads are watched from then on (`ThreadWatch`). A disk
    /// quota or limit on the size of files becomes an error of writing.
    /// - Throws: a `Fault`: status cannotWrite for limits, status usage for arguments that are not text.
    public static func prepare() throws {
        for descriptor in 0..<Int32(3) where fcntl(descriptor, F_GETFD) == -1 { fill(descriptor) }
        signal(SIGXFSZ, SIG_IGN)
        try checkAddresses()
        try checkDescriptors()
        try checkThreads()
        try checkArguments()
        try ThreadWatch.start()
    }

    /// Whether the stream was closed when the process started.
    public static func wasClosed(_ stream: StandardStream) -> Bool {
        fcntl(stream.rawValue, F_GETFL) & O_ACCMODE == O_RDONLY
    }

    /// The lowest free number is the closed one's. It can only be used the wrong way round: to read what is written to, and so fails.
    private static func fill(_ descriptor: Int32) {
        _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }

    private static func checkDescriptors() throws {
        var limit = rlimit()
        if get(&limit, .files), limit.rlim_cur < limit.rlim_max, limit.rlim_cur < 1024 {
            limit.rlim_cur = min(limit.rlim_max, 1024)
            set(limit, .files)
        }
        var opened: [Int32] = []
        defer { for descriptor in opened { close(descriptor) } }
        for _ in 0..<descriptors {
            let descriptor = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
            guard descriptor >= 0 else {
                throw Fault(
                    "too few files may be open at once: \(opened.count) of the \(descriptors) needed",
                    remedy: "raise the limit, for example with `ulimit -n 1024`", status: .cannotWrite)
            }
            opened.append(descriptor)
        }
    }

    private static func checkAddresses() throws {
        for kind in [Limit.addresses, .data] {
            var limit = rlimit()
            guard get(&limit, kind), limit.rlim_cur < addresses else { continue }
            limit.rlim_cur = min(limit.rlim_max, addresses)
            set(limit, kind)
            guard limit.rlim_cur < addresses else { continue }
            throw Fault(
                "the memory is limited to \(limit.rlim_cur >> 20) MiB of addresses, where \(addresses >> 20) are needed",
                remedy: "raise the limit, for example with `ulimit -v unlimited`", status: .cannotWrite)
        }
    }

    private static func checkThreads() throws {
        var limit = rlimit()
        if get(&limit, .processes), limit.rlim_cur < limit.rlim_max {
            limit.rlim_cur = limit.rlim_max
            set(limit, .processes)
        }
        let started = Int(refigure_startable_threads(Int32(threads)))
        guard started < threads else { return }
        throw Fault(
            "too few processes and threads may run at once: \(started) of the \(threads) needed",
            remedy: "raise the limit, for example with `ulimit -u 4096`, or end other programs of this user", status: .cannotWrite)
    }

    private static func checkArguments() throws {
        for place in 1..<max(1, Int(CommandLine.argc)) {
            guard let word = CommandLine.unsafeArgv[place] else { continue }
            let bytes = UnsafeRawBufferPointer(start: word, count: strlen(word))
            guard String(validating: bytes, as: UTF8.self) == nil else { continue }
            throw Fault(
                "argument \(place), '\(String(decoding: bytes, as: UTF8.self))', is not UTF-8 text",
                remedy: "rename the file, or name it by a link", status: .usage)
        }
    }

    private enum Limit { case files, addresses, data, processes }

    private static func get(_ limit: inout rlimit, _ kind: Limit) -> Bool { getrlimit(number(kind), &limit) == 0 }

    private static func set(_ limit: rlimit, _ kind: Limit) {
        var limit = limit
        _ = setrlimit(number(kind), &limit)
    }

    #if canImport(Glibc)
        private static func number(_ kind: Limit) -> __rlimit_resource_t {
            switch kind {
            case .files: __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
            case .addresses: __rlimit_resource_t(RLIMIT_AS.rawValue)
            case .data: __rlimit_resource_t(RLIMIT_DATA.rawValue)
            case .processes: __rlimit_resource_t(__RLIMIT_NPROC.rawValue)
            }
        }
    #else
        private static func number(_ kind: Limit) -> Int32 {
            switch kind {
            case .files: RLIMIT_NOFILE
            case .addresses: RLIMIT_AS
            case .data: RLIMIT_DATA
            case .processes: RLIMIT_NPROC
            }
        }
    #endif
}

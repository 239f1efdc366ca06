import Files
import Foundation
import Testing

/// The library that lets operations on files fail (Shim/faults.c), compiled beside the tests.
enum FaultShim {
    static let library: Result<String, any Error> = Result {
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent().path
        let library = "\(folder)/refigure-faults.so"
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Shim/faults.c").path
        let fresh = "\(library).\(getpid())"
        let compiler = ["clang", "cc"].first { ChildProcess.find($0) != nil } ?? "cc"
        let compiling = try ChildProcess(compiler, ["-O1", "-shared", "-fPIC", "-o", fresh, source, "-ldl"])
            .run(cancelled: { false })
        try #require(compiling.ending == .exited(0), "\(compiling.errors)")
        try #require(rename(fresh, library) == 0)
        return library
    }
}

/// What happens at an operation on a file.
enum Disturbance: Hashable, CustomStringConvertible, Sendable {
    /// It fails once.
    case error(Int32)
    /// It fails, and so do all later ones of its kind: a disk that is full, or gone.
    case lasting(Int32)
    /// Half is written, which is no failure.
    case short
    /// The program is killed there.
    case kill
    /// Half is written, then the program is killed.
    case torn

    var description: String {
        switch self {
        case .error(let code): String(cString: strerror(code)).lowercased()
        case .lasting(let code): "\(String(cString: strerror(code)).lowercased()), from then on"
        case .short: "half a write"
        case .kill: "kill -9"
        case .torn: "half a write and kill -9"
        }
    }

    var kills: Bool { self == .kill || self == .torn }

    var environment: [String: String] {
        switch self {
        case .error(let code): ["FAULTS_DO": "\(code)"]
        case .lasting(let code): ["FAULTS_DO": "\(code)", "FAULTS_LASTING": "1"]
        case .short: ["FAULTS_DO": "short"]
        case .kill: ["FAULTS_DO": "kill"]
        case .torn: ["FAULTS_DO": "torn"]
        }
    }
}

/// The operations that count, by the shim's letters.
enum Operations: String, CaseIterable, Sendable {
    case changing = "owtsnmulcp"
    case reading = "Ordx"

    /// What may happen to an operation of the letter.
    static func disturbances(of letter: Character) -> [Disturbance] {
        switch letter {
        case "o": [.error(EMFILE), .error(EACCES), .lasting(ENOSPC), .error(EINTR), .kill, .error(ENOMEM)]
        case "w": [.error(EIO), .lasting(ENOSPC), .lasting(EDQUOT), .error(EINTR), .short, .kill, .torn]
        case "t": [.lasting(ENOSPC), .error(EIO), .error(EINTR), .kill, .error(ENOMEM)]
        case "s": [.error(EIO), .lasting(ENOSPC), .error(EINTR), .kill]
        case "n": [.error(EIO), .lasting(ENOSPC), .error(EACCES), .kill, .error(ENOMEM)]
        case "m": [.error(EACCES), .lasting(ENOSPC), .kill, .error(ENOMEM)]
        case "u": [.error(EIO), .lasting(EACCES), .kill]
        case "l": [.error(EINTR), .error(ENOLCK), .kill]
        case "c": [.error(EIO), .error(EINTR), .kill]
        case "p": [.error(EPERM), .kill]
        default: [.error(EIO), .lasting(EIO), .error(EACCES), .error(EINTR), .error(EMFILE), .error(ENOMEM)]
        }
    }
}

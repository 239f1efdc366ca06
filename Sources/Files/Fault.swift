/// The exit codes of the command, by what went wrong.
public enum ExitStatus: Int32, Sendable, Codable {
    case success = 0
    /// Differences were found (`refigure diff`).
    case differences = 1
    /// Wrong use: an unknown id, a bad option, a definition that cannot be read.
    case usage = 64
    /// Data are missing or damaged.
    case data = 65
    /// A figure failed; the rest of the report was built.
    case figureFailed = 70
    /// A file could not be written (a full disk, missing rights).
    case cannotWrite = 73
    /// Stopped by the user (SIGINT).
    case interrupted = 130
}

/// An error that a user can cause, worded for people: what is wrong, where, and what to do.
///
/// Every such error of the project is a `Fault`, and one reporter words them all.
public struct Fault: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, a sentence without a full stop: "unknown key 'epoch'".
    public var problem: String
    /// Where: a file with line and key ("reports/quick.yml:12: figures[0].settings.epoch"); nil where there is no place.
    public var place: String?
    /// What to do, a sentence without a full stop: "use one of epochs, seeds".
    public var remedy: String?
    /// What the command exits with.
    public var status: ExitStatus

    public init(_ problem: String, at place: String? = nil, remedy: String? = nil, status: ExitStatus) {
        self.problem = problem
        self.place = place
        self.remedy = remedy
        self.status = status
    }

    /// One line, whatever names are in it: "place: problem; remedy".
    public var description: String {
        var text = ""
        if let place { text += "\(place): " }
        text += problem
        if let remedy { text += "; \(remedy)" }
        return VisibleText.line(text)
    }
}

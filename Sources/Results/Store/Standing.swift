/// How a stored file stands against the inputs that it should have now.
public enum Standing: Sendable, Equatable, CustomStringConvertible {
    case upToDate
    case missing
    case damaged(reason: String)
    /// With what changed, in order of the names; never empty.
    case changed([InputChange])

    init(_ wanted: [KeyInput], from stored: [KeyInput]) {
        let changes = wanted.differences(from: stored)
        self = changes.isEmpty ? .upToDate : .changed(changes)
    }

    public var isUpToDate: Bool { self == .upToDate }

    /// "up to date", "not there yet", "damaged: its digest does not fit its content", "setting epochs: 4000 -> 8000, source
    /// Networks: changed".
    public var description: String {
        switch self {
        case .upToDate: "up to date"
        case .missing: "not there yet"
        case .damaged(let reason): "damaged: \(reason)"
        case .changed(let changes): changes.map(\.description).joined(separator: ", ")
        }
    }
}

/// Whether the network may be asked for a data set that is in none of the folders.
public enum NetworkUse: Sendable {
    /// Never: for commands that only say what there is.
    case never
    /// Once; after a failure not again for an hour, so that a report on stand-ins does not wait each time.
    case whenNeeded
    /// Every time: for the command that fetches.
    case always
}

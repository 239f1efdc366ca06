/// Which files a text on the command line stands for.
public enum InputFiles {
    /// The paths of the files that reading the reference opens: one, or a sequence's. Empty where it cannot be told, which reading tells.
    public static func paths(of reference: String) -> [String] {
        guard CheckpointSequence.isSequence(reference) else { return [FileReference(reference).path] }
        return (try? CheckpointPattern(reference).files().map(\.path)) ?? []
    }
}

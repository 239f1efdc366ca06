/// What to do about samples with a number that is NaN or infinite.
public enum OnNaN: String, Sendable, CaseIterable {
    /// Say where the first one is.
    case refuse
    /// Go on without those samples.
    case drop
}

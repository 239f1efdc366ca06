import Judging

extension Outcome {
    /// Whether the numbers allow both, however many networks would decide it.
    public var isUndecided: Bool {
        if case .undecided = self { true } else { false }
    }
}

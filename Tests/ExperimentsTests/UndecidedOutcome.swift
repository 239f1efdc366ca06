import Judging

extension Outcome {
    /// Whether the numbers allow both, however many networks would decide it.
    var isUndecided: Bool {
        if case .undecided = self { true } else { false }
    }
}

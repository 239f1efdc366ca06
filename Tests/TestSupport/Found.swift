import Results

/// An outcome without the number of networks that would decide it and without a reason, for tables of made-up data.
public enum Found: Sendable {
    case holds, partly, fails, undecided, notAssessed

    public init(_ claim: Claim) {
        self =
            switch claim.outcome {
            case .holds: .holds
            case .partly: .partly
            case .doesNotHold: .fails
            case .undecided: .undecided
            case .notAssessed: .notAssessed
            }
    }
}

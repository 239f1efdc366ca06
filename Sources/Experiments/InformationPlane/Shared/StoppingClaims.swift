import NumericCore
import Results
import SampleStatistics

/// What the paper says of early and perfect stopping, held against full training runs.
///
/// Epochs are compared by their ratio, since the planes' paths run along the logarithm of the epoch: "at the turn" is within a factor of
/// 2, "away from it" beyond a factor of 4.
package enum StoppingClaims {
    private static let near = 2.0
    private static let far = 4.0

    /// - Parameters:
    ///   - name: "tanh network".
    ///   - trainings: those of the networks that learned.
    ///   - all: how many were trained.
    package static func earlyStopAtTurn(
        id: String, name: String, source: String, _ trainings: [StoppedTraining], of all: Int
    ) -> Claim {
        let distance = distance(trainings) { $0.early.epoch }
        return Claim(
            id: id,
            statement: "Early stopping ends the \(name)'s training where the output layer starts to compress: at its path's turn.",
            source: source, kind: .number, published: "at the turn",
            measured: measured("early stop", trainings, of: all) { $0.early.epoch },
            estimate: distance,
            rule:
                "Of the networks whose output layer ends over 0.1 bits of I(X;T) below its greatest value, the turn: reproduced where the "
                + "stop lies on average (of logarithms) within a factor of 2 of the turn, earlier or later, partly within 4; not "
                + "reproduced where fewer than half the networks turn.",
            verdict: near(distance, trainings))
    }

    package static func earlyStopAwayFromTurn(
        id: String, name: String, source: String, _ trainings: [StoppedTraining], of all: Int
    ) -> Claim {
        let distance = distance(trainings) { $0.early.epoch }
        return Claim(
            id: id, statement: "On MNIST-3 the \(name)'s early stop is not tied to the output layer's turn.", source: source,
            kind: .number, published: "away from the turn",
            measured: measured("early stop", trainings, of: all) { $0.early.epoch }, estimate: distance,
            rule:
                "Of the networks whose output layer ends over 0.1 bits of I(X;T) below its greatest value, the turn: reproduced where the "
                + "stop lies on average (of logarithms) beyond a factor of 4 from the turn, partly beyond 2.",
            verdict: away(distance))
    }

    package static func perfectStopAwayFromTurn(
        id: String, name: String, source: String, _ trainings: [StoppedTraining], of all: Int
    ) -> Claim {
        let distance = distance(trainings) { $0.perfect.epoch }
        return Claim(
            id: id, statement: "The \(name)'s least validation loss has no connection with the start of compression.",
            source: source,
            kind: .number, published: "no connection",
            measured: measured("perfect stop", trainings, of: all) { $0.perfect.epoch }, estimate: distance,
            rule:
                "Of the networks whose output layer ends over 0.1 bits of I(X;T) below its greatest value, the turn: reproduced where the "
                + "least validation loss lies on average (of logarithms) beyond a factor of 4 from the turn, partly beyond 2.",
            verdict: away(distance))
    }

    /// The statement is that something may happen: one network that shows it is enough.
    package static func noGuarantee(
        id: String, name: String, source: String, _ trainings: [StoppedTraining], of all: Int
    ) -> Claim {
        let missed = trainings.filter { $0.early.epoch < $0.perfect.epoch && $0.early.loss > 1.01 * $0.perfect.loss }
        let overshot = trainings.filter { $0.early.epoch > $0.perfect.epoch && $0.early.loss > 1.01 * $0.perfect.loss }
        let estimate = LogScale.estimate(trainings.map { $0.early.loss / $0.perfect.loss })
        return Claim(
            id: id,
            statement: "Early stopping does not guarantee to stop the \(name) at the global minimum of the validation loss.",
            source: source, kind: .order,
            measured:
                "in \(missed.count) of \(trainings.count) networks it stops before the global minimum; the loss at the stop is "
                + "\(ClaimRules.print(estimate, digits: 2)) times the least" + ClaimWords.basis(learned: trainings.count, of: all),
            estimate: estimate,
            rule:
                "Reproduced where at least one network stops before the epoch of its least validation loss and with a loss over 1 % above "
                + "it; partly where one stops after it with such a loss.",
            verdict: !missed.isEmpty ? .holds : !overshot.isEmpty ? .partly : .doesNotHold)
    }

    /// How far from the turn, as a factor of at least 1, the geometric mean over the networks that turn; nil where none does.
    private static func distance(_ trainings: [StoppedTraining], _ epoch: (StoppedTraining) -> Int) -> Claim.Estimate? {
        let ratios = trainings.filter(\.compresses).map { $0.ratioToTurn(epoch($0)) }
        return ratios.isEmpty ? nil : LogScale.estimate(ratios.map { max($0, 1 / $0) })
    }

    private static func near(_ distance: Claim.Estimate?, _ trainings: [StoppedTraining]) -> Claim.Verdict {
        guard let distance, 2 * trainings.count(where: \.compresses) >= trainings.count else { return .doesNotHold }
        return distance.value <= near ? .holds : distance.value <= far ? .partly : .doesNotHold
    }

    private static func away(_ distance: Claim.Estimate?) -> Claim.Verdict {
        guard let distance else { return .notAssessed("no output layer turns") }
        return distance.value > far ? .holds : distance.value > near ? .partly : .doesNotHold
    }

    private static func measured(
        _ stop: String, _ trainings: [StoppedTraining], of all: Int, _ epoch: (StoppedTraining) -> Int
    ) -> String {
        let turning = trainings.filter(\.compresses)
        let basis = ClaimWords.basis(learned: trainings.count, of: all)
        guard let distance = distance(trainings, epoch) else { return "no output layer turns" + basis }
        let later = turning.count { epoch($0) > $0.turn.epoch }
        let atChance = turning.count { $0.validation.accuracy[epoch($0)] <= TrainingCurves.aboveChance }
        let done = Statistics.mean(turning.map { $0.compressionDone(by: epoch($0)) })
        return "the \(stop) lies a factor of \(ClaimRules.print(distance, digits: 1)) from the turn, later than it in \(later) of "
            + "\(turning.count) networks; \((100 * done).fixed(0)) % of the output layer's compression is done by then"
            + (atChance > 0 ? "; in \(atChance) it ends the training before the network has left chance" : "") + basis
            + (turning.count < trainings.count ? "; in \(trainings.count - turning.count) the output layer does not turn" : "")
    }
}

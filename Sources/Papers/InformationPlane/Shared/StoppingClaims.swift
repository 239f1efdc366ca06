import Experiments

/// What the paper says of early and perfect stopping, held against full training runs of one kind of network.
///
/// The paper judges in the plane: "early stop point is in the curve turning point". So a stop is at the turn where its place on the output
/// layer's path is nearer to the turn than to either end of the path. A reading counts epochs instead: within a factor of 2 of the turn's.
/// Another asks for more in the plane: nearer to the turn than what counts as alike in figure 8.
struct StoppingClaims {
    private let name: String
    private let source: String
    /// Of the networks that learned.
    private let trainings: [StoppedTraining]
    private let trained: Int
    private let patience: Int
    private let tolerance: Double

    /// - Parameters:
    ///   - name: "tanh network".
    ///   - trainings: those of the networks that learned.
    ///   - trained: how many were trained.
    ///   - patience: that of the trainings' early stops. The paper gives none: 1, 2 and 5 are read off the same curves.
    init(
        name: String, source: String, _ trainings: [StoppedTraining], of trained: Int, patience: Int, tolerance: Double
    ) {
        self.name = name
        self.source = source
        self.trainings = trainings
        self.trained = trained
        self.patience = patience
        self.tolerance = tolerance
    }

    func earlyStopAtTurn(id: String) -> Claim {
        Claim(
            id: id,
            statement: "Early stopping ends the \(name)'s training where the output layer starts to compress: at its path's turn.",
            source: source, origin: .sentence, published: "at the turn", quantity: Self.nearness, digits: 2,
            parts: [.init(nearness(trainings, early), .over(0))], readings: readings(trainings, isAtTurn: true),
            remark: remark("early stop", early))
    }

    /// The contrary of `earlyStopAtTurn`, of the networks whose output layer turns.
    func earlyStopAwayFromTurn(id: String) -> Claim {
        away(
            id: id, "On MNIST-3 the \(name)'s early stop is not tied to the output layer's turn.", published: "away from the turn",
            "early stop", early
        ) { readings($0, isAtTurn: false) }
    }

    func perfectStopAwayFromTurn(id: String) -> Claim {
        let perfect: Stop = { $0.perfect.epoch }
        return away(
            id: id, "The \(name)'s least validation loss has no connection with the start of compression.",
            published: "no connection", "perfect stop", perfect
        ) { [close($0, perfect, isAtTurn: false), inEpochs($0, perfect, isAtTurn: false)] }
    }

    /// The statement is that something may happen: more than one network in twenty shows it.
    func noGuarantee(id: String) -> Claim {
        let missed = trainings.map { $0.early.epoch < $0.perfect.epoch && $0.early.loss > 1.01 * $0.perfect.loss }
        let ratios = trainings.map { $0.early.loss / $0.perfect.loss }
        return Claim(
            id: id,
            statement: "Early stopping does not guarantee to stop the \(name) at the global minimum of the validation loss.",
            source: source, origin: .sentence,
            quantity: "stopped before the epoch of the least validation loss, at a loss over 1 % above it", digits: 2,
            parts: [.init(.holds(missed), .share(over: 0.05))],
            readings: [.init("the mean ratio of the loss to the least", [.init(.networks(ratios), .over(1.01))])],
            remark: LearnedRemark.words(trainings.count, of: trained))
    }

    private typealias Stop = (StoppedTraining) -> Int

    private var early: Stop { { $0.early.epoch } }

    private static let nearness =
        "how much nearer to the output layer's turn than to its path's nearer end, in sides of the plane"

    /// - Parameter stopName: "early stop".
    private func away(
        id: String, _ statement: String, published: String, _ stopName: String, _ stop: Stop,
        readings: ([StoppedTraining]) -> [Claim.Reading]
    ) -> Claim {
        let turning = trainings.filter(\.compresses)
        guard !turning.isEmpty else {
            return Claim(
                id: id, statement: statement, source: source, origin: .sentence, published: published,
                notAssessed: "no output layer turns")
        }
        return Claim(
            id: id, statement: statement, source: source, origin: .sentence, published: published, quantity: Self.nearness,
            digits: 2, parts: [.init(nearness(turning, stop), .under(0))], readings: readings(turning),
            remark: remark(stopName, stop))
    }

    /// In the plane and in epochs, with each patience.
    private func readings(_ trainings: [StoppedTraining], isAtTurn: Bool) -> [Claim.Reading] {
        let others = [1, 2, 5].filter { $0 != patience }
        func stop(_ patience: Int) -> Stop { { $0.early(patience: patience, tolerance: tolerance).epoch } }
        return others.map { other in
            .init("patience \(other)", [.init(nearness(trainings, stop(other)), isAtTurn ? .over(0) : .under(0))])
        } + [close(trainings, early, isAtTurn: isAtTurn), inEpochs(trainings, early, isAtTurn: isAtTurn)]
            + others.map { inEpochs(trainings, stop($0), isAtTurn: isAtTurn, patience: $0) }
    }

    private func nearness(_ trainings: [StoppedTraining], _ stop: Stop) -> Sample {
        .networks(trainings.map { $0.nearnessToTurn(stop($0)) })
    }

    private func close(_ trainings: [StoppedTraining], _ stop: Stop, isAtTurn: Bool) -> Claim.Reading {
        let distances = trainings.map { $0.distanceToTurn(stop($0)) }
        let rule: Rule = isAtTurn ? .under(PathDistance.alike) : .over(PathDistance.alike)
        let name = "\(isAtTurn ? "within" : "beyond") \(PathDistance.alike) sides of the plane"
        return .init(name, [.init(.networks(distances), rule)])
    }

    private func inEpochs(
        _ trainings: [StoppedTraining], _ stop: Stop, isAtTurn: Bool, patience: Int? = nil
    ) -> Claim.Reading {
        let doublings = trainings.map { abs(DeterministicMath.log2($0.ratioToTurn(stop($0)))) }
        let name =
            "\(isAtTurn ? "within" : "beyond") a doubling of the epoch, in doublings" + (patience.map { ", patience \($0)" } ?? "")
        return .init(name, [.init(.networks(doublings), isAtTurn ? .under(1) : .over(1))])
    }

    private func remark(_ name: String, _ stop: Stop) -> String {
        let turning = trainings.filter(\.compresses)
        let later = turning.count { stop($0) > $0.turn.epoch }
        let atChance = turning.count { $0.validation.accuracy[stop($0)] <= TrainingCurves.aboveChance }
        let done = turning.isEmpty ? 0 : Statistics.mean(turning.map { $0.compressionDone(by: stop($0)) })
        let words = [
            "The \(name) is later than the turn in \(later) of \(turning.count) networks; \((100 * done).fixed(0)) % of the output "
                + "layer's way back is done by then",
            atChance > 0 ? "In \(atChance) it ends the training before the network has left chance" : nil,
            turning.count < trainings.count ? "In \(trainings.count - turning.count) the output layer does not turn" : nil,
            LearnedRemark.words(trainings.count, of: trained),
        ]
        return words.compactMap(\.self).joined(separator: ". ")
    }
}

import Experiments

/// What the paper says of early and perfect stopping, held against full training runs of one kind of network.
///
/// The paper judges in the plane: "early stop point is in the curve turning point". So a stop is at the turn where its place on the output
/// layer's path is nearer to the turn than to either end of the path. A reading counts epochs instead: within a factor of 2 of the turn's.
/// Another asks for more in the plane: nearer to the turn than what counts as alike in figure 8. The paper gives no patience: 1, 2 and 5 are
/// read off the same curves.
extension StoppingCondition {
    func earlyStopAtTurn(_ source: String) -> Claim {
        Claim(
            "early-stop-at-turn",
            "Early stopping ends the \(name)'s training where the output layer starts to compress: at its path's turn.", .sentence,
            source, published: "at the turn", Self.nearness, digits: 2, nearness(networks.measured, early), .over(0),
            readings: readings(networks.measured, isAtTurn: true), remark: remark("early stop", early))
    }

    /// The contrary, of the networks whose output layer turns.
    func earlyStopAwayFromTurn(_ source: String) -> Claim {
        away(
            "\(id)-early-stop-away-from-turn", "On MNIST-3 the \(name)'s early stop is not tied to the output layer's turn.",
            source,
            published: "away from the turn", "early stop", early
        ) { readings($0, isAtTurn: false) }
    }

    func perfectStopAwayFromTurn(_ source: String) -> Claim {
        let perfect: Stop = { $0.perfect.epoch }
        return away(
            "perfect-stop-away-from-turn",
            "The \(name)'s least validation loss has no connection with the start of compression.", source,
            published: "no connection", "perfect stop", perfect
        ) { [close($0, perfect, isAtTurn: false), inEpochs($0, perfect, isAtTurn: false)] }
    }

    /// The statement is that something may happen: more than one network in twenty shows it.
    func noGuarantee(_ source: String) -> Claim {
        let stops = networks.measured.map { (early: $0.early, perfect: $0.perfect) }
        return Claim(
            "early-stop-no-guarantee",
            "Early stopping does not guarantee to stop the \(name) at the global minimum of the validation loss.", .sentence,
            source,
            "stopped before the epoch of the least validation loss, at a loss over 1 % above it", digits: 2,
            .holds(stops.map { $0.early.epoch < $0.perfect.epoch && $0.early.loss > 1.01 * $0.perfect.loss }), .share(over: 0.05),
            readings: [
                .init(
                    "the mean ratio of the loss to the least", .networks(stops.map { $0.early.loss / $0.perfect.loss }),
                    .over(1.01))
            ], remark: networks.remark)
    }

    private typealias Stop = (StoppedTraining) -> Int

    private var early: Stop { { $0.early.epoch } }

    private static var nearness: String {
        "how much nearer to the output layer's turn than to its path's nearer end, in sides of the plane"
    }

    /// - Parameter stopName: "early stop".
    private func away(
        _ id: String, _ statement: String, _ source: String, published: String, _ stopName: String, _ stop: Stop,
        readings: ([StoppedTraining]) -> [Claim.Reading]
    ) -> Claim {
        let turning = networks.measured.filter(\.compresses)
        guard !turning.isEmpty else {
            return Claim(id, statement, .sentence, source, published: published, notAssessed: "no output layer turns")
        }
        return Claim(
            id, statement, .sentence, source, published: published, Self.nearness, digits: 2, nearness(turning, stop), .under(0),
            readings: readings(turning), remark: remark(stopName, stop))
    }

    /// In the plane and in epochs, with each patience.
    private func readings(_ trainings: [StoppedTraining], isAtTurn: Bool) -> [Claim.Reading] {
        let others = [1, 2, 5].filter { $0 != networks.drawn.patience }
        func stop(_ patience: Int) -> Stop { { $0.early(patience: patience).epoch } }
        return others.map { .init("patience \($0)", nearness(trainings, stop($0)), isAtTurn ? .over(0) : .under(0)) }
            + [close(trainings, early, isAtTurn: isAtTurn), inEpochs(trainings, early, isAtTurn: isAtTurn)]
            + others.map { inEpochs(trainings, stop($0), isAtTurn: isAtTurn, ", patience \($0)") }
    }

    private func nearness(_ trainings: [StoppedTraining], _ stop: Stop) -> Sample {
        .networks(trainings.map { $0.nearnessToTurn(stop($0)) })
    }

    private func close(_ trainings: [StoppedTraining], _ stop: Stop, isAtTurn: Bool) -> Claim.Reading {
        .init(
            "\(isAtTurn ? "within" : "beyond") \(PathDistance.alike) sides of the plane",
            .networks(trainings.map { $0.distanceToTurn(stop($0)) }),
            isAtTurn ? .under(PathDistance.alike) : .over(PathDistance.alike))
    }

    private func inEpochs(
        _ trainings: [StoppedTraining], _ stop: Stop, isAtTurn: Bool, _ patience: String = ""
    ) -> Claim.Reading {
        .init(
            "\(isAtTurn ? "within" : "beyond") a doubling of the epoch\(patience)",
            [
                .init(
                    "doublings", .networks(trainings.map { abs(DeterministicMath.log2($0.ratioToTurn(stop($0)))) }),
                    isAtTurn ? .under(1) : .over(1))
            ])
    }

    private func remark(_ name: String, _ stop: Stop) -> String {
        let turning = networks.measured.filter(\.compresses)
        let later = turning.count { stop($0) > $0.turn.epoch }
        let atChance = turning.count { $0.stop(at: stop($0)).accuracy <= TrainingCurves.aboveChance }
        let done = turning.isEmpty ? 0 : Statistics.mean(turning.map { $0.compressionDone(by: stop($0)) })
        let flat = networks.measured.count - turning.count
        let words = [
            "The \(name) is later than the turn in \(later) of \(turning.count) networks; \((100 * done).fixed(0)) % of the output "
                + "layer's way back is done by then",
            atChance > 0 ? "In \(atChance) it ends the training before the network has left chance" : nil,
            flat > 0 ? "In \(flat) the output layer does not turn" : nil,
        ]
        return networks.remark(after: words.compactMap(\.self).joined(separator: ". "))
    }
}

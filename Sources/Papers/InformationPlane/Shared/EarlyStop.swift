import Experiments

/// When a training is ended before its last epoch.
///
/// The paper names early stopping without its settings; here it is the usual rule. An epoch is an improvement where the validation loss
/// falls below the least loss so far by more than a tolerance; after `patience` epochs in a row without one the training ends, and the
/// weights are those of that last epoch. With a tolerance of 0 this is `Networks.EarlyStopping`.
///
/// Early stopping changes nothing but the end: every epoch before it has the same weights, bit for bit, as in the full run. So the stop can
/// be read off a full run's validation loss.
///
/// Source: "Revisiting the Information Plane", Section 2.4.1.
enum EarlyStop {
    static let patience = Parameter.chosen(
        "patience", "patience of early stopping: epochs in a row without an improvement that end the training", 5, 1...100_000,
        because:
            "the paper names none, and no score picks one: with 1 or 2, of 20 pairs of learning rate and initial weights 19 stop as it "
            + "describes figures 7 and 10, with 5 none; 1 and 2 stand beside it as other readings")
    static let tolerance = Parameter.chosen(
        "tolerance", "tolerance of early stopping: by how much the validation loss must fall to count as improved, in nats", 0.0,
        0...10, because: "any new least value is an improvement")

    /// The epoch after which the training ends; the last one where patience is never exhausted.
    /// - Parameters:
    ///   - losses: the validation loss of epochs 0 (before training), 1, 2, ...
    ///   - patience: at least 1.
    ///   - tolerance: not negative, in the losses' unit.
    static func epoch(validationLosses losses: [Double], patience: Int, tolerance: Double) -> Int {
        precondition(!losses.isEmpty, "no losses")
        precondition(patience > 0 && tolerance >= 0, "a patience of \(patience), a tolerance of \(tolerance)")
        var improved = 0
        for epoch in losses.indices.dropFirst() {
            if losses[epoch] < losses[improved] - tolerance {
                improved = epoch
            } else if epoch - improved >= patience {
                return epoch
            }
        }
        return losses.count - 1
    }
}

import Experiments

/// The epochs that figures 7, 10 and 15 mark.
enum StopKind: String, CaseIterable {
    case early = "early-stop"
    case perfect = "perfect-stop"
    /// No stop, but what the early one is held against.
    case turn = "output-turn"

    var label: String {
        switch self {
        case .early: "Early stop"
        case .perfect: "Perfect stop"
        case .turn: "Output layer turns"
        }
    }

    func epoch(_ training: StoppedTraining) -> Int {
        switch self {
        case .early: training.early.epoch
        case .perfect: training.perfect.epoch
        case .turn: training.turn.epoch
        }
    }
}

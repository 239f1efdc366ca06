import Results

/// What happens during a run, for whoever shows it.
public enum RunEvent: Sendable {
    /// So many networks will be trained, products of them and figures computed; where some figure has further rounds, their networks and
    /// products besides.
    case planned(networks: Int, products: Int, figures: Int, hasFurtherRounds: Bool)
    case started(RunTask)
    /// A share of the task is done, in 0 ... 1; `amount` says it in the task's own units ("epoch 4000 of 8000").
    case progress(RunTask, share: Double, amount: String)
    case finished(RunTask, seconds: Double)
    /// A figure's next round is known: so many networks will be trained and products computed for it besides; 0: there is none. Ends the
    /// task.
    case extended(RunTask, pieces: Int)
    case failed(RunTask, message: String)
    /// How what other machines are to do stands: "3 tasks running, 12 waiting (Resources)".
    case queue(String)
    /// Something to know: a damaged file was found, data stand in for others.
    case notice(String)
}

/// A piece of a run: a network to be trained, a figure to be computed, or its further networks to be found out.
public struct RunTask: Hashable, Sendable {
    /// Unique in the run.
    public var number: Int
    /// "train 12-10-7-5-4-3-2 tanh, seed 1" or "information-plane/fig1".
    public var name: String

    public init(number: Int, name: String) {
        self.number = number
        self.name = name
    }
}

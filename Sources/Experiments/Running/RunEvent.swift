import Results

/// What happens during a run, for whoever shows it.
public enum RunEvent: Sendable {
    /// So many networks will be trained and figures computed.
    case planned(networks: Int, figures: Int)
    case started(RunTask)
    /// A share of the task is done, in 0 ... 1; `amount` says it in the task's own units ("epoch 4000 of 8000").
    case progress(RunTask, share: Double, amount: String)
    case finished(RunTask, seconds: Double)
    case failed(RunTask, message: String)
    /// Something to know: a damaged file was found, data stand in for others.
    case notice(String)
}

/// A piece of a run: a network to be trained or a figure to be computed.
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

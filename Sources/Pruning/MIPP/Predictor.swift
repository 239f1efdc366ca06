/// Predicts the next layer from nodes of a layer, several times over: how well stands for the information that they have of it.
protocol Predictor {
    /// One of the repeats, fitted.
    associatedtype Fit

    /// The loss from one node alone.
    func loss(fromAlone node: Int) throws -> Double
    /// Every repeat, fitted to the nodes without the masked ones.
    func fit(masking masked: Set<Int>) throws -> [Fit]
    /// Every repeat's loss with these nodes masked.
    func losses(_ fits: [Fit], masking masked: Set<Int>) throws -> [Double]
    /// Every repeat, fitted further with these nodes masked.
    /// - Parameter hasRecovered: told the losses on the way, where they are looked at; true ends the work.
    func refit(_ fits: [Fit], masking masked: Set<Int>, until hasRecovered: ([Double]) -> Bool) throws -> [Fit]
}

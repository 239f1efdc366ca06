import Experiments

/// What is said where every network of a condition stayed at chance.
enum NoneLearned {
    /// - Parameters:
    ///   - subject: "tanh network".
    ///   - rate: the condition's learning rate, which may be at fault.
    static func fault(_ subject: String, trained: Int, rate: Parameter) -> Fault {
        Fault(
            "no \(subject) left chance accuracy (trained: \(trained))",
            remedy: "choose another '\(rate.key)' or 'firstSeed', or more networks", status: .figureFailed)
    }
}

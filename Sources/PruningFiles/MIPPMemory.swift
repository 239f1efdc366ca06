import Pruning

/// Keeps what MIPP has done, so that a run that was stopped is gone on from.
public protocol MIPPMemory {
    /// What was kept under the key; nil: nothing.
    func kept(_ key: String) -> KeptMIPP?
    /// - Throws: a `Fault` (status cannotWrite).
    func keep(_ kept: KeptMIPP) throws
}

/// What MIPP has done of a network.
public struct KeptMIPP: Codable, Sendable {
    static let format = "refigure mipp 1"

    /// Names all that it depends on.
    let key: String
    let state: MIPP.State
    /// That it took.
    let seconds: Double
}

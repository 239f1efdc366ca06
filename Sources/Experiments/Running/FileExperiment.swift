import Results

/// A figure that is computed from files of the user's own. Its `compute` tells their digests in the result's `data`.
public protocol FileExperiment: Experiment {
    /// The files as the definition calls them, each with the SHA-256 of its content.
    /// - Throws: a `Fault` where one cannot be read.
    func files() throws -> [KeyInput]
}

import Workloads

/// Something that Refigure and its peers do on the same inputs.
struct PieceOfWork: Sendable {
    /// "step-12-10-7-5-4-3-2"
    let name: String
    /// Writes the inputs.
    let write: @Sendable (InputFolder) throws -> Void
    /// Does it over and over, on so many threads.
    let time: @Sendable (_ threads: Int) throws -> Outcome

    struct Outcome: Encodable, Sendable {
        var times: Times
        /// What came out, by name: the same for everybody who does the same work.
        var values: [String: [Double]]
    }

    static let all =
        [TrainedNetwork.szt, .narrow, .ablated, .directions].map { stepWork($0) }
        + ConvolutionalNetwork.all.map { convolutionWork($0) }
        + [binningWork, ablationWork, unitsWork, copulaWork, oInformationWork, oInformationSearchWork]
}

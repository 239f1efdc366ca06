import Experiments
import Pruning

/// How much each node of a network counts by a method that scores them all at once, whatever share is to go.
struct NodeScoring: Product {
    static let paper = Paper.mutualInformationPruning

    enum Method: String, Codable, Sendable, CaseIterable {
        case graSP, sosp
    }

    let subject: PrunedSubject
    let method: Method

    var name: String { "scores by \(method == .graSP ? "GraSP" : "SOSP-H") of \(subject.name)" }
    var networks: [TrainingJob] { subject.networks }
    var data: [DataSelection] { [subject.job.data] }

    func compute(_ inputs: ProductInputs) throws -> NodeScores {
        let samples = try inputs.training(subject.job.data)
        let weights = try subject.weights(inputs)
        switch method {
        case .graSP:
            return try GraSP(subject.structures).scores(
                weights, on: try samples.firstOfEachClass(samples.classes > 10 ? 10 : 25),
                checkCancellation: inputs.checkCancellation)
        case .sosp:
            return try SOSP(subject.structures).scores(
                weights, on: samples.selecting(0..<min(1000, samples.count)), checkCancellation: inputs.checkCancellation)
        }
    }

    /// In double precision, four samples at once: about eight times a pass, and again as long for what is slower in it.
    var work: WorkCount { (method == .graSP ? 250 : 1000) * (16 * WorkCount.pass(subject.job.architecture)) }
}

import Experiments
import Pruning

/// The mask of a method that has to know how many nodes are to go.
struct CountedMask: Product {
    static let paper = Paper.mutualInformationPruning

    enum Method: String, Codable, Sendable, CaseIterable {
        /// The same share of each layer.
        case thiNet
        case synFlow
    }

    /// A mask, and what the kept nodes' outgoing weights are multiplied by; empty: nothing.
    struct Value: Codable, Hashable, Sendable {
        var mask: Mask
        var factors: [[Double]] = []
    }

    let subject: PrunedSubject
    let method: Method
    /// Nodes that are removed, of the whole network.
    let removing: Int

    var name: String { "\(method == .thiNet ? "ThiNet" : "SynFlow") without \(removing) nodes of \(subject.name)" }
    var networks: [TrainingJob] { subject.networks }
    var data: [DataSelection] { [subject.job.data] }

    func compute(_ inputs: ProductInputs) throws -> Value {
        let structures = subject.structures
        let weights = try subject.weights(inputs)
        switch method {
        case .synFlow:
            return Value(
                mask: try SynFlow(structures).mask(weights, removing: removing, checkCancellation: inputs.checkCancellation))
        case .thiNet:
            let samples = try inputs.samples(subject.job.data).firstOfEachClass(100)
            let found = try ThiNet(structures).prune(
                weights, on: samples, removing: Double(removing) / Double(structures.nodeCount), seed: subject.job.seed,
                checkCancellation: inputs.checkCancellation)
            return Value(mask: found.mask, factors: found.factors)
        }
    }

    var work: WorkCount {
        let architecture = subject.job.architecture
        switch method {
        case .synFlow: return 100 * (16 * WorkCount.pass(architecture))
        case .thiNet:
            let images = Double(100 * architecture.outputs)
            let products = subject.structures.layers.reduce(0.0) { $0 + images * 5 * Double($1.count * $1.count) }
            return images * Double(subject.structures.layers.count) * WorkCount.pass(architecture) + WorkCount([.value: products])
        }
    }
}

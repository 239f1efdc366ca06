import Experiments
import Pruning

/// What MIPP makes of a network (section 4, algorithm 1): its mask, layer by layer.
struct MIPPMask: Product {
    static let paper = Paper.mutualInformationPruning

    var subject: PrunedSubject
    let settings: MIPP.Settings
    var collapse = MapCollapse.l1
    /// Whether pixels are selected too (appendix E.1).
    var selectsInputs = false

    var name: String { "MIPP at \(settings.confidence.fixed(5)) of \(subject.name)" }
    var networks: [TrainingJob] { subject.networks }
    var data: [DataSelection] { [subject.job.data] }

    func compute(_ inputs: ProductInputs) throws -> MIPP.State {
        let structures = subject.structures
        let samples = try inputs.samples(subject.job.data)
        let count = settings.fitSamples + settings.heldOutSamples
        guard samples.count >= count else {
            throw Fault(
                "\(samples.count) training images, where MIPP is fitted to \(settings.fitSamples) and tried on \(settings.heldOutSamples)",
                at: name, remedy: "lower fitSamples or heldOutSamples, or take more images of a class", status: .usage)
        }
        let activations = try LayerActivations(
            subject.weights(inputs), of: structures, on: samples, at: Array(0..<count), collapsing: collapse,
            selectsInputs: selectsInputs, checkCancellation: inputs.checkCancellation)
        let mipp = MIPP(settings, seed: subject.job.seed, threads: inputs.threads)
        return try mipp.run(
            activations, from: inputs.state(MIPP.State.self),
            keep: { state in
                let (done, all) = (state.layers.count { $0 != nil }, state.layers.count)
                inputs.progress(Double(done) / Double(all), "layer \(done) of \(all)")
                if done < all { try inputs.keep(state) }
            }, checkCancellation: inputs.checkCancellation)
    }

    /// Fits of small networks (MIPP.md, section 4).
    var work: WorkCount {
        let structures = subject.structures
        let nodes = (selectsInputs ? [subject.job.architecture.inputs] : []) + structures.layers.map(\.count)
        let next = Array(nodes.dropFirst()) + [subject.job.architecture.outputs]
        return zip(nodes, next).sum { layer(nodes: $0, targets: $1) }
    }

    private func layer(nodes: Int, targets: Int) -> WorkCount {
        let estimator = settings.estimator
        func products(_ inputs: Int) -> Double {
            let widths = [inputs] + estimator.hidden + [targets]
            return zip(widths, widths.dropFirst()).reduce(0) { $0 + Double($1.0 * $1.1) }
        }
        func step(_ inputs: Int) -> WorkCount {
            WorkCount([.product: 3 * 128 * products(inputs), .statefulUpdate: products(inputs), .step: 1])
        }
        let steps = Double(estimator.repeats * (estimator.steps + estimator.refits * nodes))
        let heldOut = Double(settings.heldOutSamples * estimator.repeats * (nodes + 1)) * products(nodes)
        return steps * step(nodes) + Double(estimator.stepsAlone * nodes) * step(1) + WorkCount([.product: heldOut])
    }
}

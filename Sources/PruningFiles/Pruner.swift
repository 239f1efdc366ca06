import Datasets
import Files
import Foundation
import Networks
import NumericCore
import Probing
import Pruning
import Synchronization

/// Prunes a user's network by each of the wanted methods.
public struct Pruner: Sendable {
    public enum Event: Sendable {
        case began(String)
        /// Of what was begun last: a share of it, 0 to 1.
        case progress(Double)
        /// That MIPP goes on from what an earlier run kept: layers that are done, of so many.
        case resumed(Int, of: Int)
        case ended(String, seconds: Double)
    }

    private let structures: Structures
    private let weights: Weights
    private let data: PruningData
    private let plan: PruningPlan
    private let tell: @Sendable (Event) -> Void

    /// - Throws: a `Fault` (status data) where no node of the network can be removed, or there are too few images for MIPP.
    public init(
        _ architecture: Architecture, _ weights: Weights, by data: PruningData, _ plan: PruningPlan,
        tell: @escaping @Sendable (Event) -> Void = { _ in }
    ) throws {
        structures = Structures(architecture)
        self.weights = weights
        self.data = data
        self.plan = plan
        self.tell = tell
        guard structures.nodeCount > 0 else {
            throw Fault(
                "a network of \(architecture) has no node that can be removed", remedy: "name one with hidden layers",
                status: .usage)
        }
        if plan.methods.contains(.mipp), data.count < plan.mippImages {
            throw Fault(
                "has \(data.count) images to prune by, and MIPP is fitted to \(plan.mipp.fitSamples) and tried on \(plan.mipp.heldOutSamples) others",
                at: data.name,
                remedy: "give more images, or lower --mipp-fit-images or --mipp-held-out-images (fewer of them prune more boldly)",
                status: .data)
        }
    }

    /// - Parameter memory: keeps what MIPP has done.
    /// - Throws: `CancellationError` once the user asked to stop; a `Fault` where an image cannot be read.
    public func run(memory: any MIPPMemory) throws -> PruningOutcome {
        let accuracy = try score(structures.architecture, weights)
        var networks: [PrunedNetwork] = []
        var removing: Int? = if case .share(let share) = plan.amount { nodes(share) } else { nil }
        for method in plan.methods {
            let began = Date()
            tell(.began(method.label))
            let found = try mask(method, removing: removing ?? 0, memory)
            if method == .mipp { removing = found.mask.removedCount }
            let seconds = found.earlier + Date().timeIntervalSince(began)
            networks.append(try network(method, found, seconds: seconds))
            tell(.ended(method.label, seconds: seconds))
        }
        return PruningOutcome(structures: structures, accuracy: accuracy, testImages: data.test.count, networks: networks)
    }

    /// So large a share of the nodes, but neither none nor all.
    private func nodes(_ share: Double) -> Int {
        min(max(Int((share * Double(structures.nodeCount)).rounded()), 1), structures.nodeCount - 1)
    }

    private struct Found {
        var mask: Mask
        /// What each node's outgoing weights are multiplied by; empty: by nothing.
        var factors: [[Double]] = []
        /// Seconds of earlier runs.
        var earlier = 0.0
    }

    private func network(_ method: PruneMethod, _ found: Found, seconds: Double) throws -> PrunedNetwork {
        let smaller = SmallerNetwork(structures, keeping: found.mask)
        let whole = found.factors.isEmpty ? weights : ThiNet(structures).scaled(weights, by: found.factors)
        let left = smaller?.weights(whole)
        var accuracy: Double?
        if let smaller, let left { accuracy = try score(smaller.architecture, left) }
        return PrunedNetwork(
            method: method, chosen: found.mask, smaller: smaller, weights: left, accuracy: accuracy, seconds: seconds)
    }

    private func score(_ architecture: Architecture, _ weights: Weights) throws -> Double {
        try InterruptionWatch.during {
            try ActivationReader(architecture).score(weights, reading: data.test, checkCancellation: Interruption.check).accuracy
        }
    }

    private func mask(_ method: PruneMethod, removing count: Int, _ memory: any MIPPMemory) throws -> Found {
        guard method != .mipp else { return try mipp(memory) }
        return try InterruptionWatch.during { try mask(method, removing: count) }
    }

    /// The numbers of images are those of the methods' authors, as far as they are known.
    private func mask(_ method: PruneMethod, removing count: Int) throws -> Found {
        let share = Double(count) / Double(structures.nodeCount)
        let check = { try Interruption.check() }
        switch method {
        case .mipp: preconditionFailure("MIPP finds how many nodes go")
        case .thiNet:
            let result = try ThiNet(structures).prune(
                weights, on: data.firstOfEachClass(100), removing: share, seed: plan.seed, checkCancellation: check)
            return Found(mask: result.mask, factors: result.factors)
        case .sosp:
            let samples = try data.first(0..<min(1000, data.count))
            return Found(mask: try SOSP(structures).scores(weights, on: samples, checkCancellation: check).removingLeast(count))
        case .graSP:
            let samples = try data.firstOfEachClass(structures.architecture.outputs > 10 ? 10 : 25)
            return Found(mask: try GraSP(structures).scores(weights, on: samples, checkCancellation: check).removingLeast(count))
        case .synFlow: return Found(mask: try SynFlow(structures).mask(weights, removing: count, checkCancellation: check))
        case .random: return Found(mask: RandomNodes.mask(removing: count, of: structures, seed: plan.seed))
        case .magnitude: return Found(mask: Magnitude.scores(weights, of: structures).removingLeastOfEachLayer(share))
        }
    }

    // MARK: MIPP

    private func mipp(_ memory: any MIPPMemory) throws -> Found {
        let activations = try InterruptionWatch.during {
            try LayerActivations(
                weights, of: structures, on: data.training, at: Array(data.order[..<plan.mippImages]),
                checkCancellation: Interruption.check)
        }
        let key = Self.key(activations, plan)
        let kept = memory.kept(key)
        let began = Date()
        let earlier = kept?.seconds ?? 0
        if let kept { tell(.resumed(kept.state.layers.count { $0 != nil }, of: kept.state.layers.count)) }
        let steps = StepCounter(of: structures, plan.mipp, kept?.state, tell)
        let state = try MIPP(plan.mipp, seed: plan.seed, threads: plan.threads).run(
            activations, from: kept?.state,
            keep: { state in
                try memory.keep(KeptMIPP(key: key, state: state, seconds: earlier + Date().timeIntervalSince(began)))
            },
            checkCancellation: {
                try Interruption.check()
                steps.count()
            })
        guard let mask = state.mask else { preconditionFailure("a mask of some layers only") }
        return Found(mask: mask, earlier: earlier)
    }

    /// All that MIPP's answer depends on: the activations, the settings and the seed.
    private static func key(_ activations: LayerActivations, _ plan: PruningPlan) -> String {
        let hash = SHA256()
        for matrix in activations.layers + [activations.outputs] {
            hash.update(Array("\(matrix.rows) x \(matrix.columns)\n".utf8))
            matrix.values.withUnsafeBytes { hash.update(Array($0)) }
        }
        hash.update(Array("\(KeptMIPP.format) \(plan.seed) \(JSON.line(plan.mipp))".utf8))
        return hash.finish()
    }
}

/// Counts the steps of MIPP's fits, to tell how far it is.
private final class StepCounter: Sendable {
    private let done: Atomic<Int>
    private let all: Int
    private let tell: @Sendable (Pruner.Event) -> Void

    init(
        of structures: Structures, _ settings: MIPP.Settings, _ state: MIPP.State?,
        _ tell: @escaping @Sendable (Pruner.Event) -> Void
    ) {
        let estimator = settings.estimator
        let steps = structures.layers.map { layer in
            layer.count * estimator.stepsAlone + estimator.repeats * (estimator.steps + estimator.refits * layer.count)
        }
        all = max(1, steps.reduce(0, +))
        done = Atomic(zip(steps, state?.layers ?? []).reduce(0) { $0 + ($1.1 == nil ? 0 : $1.0) })
        self.tell = tell
    }

    func count() {
        let count = done.wrappingAdd(1, ordering: .relaxed).newValue
        if count % 256 == 0 { tell(.progress(min(1, Double(count) / Double(all)))) }
    }
}

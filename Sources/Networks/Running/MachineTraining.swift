import CKernels
import Datasets
import NumericCore

extension Machine {
    /// A machine that trains: the recipe's dropout and removed units in its plan, and the optimiser's memory.
    convenience init(
        training architecture: Architecture, _ weights: Weights, recipe: Recipe, seed: UInt64, kernels: KernelSet, capacity: Int,
        threads: Int = 1
    ) {
        let hidden = architecture.hidden.count
        for shares in [recipe.dropout, recipe.mapDropout ?? []] {
            precondition(shares.isEmpty || shares.count == hidden, "\(shares.count) dropout shares for \(hidden) hidden layers")
        }
        precondition(recipe.frozen.fits(architecture, output: true), "frozen units beyond a network of \(architecture)")
        precondition(recipe.removed.fits(architecture, output: false), "removed units beyond the hidden layers of \(architecture)")
        self.init(
            Plan(architecture, training: recipe), weights, kernels: kernels, capacity: capacity,
            training: Training(memory: recipe.optimiser.memory, frozen: recipe.frozen, seed: seed), threads: threads)
        augmented = recipe.augmentation.map { AugmentedBatch($0, architecture.input, seed: seed) }
    }

    /// Takes the samples at the given places through the network and back.
    /// - Parameters:
    ///   - number: counts the steps of the training from 0; dropout's random numbers follow from it.
    ///   - gradients: what becomes of them; those of the mean cross-entropy of the batch.
    func pass(
        _ samples: LabelledSamples, order: UnsafeBufferPointer<UInt32>, number: UInt64, _ gradients: Pass.Gradients
    ) {
        let pass = Pass(training: checked(order.count), number: number, gradients: gradients)
        samples.labels.withUnsafeBufferPointer { all in
            for place in 0..<pass.count { labels[place] = all[Int(order[place])] }
        }
        if augmented != nil {
            augmented?.gather(samples.features, order: order, step: number)
            gatherInputs(augmented?.rows ?? [], pass)
        } else {
            gatherInputs(samples.features, at: order.baseAddress, pass)
        }
        let scale = 1 / Float(pass.count)
        goThroughAndBack(pass) {
            kernels.pointee.softmax_delta(
                outputs.reading.base, labels, plan.architecture.classes, pass.count, pass.lanes, scale)
            if let augmented, augmented.share < 1 { mixLabels(augmented, pass, scale: scale) }
        }
    }

    /// Turns the deltas by each sample's own label into those by the mean of both that it is mixed of: p - share own - (1 - share) other.
    private func mixLabels(_ batch: AugmentedBatch, _ pass: Pass, scale: Float) {
        let moved = (1 - batch.share) * scale
        for (place, partner) in batch.partners.enumerated() {
            outputs.reading.base[Int(labels[place]) * pass.pitch + place] += moved
            outputs.reading.base[Int(labels[partner]) * pass.pitch + place] -= moved
        }
    }

    /// - Parameter loss: puts the outputs' deltas in their place.
    func goThroughAndBack(_ pass: Pass, loss: () -> Void) {
        let pass = pass.shared(by: crew)
        for operation in operations { operation.forward(pass) }
        loss()
        for operation in operations.reversed() { operation.backward(pass) }
    }

    func checked(_ count: Int) -> Int {
        precondition(count > 0 && count <= capacity, "a batch of \(count) samples in a room for \(capacity)")
        return count
    }

    /// One step of the optimiser along the stored gradient: what a pass that follows its gradients at once does, with the same bits.
    func follow(_ optimiser: refigure_optimiser) {
        guard let gradient else { preconditionFailure("no gradient is stored") }
        var optimiser = optimiser
        let layout = plan.architecture.layout
        for entries in layout.ofNode {
            guard let floats = Layout.trained(layout.entries[entries]) else { continue }
            let first = floats.lowerBound
            kernels.pointee.step(
                &optimiser, parameters.base + first, velocity.map { $0.base + first }, squares.map { $0.base + first },
                gradient.base + first, floats.count)
        }
    }
}

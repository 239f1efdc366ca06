import CKernels
import Datasets
import NumericCore

/// A plan with memory: a network that computes, one batch at a time.
///
/// It has identity (its buffers) and belongs to one thread at a time. Parameters stand in one arena, and their gradients and the
/// optimiser's memory of them in others of the same layout.
package final class Machine {
    package let plan: Plan
    package let kernels: UnsafePointer<refigure_kernels>
    /// Samples a batch at most; a multiple of 8.
    package let capacity: Int
    /// The parameters.
    let parameters: FloatBuffer
    /// nil where no gradient is stored.
    let gradient: FloatBuffer?
    /// nil where the optimiser has none.
    let velocity: FloatBuffer?
    /// nil where the optimiser has none.
    let squares: FloatBuffer?
    let values: [Value]
    let operations: [any Operation]
    /// Those that are not for training alone, by their places.
    let readingSteps: [Int]
    /// The threads that work at a step of feature maps; nil: the owner's alone.
    let crew: Crew?
    var labels: [UInt16]
    /// What varies a training's images; nil: nothing does.
    var augmented: AugmentedBatch?

    /// What a machine has besides what reading takes.
    package struct Training {
        /// Whether parameters have a velocity and a mean square.
        var memory: (velocity: Bool, squares: Bool)
        /// Whether gradients are stored.
        var keepsGradients: Bool
        /// Units whose parameters do not move.
        var frozen: UnitSet
        /// Names the random numbers of the training.
        var seed: UInt64

        package init(
            memory: (velocity: Bool, squares: Bool) = (false, false), keepsGradients: Bool = false, frozen: UnitSet = .none,
            seed: UInt64 = 0
        ) {
            self.memory = memory
            self.keepsGradients = keepsGradients
            self.frozen = frozen
            self.seed = seed
        }
    }

    /// - Parameters:
    ///   - capacity: samples a batch at most.
    ///   - training: what backward passes need; nil: there are none.
    ///   - threads: how many work at a step of feature maps.
    package init(
        _ plan: Plan, _ weights: Weights, kernels: KernelSet, capacity: Int, training: Training? = nil, threads: Int = 1
    ) {
        let architecture = plan.architecture
        let layout = architecture.layout
        precondition(weights.fit(architecture), "weights of another network than \(architecture)")
        let room = padded(capacity, to: 8)
        self.plan = plan
        self.kernels = kernels.pointer
        self.capacity = room
        let parameters = FloatBuffer(layout.count)
        let velocity = training?.memory.velocity == true ? FloatBuffer(layout.count) : nil
        let squares = training?.memory.squares == true ? FloatBuffer(layout.count) : nil
        let stores =
            training.map {
                $0.keepsGradients || plan.steps.contains { !$0.traits.contains(.storesNoGradient) && !$0.entries.isEmpty }
            } ?? false
        let gradient = stores ? FloatBuffer(layout.count) : nil
        let values = Self.values(plan, room: room, isTraining: training != nil)
        let most = training == nil ? Pass(reading: room) : Pass(training: room, number: 0, gradients: .kept)
        let size =
            plan.steps.map { step in
                step.op.room(of: step.inputs.map { values[$0.value].shape }, most, kernels: kernels.pointer)
            }.max() ?? 0
        crew = threads > 1 && plan.values.contains { !$0.shape.isFlat } ? Crew(threads) : nil
        let rooms = (0..<(crew?.count ?? 1)).map { _ in FloatBuffer(size) }
        operations = plan.steps.map { step in
            let place = Place(
                kernels: kernels.pointer, inputs: step.inputs.map { Self.feed(values[$0.value], $0, plan.values[$0.value]) },
                output: values[step.output],
                activation: step.activation,
                parameters: layout.entries[step.entries].map { entry in
                    ParameterPlace(
                        entry: entry, values: parameters.base + entry.offset, gradient: gradient.map { $0.base + entry.offset },
                        velocity: velocity.map { $0.base + entry.offset }, squares: squares.map { $0.base + entry.offset })
                },
                frozen: training?.frozen[step.layer] ?? [], capacity: room, isTraining: training != nil, seed: training?.seed ?? 0,
                rooms: rooms)
            return step.op.operation(at: place)
        }
        self.parameters = parameters
        self.gradient = gradient
        self.velocity = velocity
        self.squares = squares
        self.values = values
        readingSteps = plan.steps.indices.filter { !plan.steps[$0].traits.contains(.isForTraining) }
        labels = Array(repeating: 0, count: training == nil ? 0 : room)
        load(weights)
    }

    private static func values(_ plan: Plan, room: Int, isTraining: Bool) -> [Value] {
        func buffers(_ places: [[Shape]]) -> [FloatBuffer] {
            places.map { FloatBuffer($0.map { $0.size(capacity: room) }.max() ?? 0) }
        }
        let deltas = isTraining ? buffers(plan.deltaPlaces) : []
        let shared = buffers(plan.valuePlaces ?? [])
        var values: [Value] = []
        for (index, planned) in plan.values.enumerated() {
            let size = planned.shape.size(capacity: room)
            let source = planned.passes.map { values[$0] }
            let own = planned.place.map { shared[$0] }
            let buffer = source.map { isTraining ? FloatBuffer(size) : $0.training } ?? own ?? FloatBuffer(size)
            // The loss puts the outputs' deltas in their place.
            let isOutput = plan.steps.last?.output == index
            let delta = !isTraining ? nil : isOutput ? buffer : planned.deltaPlace.map { deltas[$0] }
            values.append(
                Value(
                    shape: planned.shape, reading: source?.reading ?? buffer, training: buffer, delta: delta,
                    slopeIsTaken: planned.slopeIsTaken))
        }
        return values
    }

    private static func feed(_ value: Value, _ input: Plan.Input, _ planned: Plan.PlannedValue) -> Feed {
        Feed(
            shape: value.shape, reading: value.reading, training: value.training, delta: value.delta, adds: input.adds,
            slope: input.takesSlope ? planned.activation : .identity, slopeValues: value.reading)
    }

    /// The inputs of the batch at hand.
    package var inputs: FloatBuffer { values[0].reading }

    /// What the network answers: a classifier's logits.
    package var outputs: Value { values[plan.steps[plan.steps.count - 1].output] }

    /// Each layer's values after its activation; the output layer's logits.
    /// - Precondition: the plan keeps them.
    package func activations(_ layer: Int) -> FloatBuffer {
        precondition(plan.valuePlaces == nil, "values that share memory are not there after a pass")
        return values[plan.ofLayer[layer]].reading
    }

    /// Bytes of the values that a batch passes through.
    package var bytesOfValues: Int {
        Set(values.map { $0.reading.base }).reduce(0) { bytes, base in
            bytes + MemoryLayout<Float>.size * (values.first { $0.reading.base == base }?.reading.count ?? 0)
        }
    }

    /// Reads consecutive samples into the input buffer.
    package func gather(_ samples: LabelledSamples, from first: Int, _ pass: Pass) {
        precondition(
            samples.width == plan.architecture.inputs, "samples of \(samples.width) features for a network of \(plan.architecture)")
        gatherInputs(samples.features, from: first, pass)
    }

    /// Reads rows of a table into the input buffer: those at the given places, or as many as follow each other from the first.
    func gatherInputs(_ rows: [Float], at order: UnsafePointer<UInt32>? = nil, from first: Int = 0, _ pass: Pass) {
        let shape = plan.architecture.input
        guard !shape.isFlat else { return gather(rows, width: shape.count, at: order, from: first, pass, into: inputs) }
        var maps = shape.maps(at: inputs.base, pass)
        rows.withUnsafeBufferPointer {
            kernels.pointee.gather_maps($0.baseAddress! + first * shape.count, order, pass.count, pass.lanes, &maps)
        }
    }

    /// Reads rows of a table, turned into units x samples: those at the given places, or as many as follow each other from the first.
    func gather(
        _ rows: [Float], width: Int, at order: UnsafePointer<UInt32>? = nil, from first: Int = 0, _ pass: Pass,
        into room: FloatBuffer
    ) {
        rows.withUnsafeBufferPointer {
            kernels.pointee.gather($0.baseAddress! + first * width, width, order, pass.count, pass.lanes, room.base)
        }
    }

    /// Computes the batch at hand from its inputs to its outputs.
    /// - Parameters:
    ///   - layers: those to compute; what feeds the first must have been computed. nil: all.
    ///   - tap: sees the values at the plan's sites, and may change them.
    package func read(_ pass: Pass, layers: Range<Int>? = nil, tap: (any Tap)? = nil) {
        precondition(plan.valuePlaces == nil || layers?.lowerBound ?? 0 == 0, "a pass from layer \(layers?.lowerBound ?? 0) on")
        let pass = pass.shared(by: crew)
        if let tap, layers.map({ $0.lowerBound == 0 }) ?? true { show(tap, after: 0, pass) }
        for index in readingSteps {
            if let layers, !layers.contains(plan.steps[index].layer) { continue }
            operations[index].forward(pass)
            if let tap { show(tap, after: index + 1, pass) }
        }
    }

    private func show(_ tap: any Tap, after steps: Int, _ pass: Pass) {
        for (site, index) in plan.observed[steps] {
            let value = values[index]
            tap.visit(site, Values(base: value.reading.base, shape: value.shape, pass: pass))
        }
    }
}

/// How many samples are evaluated together: as many as keep the widest layers of a batch within the second-level cache.
package func batchCapacity(_ architecture: Architecture) -> Int {
    let widest = (0..<architecture.layerCount).map { layer in
        architecture.fanIn(layer) + architecture.shape(ofLayer: layer).count
    }
    return min(256, max(32, 131_072 / (widest.max() ?? 1) / 32 * 32))
}

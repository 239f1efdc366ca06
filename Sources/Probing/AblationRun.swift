import CKernels
import Datasets
import Networks
import NumericCore

/// A block of samples on its way through a cumulative ablation in a fully connected network: sums are corrected, not computed anew.
final class AblationRun: CumulativeAblation {
    /// Samples a block: so few that the activations of two layers stay in the first-level cache from point to point.
    let capacity = 32
    private let machine: Machine
    /// Decides the samples that the corrected sums leave open.
    private let judge: Machine
    private let kernels: UnsafePointer<refigure_kernels>
    private let layers: [refigure_layer]
    private let normalisations: [refigure_normalisation?]
    private let activations: [FloatBuffer]
    private let bound: AblationBound
    private let lowest: Int
    private let replacement: Ablation.Replacement
    private let architecture: Architecture
    private let classes: Int
    private let logits: FloatBuffer
    /// What each layer above the lowest sums up, before normalisation and activation.
    private let sums: [FloatBuffer]
    private let change: FloatBuffer
    /// The lowest layer's activations, none of them replaced.
    private let whole: FloatBuffer
    /// The units of each layer.
    private var ablated: [[Int]]
    private var labels: [UInt16]
    private var tolerance: [Float]
    private var doubtful: [UInt32]
    /// By state.
    private var counted: [UInt64] = []
    /// The samples that are left open, as they stand in the judge's lanes: their states and labels.
    private var open: [(state: Int, label: UInt16)] = []
    private var samples = 0
    private var lanes = 0

    init(_ architecture: Architecture, _ weights: Weights, kernels: KernelSet, lowest: Int, replacement: Ablation.Replacement) {
        self.architecture = architecture
        classes = architecture.classes
        self.lowest = lowest
        self.replacement = replacement
        let plan = Plan(architecture)
        let machine = Machine(plan, weights, kernels: kernels, capacity: capacity)
        self.machine = machine
        judge = Machine(plan, weights, kernels: kernels, capacity: capacity)
        self.kernels = machine.kernels
        layers = (0..<architecture.layerCount).map { machine.dense($0) }
        normalisations = (0..<architecture.layerCount).map { machine.normalisation(ofLayer: $0) }
        activations = (0..<architecture.layerCount).map { machine.activations($0) }
        logits = machine.activations(architecture.layerCount - 1)
        bound = AblationBound(architecture, weights, kernels: kernels, lowest: lowest, replacement: replacement, capacity: capacity)
        ablated = Array(repeating: [], count: architecture.layerCount)
        let room = capacity
        sums = (0..<architecture.layerCount).map { FloatBuffer($0 > lowest ? architecture.units($0) * room : 0) }
        change = FloatBuffer(capacity)
        whole = FloatBuffer(architecture.units(lowest) * capacity)
        labels = Array(repeating: 0, count: capacity)
        tolerance = Array(repeating: 0, count: capacity)
        doubtful = Array(repeating: 0, count: capacity)
    }

    /// Takes up the next samples; `restart` comes next.
    func begin(_ samples: LabelledSamples, from first: Int, count: Int) {
        self.samples = count
        let pass = Pass(reading: count)
        lanes = pass.lanes
        for place in 0..<count { labels[place] = samples.labels[first + place] }
        machine.gather(samples, from: first, pass)
        machine.read(pass, layers: 0..<lowest + 1)
        whole.base.update(from: activations[lowest].base, count: architecture.units(lowest) * 8 * lanes)
        bound.tolerances(activations[lowest].base, lanes: lanes, into: &tolerance)
    }

    /// Begins an order of these samples, with no unit ablated.
    func restart() {
        for layer in ablated.indices { ablated[layer].removeAll(keepingCapacity: true) }
        counted = []
        activations[lowest].base.update(from: whole.base, count: architecture.units(lowest) * 8 * lanes)
        refresh(from: lowest + 1)
    }

    /// Replaces some more units' activations.
    /// - Returns: whether any of them was another before; where none was, such as those of dead units, nothing above changes.
    func ablate(_ units: ArraySlice<UnitReference>) -> Bool {
        guard let bottom = units.lazy.map(\.layer).min() else { return false }
        // What is left open is judged with the units that are ablated above now.
        if units.contains(where: { $0.layer != lowest }) { judgeOpen() }
        // Units of higher layers are replaced as their layers are computed anew.
        for unit in units { ablated[unit.layer].append(unit.unit) }
        let above = bottom + 1
        let parameters = layers[above]
        let normalised = normalisations[above] != nil
        var shifted = false
        for unit in units where unit.layer == bottom {
            let value = replacement.value(unit)
            let row = activations[bottom].base + unit.unit * 8 * lanes
            var differs = false
            for place in 0..<8 * lanes {
                change.base[place] = value - row[place]
                row[place] = value
                differs = differs || change.base[place] != 0
            }
            guard differs else { continue }
            shifted = true
            kernels.pointee.shift_sums(
                parameters.parameters + unit.unit, parameters.stride, parameters.outputs, change.base, sums[above].base,
                activations[above].base, lanes,
                normalised ? refigure_identity : architecture.activation(above).kernel)
        }
        if !shifted {
            guard units.contains(where: { $0.layer != bottom }) else { return false }
            activations[above].base.update(from: sums[above].base, count: architecture.units(above) * 8 * lanes)
        }
        finish(above, activated: shifted && !normalised)
        refresh(from: above + 1)
        return true
    }

    func count() {
        var doubts = 0
        let correct = kernels.pointee.count_correct(
            logits.base, labels, classes, samples, lanes, tolerance, &doubtful, &doubts)
        counted.append(correct)
        for place in doubtful[..<doubts] { leaveOpen(Int(place)) }
    }

    func hits() -> [UInt64] {
        judgeOpen()
        return counted
    }

    /// Computes the layers from `first` up.
    private func refresh(from first: Int) {
        guard first < architecture.layerCount else { return }
        for layer in first..<architecture.layerCount {
            var kernel = layers[layer]
            kernels.pointee.forward(&kernel, activations[layer - 1].base, sums[layer].base, lanes, refigure_identity)
            activations[layer].base.update(from: sums[layer].base, count: architecture.units(layer) * 8 * lanes)
            finish(layer, activated: false)
        }
    }

    /// Normalises and activates a layer's sums, which stand in its activations, and replaces the ablated units again.
    private func finish(_ layer: Int, activated: Bool) {
        if !activated {
            let values = activations[layer].base
            if var normalisation = normalisations[layer] {
                kernels.pointee.normalise_reading(&normalisation, values, architecture.units(layer), lanes)
            }
            kernels.pointee.activate(values, architecture.units(layer) * lanes, architecture.activation(layer).kernel)
        }
        replace(in: machine, layer, lanes: lanes)
    }

    /// Puts a sample of the present state among those that a full pass decides; the lowest ablated layer's activations are exact, so it
    /// starts there.
    private func leaveOpen(_ place: Int) {
        let source = activations[lowest].base + place
        let target = judge.activations(lowest).base + open.count
        for unit in 0..<architecture.units(lowest) { target[unit * capacity] = source[unit * 8 * lanes] }
        open.append((counted.count - 1, labels[place]))
        if open.count == capacity { judgeOpen() }
    }

    /// Full passes for the samples that were left open.
    private func judgeOpen() {
        guard !open.isEmpty else { return }
        // All lanes, where fewer are left open too: the others hold what stood there.
        let pass = Pass(reading: capacity)
        for layer in lowest + 1..<architecture.layerCount {
            judge.read(pass, layers: layer..<layer + 1)
            replace(in: judge, layer, lanes: pass.lanes)
        }
        let judged = judge.activations(architecture.layerCount - 1).base
        for (place, sample) in open.enumerated() where isCorrect(judged + place, pitch: capacity, sample.label) {
            counted[sample.state] += 1
        }
        open.removeAll(keepingCapacity: true)
    }

    /// Whether the label's logit is the first of the largest ones, as `cross_entropy` decides it.
    private func isCorrect(_ logits: UnsafePointer<Float>, pitch: Int, _ label: UInt16) -> Bool {
        var peak = logits[0]
        for place in 1..<classes {
            let value = logits[place * pitch]
            peak = value < peak ? peak : value
        }
        var first = 0
        while first < label, logits[first * pitch] < peak { first += 1 }
        return first == label && logits[first * pitch] == peak
    }

    /// Sets the ablated units' activations of a layer.
    private func replace(in machine: Machine, _ layer: Int, lanes: Int) {
        guard !ablated[layer].isEmpty else { return }
        let values = machine.activations(layer).base
        for unit in ablated[layer] {
            (values + unit * 8 * lanes).update(repeating: replacement.value(.init(layer: layer, unit: unit)), count: 8 * lanes)
        }
    }
}

extension Machine {
    /// The sums of a layer of a fully connected network.
    func dense(_ layer: Int) -> refigure_layer {
        guard let sums = sums(ofLayer: layer) else { preconditionFailure("layer \(layer) of \(plan.architecture) has no sums") }
        return sums
    }

    /// The pieces in which a batch's values of a channel of a layer stand.
    func runs(ofChannel unit: Int, ofLayer layer: Int, _ pass: Pass) -> [UnsafeMutableBufferPointer<Float>] {
        plan.architecture.shape(ofLayer: layer).runs(ofChannel: unit, at: activations(layer).base, pass)
    }
}

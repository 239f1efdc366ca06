import CKernels
import Datasets
import NumericCore

/// A block of samples on its way through a cumulative ablation.
final class AblationRun {
    /// Samples a block: so few that the activations of two layers stay in the first-level cache from point to point.
    let capacity = 32
    private let network: Network
    /// Decides the samples that the corrected sums leave open.
    private let judge: Network
    private let bound: AblationBound
    private let lowest: Int
    private let replacement: Ablation.Replacement
    private let architecture: Architecture
    /// What each layer above the lowest sums up, before normalisation and activation.
    private let sums: [FloatBuffer]
    private let change: FloatBuffer
    /// The lowest layer's activations, none of them replaced.
    private let whole: FloatBuffer
    private var ablated: [UnitReference] = []
    private var labels: [UInt8]
    private var tolerance: [Float]
    private var doubtful: [UInt32]
    private var count = 0
    private var lanes = 0

    init(_ architecture: Architecture, _ weights: Weights, kernels: KernelSet, lowest: Int, replacement: Ablation.Replacement) {
        self.architecture = architecture
        self.lowest = lowest
        self.replacement = replacement
        network = Network(architecture, weights, kernels: kernels, capacity: capacity)
        judge = Network(architecture, weights, kernels: kernels, capacity: capacity)
        bound = AblationBound(architecture, weights, kernels: kernels, lowest: lowest, replacement: replacement, capacity: capacity)
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
        self.count = count
        lanes = Network.lanes(count)
        for place in 0..<count { labels[place] = samples.labels[first + place] }
        network.gather(samples, from: first, count: count)
        for layer in 0...lowest { network.read(layer, lanes: lanes) }
        let activations = network.activations[lowest].base
        whole.base.update(from: activations, count: architecture.units(lowest) * 8 * lanes)
        bound.tolerances(activations, lanes: lanes, into: &tolerance)
    }

    /// Begins an order of these samples, with no unit ablated.
    func restart() {
        ablated = []
        network.activations[lowest].base.update(from: whole.base, count: architecture.units(lowest) * 8 * lanes)
        refresh(from: lowest + 1)
    }

    /// Replaces some more units' activations.
    /// - Returns: whether any of them was another before; where none was, such as those of dead units, nothing above changes.
    func ablate(_ units: ArraySlice<UnitReference>) -> Bool {
        guard let bottom = units.lazy.map(\.layer).min() else { return false }
        // Units of higher layers are replaced as their layers are computed anew.
        ablated += units
        let above = bottom + 1
        let parameters = network.layers[above]
        let normalised = parameters.normalisation != nil
        var shifted = false
        for unit in units where unit.layer == bottom {
            let value = replacement.value(unit)
            let row = network.activations[bottom].base + unit.unit * 8 * lanes
            var differs = false
            for place in 0..<8 * lanes {
                change.base[place] = value - row[place]
                row[place] = value
                differs = differs || change.base[place] != 0
            }
            guard differs else { continue }
            shifted = true
            network.kernels.shift_sums(
                parameters.parameters.base + unit.unit, parameters.stride, parameters.outputs, change.base, sums[above].base,
                network.activations[above].base, lanes,
                normalised ? refigure_identity : architecture.activation(above).kernel)
        }
        if !shifted {
            guard units.contains(where: { $0.layer != bottom }) else { return false }
            network.activations[above].base.update(from: sums[above].base, count: architecture.units(above) * 8 * lanes)
        }
        finish(above, activated: shifted && !normalised)
        refresh(from: above + 1)
        return true
    }

    /// How many of the block's samples are classified correctly now.
    func countCorrect() -> UInt64 {
        var doubts = 0
        let correct = network.kernels.count_correct(
            network.activations[architecture.layerCount - 1].base, labels, architecture.classes, count, lanes, tolerance, &doubtful,
            &doubts)
        return doubts == 0 ? correct : correct + judged(doubts)
    }

    /// Computes the layers from `first` up.
    private func refresh(from first: Int) {
        guard first < architecture.layerCount else { return }
        for layer in first..<architecture.layerCount {
            var kernel = network.layers[layer].kernel
            network.kernels.forward(&kernel, network.feed(layer).base, sums[layer].base, lanes, refigure_identity)
            network.activations[layer].base.update(from: sums[layer].base, count: architecture.units(layer) * 8 * lanes)
            finish(layer, activated: false)
        }
    }

    /// Normalises and activates a layer's sums, which stand in its activations, and replaces the ablated units again.
    private func finish(_ layer: Int, activated: Bool) {
        if !activated {
            let values = network.activations[layer].base
            if var normalisation = network.layers[layer].normalisation?.kernel {
                network.kernels.normalise_reading(&normalisation, values, architecture.units(layer), lanes)
            }
            network.kernels.activate(values, architecture.units(layer) * lanes, architecture.activation(layer).kernel)
        }
        for unit in ablated where unit.layer == layer { network.replace(unit, by: replacement.value(unit), lanes: lanes) }
    }

    /// Full passes for the doubtful samples; the lowest ablated layer's activations are exact, so they start there.
    private func judged(_ doubts: Int) -> UInt64 {
        let narrow = Network.lanes(doubts)
        let source = network.activations[lowest].base
        let target = judge.activations[lowest].base
        for unit in 0..<architecture.units(lowest) {
            for place in 0..<8 * narrow {
                target[unit * 8 * narrow + place] = place < doubts ? source[unit * 8 * lanes + Int(doubtful[place])] : 0
            }
        }
        for layer in lowest + 1..<architecture.layerCount {
            judge.read(layer, lanes: narrow)
            for unit in ablated where unit.layer == layer { judge.replace(unit, by: replacement.value(unit), lanes: narrow) }
        }
        let chosen = (0..<doubts).map { labels[Int(doubtful[$0])] }
        var unused = [Double](repeating: 0, count: 8)
        return judge.kernels.cross_entropy(
            judge.activations[architecture.layerCount - 1].base, chosen, architecture.classes, doubts, narrow, &unused)
    }
}

extension Network {
    /// Sets a hidden unit's activations of the batch at hand.
    func replace(_ unit: UnitReference, by value: Float, lanes: Int) {
        (activations[unit.layer].base + unit.unit * 8 * lanes).update(repeating: value, count: 8 * lanes)
    }
}

import Datasets
import Networks
import NumericCore

/// A block of samples on its way through a cumulative ablation in a network of any operations: what lies below the lowest ablated layer is
/// computed once a block, what lies above the units taken last is computed anew. So every point has the bits of a full pass.
final class GraphAblation: CumulativeAblation {
    private let machine: Machine
    private let architecture: Architecture
    private let lowest: Int
    private let replacement: Ablation.Replacement
    /// The lowest layer's activations, none of them replaced.
    private var whole: [Float] = []
    private var ablated: [UnitReference] = []
    private var labels: ArraySlice<UInt16> = []
    private var pass = Pass(reading: 0)
    private var counted: [UInt64] = []

    init(_ architecture: Architecture, _ weights: Weights, kernels: KernelSet, lowest: Int, replacement: Ablation.Replacement) {
        self.architecture = architecture
        self.lowest = lowest
        self.replacement = replacement
        machine = Machine(showingHiddenLayersOf: architecture, weights, kernels: kernels, keepsValues: true)
    }

    var capacity: Int { machine.capacity }

    func begin(_ samples: LabelledSamples, from first: Int, count: Int) {
        pass = Pass(reading: count)
        labels = samples.labels[first..<first + count]
        machine.gather(samples, from: first, pass)
        machine.read(pass, layers: 0..<lowest + 1)
        let values = machine.activations(lowest)
        whole = Array(UnsafeBufferPointer(start: values.base, count: 8 * architecture.shape(ofLayer: lowest).vectors(pass)))
    }

    func restart() {
        ablated = []
        counted = []
        machine.activations(lowest).base.update(from: whole, count: whole.count)
        refresh(from: lowest + 1)
    }

    func ablate(_ units: ArraySlice<UnitReference>) -> Bool {
        guard let bottom = units.lazy.map(\.layer).min() else { return false }
        // Units of higher layers are replaced as their layers are computed anew.
        ablated += units
        var differs = units.contains { $0.layer != bottom }
        for unit in units where unit.layer == bottom { differs = replace(unit) || differs }
        if differs { refresh(from: bottom + 1) }
        return differs
    }

    func count() {
        var unused = LaneSums()
        counted.append(machine.addCrossEntropies(labels, pass, to: &unused))
    }

    func hits() -> [UInt64] { counted }

    /// Computes the layers from `first` up.
    private func refresh(from first: Int) {
        for layer in first..<architecture.layerCount {
            machine.read(pass, layers: layer..<layer + 1)
            for unit in ablated where unit.layer == layer { _ = replace(unit) }
        }
    }

    /// - Returns: whether any sample's value was another.
    private func replace(_ unit: UnitReference) -> Bool {
        machine.runs(ofChannel: unit.unit, ofLayer: unit.layer, pass).reduce(false) { differs, run in
            replacement.put(into: run, unit, of: architecture.units(unit.layer)) || differs
        }
    }
}

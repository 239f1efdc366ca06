import Datasets
import Networks
import NumericCore

/// The activations that MIPP compares: one number a node and sample, as the next layer receives them.
///
/// Of a map it is taken behind normalisation, activation and windows; of a block's last layer behind the addition and its activation.
/// Batch normalisation goes by its running statistics. All of it is chosen.
public struct LayerActivations: Sendable {
    /// For each of `Structures.layers`, nodes x samples; of a run that selects inputs, these come first.
    public var layers: [Matrix<Float>]
    /// The logits, outputs x samples.
    public let outputs: Matrix<Float>
    /// Whether the first layer is that of the inputs.
    public let selectsInputs: Bool

    /// - Parameter selectsInputs: whether the inputs are a layer of their own, from which features are selected (appendix E.1).
    public init(
        _ weights: Weights, of structures: Structures, on samples: LabelledSamples, collapsing collapse: MapCollapse = .l1,
        selectsInputs: Bool = false, kernels: KernelSet = .best
    ) {
        let architecture = structures.architecture
        let last = architecture.nodes.count - 1
        let sites =
            structures.layers.map { layer in
                let node = collapse == .mean ? layer.activation : nil
                return node.map { Site(.before, architecture.nodes[$0].id) } ?? Site(.after, architecture.nodes[layer.received].id)
            } + [Site(.after, architecture.nodes[last].id)]
        let machine = Machine(
            Plan(architecture, observing: sites, keepsValues: false), weights, kernels: kernels,
            capacity: batchCapacity(architecture))
        let tap = CollapsingTap(
            widths: structures.layers.map(\.count) + [architecture.outputs], samples: samples.count, by: collapse)
        for first in stride(from: 0, to: samples.count, by: machine.capacity) {
            let pass = Pass(reading: min(machine.capacity, samples.count - first))
            machine.gather(samples, from: first, pass)
            tap.begin(at: first)
            machine.read(pass, tap: tap)
        }
        let inputs = Matrix(rows: samples.count, columns: samples.width, values: samples.features).transposed
        layers = (selectsInputs ? [inputs] : []) + tap.values.dropLast()
        outputs = tap.values[tap.values.count - 1]
        self.selectsInputs = selectsInputs
    }

    /// Of samples that need not be in memory: they are read in portions.
    /// - Parameters:
    ///   - places: of the samples that are taken.
    ///   - checkCancellation: called before each portion; what it throws ends the work.
    /// - Throws: a `Fault` (status data) where a sample cannot be read.
    public init(
        _ weights: Weights, of structures: Structures, on source: any SampleSource, at places: [Int],
        collapsing collapse: MapCollapse = .l1, selectsInputs: Bool = false, checkCancellation: () throws -> Void
    ) throws {
        let widths = (selectsInputs ? [source.width] : []) + structures.layers.map(\.count) + [structures.architecture.outputs]
        var wholes = widths.map { Matrix<Float>(rows: $0, columns: places.count, repeating: 0) }
        for first in stride(from: 0, to: places.count, by: Self.portion) {
            try checkCancellation()
            let range = first..<min(first + Self.portion, places.count)
            let read = Self(
                weights, of: structures, on: try source.samples(at: Array(places[range])), collapsing: collapse,
                selectsInputs: selectsInputs)
            for (place, part) in (read.layers + [read.outputs]).enumerated() {
                for row in 0..<part.rows {
                    let start = row * places.count + first
                    wholes[place].values.replaceSubrange(start..<start + range.count, with: part.row(row))
                }
            }
        }
        self.init(layers: wholes.dropLast(), outputs: wholes[wholes.count - 1], selectsInputs: selectsInputs)
    }

    /// Samples that are read together.
    private static let portion = 256

    /// Layers of other origin.
    public init(layers: [Matrix<Float>], outputs: Matrix<Float>, selectsInputs: Bool = false) {
        precondition(layers.allSatisfy { $0.columns == outputs.columns }, "layers of other samples than the outputs")
        self.layers = layers
        self.outputs = outputs
        self.selectsInputs = selectsInputs
    }

    /// Samples.
    public var count: Int { outputs.columns }
}

/// Keeps one number a channel and sample at every site.
private final class CollapsingTap: Tap {
    private(set) var values: [Matrix<Float>]
    private let collapse: MapCollapse
    private var first = 0

    init(widths: [Int], samples: Int, by collapse: MapCollapse) {
        values = widths.map { Matrix(rows: $0, columns: samples, repeating: 0) }
        self.collapse = collapse
    }

    func begin(at sample: Int) { first = sample }

    func visit(_ site: Int, _ batch: Values) {
        let positions = batch.shape.rows * batch.shape.columns
        let columns = values[site].columns
        for channel in 0..<batch.shape.channels {
            var sample = 0
            for run in batch.runs(ofChannel: channel) {
                let width = run.count / positions
                for lane in 0..<min(width, batch.count - sample) {
                    // A unit's value, and that of a map of one position, is taken as it is.
                    values[site].values[channel * columns + first + sample + lane] =
                        batch.shape.isFlat
                        ? run[lane]
                        : Float(
                            collapse.value(
                                (0..<positions).lazy.map { Double(run[$0 * width + lane]) }, positions: positions))
                }
                sample += width
            }
        }
    }
}

import CKernels
import Datasets
import Networks
import NumericCore

/// Computes what the units of a network do on given samples; nothing of it is stored.
public struct ActivationReader: Sendable {
    public typealias Quantity = Site.Quantity

    /// What is read of a feature map.
    public enum Positions: Sendable {
        /// Its value at every position, row by row.
        case all
        /// The mean over its positions.
        case mean
    }

    public let architecture: Architecture
    public let kernels: KernelSet

    public init(_ architecture: Architecture, kernels: KernelSet = .best) {
        self.architecture = architecture
        self.kernels = kernels
    }

    /// The values of whole layers, each units x samples; of a layer of maps a row for each position of each map, or for each map.
    /// - Parameters:
    ///   - layers: hidden layers from 0, the output layer last; nil: all. The answer is in this order.
    ///   - range: which of the samples; nil: all. With wide layers, take ranges in turn to bound the memory.
    public func read(
        _ weights: Weights, on samples: LabelledSamples, quantity: Quantity = .activation, layers: [Int]? = nil,
        positions: Positions = .all, range: Range<Int>? = nil
    ) -> [Matrix<Float>] {
        let wanted = layers ?? Array(0..<architecture.layerCount)
        let range = range ?? 0..<samples.count
        precondition(wanted.allSatisfy { $0 >= 0 && $0 < architecture.layerCount }, "layers \(wanted) of \(architecture)")
        precondition(range.lowerBound >= 0 && range.upperBound <= samples.count, "samples \(range) of \(samples.count)")
        let plan = Plan(architecture, observing: wanted.map { architecture.site(quantity, ofLayer: $0) }, keepsValues: false)
        let machine = Machine(
            plan, weights, kernels: kernels, capacity: min(batchCapacity(architecture), max(range.count, 1)))
        let softmax = quantity == .activation ? wanted.firstIndex(of: architecture.hidden.count) : nil
        let sizes = wanted.map { layer in
            let shape = architecture.shape(ofLayer: layer)
            return positions == .all ? shape.count : shape.channels
        }
        let tap = ReadingTap(
            sizes: sizes, samples: range.count, positions: positions, softmax: softmax, kernels: machine.kernels)
        for first in stride(from: range.lowerBound, to: range.upperBound, by: machine.capacity) {
            let pass = Pass(reading: min(machine.capacity, range.upperBound - first))
            machine.gather(samples, from: first, pass)
            tap.begin(at: first - range.lowerBound)
            machine.read(pass, layers: 0..<(wanted.max() ?? -1) + 1, tap: tap)
        }
        return zip(sizes, tap.outputs).map { Matrix(rows: $0, columns: range.count, values: $1.values) }
    }

    /// Loss and accuracy on the samples.
    public func score(_ weights: Weights, on samples: LabelledSamples) -> Score {
        Machine(showingHiddenLayersOf: architecture, weights, kernels: kernels).score(samples) {}
    }

    /// Loss and accuracy on samples that are read as they are asked for, with the bits that they have in memory.
    /// - Parameter checkCancellation: called for each batch; what it throws ends the work.
    /// - Throws: a `Fault` (status data) where a sample cannot be read.
    public func score(
        _ weights: Weights, reading samples: some SampleSource, checkCancellation: () throws -> Void = {}
    ) throws -> Score {
        try Machine(showingHiddenLayersOf: architecture, weights, kernels: kernels).score(
            reading: samples, beat: checkCancellation)
    }

    /// Loss and accuracy with normal noise added to hidden activations (Morcos et al. 2018, section 3.1).
    /// - Parameters:
    ///   - deviations: the noise's standard deviation of each unit, for each hidden layer; an empty list adds none to its layer. A map's
    ///     is that of the noise at each of its positions.
    ///   - seed: names the noise: the stream ("activation noise", layer).
    public func score(_ weights: Weights, on samples: LabelledSamples, noise deviations: [[Float]], seed: UInt64) -> Score {
        precondition(
            deviations.count == architecture.hidden.count, "noise for \(deviations.count) of \(architecture.hidden.count) layers")
        for (layer, values) in deviations.enumerated() where !values.isEmpty {
            precondition(
                values.count == architecture.units(layer), "\(values.count) deviations for layer \(layer) of \(architecture)")
        }
        let machine = Machine(showingHiddenLayersOf: architecture, weights, kernels: kernels)
        return machine.score(samples, tap: NoiseTap(deviations, seed: seed, kernels: machine.kernels)) {}
    }
}

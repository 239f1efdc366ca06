import Datasets
import Networks
import NumericCore

/// Reads what the next layer receives of a layer, and what would be missing of it if the layer's maps were 0.
final class ReceivedReader {
    private let machine: Machine
    private let layer: PrunableLayer

    init(_ structures: Structures, _ layer: PrunableLayer, _ weights: Weights, kernels: KernelSet) {
        let architecture = structures.architecture
        let sites = [layer.end, layer.received].map { Site(.after, architecture.nodes[$0].id) }
        machine = Machine(
            Plan(architecture, observing: sites, keepsValues: false), weights, kernels: kernels,
            capacity: batchCapacity(architecture))
        self.layer = layer
    }

    /// Samples that are read at once.
    var capacity: Int { machine.capacity }

    /// Channel by channel, position by position, of `count` samples each.
    func differences(on samples: LabelledSamples, from first: Int, count: Int) -> [Float] {
        let whole = read(samples, first, count, silencing: false)
        // Nothing is received of maps that are 0, where nothing stands in between.
        guard layer.received != layer.end else { return whole }
        return zip(whole, read(samples, first, count, silencing: true)).map { $0 - $1 }
    }

    private func read(_ samples: LabelledSamples, _ first: Int, _ count: Int, silencing: Bool) -> [Float] {
        let pass = Pass(reading: count)
        machine.gather(samples, from: first, pass)
        let tap = ReceivedTap(silences: silencing)
        machine.read(pass, tap: tap)
        return tap.values
    }
}

/// Sites: where the layer ends, and what is received.
private final class ReceivedTap: Tap {
    private let silences: Bool
    private(set) var values: [Float] = []

    init(silences: Bool) { self.silences = silences }

    func visit(_ site: Int, _ batch: Values) {
        let channels = 0..<batch.shape.channels
        if site == 0, silences {
            for channel in channels { for run in batch.runs(ofChannel: channel) { run.update(repeating: 0) } }
        }
        guard site == 1 else { return }
        let positions = batch.shape.rows * batch.shape.columns
        for channel in channels {
            let runs = batch.runs(ofChannel: channel)
            for position in 0..<positions {
                var left = batch.count
                for run in runs {
                    let width = run.count / positions
                    values += run[position * width..<position * width + min(width, left)]
                    left -= min(width, left)
                }
            }
        }
    }
}

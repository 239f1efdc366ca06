import Datasets
import Files
import Foundation
import Networks
import Probing
import Pruning
import Testing

@testable import PruningFiles

@Suite("Networks of a user's, pruned")
struct PrunerTests {
    private static let leNet = Result { try SmallNetwork("lenet5", width: 0.5, side: 14, channels: 1) }
    private static let resNet = Result { try SmallNetwork("resnet18", width: 0.0625, side: 32, channels: 3) }

    @Test("every method removes as many nodes as MIPP, but for rounding layer by layer, and says what is left")
    func amounts() throws {
        let network = try Self.leNet.get()
        let plan = try network.plan(PruneMethod.allCases, confidence: 0.5)
        let outcome = try Pruner(network.architecture, network.weights, by: network.data(160), plan).run(memory: ScratchMemory())
        #expect(outcome.networks.map(\.method) == PruneMethod.allCases && outcome.testImages == 60)
        let wanted = outcome.networks[0].chosen.removedCount
        #expect(wanted > 0 && wanted < outcome.structures.nodeCount)
        for pruned in outcome.networks {
            let slack = [.thiNet, .magnitude].contains(pruned.method) ? outcome.structures.layers.count : 0
            #expect(abs(pruned.chosen.removedCount - wanted) <= slack, "\(pruned.method)")
            #expect(pruned.parameters < network.architecture.parameterCount)
            #expect(pruned.isCollapsed == (pruned.accuracy == nil) && pruned.isCollapsed == (pruned.weights == nil))
        }
        #expect(Set(outcome.networks.map(\.chosen)).count > 4)
    }

    @Test("without MIPP a share of all nodes goes")
    func share() throws {
        let network = try Self.leNet.get()
        let plan = try network.plan([.synFlow, .random], remove: 50)
        let outcome = try Pruner(network.architecture, network.weights, by: network.data(20), plan).run(memory: ScratchMemory())
        let nodes = outcome.structures.nodeCount
        for pruned in outcome.networks { #expect(pruned.chosen.removedCount == Int((Double(nodes) / 2).rounded())) }
    }

    @Test("the smaller network's file is read back, and has the outputs of the whole one under the mask", arguments: [0, 1])
    func sameOutputs(_ place: Int) throws {
        let network = try [Self.leNet, Self.resNet][place].get()
        let plan = try network.plan([.synFlow, .graSP, .random, .magnitude], remove: 30)
        let data = try network.data(40)
        let outcome = try Pruner(network.architecture, network.weights, by: data, plan).run(memory: ScratchMemory())
        let folder = try ScratchFolder()
        let samples = network.images(9, seed: 3)
        var compared = 0
        for pruned in outcome.networks {
            guard let smaller = pruned.smaller, let weights = pruned.weights else { continue }
            let path = "\(folder.path)/\(pruned.method.rawValue).safetensors"
            try SmallerNetworkFile.encoded(weights, of: smaller.architecture).write(to: URL(fileURLWithPath: path))
            let read = try Self.read(path)
            #expect(read.architecture == smaller.architecture && read.weights == weights)
            let outputs = Self.logits(read.architecture, read.weights, samples)
            let masked = Self.logits(network.architecture, network.weights, samples, masking: pruned.mask)
            let size = masked.map(abs).max() ?? 0
            #expect(size > 0 && zip(outputs, masked).allSatisfy { abs($0 - $1) <= 2e-5 * size }, "\(pruned.method)")
            #expect(masked != Self.logits(network.architecture, network.weights, samples))
            compared += 1
        }
        #expect(compared > 1)
    }

    /// A network as its file says it, graph and tensors.
    private static func read(_ path: String) throws -> (architecture: Architecture, weights: Weights) {
        let file = try SafeTensors(decoding: Data(contentsOf: URL(fileURLWithPath: path)), path: path)
        let graph = try #require(file.metadata["architecture"])
        let architecture = try JSONDecoder().decode(Architecture.self, from: Data(graph.utf8))
        return (architecture, try PublishedWeights.imported(file, path: path, for: architecture))
    }

    private static func logits(
        _ architecture: Architecture, _ weights: Weights, _ samples: LabelledSamples, masking mask: Mask? = nil
    ) -> [Float] {
        let layers = mask == nil ? [] : Structures(architecture).layers
        let sites = layers.map { Site(.after, architecture.nodes[$0.end].id) }
        let machine = Machine(Plan(architecture, observing: sites), weights, kernels: .best, capacity: samples.count)
        let pass = Pass(reading: samples.count)
        machine.gather(samples, from: 0, pass)
        machine.read(pass, tap: mask.map(MaskingTap.init))
        let values = machine.outputs.reading.base
        return (0..<architecture.outputs).flatMap { unit in (0..<samples.count).map { values[unit * pass.pitch + $0] } }
    }

    @Test("what is left has the names and shapes that PyTorch's module of these widths has")
    func names() throws {
        let network = try Self.leNet.get()
        let plan = try network.plan([.magnitude], remove: 50)
        let outcome = try Pruner(network.architecture, network.weights, by: network.data(20), plan).run(memory: ScratchMemory())
        let pruned = try #require(outcome.networks.first)
        let (smaller, weights) = (try #require(pruned.smaller), try #require(pruned.weights))
        let file = try SafeTensors(decoding: SmallerNetworkFile.encoded(weights, of: smaller.architecture), path: "x")
        let widths = pruned.mask.widths
        #expect(widths == outcome.structures.layers.map { $0.count - Int((Double($0.count) * pruned.chosen.sparsity).rounded()) })
        let shapes = Dictionary(uniqueKeysWithValues: file.tensors.map { ($0.name, $0.shape) })
        #expect(
            shapes == [
                "conv1.weight": [widths[0], 1, 5, 5], "conv1.bias": [widths[0]],
                "conv2.weight": [widths[1], widths[0], 5, 5], "conv2.bias": [widths[1]],
                "fc1.weight": [widths[2], widths[1]], "fc1.bias": [widths[2]],
                "fc2.weight": [widths[3], widths[2]], "fc2.bias": [widths[3]], "fc3.weight": [3, widths[3]], "fc3.bias": [3],
            ])
        // The kept filters, number by number.
        let conv = try #require(file.floats("conv1.weight"))
        let first = try #require(pruned.mask.kept[0].firstIndex(of: true))
        #expect(Array(conv.prefix(25)) == Array(network.weights["conv1.weights"][first * 25..<(first + 1) * 25]))
    }

    @Test("a run that was stopped goes on from the layers that were done, and ends in the same mask")
    func resumed() throws {
        let network = try Self.leNet.get()
        let plan = try network.plan([.mipp])
        let data = try network.data(160)
        func run(_ memory: ScratchMemory, _ plan: PruningPlan, tell: @escaping @Sendable (Pruner.Event) -> Void = { _ in })
            throws -> PruningOutcome
        { try Pruner(network.architecture, network.weights, by: data, plan, tell: tell).run(memory: memory) }
        let whole = try run(ScratchMemory(), plan).networks[0].mask
        let memory = ScratchMemory()
        memory.stopsAt = 2
        #expect(throws: CancellationError.self) { try run(memory, plan) }
        #expect(memory.states.count == 2)
        memory.stopsAt = .max
        let resumed = try run(memory, plan)
        #expect(resumed.networks[0].mask == whole && memory.states.count == 4)
        #expect(resumed.networks[0].seconds >= memory.states[1].seconds)
        // Kept under another key, it is no run's of another confidence.
        let other = ScratchMemory()
        other.states = memory.states
        _ = try run(other, try network.plan([.mipp], confidence: 0.6))
        #expect(other.states.count == 8)
        #expect(try run(ScratchMemory(), try network.plan([.mipp], threads: 3)).networks[0].mask == whole)
    }

    @Test("too few images for MIPP are told with both numbers; the other methods take them")
    func fewImages() throws {
        let network = try Self.leNet.get()
        let fault = #expect(throws: Fault.self) {
            try Pruner(network.architecture, network.weights, by: network.data(139), network.plan([.mipp]))
        }
        #expect(fault?.status == .data && fault?.description.contains("139 images") == true)
        #expect(fault?.description.contains("fitted to 100 and tried on 40") == true)
        _ = try Pruner(network.architecture, network.weights, by: network.data(5), network.plan([.random], remove: 10))
    }

    @Test("layers that collapse are told, and there is no network then")
    func collapsed() throws {
        let network = try Self.leNet.get()
        // 3 maps in the first layer: chance alone empties a layer at such a share.
        let plan = try network.plan([.random], remove: 98)
        let outcome = try Pruner(network.architecture, network.weights, by: network.data(20), plan).run(memory: ScratchMemory())
        let pruned = outcome.networks[0]
        #expect(pruned.isCollapsed && pruned.accuracy == nil && pruned.parameters == 0 && pruned.multiplyAdds == 0)
        let table = PruningTable(outcome, plan, origin: TableTests.origin)
        #expect(table.files.map(\.name) == ["table.csv", "table.json", "random-mask.json"])
        #expect(table.text.contains("yes") && table.csv.contains(",,"))
    }
}

/// Sets removed nodes to 0 where their layers end.
private final class MaskingTap: Tap {
    private let mask: Mask

    init(_ mask: Mask) { self.mask = mask }

    func visit(_ site: Int, _ values: Values) {
        for (channel, isKept) in mask.kept[site].enumerated() where !isKept {
            for run in values.runs(ofChannel: channel) { run.update(repeating: 0) }
        }
    }
}

import Datasets
import Networks
import NumericCore

/// Switches units off and scores what is left.
public struct Ablation: Sendable {
    /// What an ablated unit's activation becomes.
    public enum Replacement: Sendable {
        case zero
        /// A value for each unit of each hidden layer, such as its mean over the training samples; of a layer of maps one for each map, or
        /// one for each position of each map, row by row.
        case values([[Float]])

        /// That of a unit that is no map.
        func value(_ unit: UnitReference) -> Float {
            switch self {
            case .zero: 0
            case .values(let values): values[unit.layer][unit.unit]
            }
        }

        /// Puts a unit's values into a piece of a batch, in which they stand position by position.
        /// - Parameter units: how many its layer has.
        /// - Returns: whether any value was another before.
        @discardableResult
        func put(into run: UnsafeMutableBufferPointer<Float>, _ unit: UnitReference, of units: Int) -> Bool {
            guard case .values(let values) = self else { return Self.put(0, into: run[...]) }
            let positions = values[unit.layer].count / units
            let width = run.count / positions
            return (0..<positions).reduce(false) { differs, position in
                let value = values[unit.layer][unit.unit * positions + position]
                return Self.put(value, into: run[position * width..<(position + 1) * width]) || differs
            }
        }

        private static func put(_ value: Float, into part: Slice<UnsafeMutableBufferPointer<Float>>) -> Bool {
            let differs = part.contains { $0 != value }
            UnsafeMutableBufferPointer(rebasing: part).update(repeating: value)
            return differs
        }
    }

    public let architecture: Architecture
    public let kernels: KernelSet

    public init(_ architecture: Architecture, kernels: KernelSet = .best) {
        self.architecture = architecture
        self.kernels = kernels
    }

    /// The accuracy with none, the first, the first two, ... units of the order ablated: one more point than units.
    ///
    /// Equal at every point to full passes with these units replaced; a map is replaced at every position. In a network of maps what lies
    /// above is computed anew. In a fully connected one an ablated unit changes the layer above by one column of weights, so that
    /// layer's sums are corrected instead of computed anew, block of samples by block. Corrected sums differ from fresh ones in
    /// their last bits; a bound of that difference is carried up to the logits (`AblationBound`), and a sample whose largest logit leads
    /// by no more than the bound is decided by a full pass.
    /// - Parameter order: no unit twice; units of one layer or of several.
    public func accuracies(
        _ weights: Weights, on samples: LabelledSamples, order: [UnitReference], replacement: Replacement = .zero
    ) -> [Double] {
        accuracies(weights, on: samples, orders: [order], at: Array(0...order.count), replacement: replacement) {}[0]
    }

    /// The accuracies along several orders, each from all units on; what lies below their lowest layer is computed once for all.
    /// - Parameters:
    ///   - orders: each of units of one layer or of several, none twice.
    ///   - counts: how many units of an order are ablated at each point, ascending, at most as many as the shortest order has.
    ///   - checkCancellation: called for each order of each block of samples; what it throws ends the work.
    /// - Returns: [order][point].
    public func accuracies(
        _ weights: Weights, on samples: LabelledSamples, orders: [[UnitReference]], at counts: [Int],
        replacement: Replacement = .zero, checkCancellation: () throws -> Void
    ) rethrows -> [[Double]] {
        guard let run = takingUnits(weights, orders: orders, at: counts, replacement: replacement) else {
            let accuracy = ActivationReader(architecture, kernels: kernels).score(weights, on: samples).accuracy
            return orders.map { _ in counts.map { _ in accuracy } }
        }
        var correct = orders.map { _ in [UInt64](repeating: 0, count: counts.count) }
        try addHits(samples, run, orders: orders, at: counts, to: &correct, checkCancellation)
        return correct.map { $0.map { Double($0) / Double(samples.count) } }
    }

    /// The same of samples that are read as they are asked for, once for all orders.
    /// - Throws: a `Fault` (status data) where a sample cannot be read.
    public func accuracies(
        _ weights: Weights, reading samples: some SampleSource, orders: [[UnitReference]], at counts: [Int],
        replacement: Replacement = .zero, checkCancellation: () throws -> Void
    ) throws -> [[Double]] {
        guard let run = takingUnits(weights, orders: orders, at: counts, replacement: replacement) else {
            let accuracy = try ActivationReader(architecture, kernels: kernels).score(
                weights, reading: samples, checkCancellation: checkCancellation
            ).accuracy
            return orders.map { _ in counts.map { _ in accuracy } }
        }
        var correct = orders.map { _ in [UInt64](repeating: 0, count: counts.count) }
        try samples.forEachPortion(of: run.capacity) {
            try addHits($0, run, orders: orders, at: counts, to: &correct, checkCancellation)
        }
        return correct.map { $0.map { Double($0) / Double(samples.count) } }
    }

    /// What takes the orders' units; nil where there are none.
    private func takingUnits(
        _ weights: Weights, orders: [[UnitReference]], at counts: [Int], replacement: Replacement
    ) -> (any CumulativeAblation)? {
        check(replacement)
        for order in orders {
            check(order)
            precondition(Set(order).count == order.count, "a unit is ablated twice")
            precondition(counts.allSatisfy { (0...order.count).contains($0) }, "points at \(counts) of \(order.count) units")
        }
        precondition(zip(counts, counts.dropFirst()).allSatisfy { $0 < $1 }, "points at \(counts) do not ascend")
        guard let lowest = orders.joined().map(\.layer).min() else { return nil }
        return architecture.isFullyConnected
            ? AblationRun(architecture, weights, kernels: kernels, lowest: lowest, replacement: replacement)
            : GraphAblation(architecture, weights, kernels: kernels, lowest: lowest, replacement: replacement)
    }

    private func addHits(
        _ samples: LabelledSamples, _ run: any CumulativeAblation, orders: [[UnitReference]], at counts: [Int],
        to correct: inout [[UInt64]], _ checkCancellation: () throws -> Void
    ) rethrows {
        for first in stride(from: 0, to: samples.count, by: run.capacity) {
            run.begin(samples, from: first, count: min(run.capacity, samples.count - first))
            for (index, order) in orders.enumerated() {
                try checkCancellation()
                run.restart()
                var done = 0
                var state = 0
                run.count()
                let states = counts.map { count in
                    if run.ablate(order[done..<count]) {
                        run.count()
                        state += 1
                    }
                    done = count
                    return state
                }
                let hits = run.hits()
                for (point, state) in states.enumerated() { correct[index][point] += hits[state] }
            }
        }
    }

    /// The same by a full pass for each point.
    public func accuraciesByFullPasses(
        _ weights: Weights, on samples: LabelledSamples, order: [UnitReference], replacement: Replacement = .zero
    ) -> [Double] {
        check(order)
        return (0...order.count).map {
            score(weights, on: samples, without: Array(order[..<$0]), replacement: replacement).accuracy
        }
    }

    /// Loss and accuracy with all these units ablated, by a full pass.
    public func score(
        _ weights: Weights, on samples: LabelledSamples, without units: [UnitReference], replacement: Replacement = .zero
    ) -> Score {
        check(units)
        check(replacement)
        let tap = ReplacementTap(units, by: replacement, in: architecture)
        return Machine(showingHiddenLayersOf: architecture, weights, kernels: kernels).score(samples, tap: tap) {}
    }

    /// Loss and accuracy with each of these units ablated alone, with the bits of a full pass for each.
    public func scores(
        _ weights: Weights, on samples: LabelledSamples, withoutEach units: [UnitReference], replacement: Replacement = .zero
    ) -> [Score] {
        check(units)
        check(replacement)
        let machine = Machine(showingHiddenLayersOf: architecture, weights, kernels: kernels, keepsValues: true)
        let last = architecture.layerCount - 1
        var sums = [LaneSums](repeating: LaneSums(), count: units.count)
        var correct = [UInt64](repeating: 0, count: units.count)
        let layers = Dictionary(grouping: units.indices) { units[$0].layer }
        for first in stride(from: 0, to: samples.count, by: machine.capacity) {
            let pass = Pass(reading: min(machine.capacity, samples.count - first))
            machine.gather(samples, from: first, pass)
            for layer in architecture.hidden.indices {
                machine.read(pass, layers: layer..<layer + 1)
                for place in layers[layer] ?? [] {
                    let runs = machine.runs(ofChannel: units[place].unit, ofLayer: layer, pass)
                    let kept = runs.map(Array.init)
                    for run in runs { replacement.put(into: run, units[place], of: architecture.units(layer)) }
                    machine.read(pass, layers: layer + 1..<last + 1)
                    correct[place] += machine.addCrossEntropies(
                        samples.labels[first..<first + pass.count], pass, to: &sums[place])
                    for (run, values) in zip(runs, kept) { _ = run.update(fromContentsOf: values) }
                }
            }
        }
        return zip(sums, correct).map { Score($0, correct: $1, samples: samples.count) }
    }

    private func check(_ units: [UnitReference]) {
        for unit in units {
            precondition(
                unit.layer >= 0 && unit.layer < architecture.hidden.count && unit.unit >= 0
                    && unit.unit < architecture.units(unit.layer),
                "\(unit) is no hidden unit of \(architecture)")
        }
    }

    private func check(_ replacement: Replacement) {
        guard case .values(let values) = replacement else { return }
        for layer in architecture.hidden.indices {
            precondition(
                values.indices.contains(layer)
                    && [architecture.units(layer), architecture.shape(ofLayer: layer).count].contains(values[layer].count),
                "no values for the units of layer \(layer) of \(architecture)")
        }
    }
}

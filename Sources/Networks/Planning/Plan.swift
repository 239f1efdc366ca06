/// A network's operations in their order and the values that pass between them, worked out once for all batches.
///
/// Where nothing is read in between, an activation is given to the operation before it and its slope to the one after; what may stand in
/// the place of its input does. None of this changes a bit.
package struct Plan: Sendable {
    package let architecture: Architecture
    let steps: [Step]
    let values: [PlannedValue]
    /// The values that hold a layer's activations, by layer.
    let ofLayer: [Int]
    /// After each number of steps: which of the observed sites are reached, and their values.
    let observed: [[(site: Int, value: Int)]]

    struct Step: Sendable {
        var op: any Op
        /// Places in `values`.
        var inputs: [Int]
        var output: Int
        var activation = Activation.identity
        /// Its parameters' places in the layout.
        var entries: Range<Int>
        var layer: Int
    }

    struct PlannedValue: Sendable {
        let shape: Shape
        /// The value that stands here while reading; nil: this one.
        var passes: Int?
        /// What made it, where its slope is needed on the way back.
        var activation = Activation.identity
        /// Whether the step that takes it multiplies by that slope.
        var slopeIsTaken = false
    }

    /// - Parameters:
    ///   - recipe: puts dropout and removed units behind the hidden layers; nil: for reading alone.
    ///   - sites: where values are to be read or changed on the way; `Machine.read` names them by their place here.
    package init(_ architecture: Architecture, training recipe: Recipe? = nil, observing sites: [Site] = []) {
        var builder = PlanBuilder(architecture, sites)
        for layer in architecture.layerNodes.indices {
            for node in architecture.layerNodes[layer] { builder.add(node, layer: layer) }
            guard let recipe, layer < architecture.hidden.count else { continue }
            if !recipe.removed[layer].isEmpty { builder.add(Silence(units: recipe.removed[layer]), layer: layer) }
            if layer < recipe.dropout.count, recipe.dropout[layer] > 0 {
                builder.add(Dropout(share: recipe.dropout[layer], layer: layer), layer: layer)
            }
        }
        builder.finish()
        self.architecture = architecture
        steps = builder.steps
        values = builder.values
        ofLayer = builder.ofLayer
        observed = builder.observed()
    }
}

/// Puts the steps of a plan together, node by node.
private struct PlanBuilder {
    private let architecture: Architecture
    private let sites: [Site]
    private(set) var steps: [Plan.Step] = []
    private(set) var values: [Plan.PlannedValue]
    /// The value that each node's consumers take; the network's input first.
    private var made: [Int] = [0]
    private(set) var ofLayer: [Int]
    /// Each site's steps before it, and its value.
    private var reached: [Int: (steps: Int, value: Int)] = [:]

    init(_ architecture: Architecture, _ sites: [Site]) {
        self.architecture = architecture
        self.sites = sites
        values = [.init(shape: architecture.input)]
        ofLayer = Array(repeating: 0, count: architecture.layerCount)
        let ids = Set(architecture.nodes.map(\.id))
        for site in sites where !ids.contains(site.node) { preconditionFailure("no node '\(site.node)' in \(architecture)") }
    }

    mutating func add(_ index: Int, layer: Int) {
        let node = architecture.nodes[index]
        let inputs = node.from.map { made[$0 + 1] }
        note(.before, node.id, inputs[0])
        let activation = (node.op as? Activate)?.activation
        let slopeIsTaken = isFollowedBySlope(index)
        if let activation, slopeIsTaken, canEnd(with: node) {
            steps[steps.count - 1].activation = activation
            made.append(inputs[0])
        } else {
            append(node.op, inputs, shape: architecture.shapes[index], entries: architecture.layout.ofNode[index], layer: layer)
        }
        let output = made[made.count - 1]
        if let activation {
            values[output].activation = activation
            values[output].slopeIsTaken = slopeIsTaken
        }
        note(.after, node.id, output)
        ofLayer[layer] = output
    }

    /// What a recipe puts behind the layer: its values are what those that take the layer's last node take while training.
    mutating func add(_ op: any Op, layer: Int) {
        let input = made[made.count - 1]
        let shape = values[input].shape
        made.removeLast()
        append(op, [input], shape: shape, entries: 0..<0, layer: layer)
    }

    /// The loss puts deltas in the outputs' place, so an activation's values are kept from it.
    mutating func finish() {
        let output = made[made.count - 1]
        guard values[output].activation != .identity else { return }
        append(Copy(), [output], shape: values[output].shape, entries: 0..<0, layer: architecture.layerCount - 1)
    }

    private mutating func append(_ op: any Op, _ inputs: [Int], shape: Shape, entries: Range<Int>, layer: Int) {
        var inputs = inputs
        var output = inputs[0]
        if op.writesOverInput {
            if !op.isForTraining, output == 0 || values[output].activation != .identity {
                append(Copy(), inputs, shape: values[output].shape, entries: 0..<0, layer: layer)
                output = made.removeLast()
                inputs = [output]
            }
        } else {
            output = values.count
            values.append(.init(shape: shape))
            if op.isForTraining {
                values[output].passes = inputs[0]
                values[output].activation = values[inputs[0]].activation
                values[output].slopeIsTaken = values[inputs[0]].slopeIsTaken
            }
        }
        steps.append(.init(op: op, inputs: inputs, output: output, entries: entries, layer: layer))
        made.append(output)
    }

    /// Whether the step before can end with the activation of the node, and nobody looks in between.
    private func canEnd(with node: Node) -> Bool {
        guard let last = steps.last, last.op.takesActivation, last.activation == .identity, last.output == made[node.from[0] + 1]
        else { return false }
        return !sites.contains(Site(.before, node.id)) && !sites.contains(Site(.after, architecture.nodes[node.from[0]].id))
    }

    /// Whether what takes the node's values multiplies by their slope.
    private func isFollowedBySlope(_ place: Int) -> Bool {
        let takers = architecture.nodes.filter { $0.from.contains(place) }
        return !takers.isEmpty && takers.allSatisfy(\.op.takesSlope)
    }

    private mutating func note(_ when: Site.Moment, _ id: String, _ value: Int) {
        for (index, site) in sites.enumerated() where site == Site(when, id) { reached[index] = (steps.count, value) }
    }

    func observed() -> [[(site: Int, value: Int)]] {
        (0...steps.count).map { count in
            sites.indices.compactMap { site in
                guard let place = reached[site], place.steps == count else { return nil }
                return (site, place.value)
            }
        }
    }
}

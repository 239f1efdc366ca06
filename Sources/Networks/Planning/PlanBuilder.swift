/// Puts the steps of a plan together, node by node.
struct PlanBuilder {
    private let architecture: Architecture
    private let sites: [Site]
    /// The nodes that take what each node makes; of the network's input first.
    private let takers: [[Int]]
    private(set) var steps: [Plan.Step] = []
    private(set) var values: [Plan.PlannedValue]
    private(set) var deltaPlaces: [[Shape]] = []
    private(set) var valuePlaces: [[Shape]] = []
    /// The value that each node's takers take; the network's input first.
    private var made: [Int] = [0]
    private(set) var ofLayer: [Int]
    /// Each site's steps before it, and its value.
    private var reached: [Int: (steps: Int, value: Int)] = [:]

    init(_ architecture: Architecture, _ sites: [Site]) {
        self.architecture = architecture
        self.sites = sites
        values = [.init(shape: architecture.input)]
        ofLayer = Array(repeating: 0, count: architecture.layerCount)
        var takers: [[Int]] = Array(repeating: [], count: architecture.nodes.count + 1)
        for (index, node) in architecture.nodes.enumerated() { for from in node.from { takers[from + 1].append(index) } }
        self.takers = takers
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
            append(
                node.op, inputs, shared: node.from.map { takers[$0 + 1].count > 1 }, shape: architecture.shapes[index],
                entries: architecture.layout.ofNode[index], layer: layer)
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
        append(op, [input], shared: [false], shape: shape, entries: 0..<0, layer: layer)
    }

    mutating func finish() {
        // The loss puts deltas in the outputs' place, so an activation's values are kept from it.
        let output = made[made.count - 1]
        if values[output].activation != .identity {
            append(
                Copy(), [output], shared: [false], shape: values[output].shape, entries: 0..<0, layer: architecture.layerCount - 1)
        }
        orderWayBack()
        placeDeltas()
    }

    /// - Parameter shared: of each input, whether other nodes take it too.
    private mutating func append(
        _ op: any Op, _ inputs: [Int], shared: [Bool], shape: Shape, entries: Range<Int>, layer: Int
    ) {
        var inputs = inputs
        let traits = op.traits(of: inputs.map { values[$0].shape })
        for place in inputs.indices where shared[place] && !traits.contains(.addsDeltas) {
            inputs[place] = copy(inputs[place], layer: layer)
        }
        var output = inputs[0]
        if traits.contains(.writesOverInput) {
            let isNeeded =
                output == 0 || values[output].activation != .identity || shared[0] && traits.contains(.addsDeltas)
                || isObserved(output, ofOtherLayerThan: layer)
            if !traits.contains(.isForTraining), isNeeded {
                output = copy(output, layer: layer)
                inputs[0] = output
            }
        } else {
            output = values.count
            values.append(.init(shape: shape))
            if traits.contains(.isForTraining) {
                values[output].passes = inputs[0]
                values[output].activation = values[inputs[0]].activation
                values[output].slopeIsTaken = values[inputs[0]].slopeIsTaken
            }
        }
        steps.append(
            .init(op: op, traits: traits, inputs: inputs.map { .init(value: $0) }, output: output, entries: entries, layer: layer))
        made.append(output)
    }

    /// Whether a site shows the value as another layer has made it: who looks may want to go on from there again.
    private func isObserved(_ value: Int, ofOtherLayerThan layer: Int) -> Bool {
        guard let made = steps.last(where: { $0.output == value }), made.layer != layer else { return false }
        return reached.values.contains { $0.value == value }
    }

    /// The value once more, for one taker alone.
    private mutating func copy(_ value: Int, layer: Int) -> Int {
        append(Copy(), [value], shared: [false], shape: values[value].shape, entries: 0..<0, layer: layer)
        return made.removeLast()
    }

    /// Whether the step before can end with the activation of the node, and nobody looks in between.
    private func canEnd(with node: Node) -> Bool {
        guard let last = steps.last, last.traits.contains(.takesActivation), last.activation == .identity,
            last.output == made[node.from[0] + 1], takers[node.from[0] + 1].count == 1
        else { return false }
        return !sites.contains(Site(.before, node.id)) && !sites.contains(Site(.after, architecture.nodes[node.from[0]].id))
    }

    /// Whether what takes the node's values multiplies by their slope: of several, the first, which is the last on the way back.
    private func isFollowedBySlope(_ place: Int) -> Bool {
        guard let first = takers[place + 1].first else { return false }
        let traits = traits(of: first)
        // Where it cannot add deltas, a copy in front of it does, which takes slopes.
        return traits.contains(.takesSlope) || takers[place + 1].count > 1 && !traits.contains(.addsDeltas)
    }

    private func traits(of node: Int) -> OpTraits {
        let node = architecture.nodes[node]
        return node.op.traits(of: node.from.map { $0 == Node.input ? architecture.input : architecture.shapes[$0] })
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

    /// Of those that take one value the last hands its deltas down first, and the others add to them.
    private mutating func orderWayBack() {
        var handedDown: Set<Int> = []
        var first: [Int: (step: Int, input: Int)] = [:]
        for step in steps.indices.reversed() {
            for input in steps[step].inputs.indices.reversed() {
                let value = steps[step].inputs[input].value
                if value == steps[step].output { continue }
                steps[step].inputs[input].adds = !handedDown.insert(value).inserted
                first[value] = (step, input)
            }
        }
        for (value, taker) in first where values[value].slopeIsTaken { steps[taker.step].inputs[taker.input].takesSlope = true }
    }

    /// Gives the deltas places, each taken again as soon as the step that made the value has gone back.
    private mutating func placeDeltas() {
        // Values whose deltas stand in one place by their nature.
        var root = Array(values.indices)
        for step in steps {
            guard let input = step.inputs.first?.value, input != step.output else { continue }
            // Dropout's, and those of a step that hands them down in place to what nobody else takes.
            let handsOn = step.traits.contains(.handsDeltasInPlace) && input != 0
            if values[step.output].passes != nil || handsOn && takerCount(input) == 1 { root[step.output] = root[input] }
        }
        var last: [Int: Int] = [:]
        for step in steps.indices.reversed() { last[root[steps[step].output]] = step }
        let outputs = root[steps[steps.count - 1].output]
        var places: [Int: Int] = [:]
        var free: [Int] = []
        for step in steps.indices.reversed() {
            for input in steps[step].inputs {
                let value = root[input.value]
                guard value != root[0], value != outputs, places[value] == nil else { continue }
                places[value] = Self.freePlace(for: values[value].shape, &free, &deltaPlaces)
            }
            let value = root[steps[step].output]
            if last[value] == step, let place = places[value] { free.append(place) }
        }
        for value in values.indices { values[value].deltaPlace = places[root[value]] }
    }

    /// Steps that take a value and make another of it.
    private func takerCount(_ value: Int) -> Int {
        steps.count { $0.output != value && $0.inputs.contains { $0.value == value } }
    }

    /// Gives the values places, each taken again once the last step that takes its value is done.
    mutating func placeValues() {
        var last: [Int: Int] = [:]
        for (index, step) in steps.enumerated() { for value in step.inputs.map(\.value) + [step.output] { last[value] = index } }
        last[made[made.count - 1]] = steps.count
        var free: [Int] = []
        values[0].place = Self.freePlace(for: values[0].shape, &free, &valuePlaces)
        for (index, step) in steps.enumerated() {
            if values[step.output].place == nil {
                values[step.output].place = Self.freePlace(for: values[step.output].shape, &free, &valuePlaces)
            }
            for value in Set(step.inputs.map(\.value) + [step.output]) where last[value] == index {
                if let place = values[value].place { free.append(place) }
            }
        }
    }

    /// The least free place that is large enough, else the largest, which grows, else a new one.
    private static func freePlace(for shape: Shape, _ free: inout [Int], _ shapes: inout [[Shape]]) -> Int {
        func size(_ place: Int) -> Int { shapes[place].map(\.count).max() ?? 0 }
        let places = free.sorted { (size($0), $0) < (size($1), $1) }
        guard let place = places.first(where: { size($0) >= shape.count }) ?? places.last else {
            shapes.append([shape])
            return shapes.count - 1
        }
        free.removeAll { $0 == place }
        shapes[place].append(shape)
        return place
    }
}

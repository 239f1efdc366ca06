import CKernels
import NumericCore

extension Machine {
    /// Which of the arenas.
    enum Arena {
        case parameters, velocity, squares, gradient
    }

    private func buffer(_ arena: Arena) -> FloatBuffer? {
        switch arena {
        case .parameters: parameters
        case .velocity: velocity
        case .squares: squares
        case .gradient: gradient
        }
    }

    /// Sets the parameters, or the optimiser's memory of them; memory that the optimiser does not have is passed over.
    func load(_ weights: Weights, into arena: Arena = .parameters) {
        precondition(weights.fit(plan.architecture), "parameters of another network than \(plan.architecture)")
        guard let buffer = buffer(arena) else { return }
        for (entry, values) in zip(weights.layout.entries, weights.values) {
            values.withUnsafeBufferPointer { source in
                guard let source = source.baseAddress else { return }
                for row in 0..<entry.rows {
                    (buffer.base + entry.offset + row * entry.stride).update(
                        from: source + row * entry.columns, count: entry.columns)
                }
            }
        }
    }

    /// One of the arenas as a value, what is not trained being 0 in all but the parameters; nil where the machine does not have it.
    func value(of arena: Arena) -> Weights? {
        guard let buffer = buffer(arena) else { return nil }
        let layout = plan.architecture.layout
        let values = layout.entries.map { entry in
            guard entry.isTrained || arena == .parameters else { return [Float](repeating: 0, count: entry.count) }
            return [Float](unsafeUninitializedCapacity: entry.count) { values, count in
                for row in 0..<entry.rows {
                    (values.baseAddress! + row * entry.columns).initialize(
                        from: buffer.base + entry.offset + row * entry.stride, count: entry.columns)
                }
                count = entry.count
            }
        }
        return Weights(layout: layout, values: values)
    }

    /// The parameters.
    package var weights: Weights {
        guard let weights = value(of: .parameters) else { preconditionFailure("a machine without parameters") }
        return weights
    }

    private func place(_ entry: Layout.Entry) -> ParameterPlace {
        ParameterPlace(entry: entry, values: parameters.base + entry.offset, gradient: nil, velocity: nil, squares: nil)
    }

    private func entries(_ layer: Int, _ isWanted: (any Op) -> Bool) -> ArraySlice<Layout.Entry>? {
        let architecture = plan.architecture
        guard let node = architecture.layerNodes[layer].first(where: { isWanted(architecture.nodes[$0].op) }) else { return nil }
        return architecture.layout.entries[architecture.layout.ofNode[node]]
    }

    /// A layer's sums as the kernels take them; nil where it has none. Valid as long as the machine lives.
    package func sums(ofLayer layer: Int) -> refigure_layer? {
        entries(layer) { $0 is Dense }.flatMap { $0.first.map { refigure_layer(place($0)) } }
    }

    /// A layer's batch normalisation as the kernels take it; nil where it has none. Valid as long as the machine lives.
    package func normalisation(ofLayer layer: Int) -> refigure_normalisation? {
        entries(layer) { $0 is Normalise }.map { refigure_normalisation($0.map(place)) }
    }
}

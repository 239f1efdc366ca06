import Networks

/// How much of each kind a piece of work consists of.
package struct WorkCount: Equatable {
    private var counts: [WorkKind: Double]

    package init(_ counts: [WorkKind: Double] = [:]) { self.counts = counts }

    subscript(_ kind: WorkKind) -> Double { counts[kind] ?? 0 }

    /// Of one core.
    var seconds: Double { WorkKind.allCases.reduce(0) { $0 + self[$1] * $1.seconds } }

    package static func + (one: WorkCount, other: WorkCount) -> WorkCount {
        WorkCount(one.counts.merging(other.counts) { $0 + $1 })
    }

    package static func * (times: Double, count: WorkCount) -> WorkCount { WorkCount(count.counts.mapValues { times * $0 }) }

    package static func * (times: Int, count: WorkCount) -> WorkCount { Double(times) * count }
}

extension Sequence {
    /// The elements' counts together.
    package func sum(_ count: (Element) throws -> WorkCount) rethrows -> WorkCount {
        try reduce(WorkCount()) { try $0 + count($1) }
    }
}

extension WorkCount {
    /// One sample's way through some of a network's layers; all of them where none are given.
    /// - Parameter dense: of which kind the products of dense layers are.
    package static func pass(_ architecture: Architecture, layers: Range<Int>? = nil, dense: WorkKind = .product) -> WorkCount {
        (layers ?? 0..<architecture.layerCount).sum { layer in
            let kind: WorkKind = architecture.shape(ofLayer: layer).isFlat ? dense : .mapProduct
            return WorkCount([
                kind: architecture.products(ofLayer: layer), .value: Double(architecture.shape(ofLayer: layer).count),
            ])
        } + WorkCount([.value: layers.map { $0.lowerBound == 0 } ?? true ? Double(architecture.inputs) : 0])
    }
}

extension Architecture {
    /// Products of a weight and a value that a sample takes in a layer.
    func products(ofLayer layer: Int) -> Double {
        let nodes = layerNodes[layer]
        let positions = nodes.map { shapes[$0].rows * shapes[$0].columns }.max() ?? 1
        let name = self.nodes[nodes.lowerBound].id.prefix { $0 != "/" }
        return Double(
            layout.entries.reduce(0) { $0 + ($1.isTrained && $1.name.hasPrefix("\(name).") ? $1.count * positions : 0) })
    }

    /// The units of all hidden layers.
    package var hiddenUnits: Int { hidden.indices.reduce(0) { $0 + units($1) } }
}

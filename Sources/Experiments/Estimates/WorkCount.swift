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
        let products = architecture.productsOfLayers
        var counts: [WorkKind: Double] = [.value: layers.map { $0.lowerBound == 0 } ?? true ? Double(architecture.inputs) : 0]
        for layer in layers ?? 0..<architecture.layerCount {
            let shape = architecture.shape(ofLayer: layer)
            counts[shape.isFlat ? dense : .mapProduct, default: 0] += products[layer]
            counts[.value, default: 0] += Double(shape.count)
        }
        return WorkCount(counts)
    }
}

extension Architecture {
    /// Products of a weight and a value that a sample takes in each layer.
    var productsOfLayers: [Double] {
        // "layers.0.weights" is of the layer "layers.0".
        var weights: [Substring: Int] = [:]
        for entry in layout.entries where entry.isTrained {
            guard let dot = entry.name.utf8.lastIndex(of: UInt8(ascii: ".")) else { continue }
            weights[entry.name[..<dot], default: 0] += entry.count
        }
        return layerNodes.map { nodes in
            let positions = nodes.map { shapes[$0].rows * shapes[$0].columns }.max() ?? 1
            return Double(weights[self.nodes[nodes.lowerBound].id.prefix { $0 != "/" }, default: 0] * positions)
        }
    }

    /// The units of all hidden layers.
    package var hiddenUnits: Int { hidden.indices.reduce(0) { $0 + units($1) } }
}

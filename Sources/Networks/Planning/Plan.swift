import CKernels

/// A network's operations in their order and the values that pass between them, worked out once for all batches.
///
/// Where nothing is read in between, an activation is given to the operation before it and its slope to the one after; what may stand in
/// the place of its input does. None of this changes a bit.
package struct Plan: Sendable {
    package let architecture: Architecture
    let steps: [Step]
    let values: [PlannedValue]
    /// The shapes of the values whose deltas share one place in turn, place by place.
    let deltaPlaces: [[Shape]]
    /// Likewise of the values themselves, where a pass keeps none for later; nil: each has a place of its own.
    let valuePlaces: [[Shape]]?
    /// The values that hold a layer's activations, by layer.
    let ofLayer: [Int]
    /// After each number of steps: which of the observed sites are reached, and their values.
    let observed: [[(site: Int, value: Int)]]

    struct Step: Sendable {
        var op: any Op
        var traits: OpTraits
        var inputs: [Input]
        /// A place in `values`.
        var output: Int
        var activation = Activation.identity
        /// Its parameters' places in the layout.
        var entries: Range<Int>
        var layer: Int
    }

    /// What a step takes.
    struct Input: Sendable {
        /// A place in `values`.
        var value: Int
        /// Whether deltas of the value have been handed down by then, by those that take it later.
        var adds = false
        /// Whether it hands down the slope of the activation that made the value: the last to hand deltas of it down does.
        var takesSlope = false
    }

    struct PlannedValue: Sendable {
        let shape: Shape
        /// The value that stands here while reading; nil: this one.
        var passes: Int?
        /// What made it, where its slope is needed on the way back.
        var activation = Activation.identity
        /// Whether the steps that take it multiply by that slope.
        var slopeIsTaken = false
        /// Its deltas' place in `deltaPlaces`; nil: it has none, or, for the outputs, they stand in the values' place.
        var deltaPlace: Int?
        /// Its place in `valuePlaces`, where there are such.
        var place: Int?
    }

    /// - Parameters:
    ///   - recipe: puts dropout and removed units behind the hidden layers; nil: for reading alone.
    ///   - sites: where values are to be read or changed on the way; `Machine.read` names them by their place here.
    ///   - keepsValues: whether layers' values are there after a pass, so that it can begin at one of them; where they are not, values
    ///     share memory.
    package init(
        _ architecture: Architecture, training recipe: Recipe? = nil, observing sites: [Site] = [], keepsValues: Bool = true
    ) {
        precondition(keepsValues || recipe == nil, "a training keeps its values for the way back")
        var builder = PlanBuilder(architecture, sites)
        for layer in architecture.layerNodes.indices {
            for node in architecture.layerNodes[layer] { builder.add(node, layer: layer) }
            guard let recipe, layer < architecture.hidden.count else { continue }
            if !recipe.removed[layer].isEmpty { builder.add(Silence(units: recipe.removed[layer]), layer: layer) }
            if layer < recipe.dropout.count, recipe.dropout[layer] > 0 {
                builder.add(Dropout(share: recipe.dropout[layer], layer: layer), layer: layer)
            }
            if let shares = recipe.mapDropout, layer < shares.count, shares[layer] > 0 {
                builder.add(MapDropout(share: shares[layer], layer: layer), layer: layer)
            }
        }
        builder.finish()
        if !keepsValues { builder.placeValues() }
        self.architecture = architecture
        steps = builder.steps
        values = builder.values
        deltaPlaces = builder.deltaPlaces
        valuePlaces = keepsValues ? nil : builder.valuePlaces
        ofLayer = builder.ofLayer
        observed = builder.observed()
    }
}

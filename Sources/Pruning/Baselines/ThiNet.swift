import Datasets
import Networks
import NumericCore

/// ThiNet (Luo et al. 2017, sections 3.2 and 3.3, and its authors' public code): greedy removal of the channels without which the next
/// layer's sums change least, then one factor for each that is left, by least squares.
///
/// Places of the next layer's outputs are drawn (10 an image in the authors' code); at each, x_j is the contribution of channel j: the sum
/// over its window, without the bias. Channels are removed one after the other, each time the one that keeps (sum of the removed x)^2
/// least over the places. The factors minimise the squared error of the whole sums and belong into the next layer's weights.
///
/// Chosen: the whole network's activations serve all layers, without training in between; where an addition stands between a layer and
/// the next, x_j is what the sums lose if the layer's map is 0 and the other branch stays, and there are no factors; the next layer is
/// the first that takes the channels.
public struct ThiNet: Sendable {
    public struct Result: Hashable, Sendable {
        public var mask: Mask
        /// What each node's outgoing weights to the next layer are multiplied by: 1 for removed nodes, and behind additions.
        public var factors: [[Double]]
    }

    public let structures: Structures
    /// Places of the next layer's outputs that an image gives.
    public let placesPerImage: Int

    public init(_ structures: Structures, placesPerImage: Int = 10) {
        precondition(placesPerImage > 0, "\(placesPerImage) places an image")
        self.structures = structures
        self.placesPerImage = placesPerImage
    }

    /// Removes the same share of every layer, rounded (Westphal et al. 2024, section 5: "a uniform PR across all layers").
    /// - Parameters:
    ///   - share: of the nodes of each layer.
    ///   - seed: names the places: the stream ("ThiNet places", layer).
    ///   - checkCancellation: called between batches of images and between layers; what it throws ends the work.
    public func prune(
        _ weights: Weights, on samples: LabelledSamples, removing share: Double, seed: UInt64, kernels: KernelSet = .best,
        checkCancellation: () throws -> Void
    ) rethrows -> Result {
        precondition((0...1).contains(share), "a share of \(share)")
        var result = Result(
            mask: Mask(keepingAllOf: structures), factors: structures.layers.map { Array(repeating: 1, count: $0.count) })
        for (place, layer) in structures.layers.enumerated() {
            let products = try products(place, weights, on: samples, seed: seed, kernels: kernels, checkCancellation)
            let removed = Self.removed(Int((share * Double(layer.count)).rounded()), by: products)
            for node in removed { result.mask.kept[place][node] = false }
            let kept = result.mask.places(place)
            guard !layer.isAdded else { continue }
            for (node, factor) in zip(kept, Self.factors(of: kept, by: products)) { result.factors[place][node] = factor }
        }
        return result
    }

    /// The weights with the factors in them.
    public func scaled(_ weights: Weights, by factors: [[Double]]) -> Weights {
        var weights = weights
        for (place, layer) in structures.layers.enumerated() {
            let contribution = Contribution(structures, layer)
            let row = contribution.positionsOfUnit * layer.count
            weights.values[contribution.entry] = weights.values[contribution.entry].enumerated().map { index, value in
                Float(Double(value) * factors[place][contribution.node(ofColumn: index % row)])
            }
        }
        return weights
    }

    /// The inner products of the contributions x_i and x_j over all places.
    func products(
        _ place: Int, _ weights: Weights, on samples: LabelledSamples, seed: UInt64, kernels: KernelSet = .best,
        _ checkCancellation: () throws -> Void
    ) rethrows -> Matrix<Double> {
        let layer = structures.layers[place]
        let contribution = Contribution(structures, layer)
        let reader = ReceivedReader(structures, layer, weights, kernels: kernels)
        var generator = SeededGenerator(seed: seed, purpose: "ThiNet places", index: UInt64(place))
        var sums = Matrix(rows: layer.count, columns: layer.count, repeating: 0.0)
        let matrix = weights.values[contribution.entry]
        for first in stride(from: 0, to: samples.count, by: reader.capacity) {
            try checkCancellation()
            let count = min(reader.capacity, samples.count - first)
            let values = reader.differences(on: samples, from: first, count: count)
            for sample in 0..<count {
                for _ in 0..<placesPerImage {
                    let x = contribution.drawn(values, sample, count, matrix, &generator)
                    for one in x.indices where x[one] != 0 {
                        for other in 0...one { sums.values[one * layer.count + other] += x[one] * x[other] }
                    }
                }
            }
        }
        for one in 0..<layer.count { for other in 0..<one { sums[other, one] = sums[one, other] } }
        return sums
    }

    /// So many channels, each the one that keeps the squared sum of all removed ones least; of equal ones the first.
    static func removed(_ count: Int, by products: Matrix<Double>) -> [Int] {
        var left = Array(0..<products.rows)
        // Of each channel, its product with the sum of the removed ones.
        var withRemoved = [Double](repeating: 0, count: products.rows)
        var removed: [Int] = []
        for _ in 0..<count {
            let costs = left.map { 2 * withRemoved[$0] + products[$0, $0] }
            guard let least = costs.min(), let place = costs.firstIndex(of: least) else { break }
            let channel = left.remove(at: place)
            removed.append(channel)
            for other in left { withRemoved[other] += products[channel, other] }
        }
        return removed
    }

    /// The factors w that minimise |y - sum of w_j x_j| for y the sum of all x. A channel that the ones before it determine keeps 1.
    static func factors(of kept: [Int], by products: Matrix<Double>) -> [Double] {
        let matrix = Matrix(rows: kept.count, columns: kept.count, values: kept.flatMap { one in kept.map { products[one, $0] } })
        // y less the sum of the kept ones is the sum of the removed ones: what factors differ from 1 by makes up for it.
        let isKept = Set(kept)
        let lost = kept.map { one in (0..<products.rows).reduce(0) { isKept.contains($1) ? $0 : $0 + products[one, $1] } }
        return LeastSquares.solution(matrix, lost).map { 1 + $0 }
    }
}

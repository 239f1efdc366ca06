import Networks
import NumericCore

/// What the nodes of a layer contribute to the sums of the next one.
struct Contribution {
    /// The next layer's entry of the layout that has its weights.
    let entry: Int
    /// Columns of a dense layer that take one node, or the taps of a convolution.
    let positionsOfUnit: Int
    private let channels: Int
    private let isDense: Bool
    /// What is received, and what the next layer makes of it.
    private let from: Shape
    private let to: Shape
    private let convolution: Convolution?

    init(_ structures: Structures, _ layer: PrunableLayer) {
        let architecture = structures.architecture
        let taker = layer.takers[0]
        entry = structures.entries[taker].lowerBound
        channels = layer.count
        from = architecture.shapes[layer.received]
        to = architecture.shapes[taker]
        convolution = architecture.nodes[taker].op as? Convolution
        isDense = convolution == nil
        positionsOfUnit = convolution.map { $0.size * $0.size } ?? from.rows * from.columns
    }

    /// The node that a column of the next layer's weights takes.
    /// - Parameter column: a place among the weights of one output.
    func node(ofColumn column: Int) -> Int { isDense ? column / positionsOfUnit : column % channels }

    /// The contributions at an output, a row and a column of the next layer that are drawn.
    /// - Parameters:
    ///   - values: channel by channel, position by position, of `count` samples each.
    ///   - weights: of the next layer.
    func drawn(
        _ values: [Float], _ sample: Int, _ count: Int, _ weights: [Float], _ generator: inout SeededGenerator
    ) -> [Double] {
        func draw(_ bound: Int) -> Int { Int(generator.integer(below: UInt32(bound))) }
        let (unit, row, column) = (draw(to.channels), draw(to.rows), draw(to.columns))
        let positions = from.rows * from.columns
        var x = [Double](repeating: 0, count: channels)
        let first = unit * positionsOfUnit * channels
        func add(_ weight: Int, _ channel: Int, _ position: Int) {
            x[channel] += Double(weights[first + weight]) * Double(values[(channel * positions + position) * count + sample])
        }
        guard let convolution else {
            for channel in 0..<channels {
                for position in 0..<positions { add(channel * positions + position, channel, position) }
            }
            return x
        }
        for a in 0..<convolution.size {
            for b in 0..<convolution.size {
                let y = row * convolution.stride + a - convolution.padding
                let z = column * convolution.stride + b - convolution.padding
                guard (0..<from.rows).contains(y), (0..<from.columns).contains(z) else { continue }
                for channel in 0..<channels {
                    add((a * convolution.size + b) * channels + channel, channel, y * from.columns + z)
                }
            }
        }
        return x
    }
}

import Networks

/// A few samples on their way through a network and back, in double precision. Batch normalisation goes by its running statistics, so that
/// samples have nothing to do with each other.
///
/// Values stand position by position, the channels of one side by side.
struct DoublePass<L: Lanes> {
    private let architecture: Architecture
    /// By node of the graph, its entries of the layout.
    private let entries: [Range<Int>]
    /// By node of the graph, whether each channel is kept there; nil: all are.
    private let kept: [[Bool]?]
    /// By entry of the layout.
    let parameters: [[L.Scalar]]
    private(set) var gradient: [[L.Scalar]]
    private var values: [[L]] = []

    /// - Parameter kept: by node of the graph, whether each channel is kept there; the others are 0. No entry: all are.
    init(_ architecture: Architecture, _ parameters: [[L.Scalar]], keeping kept: [Int: [Bool]]) {
        self.architecture = architecture
        entries = architecture.entriesOfNodes
        self.kept = architecture.nodes.indices.map { kept[$0] }
        self.parameters = parameters
        gradient = parameters.map { $0.map { _ in .zero } }
    }

    /// - Parameters:
    ///   - input: of the network's input.
    ///   - loss: the outputs' deltas, given the outputs.
    /// - Returns: the outputs.
    @discardableResult
    mutating func run(_ input: [L], deltas: ([L]) -> [L]) -> [L] {
        values = []
        for node in architecture.nodes.indices { values.append(forward(node, input)) }
        let outputs = values[values.count - 1]
        var below: [[L]] = architecture.nodes.map { _ in [] }
        below[below.count - 1] = deltas(outputs)
        for node in architecture.nodes.indices.reversed() where !below[node].isEmpty {
            var delta = below[node]
            below[node] = []
            silence(&delta, node)
            backward(node, delta, input, &below)
        }
        return outputs
    }

    private func shape(_ node: Int) -> Shape { node == Node.input ? architecture.input : architecture.shapes[node] }

    private func silence(_ values: inout [L], _ node: Int) {
        guard let kept = kept[node] else { return }
        for place in values.indices where !kept[place % kept.count] { values[place] = .zero }
    }

    private func forward(_ node: Int, _ input: [L]) -> [L] {
        let from = architecture.nodes[node].from
        let taken = from[0] == Node.input ? input : values[from[0]]
        let (source, target) = (shape(from[0]), shape(node))
        var made: [L]
        switch architecture.nodes[node].op {
        case let op where op is Dense || op is Convolution:
            let positions = target.rows * target.columns
            let biases = entries[node].count > 1 ? parameters[entries[node].lowerBound + 1] : nil
            made =
                biases.map { biases in (0..<positions).flatMap { _ in biases.map { L.zero.plus($0) } } }
                ?? Array(repeating: .zero, count: target.count)
            let sums = Sums(op, from: source, to: target)
            made.withUnsafeMutableBufferPointer { sums.add(taken, parameters[entries[node].lowerBound], to: $0.baseAddress!) }
        case is Normalise:
            let (scale, shift, mean, inverse) = normalisation(node)
            made = taken.indices.map { place in
                let channel = place % target.channels
                return (taken[place].plus(mean[channel])).times(inverse[channel]).times(scale[channel]).plus(shift[channel])
            }
        case let op as Activate: made = taken.map { Self.activate($0, op.activation) }
        case let op as Pool: made = pooled(op, taken, source, target)
        case is Add:
            let other = from[1] == Node.input ? input : values[from[1]]
            made = taken.indices.map { taken[$0] + other[$0] }
        case is Flatten: made = Self.flattened(source).map { taken[$0] }
        case let op as Scatter:
            made = Array(repeating: .zero, count: target.count)
            for (place, source) in Self.scattered(op, target).enumerated() { if let source { made[place] = taken[source] } }
        default: preconditionFailure("no derivative of \(architecture.nodes[node].id)")
        }
        silence(&made, node)
        return made
    }

    private mutating func backward(_ node: Int, _ delta: [L], _ input: [L], _ below: inout [[L]]) {
        let from = architecture.nodes[node].from
        let taken = from[0] == Node.input ? input : values[from[0]]
        let (source, target) = (shape(from[0]), shape(node))
        var down: [L]?
        switch architecture.nodes[node].op {
        case let op where op is Dense || op is Convolution:
            let entry = entries[node].lowerBound
            let sums = Sums(op, from: source, to: target)
            gradient[entry].withUnsafeMutableBufferPointer { sums.addGradient(delta, taken, to: $0.baseAddress!) }
            if entries[node].count > 1 { addChannels(delta, to: entry + 1) }
            if from[0] != Node.input {
                var deltas = [L](repeating: .zero, count: source.count)
                deltas.withUnsafeMutableBufferPointer { sums.addBack(delta, parameters[entry], to: $0.baseAddress!) }
                down = deltas
            }
        case is Normalise:
            let entry = entries[node].lowerBound
            let (scale, _, mean, inverse) = normalisation(node)
            let hats = taken.indices.map { place in
                delta[place] * taken[place].plus(mean[place % target.channels]).times(inverse[place % target.channels])
            }
            addChannels(hats, to: entry)
            addChannels(delta, to: entry + 1)
            down = delta.indices.map { delta[$0].times(scale[$0 % target.channels]).times(inverse[$0 % target.channels]) }
        case let op as Activate:
            // Where the values are masked, so are the deltas.
            down = delta.indices.map { delta[$0] * Self.slope(of: taken[$0], op.activation) }
        case let op as Pool: down = pooledBack(op, delta, taken, source, target)
        case is Add:
            down = delta
            Self.add(delta, to: from[1], &below)
        case is Flatten:
            var deltas = delta
            for (place, source) in Self.flattened(source).enumerated() { deltas[source] = delta[place] }
            down = deltas
        case let op as Scatter:
            var deltas = [L](repeating: .zero, count: source.count)
            for (place, source) in Self.scattered(op, target).enumerated() { if let source { deltas[source] = delta[place] } }
            down = deltas
        default: preconditionFailure("no derivative of \(architecture.nodes[node].id)")
        }
        if let down { Self.add(down, to: from[0], &below) }
    }

    private static func add(_ delta: [L], to node: Int, _ below: inout [[L]]) {
        guard node != Node.input else { return }
        if below[node].isEmpty {
            below[node] = delta
        } else {
            for place in delta.indices { below[node][place] = below[node][place] + delta[place] }
        }
    }

    private mutating func addChannels(_ delta: [L], to entry: Int) {
        let channels = gradient[entry].count
        for channel in 0..<channels {
            var sum = L.zero
            for place in stride(from: channel, to: delta.count, by: channels) { sum = sum + delta[place] }
            gradient[entry][channel] = gradient[entry][channel] + sum.sum
        }
    }

    /// Scales, shifts, negative means, and one over the deviations: the engine adds 1e-5 to variances, as PyTorch does.
    private func normalisation(_ node: Int) -> (scale: [L.Scalar], shift: [L.Scalar], mean: [L.Scalar], inverse: [L.Scalar]) {
        let first = entries[node].lowerBound
        let (mean, variance) = (parameters[first + 2], parameters[first + 3])
        return (
            parameters[first], parameters[first + 1], mean.map { .zero - $0 },
            variance.map { L.Scalar(all: 1 / ($0.plain + 1e-5).squareRoot()) }
        )
    }

    private static func activate(_ value: L, _ activation: Activation) -> L {
        switch activation {
        case .identity: value
        case .relu: L.zero.replaced(by: value, where: value.exceeds(.zero))
        case .tanh: value.hyperbolicTangent
        case .sigmoid: .one / (.one + (L.zero - value).exponential)
        }
    }

    private static func slope(of value: L, _ activation: Activation) -> L {
        switch activation {
        case .identity: return .one
        case .relu: return L.zero.replaced(by: .one, where: value.exceeds(.zero))
        case .tanh:
            let image = value.hyperbolicTangent
            return .one - image * image
        case .sigmoid:
            let image = activate(value, .sigmoid)
            return image * (.one - image)
        }
    }

    /// Of each flattened unit, the place that it has in the maps.
    private static func flattened(_ shape: Shape) -> [Int] {
        let positions = shape.rows * shape.columns
        return (0..<shape.count).map { $0 % positions * shape.channels + $0 / positions }
    }

    /// Of each place, the one that its value comes from.
    private static func scattered(_ op: Scatter, _ target: Shape) -> [Int?] {
        let sources = Dictionary(uniqueKeysWithValues: op.places.enumerated().map { ($1, $0) })
        return (0..<target.count).map { place in
            sources[place % target.channels].map { place / target.channels * op.places.count + $0 }
        }
    }

    /// The input positions of each window.
    private static func windows(_ op: Pool, _ source: Shape, _ target: Shape) -> [[Int]] {
        let (rows, columns) = op.size == 0 ? (source.rows, source.columns) : (op.size, op.size)
        let stride = max(op.stride, 1)
        return (0..<target.rows * target.columns).map { position in
            let (row, column) = (position / target.columns * stride - op.padding, position % target.columns * stride - op.padding)
            return (max(row, 0)..<min(row + rows, source.rows)).flatMap { y in
                (max(column, 0)..<min(column + columns, source.columns)).map { y * source.columns + $0 }
            }
        }
    }

    private static func share(_ op: Pool, _ source: Shape) -> L.Scalar {
        L.Scalar(all: 1 / Double(op.size == 0 ? source.rows * source.columns : op.size * op.size))
    }

    private func pooled(_ op: Pool, _ taken: [L], _ source: Shape, _ target: Shape) -> [L] {
        let share = Self.share(op, source)
        return Self.windows(op, source, target).flatMap { window in
            (0..<source.channels).map { channel in
                let values = window.lazy.map { taken[$0 * source.channels + channel] }
                return op.statistic == .max
                    ? L.greatest(of: values) : values.dropFirst().reduce(values[values.startIndex], +).times(share)
            }
        }
    }

    private func pooledBack(_ op: Pool, _ delta: [L], _ taken: [L], _ source: Shape, _ target: Shape) -> [L] {
        var deltas = [L](repeating: .zero, count: source.count)
        let share = Self.share(op, source)
        for (position, window) in Self.windows(op, source, target).enumerated() {
            for channel in 0..<source.channels {
                let own = delta[position * source.channels + channel]
                guard op.statistic == .max else {
                    for place in window {
                        let place = place * source.channels + channel
                        deltas[place] = deltas[place] + own.times(share)
                    }
                    continue
                }
                let most = L.greatest(of: window.lazy.map { taken[$0 * source.channels + channel] })
                // To the first of the largest.
                var given = L.nowhere
                for place in window {
                    let place = place * source.channels + channel
                    let less = most.exceeds(taken[place])
                    let isFirst = L.isNeither(less, given)
                    deltas[place] = deltas[place] + L.zero.replaced(by: own, where: isFirst)
                    given = L.isTrue(given, or: isFirst)
                }
            }
        }
        return deltas
    }
}

import Datasets
import Networks

/// A network of any nodes in double precision, node by node: the oracle of graphs.
struct NaiveGraph {
    let architecture: Architecture
    /// By parameter's name.
    var parameters: [String: [Double]]
    /// Whether normalisations go by their running statistics, as they do in reading.
    var reads = false

    init(_ architecture: Architecture, _ weights: Weights) {
        self.architecture = architecture
        parameters = Dictionary(
            uniqueKeysWithValues: zip(weights.layout.entries, weights.values).map { ($0.name, $1.map(Double.init)) })
    }

    /// What every node makes: units x samples, where units are channels, their rows and their columns in turn.
    func values(_ features: [Float], width: Int) -> [[[Double]]] {
        let count = features.count / width
        let input = (0..<width).map { unit in (0..<count).map { Double(features[$0 * width + unit]) } }
        var made: [[[Double]]] = []
        for node in architecture.nodes {
            let from = node.from.map { $0 == Node.input ? input : made[$0] }
            let shapes = node.from.map { $0 == Node.input ? architecture.input : architecture.shapes[$0] }
            made.append(output(node, from, shapes[0], architecture.shapes[made.count]))
        }
        return made
    }

    private func output(_ node: Node, _ inputs: [[[Double]]], _ from: Shape, _ to: Shape) -> [[Double]] {
        let input = inputs[0]
        func parameter(_ name: String) -> [Double]? { parameters["\(node.layer).\(name)"] }
        switch node.op {
        case let op as Dense:
            let weights = parameter("weights") ?? []
            let biases = parameter("biases") ?? []
            return (0..<op.outputs).map { unit in
                input[0].indices.map { sample in
                    input.indices.reduce(biases[unit]) { $0 + weights[unit * input.count + $1] * input[$1][sample] }
                }
            }
        case is Normalise:
            let running = reads ? zip(parameter("mean") ?? [], parameter("variance") ?? []).map { ($0, $1) } : nil
            return normalised(input, from, scale: parameter("scale") ?? [], shift: parameter("shift") ?? [], running: running)
        case let op as Activate:
            return input.map { $0.map { NaiveNetwork.activate($0, op.activation) } }
        case let op as Convolution:
            return convolved(input, from, to, op, parameter("weights") ?? [], parameter("biases"))
        case let op as Pool:
            return pooled(input, from, to, op)
        case is Add:
            return zip(input, inputs[1]).map { zip($0, $1).map(+) }
        default:
            return input
        }
    }

    private func normalised(
        _ input: [[Double]], _ shape: Shape, scale: [Double], shift: [Double], running: [(mean: Double, variance: Double)]?
    ) -> [[Double]] {
        let positions = shape.rows * shape.columns
        let count = Double(positions * input[0].count)
        var output = input
        for channel in 0..<shape.channels {
            let units = channel * positions..<(channel + 1) * positions
            let values = units.flatMap { input[$0] }
            let mean = running?[channel].mean ?? values.reduce(0, +) / count
            let variance = running?[channel].variance ?? values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
            let factor = scale[channel] / (variance + 1e-5).squareRoot()
            for unit in units { output[unit] = input[unit].map { ($0 - mean) * factor + shift[channel] } }
        }
        return output
    }

    /// The units of an image's window, by its place in the window; what lies beyond the edge is left out.
    private func window(
        _ shape: Shape, _ row: Int, _ column: Int, rows: Int, columns: Int, stride: Int, padding: Int
    ) -> [(tap: Int, position: Int)] {
        (0..<rows).flatMap { a in
            (0..<columns).compactMap { b in
                let (y, x) = (row * stride + a - padding, column * stride + b - padding)
                guard (0..<shape.rows).contains(y), (0..<shape.columns).contains(x) else { return nil }
                return (a * columns + b, y * shape.columns + x)
            }
        }
    }

    private func convolved(
        _ input: [[Double]], _ from: Shape, _ to: Shape, _ op: Convolution, _ weights: [Double], _ biases: [Double]?
    ) -> [[Double]] {
        let (taps, positions) = (op.size * op.size, from.rows * from.columns)
        var output: [[Double]] = []
        for unit in 0..<op.outputs {
            for row in 0..<to.rows {
                for column in 0..<to.columns {
                    var sums = [Double](repeating: biases?[unit] ?? 0, count: input[0].count)
                    let places = window(
                        from, row, column, rows: op.size, columns: op.size, stride: op.stride, padding: op.padding)
                    for (tap, position) in places {
                        for channel in 0..<from.channels {
                            let weight = weights[(unit * taps + tap) * from.channels + channel]
                            let values = input[channel * positions + position]
                            for sample in sums.indices { sums[sample] += weight * values[sample] }
                        }
                    }
                    output.append(sums)
                }
            }
        }
        return output
    }

    private func pooled(_ input: [[Double]], _ from: Shape, _ to: Shape, _ op: Pool) -> [[Double]] {
        let (rows, columns) = op.size == 0 ? (from.rows, from.columns) : (op.size, op.size)
        var output: [[Double]] = []
        for channel in 0..<to.channels {
            for row in 0..<to.rows {
                for column in 0..<to.columns {
                    let units = window(from, row, column, rows: rows, columns: columns, stride: op.stride, padding: op.padding)
                        .map { input[channel * from.rows * from.columns + $0.position] }
                    output.append(
                        input[0].indices.map { sample in
                            let values = units.map { $0[sample] }
                            return op.statistic == .max ? values.max() ?? 0 : values.reduce(0, +) / Double(rows * columns)
                        })
                }
            }
        }
        return output
    }

    /// The derivatives of a loss of the outputs by trained parameters, by central differences: of so many of each at most, evenly spread.
    func gradient(
        _ features: [Float], width: Int, atMost most: Int = .max, loss: ([[Double]]) -> Double
    ) -> [String: [Int: Double]] {
        var gradient: [String: [Int: Double]] = [:]
        func value(_ graph: NaiveGraph) -> Double { loss(graph.values(features, width: width)[architecture.nodes.count - 1]) }
        for entry in architecture.layout.entries where entry.isTrained {
            let places = stride(from: 0, to: entry.count, by: max(1, entry.count / most))
            gradient[entry.name] = Dictionary(
                uniqueKeysWithValues: places.map { place in
                    var up = self
                    var down = self
                    up.parameters[entry.name]?[place] += 1e-7
                    down.parameters[entry.name]?[place] -= 1e-7
                    return (place, (value(up) - value(down)) / 2e-7)
                })
        }
        return gradient
    }
}

import Datasets
import Networks

/// A network of any nodes in double precision, node by node: the oracle of graphs.
struct NaiveGraph {
    let architecture: Architecture
    /// By parameter's name.
    var parameters: [String: [Double]]

    init(_ architecture: Architecture, _ weights: Weights) {
        self.architecture = architecture
        parameters = Dictionary(
            uniqueKeysWithValues: zip(weights.layout.entries, weights.values).map { ($0.name, $1.map(Double.init)) })
    }

    /// What every node makes: units x samples.
    func values(_ features: [Float], width: Int) -> [[[Double]]] {
        let count = features.count / width
        let input = (0..<width).map { unit in (0..<count).map { Double(features[$0 * width + unit]) } }
        var made: [[[Double]]] = []
        for node in architecture.nodes {
            let from = node.from[0] == Node.input ? input : made[node.from[0]]
            made.append(output(node, from))
        }
        return made
    }

    private func output(_ node: Node, _ input: [[Double]]) -> [[Double]] {
        let count = Double(input[0].count)
        switch node.op {
        case let op as Dense:
            let weights = parameters["\(node.layer).weights"] ?? []
            let biases = parameters["\(node.layer).biases"] ?? []
            return (0..<op.outputs).map { unit in
                input[0].indices.map { sample in
                    input.indices.reduce(biases[unit]) { $0 + weights[unit * input.count + $1] * input[$1][sample] }
                }
            }
        case is Normalise:
            return input.indices.map { unit in
                let mean = input[unit].reduce(0, +) / count
                let variance = input[unit].reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
                let factor = (parameters["\(node.layer).scale"]?[unit] ?? 1) / (variance + 1e-5).squareRoot()
                return input[unit].map { ($0 - mean) * factor + (parameters["\(node.layer).shift"]?[unit] ?? 0) }
            }
        case let op as Activate:
            return input.map { $0.map { NaiveNetwork.activate($0, op.activation) } }
        default:
            return input
        }
    }

    /// The derivatives of a loss of the outputs by every trained parameter, by central differences.
    func gradient(_ features: [Float], width: Int, loss: ([[Double]]) -> Double) -> [String: [Double]] {
        var gradient: [String: [Double]] = [:]
        func value(_ graph: NaiveGraph) -> Double { loss(graph.values(features, width: width)[architecture.nodes.count - 1]) }
        for entry in architecture.layout.entries where entry.isTrained {
            gradient[entry.name] = (0..<entry.count).map { place in
                var up = self
                var down = self
                up.parameters[entry.name]?[place] += 1e-5
                down.parameters[entry.name]?[place] -= 1e-5
                return (value(up) - value(down)) / 2e-5
            }
        }
        return gradient
    }
}

import Charts
import Files
import Networks
import NumericCore
import Pruning

/// What became of a network by each method, as text, CSV, JSON and a chart.
public struct PruningTable: Sendable {
    /// What the numbers are of.
    public struct Origin: Sendable {
        public var version: String
        public var command: String
        /// Files and data sets, with their SHA-256 where there is one.
        public var inputs: [(name: String, digest: String?)]
        public var weights: String
        public var network: String
        public var data: String
        public var notes: [String]

        public init(
            version: String, command: String, inputs: [(name: String, digest: String?)], weights: String, network: String,
            data: String, notes: [String]
        ) {
            self.version = version
            self.command = command
            self.inputs = inputs
            self.weights = weights
            self.network = network
            self.data = data
            self.notes = notes
        }
    }

    public let outcome: PruningOutcome
    public let plan: PruningPlan
    public let origin: Origin

    public init(_ outcome: PruningOutcome, _ plan: PruningPlan, origin: Origin) {
        self.outcome = outcome
        self.plan = plan
        self.origin = origin
    }

    private var nodes: Int { outcome.structures.nodeCount }
    private var whole: Architecture { outcome.architecture }
    private var wholeProducts: Int { SmallerNetwork.multiplyAdds(whole) }

    // MARK: Text

    /// What was pruned, a row a method, and the notes.
    public var text: String {
        let heading =
            "\(origin.weights): \(origin.network) of \(whole.parameterCount) parameters and \(wholeProducts) multiply-adds, \(nodes) nodes that can go\n"
            + "accuracies on \(outcome.testImages) test images of \(origin.data), without any training after pruning\n"
        let header = ["method", "nodes removed", "parameters left", "multiply-adds left", "accuracy", "collapsed", "time"]
        let unpruned = ["unpruned", "0", "100 %", "100 %", outcome.accuracy.fixed(4), "", ""]
        let rows = outcome.networks.map { network in
            [
                network.method.label, "\(network.chosen.removedCount) (\((100 * network.chosen.sparsity).fixed(1)) %)",
                share(network.parameters, whole.parameterCount), share(network.multiplyAdds, wholeProducts),
                network.accuracy?.fixed(4) ?? "-", network.isCollapsed ? "yes" : "no", "\(network.seconds.fixed(1)) s",
            ]
        }
        return heading + "\n" + Self.aligned([header, unpruned] + rows)
            + (notes.isEmpty ? "" : "\n" + notes.map { "note: \(VisibleText.line($0))\n" }.joined())
    }

    private func share(_ count: Int, _ all: Int) -> String { "\((100 * Double(count) / Double(all)).fixed(1)) %" }

    /// The first column to the left, the others to the right.
    private static func aligned(_ rows: [[String]]) -> String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let blank = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + blank : blank + cell
            }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }

    /// What a reader of the numbers should know.
    public var notes: [String] {
        var notes = origin.notes
        let chance = 1 / Double(whole.outputs)
        if outcome.accuracy < 1.5 * chance {
            notes.append(
                "the unpruned network is near chance (\(outcome.accuracy.fixed(4))): were its images prepared as these? --mean and --std say how"
            )
        }
        for network in outcome.networks {
            let further = network.mask.removedCount - network.chosen.removedCount
            if further > 0 {
                notes.append(
                    "\(network.method.label): a branch of a block lost a layer, and \(further) further node\(further == 1 ? "" : "s") of it went with it"
                )
            }
        }
        if Set(outcome.networks.map(\.chosen.removedCount)).count > 1 {
            notes.append("ThiNet and L1 magnitude remove the same share of each layer, rounded to whole nodes")
        }
        if outcome.networks.contains(where: { $0.method == .thiNet }) {
            notes.append(
                "ThiNet's kept nodes have their outgoing weights scaled by its least squares: its outputs are those of the scaled network under its mask"
            )
        }
        return notes
    }

    // MARK: Files

    private struct Row: Encodable {
        let method: String
        let nodesRemoved, nodes: Int
        let parameters, multiplyAdds: Int
        let accuracy: Double?
        let collapsed: Bool
        let seconds: Double

        enum CodingKeys: String, CodingKey {
            case method, nodes, parameters, accuracy, collapsed, seconds
            case nodesRemoved = "nodes_removed"
            case multiplyAdds = "multiply_adds"
        }
    }

    private var rows: [Row] {
        outcome.networks.map { network in
            Row(
                method: network.method.rawValue, nodesRemoved: network.chosen.removedCount, nodes: nodes,
                parameters: network.parameters, multiplyAdds: network.multiplyAdds, accuracy: network.accuracy,
                collapsed: network.isCollapsed, seconds: network.seconds)
        }
    }

    /// A row a method; counts are of what is left, accuracies shares. The unpruned network's stand in columns of their own.
    public var csv: String {
        let header =
            "method,nodes_removed,nodes,parameters,parameters_before,multiply_adds,multiply_adds_before,accuracy,accuracy_before,collapsed,seconds\n"
        return header
            + rows.map { row in
                "\(row.method),\(row.nodesRemoved),\(row.nodes),\(row.parameters),\(whole.parameterCount),\(row.multiplyAdds),\(wholeProducts),"
                    + "\(row.accuracy.map { "\($0)" } ?? ""),\(outcome.accuracy),\(row.collapsed ? "yes" : "no"),\(row.seconds)\n"
            }.joined()
    }

    private struct Input: Encodable {
        let name: String
        let sha256: String?
    }

    private struct Before: Encodable {
        let network: String
        let nodes, parameters, multiplyAdds: Int
        let accuracy: Double
        let testImages: Int

        enum CodingKeys: String, CodingKey {
            case network, nodes, parameters, accuracy
            case multiplyAdds = "multiply_adds"
            case testImages = "test_images"
        }
    }

    /// The same with what it is of.
    public var json: String {
        let before = Before(
            network: origin.network, nodes: nodes, parameters: whole.parameterCount, multiplyAdds: wholeProducts,
            accuracy: outcome.accuracy, testImages: outcome.testImages)
        var members = [
            ("refigure", JSON.line(origin.version)), ("command", JSON.line(origin.command)),
            ("inputs", JSON.lines(origin.inputs.map { Input(name: $0.name, sha256: $0.digest) })), ("seed", "\(plan.seed)"),
        ]
        if plan.methods.contains(.mipp) { members.append(("mipp", JSON.line(plan.mipp))) }
        members += [("unpruned", JSON.line(before)), ("pruned", JSON.lines(rows)), ("notes", JSON.lines(notes))]
        return JSON.object(members)
    }

    private struct Layer: Encodable {
        let layer: String
        let nodes: Int
        let kept, removed: [Int]
    }

    private struct Scattered: Encodable {
        let addition: String
        let places: [Int]
        let of: Int
    }

    /// A method's mask: by layer, which nodes are kept and which removed, counted from 0; and where an addition keeps a width, at which
    /// places of how many the maps of a branch are added that are left.
    func mask(_ network: PrunedNetwork) -> String {
        let layers = zip(outcome.structures.layers, network.mask.kept).map { layer, kept in
            Layer(
                layer: layer.name, nodes: kept.count, kept: kept.indices.filter { kept[$0] },
                removed: kept.indices.filter { !kept[$0] })
        }
        let scattered = (network.smaller?.architecture.nodes ?? []).compactMap { node in
            (node.op as? Scatter).map { Scattered(addition: node.id, places: $0.places, of: $0.channels) }
        }
        return JSON.object([
            ("method", JSON.line(network.method.rawValue)), ("collapsed", "\(network.isCollapsed)"),
            ("layers", JSON.lines(layers)), ("scattered", JSON.lines(scattered)),
        ])
    }

    /// Names the masks in the pictures' metadata: equal ones give equal pictures, however long they took.
    public var key: String { SHA256.hex(of: outcome.networks.map(mask).joined()) }

    /// All but the pictures: tables, masks, and the smaller networks' weights.
    public var files: [(name: String, bytes: [UInt8])] {
        var files: [(name: String, bytes: [UInt8])] = [("table.csv", Array(csv.utf8)), ("table.json", Array(json.utf8))]
        for network in outcome.networks {
            let name = network.method.rawValue
            files.append(("\(name)-mask.json", Array(mask(network).utf8)))
            if let smaller = network.smaller, let weights = network.weights {
                files.append(("\(name).safetensors", Array(SmallerNetworkFile.encoded(weights, of: smaller.architecture))))
            }
        }
        return files
    }
}

import CairoCanvas
import Charts
import Foundation
import Networks
import NumericCore
import Pruning
import Testing

@testable import PruningFiles

@Suite("Tables and pictures of prunings")
struct TableTests {
    static let origin = PruningTable.Origin(
        version: "1", command: "refigure prune x", inputs: [("x.safetensors", "ab"), ("images", nil)], weights: "x.safetensors",
        network: "lenet5", data: "images", notes: ["a note"])

    private static func table(_ name: String, width: Double, side: Int, channels: Int, _ methods: [PruneMethod]) throws
        -> PruningTable
    {
        let network = try SmallNetwork(name, width: width, side: side, channels: channels)
        let plan = try network.plan(methods, remove: 40)
        let outcome = try Pruner(network.architecture, network.weights, by: network.data(30), plan).run(memory: ScratchMemory())
        return PruningTable(outcome, plan, origin: origin)
    }

    @Test("text, CSV and JSON have the same numbers")
    func numbers() throws {
        let table = try Self.table("lenet5", width: 0.5, side: 14, channels: 1, [.thiNet, .synFlow, .magnitude])
        let lines = table.csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(lines.count == 4 && lines.allSatisfy { $0.count == lines[0].count })
        let object = try #require(try JSONSerialization.jsonObject(with: Data(table.json.utf8)) as? [String: Any])
        let rows = try #require(object["pruned"] as? [[String: Any]])
        for (row, line) in zip(rows, lines.dropFirst()) {
            #expect(row["method"] as? String == String(line[0]))
            #expect((row["nodes_removed"] as? Int).map(String.init) == String(line[1]))
            #expect((row["parameters"] as? Int).map(String.init) == String(line[3]))
            #expect(row["accuracy"] as? Double == Double(line[7]))
            let percent = (100 * Double(line[1])! / Double(line[2])!).fixed(1)
            #expect(table.text.contains("\(line[1]) (\(percent) %)"), "\(table.text)")
        }
        let before = try #require(object["unpruned"] as? [String: Any])
        #expect(before["test_images"] as? Int == 60 && (before["accuracy"] as? Double) == Double(lines[1][8]))
        #expect((object["inputs"] as? [[String: Any]])?.first?["sha256"] as? String == "ab")
        #expect(table.notes.contains("a note") && table.notes.contains { $0.contains("ThiNet") })
        #expect(object["mipp"] == nil)
    }

    @Test("a mask names each layer with its kept and removed nodes; where an addition keeps a width, the places of what is left")
    func masks() throws {
        let table = try Self.table("resnet18", width: 0.0625, side: 32, channels: 3, [.random])
        let network = table.outcome.networks[0]
        try #require(!network.isCollapsed)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(table.mask(network).utf8)) as? [String: Any])
        let layers = try #require(object["layers"] as? [[String: Any]])
        #expect(layers.map { $0["layer"] as? String } == table.outcome.structures.layers.map(\.name))
        #expect(layers.contains { $0["layer"] as? String == "layer1.0.conv1" })
        for (layer, kept) in zip(layers, network.mask.kept) {
            let (left, removed) = (try #require(layer["kept"] as? [Int]), try #require(layer["removed"] as? [Int]))
            #expect((left + removed).sorted() == Array(kept.indices) && left.allSatisfy { kept[$0] })
        }
        let scattered = try #require(object["scattered"] as? [[String: Any]])
        #expect(scattered.count == network.smaller?.architecture.nodes.count { $0.op is Scatter } && !scattered.isEmpty)
        for one in scattered {
            let places = try #require(one["places"] as? [Int])
            #expect(places.count < (one["of"] as? Int ?? 0))
        }
    }

    @Test("the chart draws a line a method: names of few layers, numbers of many")
    func chart() throws {
        let few = try Self.table("lenet5", width: 0.5, side: 14, channels: 1, [.thiNet, .magnitude])
        let many = try Self.table("resnet18", width: 0.0625, side: 32, channels: 3, [.random])
        #expect(few.chart.panels[0].marks.count == 2)
        guard case .line(let line) = many.chart.panels[0].marks[0], case .categories(let names) = few.chart.panels[0].x.scale else {
            Issue.record("no line over layers")
            return
        }
        #expect(names == ["conv1", "conv2", "fc1", "fc2"].map { RichText(plain: $0) })
        #expect(line.x == (1...17).map(Double.init) && line.y.allSatisfy { (0...100).contains($0) })
        let picture = try PictureFile.render(few.chart, as: .pdf, key: "k", title: few.title)
        #expect(picture.starts(with: Array("%PDF".utf8)))
    }
}

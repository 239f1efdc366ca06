import CairoCanvas
import Charts
import Foundation
import InformationTheory
import Measuring
import NumericCore
import Testing

@Suite struct MeasuredTableTests {
    static let labels = Labels(classes: [0, 0, 1, 1], origin: "y.npy")

    private func table() throws -> MeasuredTable {
        try measured(.mutualInformation, layer([[0, 0, 1, 1], [0, 1, 0, 1]], names: ["a", "b, c"]), labels: Self.labels)
    }

    @Test("the table bears units over its columns")
    func text() throws {
        #expect(
            try table().table == """
                mutual-information of 2 units on 4 samples: acts.npy with y.npy
                quantisation: active above 0

                unit  name  I(T;Y) (bits)  H(T) (bits)
                   0  a          1.000000     1.000000
                   1  b, c       0.000000     1.000000

                note: H(Y) of the 2 classes is 1.0000 bits

                """)
    }

    @Test("CSV names the units in its header, quotes names with commas and has all digits")
    func csv() throws {
        #expect(
            try table().csv == """
                unit,name,mutual_information_bits,entropy_bits
                0,a,1,1
                1,"b, c",0,1

                """)
    }

    @Test("JSON is read back with every digit, and says each column's unit")
    func json() throws {
        let drawn = Drawn(units: 3, samples: 50, classes: 3)
        let table = try measured(.mutualInformation, layer(drawn.units, origin: "a \"quoted\"\nname"), labels: drawn.labels)
        let object = try JSONSerialization.jsonObject(with: Data(table.json.utf8)) as? [String: Any]
        let rows = object?["rows"] as? [[String: Any]]
        #expect(rows?.map { $0["mutual_information_bits"] as? Double } == table.numbers("mutual_information_bits"))
        let columns = object?["columns"] as? [[String: Any]]
        #expect(columns?.map { $0["unit"] as? String } == [nil, "bits", "bits"])
        #expect((object?["values"] as? [String: Any])?["label_entropy_bits"] as? Double == table.value("label_entropy_bits"))
        #expect(object?["activations"] as? [String] == ["a \"quoted\"\nname"])
    }

    @Test("what has no value is a dash in the table, empty in CSV and null in JSON")
    func none() throws {
        let table = try measured(.classSelectivity, layer([[0, 0, 0, 0]]), labels: Self.labels)
        #expect(table["selectivity_other_classes"] == [.none])
        #expect(table.table.contains("\n   0                      -                      -      0"))
        #expect(table.csv.contains("\n0,,,0,0,0,0\n"))
        #expect(table.json.contains("\"selectivity_other_classes\": null"))
        #expect(table.notes.first?.hasPrefix("unit 0 without selectivity") == true)
    }

    @Test("every measure is drawn, of few units, of many, of layers and of epochs", arguments: Measure.allCases)
    func charts(_ measure: Measure) throws {
        let drawn = Drawn(units: 30, samples: 120, classes: 3, rectified: false)
        let labels = measure.labels == .none ? nil : drawn.labels
        func source(_ count: Int) -> MemoryActivations {
            MemoryActivations(
                Matrix(rows: count, columns: 120, values: drawn.units.prefix(count).flatMap { $0 }), origin: "acts")
        }
        let layers: [[MeasuredLayer]] = [
            [MeasuredLayer(source(5))], [MeasuredLayer(source(30))],
            [
                MeasuredLayer(name: "first", checkpoints: [(nil, source(5))]),
                MeasuredLayer(name: "second", checkpoints: [(nil, source(4))]),
            ],
            [MeasuredLayer(name: "run", checkpoints: [(0, source(4)), (1, source(4)), (10, source(4))])],
        ]
        var options = [MeasuringOptions()]
        if measure == .oInformation { options.append(MeasuringOptions(order: 2...4, search: .greedy)) }
        if measure == .gaussianCopulaMI { options.append(MeasuringOptions(joint: true)) }
        for options in options {
            let plan = try MeasuringPlan(measure, options: options, hasLabels: labels != nil)
            for layers in layers {
                let chart = try #require(try Measurer(plan, labels: labels).measure(layers).chart)
                #expect(chart.panels.allSatisfy { !$0.marks.isEmpty })
                let picture = try PictureFile.render(chart, as: .svg(idPrefix: ""), key: "", title: "")
                #expect(picture.count > 1000)
            }
        }
    }

    @Test("a plane's path begins at epoch 1, for 0 has no logarithm, and epoch 0 has a mark that the legend names")
    func path() throws {
        let drawn = Drawn(units: 2, samples: 60, classes: 3)
        let source = MemoryActivations(Matrix(rows: 2, columns: 60, values: drawn.units.flatMap { $0 }), origin: "acts")
        let plan = try MeasuringPlan(.informationPlane, hasLabels: true)
        let table = try Measurer(plan, labels: drawn.labels).measure([
            MeasuredLayer(name: "run", checkpoints: [(0, source), (1, source), (100, source)])
        ])
        let paths = table.chart?.panels[0].marks.compactMap { mark in
            if case .epochPath(let path) = mark { path.epochs } else { nil }
        }
        #expect(paths == [[1, 100]])
        let initial = table.chart?.panels[0].marks.compactMap { mark in
            if case .points(let points) = mark, points.label == "epoch 0, before training" { points.x.count } else { nil }
        }
        #expect(initial == [1])
        #expect(table.rows.count == 3)
    }

    @Test("the header counts the units of each layer, and paths end in the names that the legend has, or in its numbers")
    func layers() throws {
        let drawn = Drawn(units: 3, samples: 60, classes: 3)
        func layer(_ name: String, _ units: Int) -> MeasuredLayer {
            let source = MemoryActivations(
                Matrix(rows: units, columns: 60, values: drawn.units.prefix(units).flatMap { $0 }), origin: name)
            return MeasuredLayer(name: name, checkpoints: [(1, source), (10, source)])
        }
        let plan = try MeasuringPlan(.informationPlane, hasLabels: true)
        for (last, ends) in [("out", ["l1", "out"]), ("the last layer", ["1", "2"])] {
            let table = try Measurer(plan, labels: drawn.labels).measure([layer("l1", 3), layer(last, 2)])
            #expect(table.heading[0].hasPrefix("information-plane of 3 and 2 units on 60 samples"))
            #expect(table.json.contains("\"measured_units\": [3, 2]"))
            let paths = table.chart?.panels[0].marks.compactMap { mark in
                if case .epochPath(let path) = mark { path } else { nil }
            }
            #expect(paths?.map(\.endLabel) == ends.map { RichText(plain: $0) })
            #expect(paths?.last?.label == RichText(plain: last == "out" ? "out" : "2: the last layer"))
        }
    }

    @Test("a histogram has round bins that hold every value")
    func histogram() throws {
        let drawn = Drawn(units: 100, samples: 40, classes: 3, rectified: false)
        let table = try measured(.mutualInformation, layer(drawn.units), labels: drawn.labels)
        let chart = try #require(table.chart)
        guard case .histogram(let mark) = chart.panels[0].marks[0] else {
            Issue.record("no histogram")
            return
        }
        #expect(mark.heights.reduce(0, +) == 100)
        #expect(mark.edges[0] <= table.numbers("mutual_information_bits").min()!)
        #expect(mark.edges[mark.edges.count - 1] >= table.numbers("mutual_information_bits").max()!)
    }
}

import CairoCanvas
import Charts
import Experiments
import Files
import Foundation
import Handbook
import Results
import SourceDigest
import Testing

@Suite struct HouseTests {
    private static let small = House([
        .init("numbers"), .init("files", outside: ["zlib"]), .init("networks", uses: ["numbers", "files"]),
        .init("command", uses: ["networks", "files"]),
    ])

    @Test("a use that a longer way implies is left out, and none else")
    func directUses() {
        #expect(
            Set(Self.small.directUses) == [
                .init(of: "numbers", by: "networks"), .init(of: "files", by: "networks"), .init(of: "networks", by: "command"),
            ])
    }

    @Test("the package's own dump is read: targets, products, plugins' tools, and no tests")
    func dump() throws {
        let json = """
            {"targets": [
              {"name": "Files", "type": "regular", "dependencies": [{"byName": ["CZlib", null]}]},
              {"name": "CZlib", "type": "system", "dependencies": []},
              {"name": "tool", "type": "executable", "dependencies": [{"target": ["Files", null]}]},
              {"name": "Plugin", "type": "plugin", "dependencies": [{"byName": ["tool", null]}]},
              {"name": "command", "type": "executable", "pluginUsages": [{"plugin": ["Plugin", null]}],
               "dependencies": [{"product": ["Parser", "swift-parser", null, null]}]},
              {"name": "FilesTests", "type": "test", "dependencies": [{"byName": ["Files", null]}]}
            ]}
            """
        let house = try House(packageDump: Data(json.utf8))
        #expect(
            house.words == [
                "Files uses no other module, and from outside CZlib.", "tool uses Files.",
                "command uses tool, and from outside Parser.",
            ])
        #expect(throws: Fault.self) { try House(packageDump: Data("{}".utf8)) }
    }

    @Test("what stands in another module's folder is a part of it, with its uses and its users")
    func parts() {
        let house = House([
            .init("numbers"), .init("figures", uses: ["numbers"]),
            .init("papers", uses: ["figures", "one", "two"]), .init("one", uses: ["figures"], folder: "Sources/papers/one"),
            .init("two", uses: ["numbers"], outside: ["zlib"], folder: "Sources/papers/two"),
            .init("command", uses: ["papers", "one"]),
        ])
        #expect(
            house.joined.words == [
                "numbers uses no other module.", "figures uses numbers.", "papers uses figures, numbers, and from outside zlib.",
                "command uses papers.",
            ])
        #expect(Self.small.joined == Self.small)
    }

    @Test("docs/house.svg shows the modules and uses that Package.swift has; `make handbook` draws it anew")
    func current() throws {
        let house = try Project.house.get()
        let picture = try Project.text("docs/house.svg")
        let start = try #require(picture.range(of: "<desc>")).upperBound
        let end = try #require(picture.range(of: "</desc>")).lowerBound
        #expect(picture[start..<end].split(separator: "\n").map(String.init) == house.words)
    }

    @Test("every module has words on the map, which fit into its box")
    func words() throws {
        let text = CairoCanvas.measuring()
        let plan = HousePlan(try Project.house.get())
        for (module, rect) in plan.boxes {
            let words = try #require(HouseWords.of(module), "HouseWords has nothing on \(module)")
            #expect(words.purpose.count <= 2)
            let name = text.measure(RichText(plain: module), style: TextStyle(size: 10, bold: true)).width
            let lines = words.purpose.map { text.measure(RichText(plain: $0), style: TextStyle(size: 8)).width }
            for width in lines + [name] { #expect(width < rect.width - 6, "\(module) is \(width) wide") }
        }
    }

    @Test("the colour of a module is that of the first stage whose cache key holds its code")
    func effects() throws {
        let sources = SourceSet(try SourceDigest.index(of: "\(Project.folder)/Sources"))
        let figure = FigureSource(paper: "InformationPlane", figure: "Figure1")
        // Of a module that one paper alone imports.
        let pruned = FigureSource(paper: "MutualInformationPruning", figure: "Figure2")
        func modules(_ stage: Stage) -> Set<String> {
            Set(stage.paths(in: sources).map { String($0.prefix { $0 != "/" }) })
        }
        let training = modules(.training(Set(TrainingPart.allCases)))
        let computing = modules(.figure(figure, [], hasNetworks: true)).union(modules(.figure(pruned, [], hasNetworks: true)))
        let drawing = modules(.picture(figure))
        #expect(training.contains("CKernels") && computing.contains("Experiments") && drawing.contains("Charts"))
        for module in try Project.house.get().modules.map(\.name) {
            let effect: HouseWords.Effect =
                training.contains(module)
                ? .trains : computing.contains(module) ? .computes : drawing.contains(module) ? .draws : .nothing
            #expect(HouseWords.of(module)?.effect == effect, "\(module)")
        }
    }

    @Test(
        "lines lead down, meet no box but those at their ends, and nothing overlaps or leaves the page", arguments: [true, false])
    func layout(isReal: Bool) throws {
        let house = isReal ? try Project.house.get() : Self.small
        let plan = HousePlan(house)
        let page = Rect(x: 0, y: 0, width: plan.size.width, height: plan.size.height)
        #expect(plan.boxes.count == house.modules.count)
        #expect(Set(plan.lines.map(\.use)) == Set(house.directUses))
        #expect(plan.size.width < HousePlan.column, "wider than a README's column: \(plan.size)")
        for (index, box) in plan.boxes.enumerated() {
            #expect(page.contains(box.rect))
            for other in plan.boxes[(index + 1)...] { #expect(!box.rect.expanded(by: 4).overlaps(other.rect)) }
        }
        for line in plan.lines {
            #expect(zip(line.points, line.points.dropFirst()).allSatisfy { $0.y < $1.y }, "\(line.use)")
            for box in plan.boxes where box.module != line.use.user && box.module != line.use.used {
                for (from, to) in zip(line.points, line.points.dropFirst()) {
                    // A hop that bends stays between two floors; beside a box a line runs straight down.
                    let reach = Rect(from: from, to: to).expanded(by: 2)
                    #expect(
                        !reach.overlaps(box.rect) || to.y <= box.rect.minY || from.y >= box.rect.maxY,
                        "\(line.use) meets \(box.module)")
                    if from.y < box.rect.maxY, to.y > box.rect.minY { #expect(from.x == to.x) }
                }
            }
        }
    }

    @Test("a floor of more modules than a page is wide is parted in two, and what uses the most stands on the lower one")
    func parted() {
        let wide = House(
            [.init("numbers"), .init("files")]
                + (1...8).map { .init("part\($0)", uses: $0 == 4 ? ["numbers", "files"] : ["numbers"]) }
                + [.init("command", uses: (1...8).map { "part\($0)" })])
        let plan = HousePlan(wide)
        let floors = Dictionary(grouping: plan.boxes, by: \.rect.minY).sorted { $0.key < $1.key }.map { $0.value.map(\.module) }
        #expect(floors.map(\.count) == [1, 5, 3, 2] && floors[2].contains("part4"), "\(floors)")
    }

    @Test("equal houses give equal pictures")
    func picture() throws {
        #expect(try HousePicture.render(Self.small) == HousePicture.render(Self.small))
    }
}

import Experiments
import Files
import Foundation
import Results
import Testing

@Suite struct DefinitionReaderTests {
    private let reader = DefinitionReader(file: "reports/mine.yml", registry: .standard)

    /// The fault that a text is refused with.
    private func refusal(_ text: String) throws -> Fault {
        try #require(throws: Fault.self) { try reader.read(text, name: "mine") }
    }

    @Test("figures come in the order listed, a pattern's in the registry's")
    func order() throws {
        let definition = try reader.read(
            "title: Mine\nfigures:\n  - information-plane/fig17\n  - information-plane/fig1\n", name: "mine")
        #expect(definition.entries.map(\.id.figure) == ["fig17", "fig1"])
        let all = try reader.read("figures: [information-plane/*]", name: "mine")
        #expect(all.entries.map(\.id) == Registry.standard.experiments.map(\.id).filter { $0.paper == "information-plane" })
        #expect(all.title == "mine")
    }

    @Test("a figure's own setting stands over its paper's, and that over the figure's default")
    func layers() throws {
        let definition = try reader.read(
            """
            settings:
              information-plane: { networks: 5, epochs: 4000 }
            figures:
              - id: information-plane/fig1
                settings: { networks: 7, binSizes: [0.5, 1] }
              - information-plane/fig17
            """, name: "mine")
        func used(_ entry: Int, _ key: String) -> String? {
            definition.entries[entry].settings.records.first { $0.key == key }?.used
        }
        #expect(used(0, "networks") == "7")
        #expect(used(0, "binSizes") == "0.5, 1")
        #expect(used(0, "epochs") == "4000")
        #expect(used(1, "networks") == "5")
        #expect(used(1, "batchSize") == "256")
        #expect(definition.entries[0].settings.records.first { $0.key == "epochs" }?.isReduced == true)
    }

    @Test(
        "what is wrong is refused with file, line, key and what is allowed",
        arguments: [
            ("titel: x\nfigures: [information-plane/fig1]", "reports/mine.yml:1: titel", "unknown key 'titel'", "title"),
            ("title: x", "reports/mine.yml:1", "'figures' is missing", "figures:"),
            ("figures:\n  - information-plane/fig11x", "reports/mine.yml:2: figures[0]", "no figure", "information-plane/fig1"),
            (
                "figures:\n  - id: information-plane/fig1\n    settings:\n      epoch: 3", ":4: figures[0].settings.epoch",
                "unknown key", "epochs"
            ),
            (
                "figures:\n  - id: information-plane/fig1\n    settings:\n      epochs: lots", ":4: figures[0].settings.epochs",
                "'lots' is not allowed", "whole number from 10"
            ),
            (
                "figures:\n  - id: information-plane/fig1\n    settings: {epochs: 3}", ":3: figures[0].settings.epochs", "3 is not",
                "from 10"
            ),
            ("figures:\n  - id: information-plane/fig1\n    settings: {epochs: '300'}", ":3: ", "not allowed", "whole number"),
            ("figures:\n  - id: information-plane/fig1\n    settings: {binSizes: 0.1}", ":3: ", "not allowed", "a list of"),
            ("settings: {information-plan: {}}\nfigures: []", ":1: settings.information-plan", "unknown key", "information-plane"),
            (
                "settings: {information-plane: {epochs: -1}}\nfigures: []", ":1: settings.information-plane.epochs", "-1 is not",
                "from 10"
            ),
            ("figures: [information-plane/fig1, information-plane/fig1]", ":1: figures[1]", "listed twice", "once"),
            ("figures: []", ":1: figures", "no figures are listed", "refigure list"),
            ("figures: nothing", ":1: figures", "not a list", "- id"),
            ("title: a\ntitle: b\nfigures: [information-plane/fig1]", "reports/mine.yml", "twice", "keep one"),
            ("figures: [unclosed", "reports/mine.yml:", "is not YAML", "mend"),
            ("", "reports/mine.yml", "empty", "title"),
            ("- a\n- b", "reports/mine.yml:1", "not a mapping", "title"),
        ])
    func refused(text: String, place: String, problem: String, remedy: String) throws {
        let fault = try refusal(text)
        #expect(fault.status == .usage)
        #expect(fault.place?.contains(place) == true, "\(fault)")
        #expect(fault.problem.contains(problem), "\(fault)")
        #expect(fault.remedy?.contains(remedy) == true, "\(fault)")
    }

    @Test("no text, however mangled, does more than be read or be refused")
    func mangled() throws {
        let text =
            "title: A\nsettings:\n  information-plane: {networks: 2}\nfigures:\n  - id: information-plane/fig1\n    settings: {epochs: 20}\n"
        let bytes = Array(text.utf8)
        let replacements = Array("{}[]:-,'\"\n &*!%#x9".utf8)
        for index in bytes.indices {
            for replacement in replacements {
                var mangled = bytes
                mangled[index] = replacement
                do {
                    _ = try reader.read(String(decoding: mangled, as: UTF8.self), name: "mine")
                } catch let fault as Fault {
                    #expect(fault.status == .usage)
                    #expect(fault.place?.hasPrefix("reports/mine.yml") == true)
                }
            }
        }
    }
}

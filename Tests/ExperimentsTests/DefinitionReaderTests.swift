import Experiments
import Files
import Foundation
import Papers
import Results
import Testing

@Suite struct DefinitionReaderTests {
    private let reader = DefinitionReader(file: "reports/mine.yml", registry: .standard)
    private let place = ReportPlace(name: "mine", in: ProjectFolder(path: "/nowhere"))

    /// The fault that a text is refused with.
    private func refusal(_ text: String) throws -> Fault {
        try #require(throws: Fault.self) { try reader.read(text, place: place) }
    }

    @Test("figures come in the order listed, a pattern's in the registry's")
    func order() throws {
        let definition = try reader.read(
            "title: Mine\nfigures:\n  - information-plane/fig17\n  - information-plane/fig1\n", place: place)
        #expect(definition.entries.map(\.id.figure) == ["fig17", "fig1"])
        let all = try reader.read("figures: [information-plane/*]", place: place)
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
            """, place: place)
        func used(_ entry: Int, _ key: String) -> String? {
            definition.entries[entry].settings.records.first { $0.key == key }?.used
        }
        #expect(used(0, "networks") == "7")
        #expect(used(0, "binSizes") == "0.5, 1")
        #expect(used(0, "epochs") == "4000")
        #expect(used(1, "networks") == "5")
        #expect(used(1, "batchSize") == "256")
        #expect(definition.entries[0].settings.records.first { $0.key == "epochs" }?.departure == .smaller)
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
                    _ = try reader.read(String(decoding: mangled, as: UTF8.self), place: place)
                } catch let fault as Fault {
                    #expect(fault.status == .usage)
                    #expect(fault.place?.hasPrefix("reports/mine.yml") == true)
                }
            }
        }
    }

    @Test(
        "a key without a value counts as one that is not there",
        arguments: ["~", "null", "Null", "NULL", ""])
    func nulls(_ null: String) throws {
        let definition = try reader.read(
            """
            title: \(null)
            about: \(null)
            settings:
              information-plane:
                networks: \(null)
                epochs: 500
              ablation: \(null)
            figures:
              - id: information-plane/fig1
                settings: \(null)
              - id: information-plane/fig17
                settings:
                  epochs: \(null)
            """, place: place)
        #expect(definition.title == "mine" && definition.about.isEmpty)
        func used(_ entry: Int, _ key: String) -> String? {
            definition.entries[entry].settings.records.first { $0.key == key }?.used
        }
        #expect(used(0, "networks") == used(1, "networks") && used(0, "epochs") == "500" && used(1, "epochs") == "500")
        #expect(try reader.read("settings: \(null)\nfigures: [ablation/fig1]", place: place).entries.count == 1)
        #expect(try refusal("figures: \(null)").problem == "'figures' is missing")
        #expect(try refusal("figures:\n  - id: \(null)").problem == "'id' is missing")
        #expect(try refusal("figures:\n  - \(null)").problem == "'figures[0]' is not a text")
    }

    @Test(
        "a title is a text, on one line, whatever it looks like",
        arguments: [
            ("2024", "2024"), ("1.50", "1.50"), ("true", "true"), ("'~'", "~"), ("\"null\"", "null"),
            ("|\n  two\n  lines", "two lines"),
            ("' a  b '", "a b"), ("no", "no"), ("é", "é"),
        ])
    func titles(_ written: String, _ read: String) throws {
        #expect(try reader.read("title: \(written)\nfigures: [ablation/fig1]", place: place).title == read)
    }

    @Test("an empty text is refused as a title and is none as an introduction")
    func emptyTexts() throws {
        for text in ["''", "' '", "[a]", "{a: b}"] {
            #expect(try refusal("title: \(text)\nfigures: [ablation/fig1]").problem == "'title' is not a text")
        }
        #expect(try reader.read("about: ''\nfigures: [ablation/fig1]", place: place).about.isEmpty)
    }

    @Test("a byte-order mark and carriage returns change nothing")
    func otherEditors() throws {
        let text = "title: Mine\nsettings:\n  information-plane: { epochs: 500 }\nfigures:\n  - information-plane/fig1\n"
        let plain = try reader.read(text, place: place)
        for other in ["\u{FEFF}" + text, text.replacingOccurrences(of: "\n", with: "\r\n")] {
            let read = try reader.read(other, place: place)
            #expect(read.title == "Mine" && read.entries.map(\.settings) == plain.entries.map(\.settings))
        }
    }

    /// By name, since some are long.
    private static let hostile: [String: String] = [
        "a tab": "figures:\n\t- information-plane/fig1",
        "lists": "figures: " + String(repeating: "[", count: 100_000),
        "closed lists": "figures: " + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000),
        "mappings": String(repeating: "{a: ", count: 100_000),
        "dashes": String(repeating: "- ", count: 100_000) + "a",
        "keys": String(repeating: "? ", count: 100_000) + "a",
        "steps": (0..<1200).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
        "a list as a key": "? [a, b]\n: c",
        "a mapping as a key": "{a: b}: c",
        "a long id": "figures: [" + String(repeating: "x", count: 900_000) + "]",
        "a long key": String(repeating: "k", count: 900_000) + ": 1",
        "a long number": "settings: {information-plane: {epochs: " + String(repeating: "9", count: 100_000) + "}}",
        "two documents": "title: a\n---\ntitle: b",
        "NUL": "title: \u{0}",
        "half a pair": "title: \"\\uD800\"",
        "an alias of nothing": "title: *none",
        "a merge": "<<: {title: a}\nfigures: [ablation/fig1]",
        "a key in two spellings": "title: a\n'title': b\nfigures: [ablation/fig1]",
        "an id of two": "figures: [[ablation/fig1]]",
    ]

    @Test(
        "tabs, depths and keys of all kinds are refused in one sentence", .timeLimit(.minutes(10)), arguments: hostile.keys.sorted()
    )
    func refusesHostile(_ name: String) throws {
        let fault = try refusal(try #require(Self.hostile[name]))
        #expect(fault.status == .usage && fault.description.count < 1500)
        #expect(fault.place?.hasPrefix("reports/mine.yml") == true)
    }

    @Test("aliases that multiply are refused at once, and a few are taken", .timeLimit(.minutes(10)))
    func aliases() throws {
        func laughs(_ key: String) -> String {
            "a0: &a0 [x, x]\n" + (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }.joined(separator: "\n") + "\n" + key
        }
        for key in ["figures: *a39", "? *a39\n: x", "title: *a39", "settings: {information-plane: {binSizes: *a39}}"] {
            #expect(try refusal(laughs(key)).problem.contains("aliases stand for far more"))
        }
        let definition = try reader.read(
            """
            about: It is *important*, they say, & *all* of it.
            figures:
              - id: information-plane/fig1
                settings: &mine { epochs: 500 }
              - id: information-plane/fig17
                settings: *mine
            """, place: place)
        #expect(definition.entries.allSatisfy { $0.settings.records.first { $0.key == "epochs" }?.used == "500" })
    }

    @Test("a pipe, a folder, a device or a long file in a definition's place is refused at once", .timeLimit(.minutes(10)))
    func notAFile() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("refigure-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let project = ProjectFolder(path: folder)
        try AtomicFile.makeFolder("\(project.reports)/folder.yml")
        mkfifo("\(project.reports)/pipe.yml", 0o644)
        symlink("/dev/zero", "\(project.reports)/device.yml")
        try AtomicFile.write([UInt8](repeating: 0x20, count: 1 << 21), to: "\(project.reports)/long.yml")
        try AtomicFile.write([0xFF, 0xFE, 0x61, 0x00], to: "\(project.reports)/wide.yml")
        for name in ["folder", "pipe", "device", "long", "wide"] {
            let place = try project.place(ofReport: name)
            let fault = #expect(throws: Fault.self) { try DefinitionReader.read(place, registry: .standard) }
            #expect(fault?.status == .usage && fault?.place == "\(project.reports)/\(name).yml")
        }
    }
}

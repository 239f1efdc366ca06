import Files
import Foundation
import Notebook
import Results
import Yams

/// Reads report definitions. Every error names file, line and key, and what is allowed there.
///
///     title: Quick report
///     about: What it is for.
///     publishes: true            # its results may be published though some settings are not the papers'; false without the key
///     settings:                  # over the figures' own defaults, for all figures of a paper
///       information-plane:
///         networks: 3
///     figures:                   # in this order; an id may be a pattern such as information-plane/*
///       - information-plane/table1
///       - id: information-plane/fig1
///         settings: { networks: 5 }
///       - id: information-plane/fig1   # once more, under a name of its own: information-plane/wide-bins
///         as: wide-bins
///         settings: { binSizes: [0.3] }
///       - measure: mutual-information  # of activations in files, by paths from the definition's folder: measure/my-layer
///         as: my-layer
///         activations: acts.npy
///         labels: y.npy
///         bins: 30
///     pages: [notes/bins.md]     # Markdown of one's own, by paths from the definition's folder; figures that they name are the report's, too
///     bibliography: refs.bib     # what they cite
public struct DefinitionReader {
    private let file: String
    private let yaml: YAMLReader
    private let registry: Registry
    private let measures: (any MeasureEntries)?

    /// - Parameters:
    ///   - file: the path that errors name.
    ///   - measures: makes the figures of `measure:` entries; nil: there may be none.
    public init(file: String, registry: Registry, measures: (any MeasureEntries)? = nil) {
        self.file = file
        yaml = YAMLReader(file: file)
        self.registry = registry
        self.measures = measures
    }

    /// Bytes that a definition may have.
    private static let longest = 1 << 20

    /// Reads the definition that stands at the place.
    /// - Parameter name: what errors call its file; by default the file's path.
    /// - Throws: a `Fault` (status usage).
    public static func read(
        _ place: ReportPlace, name: String? = nil, registry: Registry, measures: (any MeasureEntries)? = nil
    ) throws -> ReportDefinition {
        let name = name ?? place.file
        let bytes: [UInt8]?
        do {
            bytes = try PlainFile.read(place.file, limit: longest)
        } catch let fault as Fault {
            throw Fault(fault.problem, at: name, remedy: "give the file of a report's definition", status: .usage)
        }
        guard let bytes else {
            throw Fault(
                "there is no such report definition", at: name, remedy: "name one of reports/*.yml or the path of your own",
                status: .usage)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Fault("is not UTF-8 text", at: name, remedy: "save it as UTF-8", status: .usage)
        }
        return try DefinitionReader(file: name, registry: registry, measures: measures).read(text, place: place)
    }

    /// Reads a definition from its text.
    public func read(_ text: String, place: ReportPlace) throws -> ReportDefinition {
        let document = try yaml.compose(text, wanting: "it a title and figures")
        let top = try yaml.fields(
            document, path: "", allowed: ["title", "about", "publishes", "settings", "figures", "pages", "bibliography"])
        let title = try top["title"].map { try line(yaml.string($0, path: "title")) } ?? place.name
        let about = try top["about"].map { $0.scalar?.string.isEmpty == true ? "" : try yaml.string($0, path: "about") } ?? ""
        let publishes = try top["publishes"].map { try yaml.flag($0, path: "publishes") } ?? false
        let paperSettings = try top["settings"].map(readPaperSettings) ?? []
        let read = try readPages(top, place)
        var pages = read.pages.map(\.page)
        guard top["figures"] != nil || !pages.isEmpty else {
            throw yaml.fault("'figures' is missing", document, path: "", remedy: "list the figures' ids under 'figures:'")
        }
        guard let list = top["figures"].map({ $0.sequence.map(Array.init) }) ?? [] else {
            throw yaml.fault(
                "'figures' is not a list", top["figures"] ?? document, path: "figures", remedy: "write one '- id' a line")
        }
        var entries: [ReportDefinition.Entry] = []
        for (index, node) in list.enumerated() {
            let path = "figures[\(index)]"
            let isMeasure = measures != nil && node.mapping?.contains { $0.key.scalar?.string == "measure" } == true
            let found =
                try isMeasure
                ? [readMeasure(node, path: path, folder: FilePath(place.file).folder, yaml).entry]
                : readEntry(node, path: path, paperSettings: paperSettings)
            for entry in found {
                guard !entries.contains(where: { $0.id == entry.id }) else {
                    throw yaml.fault(
                        "\(entry.id) is listed twice", node, path: path,
                        remedy: "list it once, or give one a name of its own: as: my-name")
                }
                entries.append(entry)
            }
        }
        for index in pages.indices {
            try addFigures(of: &pages[index], to: &entries, paperSettings, folder: FilePath(read.pages[index].path).folder)
        }
        guard !entries.isEmpty else {
            throw yaml.fault(
                pages.isEmpty ? "no figures are listed" : "no figures are listed, and no page names one",
                top["figures"] ?? document,
                path: top["figures"] == nil ? "" : "figures", remedy: "list at least one; `refigure list` shows them")
        }
        for (paper, node, _) in paperSettings where !entries.contains(where: { $0.id.paper == paper }) {
            throw yaml.fault(
                "settings are given for '\(paper)', of which no figure is listed", node, path: "settings.\(paper)",
                remedy: "list one of its figures, or leave its settings out")
        }
        var definition = ReportDefinition(place: place, title: title, about: about, entries: entries, publishes: publishes)
        definition.pages = pages
        definition.bibliography = read.bibliography
        definition.pageFiles = read.files
        return definition
    }

    // MARK: Pages

    private func readPages(_ top: [String: Yams.Node], _ place: ReportPlace) throws -> PageReader.Pages {
        let reader = PageReader(file: file, place: place)
        guard let list = top["pages"] else {
            if let node = top["bibliography"] {
                throw yaml.fault(
                    "a bibliography is named, and no pages", node, path: "bibliography",
                    remedy: "list pages under 'pages:', or take it out")
            }
            return PageReader.Pages()
        }
        let files = try yaml.texts(list, path: "pages").map { reader.named($0.text, at: $0.place) }
        let bibliographies = try top["bibliography"].map { try yaml.texts($0, path: "bibliography") } ?? []
        return try reader.pages(files, bibliographies: bibliographies.map { reader.named($0.text, at: $0.place) })
    }

    /// Adds what the page measures, and those figures that it names and the report has not yet.
    /// - Parameter folder: the page's, from which its blocks' files go.
    private func addFigures(
        of page: inout Page, to entries: inout [ReportDefinition.Entry], _ paperSettings: PaperSettings, folder: String
    ) throws {
        for index in page.measures.indices {
            let block = page.measures[index]
            let entry = try addMeasure(block, of: page, to: &entries, folder: folder)
            page.measures[index].figure = "\(entry.entry.id)"
            page.measures[index].caption = entry.caption
        }
        var wanted: Set<String> = []
        for name in page.figures where !entries.contains(where: { "\($0.id)" == name.text }) {
            guard registry.experiments.contains(where: { "\($0.id)" == name.text }) else {
                let near = NearestNames.suggestions(
                    for: name.text, among: (entries.map { "\($0.id)" } + registry.experiments.map { "\($0.id)" }).unique)
                throw Fault(
                    "there is no figure '\(yaml.shortened(name.text))'", at: page.place(name.line),
                    remedy: near.isEmpty ? "`refigure list` shows all figures" : "did you mean \(near.joined(separator: " or "))?",
                    status: .usage)
            }
            wanted.insert(name.text)
        }
        // In their papers' order, not in the page's.
        for experiment in registry.experiments where wanted.contains("\(experiment.id)") {
            entries.append(try entry(experiment, name: nil, paperSettings: paperSettings))
        }
    }

    private func addMeasure(
        _ block: MeasureBlock, of page: Page, to entries: inout [ReportDefinition.Entry], folder: String
    ) throws -> (entry: ReportDefinition.Entry, caption: String?) {
        let yaml = YAMLReader(file: page.file)
        guard block.text.contains(where: { !$0.isWhitespace }) else {
            throw Fault(
                "the block is empty", at: page.place(block.line - 1), remedy: "write 'measure: entropy' and 'files: acts.npy'",
                status: .usage)
        }
        let node = try yaml.compose(PageReader.moved(block.text, to: block.line), wanting: "it a measure")
        let found = try readMeasure(node, path: "", folder: folder, yaml, isBlock: true)
        if entries.contains(where: { $0.id == found.entry.id }) {
            throw Fault(
                "\(found.entry.id) is there already", at: page.place(block.line),
                remedy: "give this one a name of its own: as: my-name", status: .usage)
        }
        entries.append(found.entry)
        return found
    }

    /// In the order of the file.
    private typealias PaperSettings = [(paper: String, node: Yams.Node, settings: [YAMLReader.Pair])]

    private func readPaperSettings(_ node: Yams.Node) throws -> PaperSettings {
        try yaml.pairs(node, path: "settings", allowed: registry.papers.map(\.id)).map { paper, keyNode, value in
            let known = registry.experiments.filter { $0.id.paper == paper }.flatMap(\.parameters)
            let settings = try yaml.pairs(value, path: "settings.\(paper)", allowed: known.map(\.key).unique)
            // Each key is checked against the first parameter of its name: a paper's figures share their parameters' meaning.
            _ = try values(settings, of: known, path: "settings.\(paper)")
            return (paper, keyNode, settings)
        }
    }

    /// The values of those settings that are among the parameters.
    private func values(
        _ settings: [YAMLReader.Pair], of parameters: [Parameter], path: String
    ) throws -> [String: SettingValue] {
        var values: [String: SettingValue] = [:]
        for (key, _, value) in settings {
            guard let parameter = parameters.first(where: { $0.key == key }) else { continue }
            values[key] = try yaml.value(value, for: parameter, path: "\(path).\(key)")
        }
        return values
    }

    private func readEntry(_ node: Yams.Node, path: String, paperSettings: PaperSettings) throws -> [ReportDefinition.Entry] {
        let pattern: String
        var ownSettings: Yams.Node?
        var name: String?
        if node.mapping != nil {
            let fields = try yaml.fields(node, path: path, allowed: ["id", "as", "settings"])
            guard let id = fields["id"] else {
                throw yaml.fault("'id' is missing", node, path: path, remedy: "write 'id: paper/figure', or 'measure: entropy'")
            }
            pattern = try yaml.string(id, path: "\(path).id")
            name = try fields["as"].map { try entryName($0, path: "\(path).as", yaml) }
            ownSettings = fields["settings"]
        } else {
            pattern = try yaml.string(node, path: path)
        }
        let experiments: [any Experiment]
        guard pattern.utf8.count <= 200 else {
            throw yaml.fault(
                "'\(yaml.shortened(pattern))' is no figure's id", node, path: path, remedy: "`refigure list` shows all figures")
        }
        do {
            experiments = try registry.matching(pattern)
        } catch let error as Fault {
            throw yaml.fault(error.problem, node, path: path, remedy: error.remedy)
        }
        if let name, experiments.count > 1 {
            throw yaml.fault(
                "'as: \(name)' names one figure, and '\(yaml.shortened(pattern))' are \(experiments.count)", node,
                path: "\(path).as",
                remedy: "give the id of one of them")
        }
        if let name, let other = registry.experiments.first(where: { "\($0.id)" == "\(experiments[0].id.paper)/\(name)" }) {
            throw yaml.fault("\(other.id) is a figure of the paper", node, path: "\(path).as", remedy: "choose another name")
        }
        return try experiments.map { experiment in
            var own: [String: SettingValue] = [:]
            if let ownSettings {
                let pairs = try yaml.pairs(ownSettings, path: "\(path).settings", allowed: experiment.parameters.map(\.key))
                own = try values(pairs, of: experiment.parameters, path: "\(path).settings")
            }
            return try entry(experiment, name: name, own, paperSettings: paperSettings)
        }
    }

    /// The figure with its paper's settings, and those of its own over them.
    private func entry(
        _ experiment: any Experiment, name: String?, _ own: [String: SettingValue] = [:], paperSettings: PaperSettings
    ) throws -> ReportDefinition.Entry {
        let paper = experiment.id.paper
        let ofPaper = paperSettings.first { $0.paper == paper }?.settings ?? []
        let given = try values(ofPaper, of: experiment.parameters, path: "settings.\(paper)").merging(own) { $1 }
        return ReportDefinition.Entry(experiment: experiment, settings: Settings(experiment.parameters, given: given), name: name)
    }

    /// A measure of activations in files.
    /// - Parameters:
    ///   - folder: from which the files' paths go.
    ///   - isBlock: whether it stands in a page, where it may have a caption, and its files are called so.
    private func readMeasure(
        _ node: Yams.Node, path: String, folder: String, _ yaml: YAMLReader, isBlock: Bool = false
    ) throws -> (entry: ReportDefinition.Entry, caption: String?) {
        func full(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
        guard let measures, let named = node.mapping?.first(where: { $0.key.scalar?.string == "measure" })?.value else {
            throw yaml.fault("'measure' is missing", node, path: path, remedy: "write 'measure: entropy'")
        }
        let measure = try yaml.string(named, path: full("measure"))
        guard measures.names.contains(measure) else {
            let near = NearestNames.suggestions(for: measure, among: measures.names).first.map { "did you mean '\($0)'? " } ?? ""
            throw yaml.fault(
                "there is no measure '\(yaml.shortened(measure))'", named, path: full("measure"),
                remedy: "\(near)there are \(measures.names.joined(separator: ", "))")
        }
        let words = ["measure", "as", "title"] + (isBlock ? ["files", "caption"] : [])
        let pairs = try yaml.pairs(node, path: path, allowed: words + measures.keys(of: measure))
        let given = Dictionary(uniqueKeysWithValues: pairs.map { ($0.key, $0.value) })
        var fields: [String: DefinitionValue] = [:]
        var places: [String: [String]] = [:]
        for (key, keyNode, value) in pairs where key == "files" || !words.contains(key) {
            let name = key == "files" ? "activations" : key
            guard fields[name] == nil else {
                throw yaml.fault("'files' and 'activations' name the same", keyNode, path: full(key), remedy: "keep one of them")
            }
            fields[name] = try self.text(value, path: full(key), yaml)
            let texts = value.sequence?.enumerated().map { ($1, "\(full(key))[\($0)]") } ?? [(value, full(key))]
            places[name] = texts.map { yaml.place($0, path: $1) }
        }
        let name = try given["as"].map { try entryName($0, path: full("as"), yaml) } ?? measure
        let title = try given["title"].map { try line(yaml.string($0, path: full("title"))) }
        let caption = try given["caption"].map { try line(yaml.string($0, path: full("caption"))) }
        do {
            let experiment = try measures.figure(
                of: measure, name: name, title: title, fields: fields, places: places, folder: folder)
            return (ReportDefinition.Entry(experiment: experiment, settings: Settings(experiment.parameters)), caption)
        } catch let problem as MeasureEntryProblem {
            let key = problem.key == "activations" && given["files"] != nil ? "files" : problem.key
            let known = key.flatMap { given[$0] == nil ? nil : $0 }
            throw yaml.fault(
                problem.problem, known.flatMap { given[$0] } ?? node, path: known.map(full) ?? path,
                remedy: isBlock ? problem.remedy?.replacing("activations: ", with: "files: ") : problem.remedy)
        }
    }

    /// A scalar's text, or a list of such.
    private func text(_ node: Yams.Node, path: String, _ yaml: YAMLReader) throws -> DefinitionValue {
        if let list = node.sequence {
            return .list(try list.enumerated().map { try text($1, path: "\(path)[\($0)]", yaml) })
        }
        return .text(try yaml.string(node, path: path))
    }

    /// What a figure is called in its report: part of its id, and of files' names.
    private func entryName(_ node: Yams.Node, path: String, _ yaml: YAMLReader) throws -> String {
        let name = try yaml.string(node, path: path)
        let isName =
            name.count <= 60 && name.first.map { $0.isASCII && ($0.isLetter || $0.isNumber) } == true
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        guard isName else {
            throw yaml.fault(
                "'\(yaml.shortened(name))' cannot be a name", node, path: path,
                remedy: "take letters, digits, '-', '_' and '.', 60 at most, a letter or a digit first")
        }
        return name
    }

    /// The text on one line.
    private func line(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

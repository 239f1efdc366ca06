import Files
import Foundation
import Notebook
import Yams

/// Reads the pages of a report's definition, and the bibliographies that these name.
struct PageReader {
    /// The definition's file, for errors.
    let file: String
    let place: ReportPlace

    /// A file that a definition or a page names.
    struct Named {
        /// As errors name it.
        let shown: String
        /// As it is opened.
        let path: String
        /// Where it is named: "reports/mine.yml:3: pages[0]".
        let place: String
    }

    /// The page's file: by a path from the definition's folder.
    func named(_ text: String, at place: String) -> Named {
        Named(
            shown: Self.joined(FilePath(file).folder, text), path: Self.joined(FilePath(self.place.file).folder, text), place: place
        )
    }

    /// What a definition's pages are.
    struct Pages {
        /// With the path that each is opened by.
        var pages: [(page: Page, path: String)] = []
        var bibliography = Bibliography()
        /// Of the pages, the bibliographies and what links lead to, as they are opened.
        var files: [String] = []
    }

    /// Reads the pages in order, and looks up what they cite.
    /// - Parameter bibliographies: those that the definition itself names.
    /// - Throws: a `Fault` (status usage) with file and line.
    func pages(_ files: [Named], bibliographies: [Named]) throws -> Pages {
        var pages: [Page] = []
        var wanted = bibliographies
        for (index, named) in files.enumerated() {
            let page = try Page(reading: try Self.text(named, limit: Page.longest, "page"), file: named.shown, number: index + 1)
            if let other = pages.first(where: { Self.normal($0.file) == Self.normal(page.file) }) {
                throw Fault("the page \(other.file) is listed twice", at: named.place, remedy: "list it once", status: .usage)
            }
            wanted += try head(of: page, named)
            pages.append(page)
        }
        var bibliography = Bibliography()
        var known: Set<String> = []
        for named in wanted where known.insert(Self.normal(named.path)).inserted {
            let text = try Self.text(named, limit: BibliographyReader.longest, "bibliography")
            try bibliography.add(BibliographyReader.entries(in: text, file: named.shown))
        }
        for page in pages {
            for key in page.citedKeys { try bibliography.check(key.text, at: page.place(key.line)) }
        }
        let paths = Dictionary(zip(pages.map(\.file), files.map(\.path)), uniquingKeysWith: { first, _ in first })
        var read = Pages(bibliography: bibliography, files: (files + wanted).map(\.path))
        for (page, named) in zip(pages, files) { read.pages.append((try resolved(page, paths, &read.files), named.path)) }
        return read
    }

    /// The bibliographies that the page's head names.
    private func head(of page: Page, _ named: Named) throws -> [Named] {
        guard let head = page.head, head.text.contains(where: { !$0.isWhitespace }) else { return [] }
        let yaml = YAMLReader(file: page.file)
        let node = try yaml.compose(Self.moved(head.text, to: head.line), wanting: "it a bibliography")
        let fields = try yaml.fields(node, path: "", allowed: ["bibliography"])
        return try fields["bibliography"].map { node in
            try yaml.texts(node, path: "bibliography").map {
                Named(
                    shown: Self.joined(FilePath(page.file).folder, $0.text),
                    path: Self.joined(FilePath(named.path).folder, $0.text),
                    place: $0.place)
            }
        } ?? []
    }

    /// The text on lines of its own further down, so that its places are those of the file that it stands in.
    static func moved(_ text: String, to line: Int) -> String { String(repeating: "\n", count: line - 1) + text }

    private static func text(_ named: Named, limit: Int, _ kind: String) throws -> String {
        let bytes: [UInt8]?
        do {
            bytes = try PlainFile.read(named.path, limit: limit)
        } catch let fault as Fault {
            throw Fault("\(named.shown): \(fault.problem)", at: named.place, remedy: fault.remedy, status: .usage)
        }
        guard let bytes else {
            let folder = FilePath(named.path).folder
            let ending = FilePath(named.path).ending
            let there = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted().filter {
                FilePath($0).ending == ending
            }
            let near = NearestNames.suggestions(for: FilePath(named.path).name, among: there).first
            throw Fault(
                "there is no \(kind) \(named.shown)", at: named.place,
                remedy: near.map { "did you mean \(Self.joined(FilePath(named.shown).folder, $0))?" }
                    ?? "paths go from the folder of the file that names them",
                status: .usage)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Fault("\(named.shown) is not UTF-8 text", at: named.place, remedy: "save it as UTF-8", status: .usage)
        }
        return text
    }

    // MARK: Links

    /// The page with its links' destinations as they are in the report's folder.
    /// - Parameter targets: takes the files that the links lead to.
    private func resolved(_ page: Page, _ paths: [String: String], _ targets: inout [String]) throws -> Page {
        let files = Dictionary(paths.keys.map { (Self.normal($0), $0) }, uniquingKeysWith: { first, _ in first })
        return try page.resolving { link in
            let text = link.text
            if text.hasPrefix("#") { return .section(page: page.file, id: Self.decoded(text.dropFirst()), line: link.line) }
            guard text.firstMatch(of: #/^([A-Za-z][A-Za-z0-9+.\-]*:|\/)/#) == nil, !text.isEmpty else { return .text(text) }
            let cut = text.firstIndex(of: "#") ?? text.endIndex
            let name = Self.decoded(text[..<cut])
            if let file = files[Self.normal(Self.joined(FilePath(page.file).folder, name))] {
                return .section(page: file, id: Self.decoded(text[cut...].dropFirst()), line: link.line)
            }
            let target = Self.joined(FilePath(paths[page.file] ?? page.file).folder, name)
            guard FileManager.default.fileExists(atPath: target) else {
                let near = NearestNames.suggestions(for: FilePath(name).name, among: files.values.map { FilePath($0).name }).first
                throw Fault(
                    "the link leads to '\(name.prefix(100))', which is not there", at: page.place(link.line),
                    remedy: near.map { "did you mean \($0)?" }
                        ?? "link to a page of the report, to a file beside this one, or to an address", status: .usage)
            }
            targets.append(target)
            return .text(Self.relative(target, from: place.folder) + text[cut...])
        }
    }

    /// How the file is named from the folder, as a link has it.
    private static func relative(_ file: String, from folder: String) -> String {
        let target = URL(fileURLWithPath: file).standardizedFileURL.pathComponents
        let base = URL(fileURLWithPath: folder).standardizedFileURL.pathComponents
        let common = zip(target, base).prefix { $0 == $1 }.count
        let parts = Array(repeating: "..", count: base.count - common) + target[common...]
        let plain = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "()<>\\"))
        return parts.joined(separator: "/").addingPercentEncoding(withAllowedCharacters: plain) ?? parts.joined(separator: "/")
    }

    private static func decoded(_ text: some StringProtocol) -> String { text.removingPercentEncoding ?? String(text) }

    private static func joined(_ folder: String, _ name: String) -> String {
        name.hasPrefix("/") ? name : FilePath(folder).appending(name)
    }

    /// Without steps that lead nowhere.
    private static func normal(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}

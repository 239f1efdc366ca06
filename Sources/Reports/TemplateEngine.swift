import Files
import Foundation
import Stencil

/// Stencil, made strict: an unknown name, a tag without an end or a missing file is an error that names file and line.
struct TemplateEngine {
    private let loader: FolderLoader
    private let environment: Environment

    /// - Parameters:
    ///   - folder: the folder of templates.
    ///   - anchors: the headings' ids of the report's figures, by figure: `{{ "paper/fig1"|link:"Figure 1" }}` is a link where the
    ///     figure is in the report and mere words where it is not.
    init(folder: String, anchors: [String: String]) {
        let loader = FolderLoader(folder: folder)
        let words = Extension()
        words.registerFilter("line") { value in
            (value as? String)?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        words.registerFilter("link") { value, arguments in
            guard let id = value as? String, let label = arguments.first as? String, arguments.count == 1 else {
                throw TemplateSyntaxError("'link' is written \"paper/figure\"|link:\"Figure 1\"")
            }
            return anchors[id].map { "[\(label)](#\($0))" } ?? label
        }
        self.loader = loader
        environment = Environment(loader: loader, extensions: [words], trimBehaviour: .smart)
    }

    /// The template with its names replaced.
    /// - Throws: a `Fault` (status usage) that names the template, the line and what is wrong.
    func render(_ name: String, _ context: [String: Any]) throws -> String {
        loader.roots = Set(context.keys)
        loader.fault = nil
        do {
            return try environment.renderTemplate(name: name, context: context)
        } catch {
            throw loader.fault ?? fault(for: error, in: name)
        }
    }

    /// A file of the folder as it is.
    /// - Throws: a `Fault` (status usage).
    func file(_ name: String) throws -> String { try loader.source(name) }

    private func fault(for error: any Error, in name: String) -> Fault {
        guard let error = error as? TemplateSyntaxError else { return Fault("\(error)", at: path(name), status: .usage) }
        guard let token = error.stackTrace.first ?? error.token else { return Fault(error.reason, at: path(name), status: .usage) }
        let file = token.sourceMap.filename ?? name
        let line = loader.checkers[file]?.line(of: token) ?? Int(token.sourceMap.location.lineNumber)
        return Fault(error.reason, at: "\(path(file)):\(line)", remedy: "mend the template", status: .usage)
    }

    private func path(_ name: String) -> String { loader.path(name) }
}

/// Templates of one folder, each checked when it is loaded.
private final class FolderLoader: Loader {
    let folder: String
    /// The names that the rendering at hand defines; those of loops come in as templates are loaded, the including one first.
    var roots: Set<String> = []
    /// The first error of the rendering at hand; Stencil would keep only its words.
    var fault: Fault?
    private(set) var checkers: [String: TemplateChecker] = [:]
    private var templates: [String: Template] = [:]
    private var sources: [String: String] = [:]

    init(folder: String) { self.folder = folder }

    func path(_ name: String) -> String { "\((folder as NSString).lastPathComponent)/\(name)" }

    func source(_ name: String) throws -> String {
        if let source = sources[name] { return source }
        guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
            throw Fault("there is no such template", at: path(name), remedy: "write it, or restore it", status: .usage)
        }
        guard let source = String(validating: bytes, as: UTF8.self) else {
            throw Fault("the template is not UTF-8", at: path(name), remedy: "save it as UTF-8", status: .usage)
        }
        sources[name] = source.replacingOccurrences(of: "\r\n", with: "\n")
        return source
    }

    func loadTemplate(name: String, environment: Environment) throws -> Template {
        do {
            let (template, checker) = try loaded(name, environment)
            try checker.check(roots: roots) { try loaded($0, environment).checker.blocks }
            roots.formUnion(checker.loopVariables)
            return template
        } catch {
            if let error = error as? Fault, fault == nil { fault = error }
            throw error
        }
    }

    private func loaded(_ name: String, _ environment: Environment) throws -> (template: Template, checker: TemplateChecker) {
        if let template = templates[name], let checker = checkers[name] { return (template, checker) }
        let source = try source(name)
        let template = environment.templateClass.init(templateString: source, environment: environment, name: name)
        let checker = try TemplateChecker(name: path(name), source: source, tokens: template.tokens)
        templates[name] = template
        checkers[name] = checker
        return (template, checker)
    }
}

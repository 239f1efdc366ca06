import Files
import Foundation
import Stencil

/// Templates of one folder, each checked when it is loaded.
final class TemplateLoader: Loader {
    private let folder: String
    /// The names that the rendering at hand defines; those of loops come in as templates are loaded, the including one first.
    var roots: Set<String> = []
    private var loaded: [String: (template: Template, checker: TemplateChecker)] = [:]
    /// The names with which a template was found right.
    private var passed: [String: Set<String>] = [:]
    private var sources: [String: String] = [:]
    /// The texts of the templates that were asked for since this was last emptied.
    var read: [String: String] = [:]

    init(folder: String) { self.folder = folder }

    /// The template's path as messages give it.
    func path(_ name: String) -> String { "\(FilePath(folder).name)/\(name)" }

    /// Where the tag stands: "templates/figure.md:12".
    func place(of token: Token?, in template: String?) -> String {
        guard let token, let file = token.sourceMap.filename else { return template.map(path) ?? path("") }
        return "\(path(file)):\(loaded[file]?.checker.line(of: token) ?? Int(token.sourceMap.location.lineNumber))"
    }

    /// The file's text, with lines that end in a line feed.
    /// - Throws: a `Fault` (status usage).
    func source(_ name: String) throws -> String {
        if let source = sources[name] { return source }
        // What lies elsewhere, or is hidden, would change without the page's being set anew.
        guard name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }) else {
            throw Fault(
                "a template stands in the folder of templates, under a name that begins with no stop", at: path(name),
                remedy: "put it there, and name it from there", status: .usage)
        }
        let bytes: [UInt8]?
        do {
            bytes = try name.utf8.contains(0) ? nil : PlainFile.read("\(folder)/\(name)", limit: TemplateLimits.fileSize)
        } catch let error as Fault {
            throw Fault(error.problem, at: path(name), remedy: error.remedy, status: .usage)
        }
        guard let bytes else {
            throw Fault("there is no such template", at: path(name), remedy: "write it, or restore it", status: .usage)
        }
        guard let source = String(validating: bytes, as: UTF8.self) else {
            throw Fault("the template is not UTF-8", at: path(name), remedy: "save it as UTF-8", status: .usage)
        }
        let text = source.replacing("\r\n", with: "\n")
        sources[name] = text
        return text
    }

    func loadTemplate(name: String, environment: Environment) throws -> Template {
        let (template, checker) = try load(name, environment)
        if passed[name] != roots {
            try checker.check(roots: roots) { try load($0, environment).checker.blocks }
            passed[name] = roots
        }
        roots.formUnion(checker.loopVariables)
        return template
    }

    private func load(_ name: String, _ environment: Environment) throws -> (template: Template, checker: TemplateChecker) {
        let source = try source(name)
        read[name] = source
        if let found = loaded[name] { return found }
        let template = environment.templateClass.init(templateString: source, environment: environment, name: name)
        let checker = try TemplateChecker(name: path(name), source: source, tokens: template.tokens)
        loaded[name] = (template, checker)
        return (template, checker)
    }
}

import Files
import Stencil

/// Stencil, made strict and bounded: an unknown name, a tag without an end, a missing file, an inclusion that never ends are errors that
/// name file and line.
package final class TemplateEngine {
    private let loader: TemplateLoader
    private let anchors: [String: String]
    private let steps: Int
    private let isCancelled: () -> Bool

    /// - Parameters:
    ///   - folder: the folder of templates.
    ///   - anchors: the headings' ids of the report's figures, by figure: `{{ "paper/fig1"|link:"Figure 1" }}` is a link where the
    ///     figure is in the report and mere words where it is not.
    ///   - steps: how many texts, tags and turns of loops one rendering may go through.
    ///   - isCancelled: asked before every piece that is rendered.
    package init(
        folder: String, anchors: [String: String], steps: Int = 1_000_000, isCancelled: @escaping () -> Bool
    ) {
        self.steps = steps
        loader = TemplateLoader(folder: folder)
        self.anchors = anchors
        self.isCancelled = isCancelled
    }

    /// The template with its names replaced.
    /// - Throws: a `Fault` (status usage) that names the template, the line and what is wrong; `CancellationError`.
    package func render(_ name: String, _ context: [String: Any]) throws -> String {
        try LargeStack.run(bytes: TemplateLimits.stack) { try self.rendered(name, context) }
    }

    private func rendered(_ name: String, _ context: [String: Any]) throws -> String {
        loader.roots = Set(context.keys)
        let run = TemplateRun(
            given: context.values.reduce(0) { $0 + (($1 as? String)?.utf8.count ?? 0) },
            steps: steps, place: { [loader] in loader.place(of: $0, in: $1) }, isCancelled: isCancelled)
        let environment = Environment(
            loader: loader, extensions: [TemplateTags(run: { run }), TemplateFilters(anchors: anchors)], trimBehaviour: .smart)
        do {
            return try run.entering(name, nil) {
                try run.render(environment.nodes(ofTemplate: name), Context(dictionary: context, environment: environment))
            }
        } catch let error as TemplateSyntaxError {
            throw Fault(error.reason, at: loader.place(of: error.token, in: name), remedy: "mend the template", status: .usage)
        }
    }

    /// What a rendering read besides its context: templates, by name, and the ids that links lead to.
    struct Reading: Sendable {
        fileprivate var sources: [String: String]
        fileprivate var anchors: [String: String]
    }

    /// What the work renders, with what was read for it.
    func reading<Value>(_ work: () throws -> Value) rethrows -> (Value, Reading) {
        loader.read = [:]
        let value = try work()
        return (value, Reading(sources: loader.read, anchors: anchors))
    }

    /// Whether the same would be read now.
    func reads(_ earlier: Reading) -> Bool {
        earlier.anchors == anchors && earlier.sources.allSatisfy { (try? loader.source($0.key)) == $0.value }
    }

    /// A file of the folder as it is.
    /// - Throws: a `Fault` (status usage).
    func file(_ name: String) throws -> String { try loader.source(name) }
}

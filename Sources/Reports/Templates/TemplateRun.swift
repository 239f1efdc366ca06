import Files
import Stencil

/// One rendering under way: how deep it is, how much it has done, and whether it is to stop.
///
/// Everything that can repeat or nest goes through `render(_:_:)` and `entering(_:_:_:)`, so limits and cancellation hold everywhere.
final class TemplateRun {
    /// The place of a tag, as "templates/figure.md:12", or of a template where there is no tag.
    private let place: (Token?, _ template: String?) -> String
    private let isCancelled: () -> Bool
    private let sizeLimit: Int
    private let stepLimit: Int
    private var steps = 0
    private var underWay: [String] = []

    /// - Parameters:
    ///   - given: the size of the texts that the templates are given, in bytes.
    ///   - steps: how many pieces may be rendered.
    init(
        given: Int, steps: Int, place: @escaping (Token?, _ template: String?) -> String, isCancelled: @escaping () -> Bool
    ) {
        stepLimit = steps
        sizeLimit = TemplateLimits.renderedSize + 2 * given
        self.place = place
        self.isCancelled = isCancelled
    }

    /// The nodes' texts, one after the other.
    /// - Throws: a `Fault` (status usage) with the place of the node where one cannot be rendered or a limit is passed;
    ///   `CancellationError`.
    func render(_ nodes: [any NodeType], _ context: Context) throws -> String {
        var result = ""
        for node in nodes {
            try step(node.token)
            do {
                result += try node.render(context)
            } catch let error as TemplateSyntaxError {
                throw fault(error.reason, error.token ?? node.token, "mend the template")
            }
            try check(size: result.utf8.count, node.token)
            if Self.isLeaving(context) { break }
        }
        return result
    }

    /// Counts one piece of work.
    func step(_ token: Token?) throws {
        if isCancelled() { throw CancellationError() }
        steps += 1
        guard steps <= stepLimit else {
            throw fault(
                "the template repeats without end: over \(stepLimit.printed) pieces were rendered", token,
                "see what its loops and inclusions multiply to")
        }
    }

    func check(size: Int, _ token: Token?) throws {
        guard size <= sizeLimit else {
            throw fault(
                "more than \((sizeLimit >> 20).printed) MB are rendered", token, "see what its loops and inclusions multiply to")
        }
    }

    /// Does what is to be done inside a template that another includes or extends.
    func entering<Value>(_ name: String, _ token: Token?, _ body: () throws -> Value) throws -> Value {
        guard underWay.count < TemplateLimits.depth else {
            let chain = underWay.suffix(3) + [name]
            throw fault(
                "templates include or extend one another more than \(TemplateLimits.depth) deep: … \(chain.joined(separator: " > "))",
                token, underWay.contains(name) ? "end the circle that leads back to \(name)" : "nest them less")
        }
        underWay.append(name)
        defer { underWay.removeLast() }
        return try body()
    }

    func fault(_ problem: String, _ token: Token?, _ remedy: String) -> Fault {
        Fault(problem, at: place(token, underWay.last), remedy: remedy, status: .usage)
    }

    // MARK: Loops that are left early, as Stencil's own tags 'break' and 'continue' mark them

    private static let breakMark = "_internal_forloop_break"
    private static let continueMark = "_internal_forloop_continue"

    static func isBroken(_ context: Context) -> Bool { context[breakMark] != nil }

    private static func isLeaving(_ context: Context) -> Bool { context[breakMark] != nil || context[continueMark] != nil }
}

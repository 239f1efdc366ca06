import Foundation
import Reports

/// A copy of the project's templates with one more for each sample figure, gone when it is released.
final class TemplatesCopy {
    let path: String

    init(figures: Int) throws {
        let files = FileManager.default
        path = NSTemporaryDirectory() + "refigure-benchmark-\(UUID().uuidString)"
        // From Benchmarks/Benchmarks/Reporting/ up to the project.
        let project = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        try files.copyItem(at: project.appendingPathComponent("templates"), to: URL(fileURLWithPath: path))
        for number in 0..<figures {
            let name = "\(path)/figures/benchmark-fig\(number + 1).md"
            try Self.template.write(toFile: name, atomically: true, encoding: .utf8)
        }
    }

    var report: ReportBuilder { ReportBuilder(templatesFolder: path) }
    var diff: DiffBuilder { DiffBuilder(templatesFolder: path) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    private static let paragraph = """
        An *information plane* shows what each layer of a network holds while the network learns. Every point is one layer at one epoch. \
        Across stands *I*(*X*; *T*), upwards *I*(*T*; *Y*), both in bits; *H*(*X*) = {{ values.hx }} bits.


        """

    private static let template = """
        {% extends "figure.md" %}
        {% block introduction %}
        \(String(repeating: paragraph, count: 3)){% endblock %}
        {% block alt %}Four planes with a path a layer.{% endblock %}
        {% block caption %}Planes of six layers.{% endblock %}
        {% block see %}
        \(paragraph)This run: {{ claim.rises.verdict }}.
        {% endblock %}

        """
}

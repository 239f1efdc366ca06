import Foundation
import Results
import Testing

@Suite struct GalleryTests {
    @Test(
        "a result of other code is named instead of being drawn, the others are drawn, and the exit code is 70",
        arguments: ["source Experiments", "source Results"])
    func otherCode(_ source: String) throws {
        let project = try CommandProject()
        #expect(try project.run("run", "--report", "small", "--quiet").status == 0)
        let id = FigureID(paper: "information-plane", figure: "fig1")
        let path = ResultFile.path(of: id, inReport: "\(project.path)/reports/small")
        guard case .valid(let file) = try ResultFile.read(path) else { throw CocoaError(.fileReadCorruptFile) }
        var inputs = file.inputs
        let place = try #require(inputs.firstIndex { $0.name.hasPrefix(source) })
        inputs[place].value = String(repeating: "0", count: 64)
        // Panels that the code at hand does not expect.
        var result = file.result
        result.panels.removeLast()
        try ResultFile(inputs: inputs, result: result).write(to: path)

        let gallery = try project.run("gallery", "--report", "small")
        #expect(gallery.status == 70)
        #expect(gallery.output.contains("information-plane/fig1   not drawn: other code computed it"), "\(gallery.output)")
        #expect(
            gallery.errors
                == "refigure: not drawn, as other code computed them: information-plane/fig1; "
                + "`refigure report --report small` computes them anew\n")
        #expect(project.files("reports/gallery") == ["information-plane-fig17.png"])
        // A diff draws nothing of it either.
        #expect(try project.run("accept", "information-plane/fig17", "--report", "small", "--reason", "one").status == 0)
        let diff = try project.run("diff", "--report", "small")
        #expect([0, 1].contains(diff.status), "\(diff.errors)")
    }
}

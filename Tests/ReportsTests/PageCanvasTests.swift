import CairoCanvas
import Charts
import Foundation
import Testing

@testable import Reports

@Suite("Pictures that are parts of a page") struct PageCanvasTests {
    private func drawn(_ draw: (PageCanvas) -> Void) -> (content: String, sheet: String) {
        let styles = PageStyles()
        // A made-up font, so that the words are the same everywhere.
        let canvas = PageCanvas(measuring: RecordingCanvas(), styles: styles)
        draw(canvas)
        return (canvas.content, styles.sheet)
    }

    private func outline(_ elements: [Path.Element], from origin: Point = Point(0, 0)) -> String {
        PageOutline(Path(elements), from: origin).text
    }

    @Test("an outline goes by steps in tenths of a point, and its errors do not add up")
    func outlines() {
        #expect(
            outline([.move(Point(1, 2)), .line(Point(3, 2)), .line(Point(3, 5.5)), .line(Point(2.5, 5)), .close])
                == "M1,2h2v3.5l-.5-.5Z")
        #expect(
            outline([.move(Point(0.61, -0.16)), .curve(Point(1, 0), Point(2, 0.05), Point(3, 0))]) == "M.6-.2c.4,.2,1.4,.3,2.4,.2")
        #expect(outline([.move(Point(1, 1)), .line(Point(2, 1))], from: Point(10, 20)) == "M11,21h1")
        // A third a step: a thousand of them end within a tenth of where they should.
        let steps = (0...1000).map { Point(Double($0) / 3, 0.04 * Double($0 % 2)) }
        let text = outline(Path.polyline(steps).elements)
        let reached = text.matches(of: #/[hl](-?[0-9]*\.?[0-9]+)/#).reduce(0.0) { $0 + (Double($1.1) ?? .nan) }
        #expect(abs(reached - 1000.0 / 3) < 0.06)
    }

    @Test("what does not get anywhere is left out, and a line of no length is still a dot")
    func dots() {
        #expect(outline([.move(Point(1, 1)), .line(Point(1.01, 1.02)), .line(Point(2, 1))]) == "M1,1h1")
        #expect(outline([.move(Point(1, 1)), .line(Point(1.01, 1))]) == "M1,1h0")
        #expect(outline([.move(Point(1, 1)), .move(Point(5, 5)), .line(Point(6, 5))]) == "M1,1h0M5,5h1")
        #expect(outline([]) == "")
    }

    @Test("discs are dots of round lines, of one style in one path; where they shine through, each by itself")
    func discs() {
        let solid = drawn { canvas in
            for x in [1.0, 4] { canvas.fill(.circle(at: Point(x, 2), radius: 1.5), with: Color(hex: 0x0072B2)) }
        }
        #expect(solid.content == "<path class=\"p0\" d=\"M1,2h0M4,2h0\"/>")
        #expect(solid.sheet.contains(".p0{stroke:#0072b2;stroke-width:3;stroke-linecap:round}"))
        let clear = drawn { canvas in
            for x in [1.0, 4] { canvas.fill(.circle(at: Point(x, 2), radius: 1.5), with: Color(hex: 0x0072B2, alpha: 0.4)) }
        }
        #expect(clear.content == "<path class=\"p0\" d=\"M1,2h0\"/><path class=\"p0\" d=\"M4,2h0\"/>")
        #expect(clear.sheet.contains(";stroke-opacity:.4}"))
        // An ellipse is none.
        #expect(PageOutline.disc(Path([.move(Point(2, 0)), .line(Point(0, 0)), .close])) == nil)
    }

    @Test("greys are the page's, mixed of its ink and paper, and turn in the dark; colours stay")
    func greys() {
        let found = drawn { canvas in
            canvas.stroke(.polyline([Point(0, 0), Point(9, 9)]), with: Stroke(.gray(0.2), width: 0.75, dash: [3, 2]))
            canvas.fill(.rectangle(Rect(x: 1, y: 1, width: 2, height: 2)), with: .white)
            canvas.fill(.rectangle(Rect(x: 1, y: 1, width: 2, height: 2)), with: .white.withAlpha(0))
        }
        #expect(found.content == "<path class=\"p0\" d=\"M0,0l9,9\"/><path class=\"p1\" d=\"M1,1h2v2h-2Z\"/>")
        #expect(found.sheet.contains("--grey-51:#333333;--grey-255:#ffffff"))
        #expect(found.sheet.contains("--grey-255:#17181b"))
        #expect(found.sheet.contains("stroke:var(--grey-51);stroke-width:.75;stroke-linejoin:round;stroke-dasharray:3 2"))
    }

    @Test("cells of one colour are one path, whatever stands between them, unless one lies over another")
    func cells() {
        let (red, blue) = (Color(hex: 0xFF0000), Color(hex: 0x0000FF))
        func cell(_ column: Int, _ width: Double = 2) -> Path {
            .rectangle(Rect(x: 2 * Double(column), y: 0, width: width, height: 2))
        }
        let apart = drawn { canvas in for column in 0..<4 { canvas.fill(cell(column), with: column % 2 == 0 ? red : blue) } }
        #expect(
            apart.content
                == "<path class=\"p0\" d=\"M0,0h2v2h-2ZM4,0h2v2h-2Z\"/><path class=\"p1\" d=\"M2,0h2v2h-2ZM6,0h2v2h-2Z\"/>")
        // Cells side by side are one, as those are that reach into each other.
        let run = drawn { canvas in
            for column in 0..<3 { canvas.fill(cell(column, 3), with: red) }
            canvas.fill(cell(4), with: red)
        }
        #expect(run.content == "<path class=\"p0\" d=\"M0,0h7v2h-7ZM8,0h2v2h-2Z\"/>")
        // The third lies over the second, which is drawn before it.
        let over = drawn { canvas in
            canvas.fill(cell(0), with: red)
            canvas.fill(cell(1), with: blue)
            canvas.fill(cell(1, 1), with: red)
        }
        #expect(
            over.content == "<path class=\"p0\" d=\"M0,0h2v2h-2Z\"/><path class=\"p1\" d=\"M2,0h2v2h-2Z\"/>"
                + "<path class=\"p0\" d=\"M2,0h1v2h-1Z\"/>")
    }

    @Test("text is text, as broad as it was laid out, its signs escaped, and its runs set apart")
    func text() {
        let style = TextStyle(size: 10)
        let found = drawn { canvas in
            canvas.translate(x: 5, y: 0)
            canvas.draw(RichText(plain: "a < b & \"c\""), style: style, at: Point(1, 2), angle: 0)
            canvas.draw("*I*(*X*; *T*_1)", style: style, at: Point(0, 0), angle: 90)
            canvas.draw("", style: style, at: Point(0, 0), angle: 0)
        }
        let width = RecordingCanvas().measure(RichText(plain: "a < b & \"c\""), style: style).width
        #expect(
            found.content.hasPrefix(
                "<text class=\"p0\" x=\"6\" y=\"2\" textLength=\"\(PageOutline.number(width))\">a &lt; b &amp; &quot;c&quot;</text>"
            ))
        #expect(found.content.contains("transform=\"rotate(-90 5 0)\""))
        #expect(found.content.contains("<tspan font-style=\"italic\">T</tspan><tspan dy=\"1.7\" font-size=\"7.2\">1</tspan>"))
        #expect(found.content.contains("<tspan dy=\"-1.7\">)</tspan>"))
        #expect(found.content.components(separatedBy: "<text").count == 3)
    }

    @Test("what is clipped stands in an inner picture, and what follows in its old place")
    func clips() {
        let found = drawn { canvas in
            canvas.save()
            canvas.translate(x: 10, y: 10)
            canvas.clip(to: Rect(x: 1, y: 2, width: 30, height: 40))
            canvas.stroke(.polyline([Point(1, 2), Point(5, 2)]), with: Stroke(.black, width: 1))
            canvas.restore()
            canvas.stroke(.polyline([Point(0, 0), Point(5, 0)]), with: Stroke(.black, width: 1))
        }
        #expect(
            found.content
                == "<svg x=\"11\" y=\"12\" width=\"30\" height=\"40\"><path class=\"p0\" d=\"M0,0h4\"/></svg>"
                + "<path class=\"p0\" d=\"M0,0h5\"/>")
    }

    @Test("many of one style have it from their group, and shine through each by itself")
    func groups() {
        let color = Color(hex: 0x0072B2, alpha: 0.4)
        let found = drawn { canvas in
            for x in [1.0, 4, 7] { canvas.fill(.rectangle(Rect(x: x, y: 2, width: 2, height: 2)), with: color) }
            for x in [1.0, 4, 7] {
                canvas.draw(RichText("\(Int(x))"), style: TextStyle(size: 7, color: color), at: Point(x, 9), angle: 0)
            }
            canvas.draw(RichText("low"), style: TextStyle(size: 8), at: Point(0, 12), angle: 0)
            canvas.draw(RichText("high"), style: TextStyle(size: 8), at: Point(9, 12), angle: 0)
        }
        #expect(
            found.content
                == "<g class=\"p0\"><path d=\"M1,2h2v2h-2Z\"/><path d=\"M4,2h2v2h-2Z\"/><path d=\"M7,2h2v2h-2Z\"/></g>"
                + "<g class=\"p1\"><text x=\"1\" y=\"9\">1</text><text x=\"4\" y=\"9\">4</text><text x=\"7\" y=\"9\">7</text></g>"
                + "<text class=\"p2\" x=\"0\" y=\"12\">low</text><text class=\"p2\" x=\"9\" y=\"12\">high</text>")
        #expect(found.sheet.contains(".p0{fill:#0072b2;fill-opacity:.4;"))
        #expect(found.sheet.contains("fill-opacity:.4}"))
        #expect(!found.sheet.contains(";opacity"))
    }

    @Test("on a page, a drawing's classes have the page's names, and its words stay")
    func adopted() {
        let page = PageStyles()
        _ = page.name("fill:#123456")
        let words = "class=&quot;p0&quot;"
        let first = PageDrawing(
            content: "<path class=\"p1\" d=\"M0,0h1\"/><g class=\"p0\"><text>\(words)</text></g>",
            styles: ["fill:#fff", "fill:#123456"],
            greys: [7], width: 1, height: 1)
        #expect(page.adopt(first).content == "<path class=\"p0\" d=\"M0,0h1\"/><g class=\"p1\"><text>\(words)</text></g>")
        let second = PageDrawing(content: "<path class=\"p0\" d=\"\"/>", styles: ["fill:#fff"], greys: [200], width: 1, height: 1)
        #expect(page.adopt(second).content == "<path class=\"p1\" d=\"\"/>")
        #expect(page.declarations == ["fill:#123456", "fill:#fff"])
        #expect(page.greys == [7, 200])
    }

    @Test("a chart's page picture has all its words, and is a quarter of Cairo's file or less")
    func whole() throws {
        let points = (0..<400).map { Double($0) }
        let chart = Chart(
            panels: [
                Panel(
                    title: "Rise & fall", x: Axis("unit"), y: Axis("value"),
                    marks: [.line(LineMark(x: points, y: points.map { sin($0 / 20) }, style: .series(0)))])
            ], width: 240)
        let styles = PageStyles()
        let canvas = PageCanvas(measuring: CairoCanvas.measuring(), styles: styles)
        ChartRenderer.draw(chart, laidOut: ChartLayout(chart, measuring: CairoCanvas.measuring()), on: canvas, at: Point(0, 0))
        let file = try PictureFile.render(chart, as: .svg(idPrefix: ""), key: "k", title: "t")
        #expect((canvas.content.utf8.count + styles.sheet.utf8.count) * 4 < file.count)
        for word in ["Rise &amp; fall", ">unit<", ">value<"] { #expect(canvas.content.contains(word), "\(word)") }
    }
}

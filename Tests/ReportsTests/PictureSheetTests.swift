import CairoCanvas
import Charts
import Testing

@testable import Reports

@Suite("Pictures that are parts of a page") struct PictureSheetTests {
    @Test("an outline by steps ends where it ended, and what is none of Cairo's stays as it is")
    func outlines() {
        #expect(SVGOutline.compact("M 1 2 L 3 2 L 3 5.5 L 2.5 5 Z M 1 2 ") == "M1,2h2v3.5l-.5-.5Z")
        #expect(SVGOutline.compact("M 0.61 -0.16 C 1 0 2 0.05 3 0 ") == "M.61-.16c.39,.16,1.39,.21,2.39,.16")
        #expect(SVGOutline.compact("M 1 2 A 3 3 0 0 1 4 4") == "M 1 2 A 3 3 0 0 1 4 4")
        #expect(SVGOutline.compact("") == "")
    }

    @Test("a style keeps what is not SVG's default")
    func styles() {
        #expect(
            SVGStyle.compact(" stroke:none;fill-rule:nonzero;fill:rgb(100%,0%,44.705882%);fill-opacity:1;")
                == "style=\"fill:#ff0072\" ")
        #expect(SVGStyle.compact("fill:none;stroke-linejoin:miter;stroke-miterlimit:10;").contains("stroke-miterlimit:10"))
        #expect(SVGStyle.compact("stroke:none;") == "")
        #expect(!SVGStyle.isOpaque(SVGStyle.compact("fill:rgb(0%,0%,0%);fill-opacity:0.5;")))
    }

    @Test("letters stand in the page once for all pictures, and no two pictures have an id in common")
    func shared() throws {
        var sheet = PictureSheet()
        let chart = Chart(
            panels: [
                Panel(x: Axis("unit"), y: Axis("value"), marks: [.points(PointsMark(x: [1, 2], y: [3, 4], style: .series(0)))])
            ],
            width: 240)
        let svg = try PictureFile.render(chart, as: .svg(idPrefix: ""), key: "k", title: "t")
        let first = sheet.drawing(svg)
        let letters = sheet.definitions
        let second = sheet.drawing(svg)
        #expect(sheet.definitions == letters && letters.contains("id=\"letters-0\""))
        #expect(first.content.utf8.count * 2 < svg.count && first.viewBox.hasPrefix("0 0 240 "))
        func ids(_ text: String) -> Set<Substring> { Set(text.matches(of: #/ id="([^"]+)"/#).map(\.1)) }
        #expect(!ids(first.content).isEmpty && ids(first.content).isDisjoint(with: ids(second.content)))
        let all = ids(letters).union(ids(first.content))
        for match in (letters + first.content).matches(of: #/(?:href="#|url\(#)([^")]+)/#) {
            #expect(all.contains(match.1), "\(match.1)")
        }
    }
}

import CairoCanvas
import Charts

/// A part of an equation laid out, to be put beside or above others. Lengths are points from the left end of its baseline, y downwards.
struct FormulaBox {
    var width = 0.0
    var ascent = 0.0
    var descent = 0.0
    var parts: [InlineDrawing.Part] = []

    var height: Double { ascent + descent }

    var drawing: InlineDrawing { InlineDrawing(width: max(0, width), ascent: ascent, descent: descent, parts: parts) }

    /// Puts another one on this one's paper, its baseline's left end at the point.
    mutating func put(_ box: FormulaBox, x: Double, y: Double = 0) {
        ascent = max(ascent, box.ascent - y)
        descent = max(descent, box.descent + y)
        for part in box.parts {
            switch part {
            case .text(let text, let style, let point): parts.append(.text(text, style, Point(point.x + x, point.y + y)))
            case .fill(let path, let color): parts.append(.fill(path.moved(x: x, y: y), color))
            case .stroke(let path, let stroke): parts.append(.stroke(path.moved(x: x, y: y), stroke))
            }
        }
    }
}

extension Path {
    func moved(x: Double, y: Double) -> Path { mapped { Point($0.x + x, $0.y + y) } }
}

/// A canvas that writes down what it is asked to draw, one line a call, with a made-up font whose letters have fixed widths: a drawing's record
/// is the same on every machine.
public final class RecordingCanvas: Canvas {
    /// What was drawn, in order.
    public private(set) var lines: [String] = []

    public init() {}

    /// The record as one text.
    public var record: String { lines.map { $0 + "\n" }.joined() }

    public func measure(_ text: RichText, style: TextStyle) -> TextMetrics {
        let width = text.runs.reduce(0.0) { sum, run in
            let letters = run.text.reduce(0.0) { $0 + Self.breadth(of: $1) }
            return sum + letters * (run.script == .normal ? 1 : TextShape.scriptSize) * (run.bold || style.bold ? 1.06 : 1)
        }
        return TextShape.metrics(of: text, size: style.size, width: width * style.size)
    }

    private static func breadth(of letter: Character) -> Double {
        switch letter {
        case "i", "l", "j", ".", ",", ";", ":", "'", "|", "(", ")", " ": 0.29
        case "\u{2009}": 0.18
        case "m", "w", "M", "W", "%": 0.86
        case "0"..."9", "\u{2212}", "×": 0.62
        default: letter.isUppercase ? 0.68 : 0.56
        }
    }

    public func save() { lines.append("save") }
    public func restore() { lines.append("restore") }
    public func translate(x: Double, y: Double) { lines.append("translate \(Self.pair(x, y))") }

    public func clip(to rect: Rect) {
        lines.append("clip \(Self.pair(rect.x, rect.y)) \(Self.pair(rect.width, rect.height))")
    }

    public func fill(_ path: Path, with color: Color) { lines.append("fill \(Self.code(color)) \(Self.trace(path))") }

    public func stroke(_ path: Path, with stroke: Stroke) {
        var line = "stroke \(Self.code(stroke.color)) \(Self.number(stroke.width))"
        if !stroke.dash.isEmpty { line += " dash \(stroke.dash.map(Self.number).joined(separator: ","))" }
        if stroke.cap == .round { line += " round" }
        lines.append(line + " \(Self.trace(path))")
    }

    public func draw(_ text: RichText, style: TextStyle, at origin: Point, angle: Double) {
        var line = "text \(Self.code(style.color)) \(Self.number(style.size))"
        if style.bold { line += " bold" }
        line += " \(Self.pair(origin.x, origin.y))"
        if angle != 0 { line += " turned \(Self.number(angle))" }
        lines.append(line + " \"\(Self.notation(text))\"")
    }

    // MARK: Words

    private static func number(_ value: Double) -> String {
        let text = NumberText.decimal(value, digits: 2).replacing(NumberText.minus, with: "-").replacing(
            NumberText.thinSpace, with: "")
        guard text.contains(".") else { return text }
        return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
    }

    private static func pair(_ x: Double, _ y: Double) -> String { "\(number(x)),\(number(y))" }

    private static func code(_ color: Color) -> String {
        func two(_ part: Double) -> String {
            let digits = String(Int((min(max(part, 0), 1) * 255).rounded()), radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }
        let solid = "#" + two(color.red) + two(color.green) + two(color.blue)
        return color.alpha == 1 ? solid : solid + two(color.alpha)
    }

    private static func trace(_ path: Path) -> String {
        path.elements.map { element in
            switch element {
            case .move(let p): "M\(pair(p.x, p.y))"
            case .line(let p): "L\(pair(p.x, p.y))"
            case .curve(let a, let b, let p): "C\(pair(a.x, a.y)) \(pair(b.x, b.y)) \(pair(p.x, p.y))"
            case .close: "Z"
            }
        }.joined(separator: " ")
    }

    private static func notation(_ text: RichText) -> String {
        text.runs.map { run in
            var word = run.text
            if run.script == .subscript { word = "_{\(word)}" }
            if run.script == .superscript { word = "^{\(word)}" }
            if run.italic { word = "*\(word)*" }
            if run.bold { word = "**\(word)**" }
            return word
        }.joined()
    }
}

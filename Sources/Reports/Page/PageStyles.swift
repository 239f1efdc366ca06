import Charts

/// The styles of a picture, or of all pictures of a page, each once, as classes.
///
/// Greys turn with the page in the dark, where white becomes its paper and black its ink; colours stay.
final class PageStyles {
    private var names: [String: String] = [:]
    /// What each class says, in order of their names.
    private(set) var declarations: [String] = []
    /// From 0 (ink) to 255 (paper).
    private(set) var greys: Set<Int> = []

    /// The class of such declarations: "p12".
    func name(_ declarations: String) -> String {
        if let name = names[declarations] { return name }
        let name = "p\(self.declarations.count)"
        names[declarations] = name
        self.declarations.append(declarations)
        return name
    }

    /// A drawing that had styles of its own, by the names that they have here.
    func adopt(_ drawing: PageDrawing) -> PageDrawing {
        greys.formUnion(drawing.greys)
        let names = drawing.styles.map { Array(name($0).utf8) }
        var drawing = drawing
        var (text, content) = ([UInt8](), Array(drawing.content.utf8)[...])
        text.reserveCapacity(content.count)
        // Only attributes have a quotation mark; in texts it is written otherwise.
        let mark = Array("class=\"p".utf8)
        while let quote = content.firstIndex(of: UInt8(ascii: "\"")) {
            let (end, before) = (content.index(after: quote), content[...quote])
            text += before
            content = content[end...]
            guard before.count >= mark.count - 1, before.suffix(mark.count - 1).elementsEqual(mark.dropLast()),
                content.first == mark.last
            else { continue }
            let digits = content.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
            guard let number = Int(String(decoding: digits, as: UTF8.self)), names.indices.contains(number) else { continue }
            text += names[number]
            content = content[digits.endIndex...]
        }
        drawing.content = String(decoding: text + content, as: UTF8.self)
        return drawing
    }

    /// A colour without its opacity, as a declaration has it.
    func color(_ color: Color) -> String {
        let bytes = [color.red, color.green, color.blue].map { Int((min(max($0, 0), 1) * 255).rounded()) }
        guard Set(bytes).count == 1 else { return Self.hex(bytes) }
        greys.insert(bytes[0])
        return "var(--grey-\(bytes[0]))"
    }

    /// To stand in the page's style sheet.
    var sheet: String {
        guard !declarations.isEmpty else { return "" }
        func greys(_ ink: [Int], _ paper: [Int]) -> String {
            let members = self.greys.sorted().map { grey in
                "--grey-\(grey):\(Self.hex(zip(ink, paper).map { $0 + ($1 - $0) * grey / 255 }))"
            }
            return ":root{\(members.joined(separator: ";"))}"
        }
        return """
            \(greys([0, 0, 0], [255, 255, 255]))
            @media (prefers-color-scheme: dark){\(greys(Self.darkInk, Self.darkPaper))}
            \(declarations.enumerated().map { ".p\($0){\($1)}" }.joined(separator: "\n"))
            """
    }

    /// Those of page.css in the dark.
    static let darkInk = [0xe4, 0xe4, 0xe1]
    static let darkPaper = [0x17, 0x18, 0x1b]

    static func hex(_ bytes: [Int]) -> String {
        "#" + bytes.map { $0 < 16 ? "0\(String($0, radix: 16))" : String($0, radix: 16) }.joined()
    }
}

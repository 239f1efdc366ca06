import Charts

/// The styles of a page's pictures, each once for all of them, as classes.
///
/// Greys turn with the page in the dark, where white becomes its paper and black its ink; colours stay.
final class PageStyles {
    private var names: [String: String] = [:]
    private var rules: [String] = []
    /// From 0 (ink) to 255 (paper).
    private var greys: Set<Int> = []

    /// The class of such declarations: "p12".
    func name(_ declarations: String) -> String {
        if let name = names[declarations] { return name }
        let name = "p\(rules.count)"
        names[declarations] = name
        rules.append(".\(name){\(declarations)}")
        return name
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
        guard !rules.isEmpty else { return "" }
        func greys(_ ink: [Int], _ paper: [Int]) -> String {
            let members = self.greys.sorted().map { grey in
                "--grey-\(grey):\(Self.hex(zip(ink, paper).map { $0 + ($1 - $0) * grey / 255 }))"
            }
            return ":root{\(members.joined(separator: ";"))}"
        }
        return """
            \(greys([0, 0, 0], [255, 255, 255]))
            @media (prefers-color-scheme: dark){\(greys(Self.darkInk, Self.darkPaper))}
            \(rules.joined(separator: "\n"))
            """
    }

    /// Those of page.css in the dark.
    static let darkInk = [0xe4, 0xe4, 0xe1]
    static let darkPaper = [0x17, 0x18, 0x1b]

    static func hex(_ bytes: [Int]) -> String {
        "#" + bytes.map { $0 < 16 ? "0\(String($0, radix: 16))" : String($0, radix: 16) }.joined()
    }
}

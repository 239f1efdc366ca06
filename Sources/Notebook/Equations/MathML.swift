import Files

extension Formula {
    /// The equation as a `<math>` element (MathML Core, 2023), which browsers lay out and readers of screens read.
    /// - Parameter tex: what it was written as, for those who copy it.
    public func mathML(tex: String, isDisplayed: Bool) -> String {
        let display = isDisplayed ? " display=\"block\"" : ""
        return "<math\(display) alttext=\"\(tex.markupEscaped)\">\(mathML)</math>"
    }

    private var mathML: String {
        switch self {
        case .row(let inner): "<mrow>\(Self.row(inner))</mrow>"
        case .sign(let sign): Self.element(sign)
        case .text(let text): "<mtext>\(Self.withKeptBlanks(text).markupEscaped)</mtext>"
        case .function(let name, let hasLimits): Self.function(name, hasLimits, gap: "0")
        case .space(let width): "<mspace width=\"\(Self.number(width))em\"/>"
        case .fraction(let above, let below, let hasRule):
            "<mfrac\(hasRule ? "" : " linethickness=\"0\"")>\(above.mathML)\(below.mathML)</mfrac>"
        case .root(let inner, nil): "<msqrt>\(inner.mathML)</msqrt>"
        case .root(let inner, let degree?): "<mroot>\(inner.mathML)\(degree.mathML)</mroot>"
        case .scripts(let base, let below, let above, let place): scripts(base, below, above, place)
        case .accented(let base, let accent): Self.accented(base, accent)
        case .fenced(let left, let inner, let right): "<mrow>\(Self.fence(left))\(inner.mathML)\(Self.fence(right))</mrow>"
        case .delimiter(let sign, let scale, _):
            "<mo stretchy=\"true\" symmetric=\"true\" minsize=\"\(Self.number(scale))em\" maxsize=\"\(Self.number(scale))em\">\(sign.markupEscaped)</mo>"
        case .grid(let rows, let columns): Self.table(rows, columns)
        }
    }

    /// A function keeps its distance from what it is applied to, but for a bracket.
    private static func row(_ inner: [Formula]) -> String {
        inner.indices.map { index in
            guard case .function(let name, let hasLimits) = inner[index], index + 1 < inner.count else {
                return inner[index].mathML
            }
            let next = inner[index + 1]
            if case .space = next { return inner[index].mathML }
            return function(name, hasLimits, gap: [.opening, .closing, .punctuation].contains(next.role) ? "0" : "0.1667em")
        }.joined()
    }

    private static func function(_ name: String, _ hasLimits: Bool, gap: String) -> String {
        "<mo lspace=\"0\" rspace=\"\(gap)\"\(hasLimits ? " movablelimits=\"true\"" : "")>\(name.markupEscaped)</mo>"
    }

    private static func element(_ sign: Sign) -> String {
        let text = sign.inMathML.markupEscaped
        switch sign.role {
        case .number: return "<mn>\(text)</mn>"
        case .ordinary:
            // A letter alone is set in italics; others must say that they are not, and words do.
            let isItalic = sign.alphabet == .italic
            guard sign.text.allSatisfy({ $0.isLetter || $0.isNumber }) else { return "<mi mathvariant=\"normal\">\(text)</mi>" }
            if sign.text.count == 1 { return isItalic ? "<mi>\(text)</mi>" : "<mi mathvariant=\"normal\">\(text)</mi>" }
            return "<mi>\(text)</mi>"
        case .large: return "<mo>\(text)</mo>"
        case .opening: return "<mo stretchy=\"false\" form=\"prefix\">\(text)</mo>"
        case .closing: return "<mo stretchy=\"false\" form=\"postfix\">\(text)</mo>"
        case .binary: return "<mo>\(text)</mo>"
        case .relation: return "<mo lspace=\"0.2778em\" rspace=\"0.2778em\" stretchy=\"false\">\(text)</mo>"
        case .punctuation: return "<mo separator=\"true\" lspace=\"0\" rspace=\"0.1667em\">\(text)</mo>"
        }
    }

    private func scripts(_ base: Formula, _ below: Formula?, _ above: Formula?, _ place: Place) -> String {
        let isStacked =
            switch place {
            case .stacked: true
            case .beside: false
            case .natural: base.takesLimits
            }
        // With its limits it keeps the distance that it has without.
        var inner = base.mathML
        if case .function(let name, let hasLimits) = base { inner = Self.function(name, hasLimits, gap: "0.1667em") }
        switch (below?.mathML, above?.mathML) {
        case (nil, nil): return inner
        case (let below?, nil): return isStacked ? "<munder>\(inner)\(below)</munder>" : "<msub>\(inner)\(below)</msub>"
        case (nil, let above?): return isStacked ? "<mover>\(inner)\(above)</mover>" : "<msup>\(inner)\(above)</msup>"
        case (let below?, let above?):
            return isStacked
                ? "<munderover>\(inner)\(below)\(above)</munderover>" : "<msubsup>\(inner)\(below)\(above)</msubsup>"
        }
    }

    /// Whether scripts stand above and below it in a displayed equation.
    public var takesLimits: Bool {
        switch self {
        case .function(_, let hasLimits): hasLimits
        case .sign(let sign): sign.role == .large(hasLimits: true)
        default: false
        }
    }

    private static func accented(_ base: Formula, _ accent: Accent) -> String {
        switch accent {
        case .sign(let sign, let isStretched):
            "<mover accent=\"true\">\(base.mathML)<mo stretchy=\"\(isStretched)\">\(sign.markupEscaped)</mo></mover>"
        case .overline: "<mover accent=\"true\">\(base.mathML)<mo stretchy=\"true\">\u{AF}</mo></mover>"
        case .underline: "<munder accentunder=\"true\">\(base.mathML)<mo stretchy=\"true\">_</mo></munder>"
        case .overbrace: "<mover>\(base.mathML)<mo stretchy=\"true\">\u{23DE}</mo></mover>"
        case .underbrace: "<munder>\(base.mathML)<mo stretchy=\"true\">\u{23DF}</mo></munder>"
        }
    }

    private static func fence(_ sign: String) -> String {
        sign.isEmpty ? "" : "<mo fence=\"true\" stretchy=\"true\" symmetric=\"true\">\(sign.markupEscaped)</mo>"
    }

    private static func table(_ rows: [[Formula]], _ columns: Columns) -> String {
        let lines = rows.map { row in
            let cells = row.enumerated().map { column, cell in
                "<mtd style=\"text-align:\(columns.side(of: column))\(columns.gap(before: column) == 0 ? ";padding-left:0" : "")"
                    + "\(columns.gap(before: column + 1) == 0 ? ";padding-right:0" : "")\">\(cell.mathML)</mtd>"
            }
            return "<mtr>\(cells.joined())</mtr>"
        }
        let style = columns == .aligned ? " displaystyle=\"true\"" : ""
        return "<mtable\(style)>\(lines.joined())</mtable>"
    }

    private static func withKeptBlanks(_ text: String) -> String {
        guard text.hasPrefix(" ") || text.hasSuffix(" ") else { return text }
        let inner = text.drop { $0 == " " }
        let last = inner.reversed().drop { $0 == " " }.reversed()
        return (text.hasPrefix(" ") ? "\u{A0}" : "") + String(last) + (text.hasSuffix(" ") && !inner.isEmpty ? "\u{A0}" : "")
    }

    private static func number(_ value: Double) -> String {
        let rounded = (value * 10_000).rounded() / 10_000
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}

extension Formula.Columns {
    /// "left", "center" or "right".
    public func side(of column: Int) -> String {
        switch self {
        case .centred: "center"
        case .cases: "left"
        case .aligned: column.isMultiple(of: 2) ? "right" : "left"
        case .given(let letters):
            column < letters.count ? ["l": "left", "r": "right"][letters[column], default: "center"] : "center"
        }
    }

    /// The distance ahead of a column, in ems.
    public func gap(before column: Int) -> Double {
        switch self {
        case .aligned: column.isMultiple(of: 2) ? 2 : 0
        case .cases, .centred, .given: 1
        }
    }
}

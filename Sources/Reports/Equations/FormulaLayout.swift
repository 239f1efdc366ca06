import CairoCanvas
import Charts
import Notebook

/// Lays an equation out for paper, after The TeXbook's appendix G, in the report's own letters: signs by Pango, whatever grows (brackets, roots,
/// rules, accents) drawn as lines.
package struct FormulaLayout {
    /// How an equation's part stands: displayed, in a line, as a script, as a script's script.
    enum Level: Int {
        case display, text, script, scriptscript

        var script: Level { self == .display || self == .text ? .script : .scriptscript }
        var isScript: Bool { rawValue >= Level.script.rawValue }
        fileprivate var scale: Double { [1, 1, 0.72, 0.56][rawValue] }
    }

    private let size: Double
    private let color: Color
    private let measuring: CairoCanvas

    /// - Parameters:
    ///   - size: of the letters around it, in points.
    ///   - measuring: knows the fonts.
    init(size: Double, color: Color, measuring: CairoCanvas) {
        self.size = size
        self.color = color
        self.measuring = measuring
    }

    /// The equation in one piece.
    func drawing(_ formula: Formula, isDisplayed: Bool) -> InlineDrawing {
        box(formula, isDisplayed ? .display : .text).drawing
    }

    /// The equation in pieces between which a line may end: behind relations, and behind signs between two terms.
    func pieces(_ formula: Formula) -> [InlineDrawing] {
        guard case .row(let atoms) = formula else { return [drawing(formula, isDisplayed: false)] }
        let roles = Self.roles(atoms)
        var pieces: [InlineDrawing] = []
        var start = 0
        for index in atoms.indices where index + 1 < atoms.count {
            let isEnd = roles[index] == .binary || roles[index] == .relation && roles[index + 1] != .relation
            guard isEnd else { continue }
            pieces.append(row(atoms, roles, start..<(index + 1), .text).drawing)
            start = index + 1
        }
        pieces.append(row(atoms, roles, start..<atoms.count, .text).drawing)
        return pieces
    }

    /// The room that it takes with letters of ten points, displayed and in a line.
    package static func size(of formula: Formula, measuring: CairoCanvas) -> Size {
        let layout = FormulaLayout(size: 10, color: .black, measuring: measuring)
        let drawings = [layout.drawing(formula, isDisplayed: true)] + layout.pieces(formula)
        return Size(drawings.map(\.width).max() ?? 0, drawings.map(\.height).max() ?? 0)
    }

    // MARK: Lengths

    private func em(_ level: Level) -> Double { size * level.scale }

    private func ruleWidth(_ level: Level) -> Double { max(0.35, 0.052 * em(level)) }

    /// How far the middle of signs such as + is above the baseline.
    private func axis(_ level: Level) -> Double {
        let ink = measuring.ink(of: RichText(plain: "+"), style: TextStyle(size: em(level)))
        return -ink.midY
    }

    private func stroke(_ level: Level, _ times: Double = 1) -> Stroke { Stroke(color, width: times * ruleWidth(level)) }

    // MARK: Boxes

    func box(_ formula: Formula, _ level: Level) -> FormulaBox {
        switch formula {
        case .row(let atoms): return row(atoms, Self.roles(atoms), atoms.indices, level)
        case .sign(let sign): return self.sign(sign, level)
        case .text(let text): return glyphs(text, level)
        case .function(let name, _): return glyphs(name.replacing(" ", with: "\u{2009}"), level)
        case .space(let width): return FormulaBox(width: width * em(level))
        case .fraction(let above, let below, let hasRule): return fraction(above, below, hasRule, level)
        case .root(let inner, let degree): return root(inner, degree, level)
        case .scripts(let base, let below, let above, let place):
            let isStacked =
                switch place {
                case .stacked: true
                case .beside: false
                case .natural: level == .display && base.takesLimits
                }
            return isStacked ? stacked(base, below, above, level) : scripts(base, below, above, level)
        case .accented(let base, let accent): return accented(base, accent, level)
        case .fenced(let left, let inner, let right): return fenced(left, inner, right, level)
        case .delimiter(let sign, let scale, _):
            let half = 0.55 * em(level) * scale
            return delimiter(sign, ascent: axis(level) + half, descent: half - axis(level), level)
        case .grid(let rows, let columns): return grid(rows, columns, level)
        }
    }

    private func glyphs(_ text: String, _ level: Level, isItalic: Bool = false, isBold: Bool = false, scale: Double = 1)
        -> FormulaBox
    {
        guard !text.isEmpty else { return FormulaBox() }
        let words = RichText(runs: [.init(text, italic: isItalic, bold: isBold)])
        let style = TextStyle(size: em(level) * scale, color: color)
        let ink = measuring.ink(of: words, style: style)
        // A slanted letter may lean out of its room.
        let width = max(measuring.measure(words, style: style).width, isItalic ? ink.maxX + 0.03 * em(level) : 0)
        return FormulaBox(
            width: width, ascent: max(0, -ink.minY), descent: max(0, ink.maxY), parts: [.text(words, style, Point(0, 0))])
    }

    private func sign(_ sign: Formula.Sign, _ level: Level) -> FormulaBox {
        let isItalic = sign.alphabet == .italic || sign.alphabet == .boldItalic && sign.text.allSatisfy(\.isLetter)
        guard case .large = sign.role else {
            return glyphs(sign.shown, level, isItalic: isItalic, isBold: sign.alphabet == .bold || sign.alphabet == .boldItalic)
        }
        let isIntegral = "∫∮∬∭".contains(sign.text)
        let scale = level == .display ? (isIntegral ? 1.9 : 1.55) : isIntegral ? 1.25 : 1.1
        let ink = measuring.ink(of: RichText(plain: sign.text), style: TextStyle(size: em(level) * scale))
        // In the middle of the signs beside it.
        let inner = glyphs(sign.text, level, scale: scale)
        var box = FormulaBox(width: inner.width)
        box.put(inner, x: 0, y: -axis(level) - ink.midY)
        return box
    }

    // MARK: Rows

    /// What each part does among its neighbours: a sign between two terms that has no term before it stands by itself.
    static func roles(_ atoms: [Formula]) -> [Formula.Role] {
        var roles: [Formula.Role] = []
        var before: Formula.Role?
        for (index, atom) in atoms.enumerated() {
            var role = atom.role
            if case .space = atom {
                roles.append(.ordinary)
                continue
            }
            if role == .binary {
                switch before {
                case nil, .binary?, .relation?, .opening?, .punctuation?, .large?: role = .ordinary
                case .ordinary?, .number?, .closing?: if index == atoms.count - 1 { role = .ordinary }
                }
            }
            roles.append(role)
            before = role
        }
        return roles
    }

    private func row(_ atoms: [Formula], _ roles: [Formula.Role], _ range: Range<Int>, _ level: Level) -> FormulaBox {
        var box = FormulaBox()
        for index in range {
            let inner = self.box(atoms[index], level)
            box.put(inner, x: box.width)
            box.width += inner.width
            // The gap belongs to the part before it.
            if index + 1 < atoms.count { box.width += gap(atoms, roles, index, level) }
        }
        return box
    }

    private func gap(_ atoms: [Formula], _ roles: [Formula.Role], _ index: Int, _ level: Level) -> Double {
        if case .space = atoms[index] { return 0 }
        if case .space = atoms[index + 1] { return 0 }
        return Self.gap(roles[index], roles[index + 1], isScript: level.isScript) / 18 * em(level)
    }

    /// In eighteenths of an em.
    private static func gap(_ left: Formula.Role, _ right: Formula.Role, isScript: Bool) -> Double {
        switch (left, right) {
        case (.relation, .relation), (.opening, _), (_, .closing), (_, .punctuation): 0
        case (.relation, _), (_, .relation): isScript ? 0 : 5
        case (.binary, _), (_, .binary): isScript ? 0 : 4
        case (.punctuation, _): isScript ? 0 : 3
        case (.large, .opening): 0
        case (.large, _), (_, .large): 3
        default: 0
        }
    }

    // MARK: Fractions and roots

    private func fraction(_ above: Formula, _ below: Formula, _ hasRule: Bool, _ level: Level) -> FormulaBox {
        let inner: Level = level == .display ? .text : level.script
        let (top, bottom) = (box(above, inner), box(below, inner))
        let (em, axis, rule) = (em(level), axis(level), ruleWidth(level))
        let gap = (level == .display ? 0.17 : 0.09) * em + (hasRule ? rule / 2 : 0)
        let inset = 0.09 * em
        var box = FormulaBox(width: max(top.width, bottom.width) + 2 * inset + 0.1 * em)
        box.put(top, x: (box.width - top.width) / 2, y: -axis - gap - top.descent)
        box.put(bottom, x: (box.width - bottom.width) / 2, y: -axis + gap + bottom.ascent)
        if hasRule {
            let left = 0.05 * em
            box.parts.append(
                .fill(.rectangle(Rect(x: left, y: -axis - rule / 2, width: box.width - 2 * left, height: rule)), color))
        }
        return box
    }

    private func root(_ inner: Formula, _ degree: Formula?, _ level: Level) -> FormulaBox {
        let body = box(inner, level)
        let (em, rule) = (em(level), ruleWidth(level))
        let clearance = (level == .display ? 0.16 : 0.11) * em
        let top = -max(body.ascent, 0.55 * em) - clearance
        let bottom = max(body.descent, 0.02 * em) + 0.03 * em
        let height = bottom - top
        let breadth = min(0.62, 0.42 + 0.05 * height / em) * em
        var box = FormulaBox()
        var left = 0.05 * em
        if let degree {
            let small = self.box(degree, .scriptscript)
            let rise = bottom - 0.55 * height
            box.put(small, x: left, y: rise - small.descent - 0.06 * em)
            left += max(0, small.width - 0.38 * breadth)
        }
        let elbow = bottom - min(0.5 * height, 0.42 * em)
        box.parts.append(
            .stroke(
                .polyline([
                    Point(left, elbow + 0.07 * em), Point(left + 0.2 * breadth, elbow), Point(left + 0.5 * breadth, bottom),
                    Point(left + breadth, top), Point(left + breadth + body.width + 0.12 * em, top),
                ]), Stroke(color, width: rule)))
        // The sign's long stroke is the heavier one.
        box.parts.append(
            .stroke(
                .polyline([Point(left + 0.2 * breadth, elbow), Point(left + 0.5 * breadth, bottom)]),
                Stroke(color, width: 1.9 * rule)))
        box.put(body, x: left + breadth + 0.06 * em)
        box.ascent = max(box.ascent, -top + rule)
        box.descent = max(box.descent, bottom)
        box.width = left + breadth + body.width + 0.17 * em
        return box
    }

    // MARK: Scripts

    private func scripts(_ base: Formula, _ below: Formula?, _ above: Formula?, _ level: Level) -> FormulaBox {
        let inner = box(base, level)
        let (em, rule) = (em(level), ruleWidth(level))
        let isSign =
            switch base {
            case .sign(let sign): if case .large = sign.role { false } else { true }
            case .function, .text: true
            default: false
            }
        let sub = below.map { box($0, level.script) }
        let sup = above.map { box($0, level.script) }
        var up = isSign ? 0.4 * em : max(0.4 * em, inner.ascent - 0.3 * em)
        var down = isSign ? 0.17 * em : max(0.17 * em, inner.descent + 0.1 * em)
        if let sup { up = max(up, sup.descent + 0.22 * em) }
        if let sub { down = max(down, sub.ascent - 0.42 * em) }
        if let sup, let sub {
            let free = (up - sup.descent) + (down - sub.ascent)
            if free < 3 * rule { down += 3 * rule - free }
        }
        var result = FormulaBox()
        result.put(inner, x: 0)
        // An integral leans: its lower limit stands nearer to it.
        var lean = 0.0
        if case .sign(let sign) = base, "∫∮∬∭".contains(sign.text) { lean = 0.16 * inner.width }
        let start = inner.width + 0.03 * em
        if let sup { result.put(sup, x: start, y: -up) }
        if let sub { result.put(sub, x: start - lean, y: down) }
        result.width = start + max(sup?.width ?? 0, (sub?.width ?? 0) - lean) + 0.04 * em
        return result
    }

    private func stacked(_ base: Formula, _ below: Formula?, _ above: Formula?, _ level: Level) -> FormulaBox {
        let inner = box(base, level)
        let em = em(level)
        let sub = below.map { box($0, level.script) }
        let sup = above.map { box($0, level.script) }
        let width = max(inner.width, sub?.width ?? 0, sup?.width ?? 0)
        var result = FormulaBox(width: width)
        result.put(inner, x: (width - inner.width) / 2)
        if let sup { result.put(sup, x: (width - sup.width) / 2, y: -inner.ascent - 0.16 * em - sup.descent) }
        if let sub { result.put(sub, x: (width - sub.width) / 2, y: inner.descent + 0.18 * em + sub.ascent) }
        return result
    }

    // MARK: Accents

    private func accented(_ base: Formula, _ accent: Formula.Accent, _ level: Level) -> FormulaBox {
        let inner = box(base, level)
        let (em, rule) = (em(level), ruleWidth(level))
        var result = FormulaBox(width: inner.width)
        result.put(inner, x: 0)
        let top = -inner.ascent - 0.1 * em
        switch accent {
        case .overline, .underline:
            let y = accent == .overline ? top - rule : inner.descent + 0.1 * em
            result.parts.append(.fill(.rectangle(Rect(x: 0.03 * em, y: y, width: inner.width - 0.06 * em, height: rule)), color))
            if accent == .overline { result.ascent = -y + rule } else { result.descent = y + 2 * rule }
        case .overbrace, .underbrace:
            let sign = accent == .overbrace ? -1.0 : 1.0
            let y = accent == .overbrace ? -inner.ascent - 0.1 * em : inner.descent + 0.1 * em
            result.parts.append(
                .stroke(FormulaStrokes.brace(from: 0, to: inner.width, y: y, depth: sign * 0.26 * em), stroke(level, 1.2)))
            if accent == .overbrace { result.ascent = -y + 0.28 * em } else { result.descent = y + 0.28 * em }
        case .sign(let sign, let isStretched):
            // Over a slanted letter it stands further to the right.
            var lean = 0.0
            if case .sign(let letter) = base, letter.alphabet == .italic { lean = 0.06 * em }
            let width = isStretched ? max(0.4 * em, inner.width) : min(0.44 * em, max(0.3 * em, 0.8 * inner.width))
            let middle = inner.width / 2 + (isStretched ? 0 : lean)
            let drawn = FormulaStrokes.accent(sign, middle: middle, width: width, bottom: top + 0.02 * em, em: em)
            for path in drawn.outlines { result.parts.append(.stroke(path, Stroke(color, width: 1.15 * rule, cap: .round))) }
            for path in drawn.areas { result.parts.append(.fill(path, color)) }
            result.ascent = -top + 0.2 * em
        }
        return result
    }

    // MARK: Fences

    private func fenced(_ left: String, _ inner: Formula, _ right: String, _ level: Level) -> FormulaBox {
        let body = box(inner, level)
        var result = FormulaBox()
        for (sign, isBody) in [(left, false), ("", true), (right, false)] {
            let next = isBody ? body : delimiter(sign, ascent: body.ascent, descent: body.descent, level)
            result.put(next, x: result.width)
            result.width += next.width
        }
        return result
    }

    /// A bracket as high as what stands beside it, in the middle of the signs there.
    private func delimiter(_ sign: String, ascent: Double, descent: Double, _ level: Level) -> FormulaBox {
        guard !sign.isEmpty else { return FormulaBox(width: 0.06 * em(level)) }
        let (em, axis) = (em(level), axis(level))
        let half = max(ascent - axis, descent + axis)
        let ink = measuring.ink(of: RichText(plain: sign), style: TextStyle(size: em))
        guard 2 * half > 1.12 * ink.height else {
            return glyphs(sign, level)
        }
        let reach = half + 0.04 * em
        let breadth = FormulaStrokes.breadth(of: sign, height: 2 * reach, em: em)
        let margin = 0.06 * em
        var box = FormulaBox(width: breadth + 2 * margin, ascent: axis + reach, descent: reach - axis)
        let area = Rect(x: margin, y: -axis - reach, width: breadth, height: 2 * reach)
        let drawn = FormulaStrokes.delimiter(sign, in: area, em: em)
        for path in drawn.outlines { box.parts.append(.stroke(path, stroke(level, 1.25))) }
        for path in drawn.areas { box.parts.append(.fill(path, color)) }
        return box
    }

    // MARK: Grids

    private func grid(_ rows: [[Formula]], _ columns: Formula.Columns, _ level: Level) -> FormulaBox {
        let inner: Level = columns == .aligned ? level : level == .display ? .text : level
        let em = em(inner)
        let count = rows.map(\.count).max() ?? 0
        let boxes = rows.map { row in
            row.enumerated().map { column, cell in
                // What stands right of its mark begins with a relation, which keeps its distance from the left.
                let isSecond = columns == .aligned && !column.isMultiple(of: 2)
                return box(isSecond ? Self.afterNothing(cell) : cell, inner)
            }
        }
        let widths = (0..<count).map { column in boxes.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0 }
        var starts: [Double] = []
        var x = 0.0
        for column in 0..<count {
            if column > 0 { x += columns.gap(before: column) * em }
            starts.append(x)
            x += widths[column]
        }
        var result = FormulaBox(width: x)
        var y = 0.0
        var baselines: [Double] = []
        for (index, row) in boxes.enumerated() {
            let ascent = max(0.74 * em, row.map(\.ascent).max() ?? 0)
            if index > 0 { y += ascent + (columns == .aligned ? 0.5 : 0.3) * em }
            baselines.append(y)
            y += max(0.22 * em, row.map(\.descent).max() ?? 0)
        }
        let first = max(0.74 * em, boxes.first?.map(\.ascent).max() ?? 0)
        // The whole stands in the middle of the signs beside it.
        let shift = -axis(level) - (y - first) / 2
        for (row, baseline) in zip(boxes, baselines) {
            for (column, cell) in row.enumerated() {
                let free = widths[column] - cell.width
                let inset = ["left": 0, "right": free][columns.side(of: column), default: free / 2]
                result.put(cell, x: starts[column] + inset, y: baseline + shift)
            }
        }
        result.ascent = max(result.ascent, first - shift)
        result.descent = max(result.descent, y + shift)
        return result
    }

    private static func afterNothing(_ formula: Formula) -> Formula {
        if case .row(let atoms) = formula { return .row([.row([])] + atoms) }
        return .row([.row([]), formula])
    }
}

import Charts

/// Where a drawing's plots lie and what their axes say, so that the page's script can tell the values under the pointer.
///
/// As a JSON array with an object a panel: `p`, the plot's left, top, breadth and height in the drawing's points; `x` and `y`, an axis's
/// scale (0: linear, 1: logarithmic), its ends and its label, which is left out where it is that of the panel before; `s`, the series' names by their colour and whether they
/// are dashed ("1b5e9b", "1b5e9b-"). A panel with names on an axis, or with an axis bent at zero, is left out.
struct PagePlots {
    let text: String

    init(_ chart: Chart, _ layout: ChartLayout) {
        var labels = (x: "", y: "")
        let plots = zip(chart.panels, layout.panels).compactMap { Self.plot($0, $1, &labels) }
        text = plots.isEmpty ? "" : "[\(plots.joined(separator: ","))]"
    }

    private static func plot(_ panel: Panel, _ place: PanelLayout, _ labels: inout (x: String, y: String)) -> String? {
        guard let x = axis(panel.x, place.x.scale, &labels.x), let y = axis(panel.y, place.y.scale, &labels.y) else { return nil }
        let rect = place.plot
        let numbers = [rect.minX, rect.minY, rect.width, rect.height].map { PageOutline.number($0) }.map(whole)
        let names = names(panel.marks)
        let series = names.isEmpty ? "" : ",\"s\":{\(names.map { "\(quoted($0)):\(quoted($1))" }.joined(separator: ","))}"
        return "{\"p\":[\(numbers.joined(separator: ","))],\"x\":\(x),\"y\":\(y)\(series)}"
    }

    /// JSON wants a digit ahead of the point.
    private static func whole(_ number: String) -> String {
        number.hasPrefix(".") ? "0\(number)" : number.hasPrefix("-.") ? "-0\(number.dropFirst())" : number
    }

    private static func axis(_ axis: Axis, _ scale: AxisScale, _ last: inout String) -> String? {
        let kind: Int
        switch axis.scale {
        case .linear: kind = 0
        case .log10: kind = 1
        case .symlog, .categories: return nil
        }
        guard scale.low.isFinite, scale.high.isFinite else { return nil }
        let label = axis.label?.plain ?? ""
        defer { last = label }
        return "[\(kind),\(short(scale.low)),\(short(scale.high))\(label == last ? "" : ",\(quoted(label))")]"
    }

    /// Whole numbers without a point.
    private static func short(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Names of lines and points by colour, without those that share one with another name; in order of their keys.
    private static func names(_ marks: [Mark]) -> [(String, String)] {
        var names: [String: Set<String>] = [:]
        for mark in marks {
            switch mark {
            case .line(let line):
                guard let name = (line.label ?? line.endLabel)?.plain else { continue }
                names[key(line.style.color) + (line.style.dash == .solid ? "" : "-"), default: []].insert(name)
            case .points(let points):
                guard let name = points.label?.plain else { continue }
                names[key(points.style.color), default: []].insert(name)
            default: continue
            }
        }
        return names.compactMap { key, found in found.count == 1 ? (key, found.first ?? "") : nil }.sorted { $0.0 < $1.0 }
    }

    private static func key(_ color: Color) -> String {
        String(PageStyles.hex([color.red, color.green, color.blue].map { Int((min(max($0, 0), 1) * 255).rounded()) }).dropFirst())
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\u{0}"..."\u{1F}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

/// Pictures that are parts of a page: the outlines of letters, which are most of an SVG, stand in the page once for all of them.
struct PictureSheet {
    /// A picture within the page's `<svg>`.
    struct Drawing: Equatable {
        var viewBox: String
        var content: String
    }

    /// By what a symbol draws.
    private var symbols: [String: Int] = [:]
    private var outlines: [String] = []
    private var pictures = 0

    /// The letters and words of all drawings so far, to stand anywhere in the page.
    var definitions: String {
        guard !outlines.isEmpty else { return "" }
        return
            "<svg width=\"0\" height=\"0\" aria-hidden=\"true\" style=\"position: absolute\"><defs>\(outlines.joined())</defs></svg>"
    }

    /// - Parameter svg: a picture file's, with ids that have no prefix.
    mutating func drawing(_ svg: [UInt8]) -> Drawing {
        pictures += 1
        let lines = String(decoding: svg, as: UTF8.self).split(separator: "\n")
        var result = Drawing(viewBox: "", content: "")
        var names: [Substring: String] = [:]
        var symbol: (id: Substring, body: String)?
        // A word under way: its style and its letters.
        var word: (style: String, letters: [Letter])?
        // Neighbours of one style are one outline.
        var pending: (style: String, outline: String)?
        func flush() {
            if let path = pending { result.content += "<path \(path.style)d=\"\(path.outline)\"/>" }
            pending = nil
        }
        for line in lines {
            let line = line.drop { $0 == " " }
            if line.hasPrefix("<svg ") {
                result.viewBox = line.attribute("viewBox").map(String.init) ?? ""
            } else if line.hasPrefix("<title>") || line.hasPrefix("<metadata>") || line == "</svg>" {
                continue
            } else if line.hasPrefix("<symbol "), let id = line.attribute("id") {
                symbol = (id, "")
            } else if line == "</symbol>", let ended = symbol {
                names[ended.id] = name(ofSymbol: ended.body)
                symbol = nil
            } else if line.hasPrefix("<path "), let outline = line.attribute("d"), line.hasSuffix("/>") {
                let style = SVGStyle.compact(line.attribute("style") ?? "")
                let short = SVGOutline.compact(outline)
                if symbol != nil {
                    symbol?.body += "<path \(style)d=\"\(short)\"/>"
                } else if let path = pending, path.style == style, SVGStyle.isOpaque(style), line.attribute("transform") == nil {
                    pending = (style, path.outline + short)
                } else {
                    flush()
                    let other = line.attribute("transform").map { "transform=\"\($0)\" " } ?? ""
                    pending = (other + style, short)
                }
            } else if symbol != nil {
                symbol?.body += line
            } else if let letter = Letter(line, names), word != nil {
                word?.letters.append(letter)
            } else if line == "</g>", let ended = word {
                result.content += written(ended.letters, ended.style)
                word = nil
            } else if line.hasPrefix("<g style=\""), let style = line.attribute("style"), line.attribute("id") == nil, word == nil {
                flush()
                word = (SVGStyle.compact(style), [])
            } else {
                flush()
                result.content += renamed(line, names)
            }
        }
        flush()
        return result
    }

    private mutating func name(ofSymbol body: String) -> String {
        let number = symbols[body] ?? outlines.count
        if symbols[body] == nil {
            symbols[body] = number
            outlines.append("<symbol overflow=\"visible\" id=\"letters-\(number)\">\(body)</symbol>")
        }
        return "letters-\(number)"
    }

    /// A letter of a drawing at its place.
    private struct Letter {
        var name: String
        var x: Double
        var y: Double

        init?(_ line: Substring, _ names: [Substring: String]) {
            guard line.hasPrefix("<use "), let reference = line.attribute("xlink:href"), let name = names[reference.dropFirst()],
                let x = line.attribute("x").flatMap({ Double($0) }), let y = line.attribute("y").flatMap({ Double($0) })
            else { return nil }
            (self.name, self.x, self.y) = (name, x, y)
        }

        /// By places from an origin, in hundredths of a point.
        func placed(from x: Double, _ y: Double) -> String {
            func member(_ name: String, _ value: Double) -> String {
                let text = SVGOutline.hundredths(value)
                return text == "0" ? "" : " \(name)=\"\(text)\""
            }
            return "<use href=\"#\(name)\"\(member("x", self.x - x))\(member("y", self.y - y))/>"
        }
    }

    /// Letters of one style side by side: the same word of several drawings stands in the page once.
    private mutating func written(_ letters: [Letter], _ style: String) -> String {
        guard let first = letters.first else { return "" }
        var word = first
        if letters.count > 1 { word.name = name(ofSymbol: letters.map { $0.placed(from: first.x, first.y) }.joined()) }
        return "<g \(style)>\(word.placed(from: 0, 0))</g>"
    }

    /// A line with ids that no other picture of the page has.
    private func renamed(_ line: Substring, _ names: [Substring: String]) -> String {
        let prefix = "picture-\(pictures)-"
        var text = line.replacing(" id=\"", with: " id=\"\(prefix)").replacing("url(#", with: "url(#\(prefix)")
            .replacing("xlink:href=\"#", with: "href=\"#\(prefix)")
        if let style = line.attribute("style") { text = text.replacing("style=\"\(style)\"", with: SVGStyle.compact(style)) }
        return String(text)
    }
}

extension Substring {
    /// An attribute's value, as it stands in the markup.
    fileprivate func attribute(_ name: String) -> Substring? {
        guard let start = firstRange(of: " \(name)=\"")?.upperBound else { return nil }
        return self[start...].firstIndex(of: "\"").map { self[start..<$0] }
    }
}

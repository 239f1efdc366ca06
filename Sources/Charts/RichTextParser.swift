/// Reads the notation of `RichText`.
enum RichTextParser {
    static func runs(of notation: String) -> [RichText.Run] {
        var parser = Parser(signs: Array(notation))
        parser.parse(until: parser.signs.count, italic: false, bold: false, script: .normal)
        return parser.runs
    }

    private struct Parser {
        let signs: [Character]
        var place = 0
        var runs: [RichText.Run] = []

        init(signs: [Character]) { self.signs = signs }

        mutating func parse(until end: Int, italic: Bool, bold: Bool, script: RichText.Script) {
            var italic = italic
            var bold = bold
            while place < end {
                let sign = signs[place]
                if sign == "\\", place + 1 < end {
                    append(signs[place + 1], italic, bold, script)
                    place += 2
                } else if sign == "*", place + 1 < end, signs[place + 1] == "*", bold || finds("**", after: place + 2, before: end)
                {
                    bold.toggle()
                    place += 2
                } else if sign == "*", italic || finds("*", after: place + 1, before: end) {
                    italic.toggle()
                    place += 1
                } else if (sign == "_" || sign == "^") && script == .normal && place + 1 < end && signs[place + 1] != " " {
                    let kind: RichText.Script = sign == "_" ? .subscript : .superscript
                    if signs[place + 1] == "{", let close = signs[(place + 2)..<end].firstIndex(of: "}") {
                        place += 2
                        parse(until: close, italic: italic, bold: bold, script: kind)
                        place = close + 1
                    } else {
                        append(signs[place + 1], italic, bold, kind)
                        place += 2
                    }
                } else {
                    append(sign, italic, bold, script)
                    place += 1
                }
            }
        }

        private func finds(_ mark: String, after start: Int, before end: Int) -> Bool {
            guard start < end else { return false }
            return String(signs[start..<end]).contains(mark)
        }

        private mutating func append(_ sign: Character, _ italic: Bool, _ bold: Bool, _ script: RichText.Script) {
            if let last = runs.last, last.italic == italic, last.bold == bold, last.script == script {
                runs[runs.count - 1].text.append(sign)
            } else {
                runs.append(RichText.Run(String(sign), italic: italic, bold: bold, script: script))
            }
        }
    }
}

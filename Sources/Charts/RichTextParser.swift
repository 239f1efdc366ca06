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
        /// For each place, and for the end, where the next one begins, there or behind; the signs' count where none does.
        private let nextStar: [Int]
        private let nextPair: [Int]
        private let nextBrace: [Int]

        init(signs: [Character]) {
            self.signs = signs
            func next(_ begins: (Int) -> Bool) -> [Int] {
                var places = [Int](repeating: signs.count, count: signs.count + 1)
                for place in signs.indices.reversed() { places[place] = begins(place) ? place : places[place + 1] }
                return places
            }
            nextStar = next { signs[$0] == "*" }
            nextPair = next { $0 + 1 < signs.count && signs[$0] == "*" && signs[$0 + 1] == "*" }
            nextBrace = next { signs[$0] == "}" }
        }

        mutating func parse(until end: Int, italic: Bool, bold: Bool, script: RichText.Script) {
            var italic = italic
            var bold = bold
            while place < end {
                let sign = signs[place]
                if sign == "\\", place + 1 < end {
                    append(signs[place + 1], italic, bold, script)
                    place += 2
                } else if sign == "*", place + 1 < end, signs[place + 1] == "*", bold || nextPair[place + 2] + 1 < end {
                    bold.toggle()
                    place += 2
                } else if sign == "*", italic || nextStar[place + 1] < end {
                    italic.toggle()
                    place += 1
                } else if (sign == "_" || sign == "^") && script == .normal && place + 1 < end && signs[place + 1] != " " {
                    let kind: RichText.Script = sign == "_" ? .subscript : .superscript
                    if signs[place + 1] == "{", case let close = nextBrace[place + 2], close < end {
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

        private mutating func append(_ sign: Character, _ italic: Bool, _ bold: Bool, _ script: RichText.Script) {
            if let last = runs.last, last.italic == italic, last.bold == bold, last.script == script {
                runs[runs.count - 1].text.append(sign)
            } else {
                runs.append(RichText.Run(String(sign), italic: italic, bold: bold, script: script))
            }
        }
    }
}

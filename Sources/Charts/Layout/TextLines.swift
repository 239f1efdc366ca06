/// Breaks text into lines at its spaces.
enum TextLines {
    /// Lines no wider than the breadth, where the words allow it.
    /// - Parameter breaksWords: whether words wider than the breadth are broken too.
    static func broken(
        _ text: RichText, to breadth: Double, style: TextStyle, breaksWords: Bool = false, text measurer: any TextMeasuring
    ) -> [RichText] {
        guard !text.isEmpty else { return [] }
        if measurer.measure(text, style: style).width <= breadth { return [text] }
        var lines: [RichText] = []
        var line = RichText(runs: [])
        let all = words(of: text)
        for word in breaksWords ? all.flatMap({ pieces(of: $0, to: breadth, style: style, text: measurer) }) : all {
            let longer = line.isEmpty ? word : line + RichText(runs: [.init(" ")]) + word
            if line.isEmpty || measurer.measure(longer, style: style).width <= breadth {
                line = longer
            } else {
                lines.append(line)
                line = word
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// The lines, in smaller letters where a word is wider than the breadth or there are too many lines (down to six tenths); what is
    /// wider even then is broken within the word.
    static func fitted(
        _ text: RichText, to breadth: Double, atMost count: Int, style: TextStyle, text measurer: any TextMeasuring
    ) -> (lines: [RichText], style: TextStyle) {
        var style = style
        let full = style.size
        while true {
            let lines = broken(text, to: breadth, style: style, text: measurer)
            let widest = lines.map { measurer.measure($0, style: style).width }.max() ?? 0
            if lines.count <= count && widest <= breadth { return (lines, style) }
            if style.size <= full * 0.6 {
                return (
                    widest <= breadth ? lines : broken(text, to: breadth, style: style, breaksWords: true, text: measurer), style
                )
            }
            style.size -= full * 0.1
        }
    }

    /// The word in pieces no wider than the breadth, each of one letter at least.
    private static func pieces(
        of word: RichText, to breadth: Double, style: TextStyle, text measurer: any TextMeasuring
    ) -> [RichText] {
        guard measurer.measure(word, style: style).width > breadth else { return [word] }
        var pieces: [RichText] = []
        var rest = word.runs.flatMap { run in
            run.text.map { RichText.Run(String($0), italic: run.italic, bold: run.bold, script: run.script) }
        }[...]
        while !rest.isEmpty {
            // The most letters that have room, by halving.
            var (most, tooMany) = (1, rest.count + 1)
            while tooMany - most > 1 {
                let middle = (most + tooMany) / 2
                let fits = measurer.measure(RichText(runs: Array(rest.prefix(middle))), style: style).width <= breadth
                if fits { most = middle } else { tooMany = middle }
            }
            pieces.append(RichText(runs: Array(rest.prefix(most))))
            rest = rest.dropFirst(most)
        }
        return pieces
    }

    private static func words(of text: RichText) -> [RichText] {
        var words: [RichText] = [RichText(runs: [])]
        for run in text.runs {
            for (index, part) in run.text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { words.append(RichText(runs: [])) }
                guard !part.isEmpty else { continue }
                var piece = run
                piece.text = String(part)
                words[words.count - 1].runs.append(piece)
            }
        }
        return words.filter { !$0.isEmpty }
    }
}

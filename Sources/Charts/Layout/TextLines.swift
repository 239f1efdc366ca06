/// Breaks text into lines at its spaces.
enum TextLines {
    /// Lines no wider than the breadth, where the words allow it.
    static func broken(_ text: RichText, to breadth: Double, style: TextStyle, text measurer: any TextMeasuring) -> [RichText] {
        guard !text.isEmpty else { return [] }
        if measurer.measure(text, style: style).width <= breadth { return [text] }
        var lines: [RichText] = []
        var line = RichText(runs: [])
        for word in words(of: text) {
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

    /// The lines, in smaller letters where a word is wider than the breadth or there are too many lines (down to six tenths).
    static func fitted(
        _ text: RichText, to breadth: Double, atMost count: Int, style: TextStyle, text measurer: any TextMeasuring
    ) -> (lines: [RichText], style: TextStyle) {
        var style = style
        let full = style.size
        while true {
            let lines = broken(text, to: breadth, style: style, text: measurer)
            let widest = lines.map { measurer.measure($0, style: style).width }.max() ?? 0
            if (lines.count <= count && widest <= breadth) || style.size <= full * 0.6 { return (lines, style) }
            style.size -= full * 0.1
        }
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

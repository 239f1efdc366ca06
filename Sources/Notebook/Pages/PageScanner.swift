import Files

/// Goes through a page's text and parts it at tags, equations, citations, notes and links.
///
/// Equations become what the forges read as such, code between dollar signs or a block of code called "math"; notes get names that are the
/// page's own. Nothing is read in code.
struct PageScanner {
    private(set) var pieces: [PagePiece] = []
    private(set) var measures: [MeasureBlock] = []
    private(set) var hasTagInHeading = false

    private let source: PageSource
    private let number: Int
    private let signs: [Character]
    /// Where each line begins.
    private let starts: [Int]
    private let marks: PageMarks
    private var place = 0
    /// From 0, of those below the head.
    private var line = 0
    private var text = ""
    private var noteUses: [String: Int] = [:]
    private var notes: [String: Int] = [:]
    /// Whether a bracket that is open began with an exclamation mark.
    private var brackets: [Bool] = []

    init(_ source: PageSource, number: Int) {
        self.source = source
        self.number = number
        var signs: [Character] = []
        var starts: [Int] = []
        for line in source.lines {
            starts.append(signs.count)
            signs += line
            signs.append("\n")
        }
        self.signs = signs
        self.starts = starts + [signs.count]
        marks = PageMarks(signs, starts: self.starts) { source.verbatim.contains($0) || source.measures[$0] != nil }
    }

    /// - Throws: a `Fault` (status usage).
    mutating func scan() throws {
        while line < source.lines.count { try scanLine() }
        flush()
        for (label, line) in noteUses.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) where notes[label] == nil {
            throw fault(
                "the note [^\(label.prefix(60))] is nowhere written", line,
                "write '[^\(label.prefix(60))]: …' on a line of its own, or \\[^ for the signs themselves")
        }
        for (label, line) in notes.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) where noteUses[label] == nil {
            throw fault(
                "nothing refers to the note [^\(label.prefix(60))]", line,
                "write [^\(label.prefix(60))] where it belongs, or take it out")
        }
    }

    // MARK: Lines

    private mutating func scanLine() throws {
        place = starts[line]
        if let block = source.measures[line] {
            let prefix = LinePrefix(of: signs[place..<starts[line + 1] - 1])
            beginBlock(prefix)
            add(.measure(measures.count, indent: prefix.continuation))
            measures.append(MeasureBlock(text: block.text, line: source.firstLine + line + 1))
            endBlock(prefix)
            line = block.end
            return
        }
        if source.verbatim.contains(line) {
            text += String(signs[starts[line]..<starts[line + 1]])
            line += 1
            return
        }
        let end = starts[line + 1] - 1
        let prefix = LinePrefix(of: signs[place..<end])
        let words = place + prefix.count
        if words >= end {
            text += String(signs[place...end])
            line += 1
            brackets = []
            return
        }
        if try scanBlock(prefix, words, end) { return }
        text += String(signs[place..<words])
        place = words
        try scanDefinition()
        try scanWords()
    }

    /// A tag or an equation that has its line for itself.
    private mutating func scanBlock(_ prefix: LinePrefix, _ words: Int, _ end: Int) throws -> Bool {
        guard has("{{", at: words), let close = closing(of: words, before: end), signs[(close + 2)..<end].allSatisfy(\.isWhitespace)
        else { return false }
        let tag = try PageTag(reading: String(signs[(words + 2)..<close]), at: placeText(line))
        let at = source.firstLine + line
        let piece: PagePiece
        switch tag {
        case .figure(let id): piece = .figure(PageName(id, line: at), indent: prefix.continuation)
        case .table(let id, let table):
            piece = .table(figure: PageName(id, line: at), table: PageName(table, line: at), indent: prefix.continuation)
        case .claim(let id, let claim):
            piece = .claim(figure: PageName(id, line: at), claim: PageName(claim, line: at), indent: prefix.continuation)
        case .value, .link: return false
        }
        beginBlock(prefix)
        add(piece)
        endBlock(prefix)
        line += 1
        return true
    }

    /// Ends the paragraph before a block, and writes what stands ahead of the block on its line.
    private mutating func beginBlock(_ prefix: LinePrefix) {
        if !prefix.hasMark, line > 0 { text += prefix.continuation.trimmedEnd + "\n" }
        text += String(signs[starts[line]..<(starts[line] + prefix.count)])
    }

    private mutating func endBlock(_ prefix: LinePrefix) { text += "\n" + prefix.continuation.trimmedEnd + "\n" }

    /// A note's text, or a link's destination, that begins here.
    private mutating func scanDefinition() throws {
        guard signs[place] == "[", let close = marks.bracket(after: place), signs[close] == "]", signs[close + 1] == ":" else {
            return
        }
        let label = String(signs[(place + 1)..<close])
        guard !label.isEmpty, !label.contains(where: \.isNewline) else { return }
        if label.hasPrefix("^"), label.count > 1, !label.contains(where: \.isWhitespace) {
            let name = Self.folded(label.dropFirst())
            if let other = notes[name] {
                throw fault(
                    "the note [\(label.prefix(60))] is written twice, on line \(source.firstLine + other) too", line,
                    "give one of them another name")
            }
            notes[name] = line
            text += "[^\(noteName(name))]:"
            place = close + 2
            return
        }
        guard !label.hasPrefix("^"), !label.hasPrefix("@") else { return }
        text += "[\(label)]:"
        place = close + 2
        while signs[place] == " " || signs[place] == "\t" {
            text.append(signs[place])
            place += 1
        }
        // What goes on behind it, but for a title, is prose.
        let rest = signs[place..<(starts[line + 1] - 1)].drop { !$0.isWhitespace }.drop { $0.isWhitespace }
        if rest.first.map({ "\"'(".contains($0) }) ?? true { takeDestination { _ in false } }
    }

    // MARK: Words

    /// Reads to the end of the line, or of what began on it and goes on over others.
    private mutating func scanWords() throws {
        while true {
            let sign = signs[place]
            switch sign {
            case "\n":
                text.append(sign)
                line += 1
                return
            case "\\":
                text.append(sign)
                place += 1
                if signs[place] != "\n" { takeOne() }
            case "`": takeCode()
            case "$": if try takeDollar() { return }
            case "{" where has("{{", at: place): try takeTag()
            case "[":
                if try takeCitationOrNote() { continue }
                brackets.append(place > 0 && signs[place - 1] == "!" && !marks.isEscaped(place - 1))
                takeOne()
            case "]":
                let isImage = brackets.popLast()
                takeOne()
                if let isImage, signs[place] == "(" {
                    takeOne()
                    if isImage { throw picture() }
                    takeDestination { $0 == ")" }
                }
            default: takeOne()
            }
        }
    }

    private mutating func takeOne() {
        text.append(signs[place])
        place += 1
    }

    /// Copies up to a place behind, and counts the lines.
    private mutating func take(to end: Int) {
        for sign in signs[place..<end] where sign == "\n" { line += 1 }
        text += String(signs[place..<end])
        place = end
    }

    /// A span of code, which begins and ends with as many backticks; without an end, they stand for themselves.
    private mutating func takeCode() {
        let count = signs[place...].prefix { $0 == "`" }.count
        take(to: marks.code(after: place, count: count) ?? place + count)
    }

    private func picture() -> Fault {
        fault(
            "a page shows figures, no picture files", line,
            "draw what it shows as a figure, or write a link: [words](file) without '!'")
    }

    /// A link's destination; the sign that ends it stays.
    private mutating func takeDestination(until isEnd: (Character) -> Bool) {
        while signs[place] == " " { takeOne() }
        let start = place
        if signs[place] == "<" {
            guard let close = signs[place...].firstIndex(where: { $0 == ">" || $0 == "\n" }), signs[close] == ">" else { return }
            takeOne()
            addDestination(String(signs[place..<close]))
            place = close
            return
        }
        var depth = 0
        var end = place
        while !(depth == 0 && isEnd(signs[end])), signs[end] != "\n" {
            if signs[end] == "(" { depth += 1 }
            if signs[end] == ")" { depth -= 1 }
            if signs[end].isWhitespace { break }
            end += 1
        }
        guard end > start else { return }
        addDestination(String(signs[start..<end]))
        place = end
    }

    private mutating func addDestination(_ text: String) { add(.destination(PageName(text, line: source.firstLine + line))) }

    // MARK: Tags

    /// Where the tag that begins there ends: the place of its closing braces.
    private func closing(of start: Int, before end: Int) -> Int? {
        var place = start + 2
        while place + 1 < end {
            if signs[place] == "}", signs[place + 1] == "}" { return place }
            place += 1
        }
        return nil
    }

    private mutating func takeTag() throws {
        let end = starts[line + 1] - 1
        guard let close = closing(of: place, before: end) else {
            throw fault("a tag is never closed", line, "end it with }} on its line, or write \\{{ for the signs themselves")
        }
        let tag = try PageTag(reading: String(signs[(place + 2)..<close]), at: placeText(line))
        let at = source.firstLine + line
        if source.headings.contains(line) { hasTagInHeading = true }
        switch tag {
        case .value(let id, let value, let form):
            add(.value(figure: PageName(id, line: at), value: PageName(value, line: at), form))
        case .claim(let id, let claim): add(.claim(figure: PageName(id, line: at), claim: PageName(claim, line: at), indent: nil))
        case .link(let id, let words): add(.reference(figure: PageName(id, line: at), words: words))
        case .figure, .table:
            let name = if case .figure = tag { "figure" } else { "table" }
            throw fault("'\(name)' stands between words", line, "give it a line of its own")
        }
        place = close + 2
    }

    // MARK: Equations

    /// - Returns: whether the line came to its end.
    private mutating func takeDollar() throws -> Bool {
        let start = place
        if has("$$", at: place) {
            guard let close = marks.doubleDollar(after: place + 2) else {
                throw fault(
                    "'$$' opens an equation that has no end", line, "close it with $$ before the next blank line, or write \\$\\$")
            }
            return try addDisplayed(start, close)
        }
        if signs[place + 1] == "`", let end = marks.code(after: place + 1, count: signs[(place + 1)...].prefix { $0 == "`" }.count),
            signs[end] == "$"
        {
            // As the forges write it already.
            let ticks = signs[(place + 1)...].prefix { $0 == "`" }.count
            addInline(try equation((place + 1 + ticks)..<(end - ticks), isDisplayed: false))
            for sign in signs[start...end] where sign == "\n" { line += 1 }
            place = end + 1
            return false
        }
        // Where a blank follows, or nothing closes it, the sign is a dollar's.
        guard !signs[place + 1].isWhitespace, let close = marks.dollar(after: place + 1) else {
            takeOne()
            return false
        }
        addInline(try equation((place + 1)..<close, isDisplayed: false))
        for sign in signs[start..<close] where sign == "\n" { line += 1 }
        place = close + 1
        return false
    }

    private mutating func addInline(_ tex: String) {
        // In a table, a bar would part two cells.
        text += "$`\(source.tables.contains(line) ? tex.replacing("|", with: "\\|") : tex)`$"
    }

    /// - Returns: whether nothing stands behind it on its line.
    private mutating func addDisplayed(_ start: Int, _ close: Int) throws -> Bool {
        guard !source.headings.contains(line), !source.tables.contains(line) else {
            throw fault(
                "a displayed equation stands in a \(source.headings.contains(line) ? "heading" : "table")", line,
                "write it between single dollar signs")
        }
        let tex = try equation((start + 2)..<close, isDisplayed: true)
        let begin = starts[line]
        let prefix = LinePrefix(of: signs[begin..<starts[line + 1] - 1])
        // Words may stand before it and behind it on its lines.
        let isFirst = begin + prefix.count == start
        let indent = prefix.continuation
        let blank = indent.trimmedEnd
        if !isFirst {
            text += "\n\(blank)\n\(indent)"
        } else if !prefix.hasMark, line > 0 {
            text.removeLast(prefix.count)
            text += "\(blank)\n\(String(signs[begin..<start]))"
        }
        let lines = tex.split(separator: "\n").map { indent + $0 }.joined(separator: "\n")
        text += "```math\n\(lines)\n\(indent)```\n\(blank)\n"
        for sign in signs[start..<close] where sign == "\n" { line += 1 }
        place = close + 2
        // A full stop or a comma behind it cannot stand alone on the next line.
        if ".,;:".contains(signs[place]), signs[place + 1].isWhitespace {
            throw fault("'\(signs[place])' follows a displayed equation", line, "put it into the equation, ahead of its last $$")
        }
        while signs[place] == " " { place += 1 }
        guard signs[place] != "\n" else {
            line += 1
            return true
        }
        text += indent
        return false
    }

    /// The equation's TeX, once it was read.
    private func equation(_ range: Range<Int>, isDisplayed: Bool) throws -> String {
        // Marks of quotes at the beginnings of its lines are not the equation's.
        var cleaned: [Character] = []
        var places: [Int] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let sign = signs[index]
            cleaned.append(sign == "\n" && !isDisplayed ? " " : sign)
            places.append(index)
            index += 1
            guard sign == "\n" else { continue }
            while index < range.upperBound, signs[index] == " " || signs[index] == "\t" || signs[index] == ">" && isInQuote {
                index += 1
            }
        }
        if source.tables.contains(line) {
            // There a bar is written \|.
            var kept: [Character] = []
            var keptPlaces: [Int] = []
            for (index, sign) in cleaned.enumerated()
            where !(sign == "\\" && index + 1 < cleaned.count && cleaned[index + 1] == "|") {
                kept.append(sign)
                keptPlaces.append(places[index])
            }
            (cleaned, places) = (kept, keptPlaces)
        }
        func position(_ offset: Int) -> String {
            let at = offset < places.count ? places[offset] : range.upperBound
            let row = starts.partitioningIndex { $0 > at } - 1
            return "\(source.file):\(source.firstLine + row):\(at - starts[row] + 1)"
        }
        let tex = String(cleaned)
        if let tick = cleaned.firstIndex(of: "`") {
            throw Fault(
                "a backtick stands in an equation", at: position(tick), remedy: "write \\grave for the accent", status: .usage)
        }
        guard cleaned.contains(where: { !$0.isWhitespace }) else {
            throw Fault(
                "an equation is empty", at: position(0), remedy: "write one between the dollar signs, or \\$ for the sign itself",
                status: .usage)
        }
        do {
            _ = try Formula(tex: tex, isDisplayed: isDisplayed)
        } catch let problem as FormulaProblem {
            throw Fault(problem.problem, at: position(problem.offset), remedy: problem.remedy, status: .usage)
        }
        let lines = tex.split(separator: "\n").map { $0.trimmedEnd }.filter { !$0.isEmpty }
        return isDisplayed ? lines.joined(separator: "\n") : String(tex.drop { $0 == " " }).trimmedEnd
    }

    /// Whether the line stands in a quote.
    private var isInQuote: Bool { LinePrefix(of: signs[starts[line]..<starts[line + 1] - 1]).continuation.contains(">") }

    // MARK: Citations and notes

    private mutating func takeCitationOrNote() throws -> Bool {
        guard let close = marks.bracket(after: place), signs[close] == "]" else { return false }
        let inner = String(signs[(place + 1)..<close])
        if inner.hasPrefix("^"), inner.count > 1, !inner.contains(where: \.isWhitespace) {
            let name = Self.folded(inner.dropFirst())
            if noteUses[name] == nil { noteUses[name] = line }
            text += "[^\(noteName(name))]"
            place = close + 1
            return true
        }
        guard inner.contains("@"), !["(", "["].contains(signs[close + 1]), place == 0 || signs[place - 1] != "!",
            let citation = Citation(reading: inner)
        else { return false }
        add(.citation(citation, line: source.firstLine + line))
        for sign in signs[place..<close] where sign == "\n" { line += 1 }
        place = close + 1
        return true
    }

    private func noteName(_ label: String) -> String { "p\(number)-\(label)" }

    private static func folded(_ label: some StringProtocol) -> String { label.lowercased() }

    // MARK: Pieces

    private mutating func add(_ piece: PagePiece) {
        flush()
        pieces.append(piece)
    }

    private mutating func flush() {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
    }

    private func has(_ word: String, at place: Int) -> Bool {
        var index = place
        for sign in word {
            guard index < signs.count, signs[index] == sign else { return false }
            index += 1
        }
        return true
    }

    private func placeText(_ line: Int) -> String { "\(source.file):\(source.firstLine + line)" }

    private func fault(_ problem: String, _ line: Int, _ remedy: String) -> Fault {
        Fault(problem, at: placeText(line), remedy: remedy, status: .usage)
    }
}

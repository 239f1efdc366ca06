import Files

/// An SVG from Cairo made fit to be compared and to stand in a page.
enum SVGFile {
    /// The document without its XML declaration, with a title and metadata, with its ids named anew in the order of their first appearance
    /// (Cairo numbers them by a counter of the whole process), and with outlines given in hundredths of a point, which halves it.
    /// - Parameter description: what the picture shows, in words; nil: none.
    static func stamped(_ file: [UInt8], idPrefix: String, title: String, key: String, description: String? = nil) -> [UInt8] {
        let open = Array("<svg ".utf8)
        guard let start = file.indices.first(where: { matches(file, at: $0, open) }),
            let end = file[start...].firstIndex(of: UInt8(ascii: ">"))
        else { preconditionFailure("Cairo wrote no <svg>") }
        let words = description.map { "\n<desc>\($0.markupEscaped)</desc>" } ?? ""
        let head =
            "\n<title>\(title.markupEscaped)</title>\(words)\n<metadata><refigure xmlns=\"urn:refigure\" key=\"\(key.markupEscaped)\"/></metadata>"
        return file[start...end] + Array(head.utf8) + renamed(shortened(Array(file[(end + 1)...])), idPrefix: idPrefix)
    }

    /// Ids are written in three ways: where they are given, and in two kinds of reference.
    private static func renamed(_ document: [UInt8], idPrefix: String) -> [UInt8] {
        let openings = [" id=\"", "href=\"#", "url(#"].map { Array($0.utf8) }
        var names: [ArraySlice<UInt8>: [UInt8]] = [:]
        var result: [UInt8] = []
        result.reserveCapacity(document.count)
        var place = 0
        while place < document.count {
            guard let opening = openings.first(where: { matches(document, at: place, $0) }) else {
                result.append(document[place])
                place += 1
                continue
            }
            let start = place + opening.count
            let end = document[start...].firstIndex { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ")") } ?? document.count
            let id = document[start..<end]
            let name = names[id] ?? Array("\(idPrefix)\(names.count + 1)".utf8)
            names[id] = name
            result += opening + name
            place = end
        }
        return result
    }

    /// Rounds the numbers of outlines (`d="..."`) to hundredths.
    private static func shortened(_ document: [UInt8]) -> [UInt8] {
        let opening = Array(" d=\"".utf8)
        var result: [UInt8] = []
        result.reserveCapacity(document.count)
        var place = 0
        var inside = false
        while place < document.count {
            let sign = document[place]
            if !inside {
                inside = matches(document, at: place, opening)
                if inside {
                    result += opening
                    place += opening.count
                    continue
                }
            } else if sign == UInt8(ascii: "\"") {
                inside = false
            } else if isPartOfNumber(sign) {
                let end = document[place...].firstIndex { !isPartOfNumber($0) } ?? document.count
                result += hundredths(document[place..<end])
                place = end
                continue
            }
            result.append(sign)
            place += 1
        }
        return result
    }

    private static func isPartOfNumber(_ sign: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(sign) || sign == UInt8(ascii: "-") || sign == UInt8(ascii: ".")
    }

    /// Cairo writes no exponents; a number that is none of its own is left as it is.
    private static func hundredths(_ number: ArraySlice<UInt8>) -> [UInt8] {
        guard let value = Double(String(decoding: number, as: UTF8.self)), abs(value) < 1e9 else { return Array(number) }
        let scaled = Int((value * 100).rounded())
        var digits = String(abs(scaled) / 100)
        let part = abs(scaled) % 100
        if part > 0 { digits += part % 10 == 0 ? ".\(part / 10)" : part < 10 ? ".0\(part)" : ".\(part)" }
        return Array((scaled < 0 ? "-" + digits : digits).utf8)
    }

    private static func matches(_ bytes: [UInt8], at place: Int, _ word: [UInt8]) -> Bool {
        guard bytes[place] == word[0], place + word.count <= bytes.count else { return false }
        return word.indices.allSatisfy { bytes[place + $0] == word[$0] }
    }
}

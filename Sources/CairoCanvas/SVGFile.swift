/// An SVG from Cairo made fit to be compared and to stand in a page.
enum SVGFile {
    /// The document without its XML declaration, with a title and metadata, and with its ids named anew in the order of their first
    /// appearance: Cairo numbers them by a counter of the whole process.
    static func stamped(_ file: [UInt8], idPrefix: String, title: String, key: String) -> [UInt8] {
        let open = Array("<svg ".utf8)
        guard let start = file.indices.first(where: { matches(file, at: $0, open) }),
            let end = file[start...].firstIndex(of: UInt8(ascii: ">"))
        else { preconditionFailure("Cairo wrote no <svg>") }
        let head =
            "\n<title>\(escaped(title))</title>\n<metadata><refigure xmlns=\"urn:refigure\" key=\"\(escaped(key))\"/></metadata>"
        return file[start...end] + Array(head.utf8) + renamed(Array(file[(end + 1)...]), idPrefix: idPrefix)
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

    private static func matches(_ bytes: [UInt8], at place: Int, _ word: [UInt8]) -> Bool {
        guard bytes[place] == word[0], place + word.count <= bytes.count else { return false }
        return word.indices.allSatisfy { bytes[place + $0] == word[$0] }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for sign in text {
            switch sign {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(sign)
            }
        }
        return result
    }
}

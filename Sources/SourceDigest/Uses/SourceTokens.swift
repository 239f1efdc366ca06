/// The tokens of a source file's normal form, literals' text left out; enough to find declarations and names.
struct SourceTokens {
    enum Token: Equatable {
        case name(String)
        /// Any other sign that is no blank; signs of an operator come one by one.
        case sign(UInt8)
    }

    struct Place {
        let token: Token
        /// Whether it is the first of its line.
        let startsLine: Bool
        /// Whether nothing stands between it and the token before.
        let isJoined: Bool
        /// Where it starts in the normal form.
        let start: Int
    }

    let places: [Place]
    private let text: [UInt8]

    init(_ form: NormalForm) {
        var places: [Place] = []
        let bytes = form.output
        text = bytes
        var texts = form.texts[...]
        var startsLine = true
        var isJoined = false
        var index = 0
        while index < bytes.count {
            if let text = texts.first, text.lowerBound <= index {
                texts.removeFirst()
                index = max(index, text.upperBound)
                isJoined = false
                continue
            }
            let byte = bytes[index]
            if byte == Byte.newline || byte == Byte.space {
                startsLine = startsLine || byte == Byte.newline
                isJoined = false
                index += 1
                continue
            }
            if Self.isOfName(byte) {
                let end = texts.first?.lowerBound ?? bytes.count
                let start = index
                while index < end, Self.isOfName(bytes[index]) { index += 1 }
                places.append(
                    Place(
                        token: .name(String(decoding: bytes[start..<index], as: UTF8.self)), startsLine: startsLine,
                        isJoined: isJoined, start: start))
            } else {
                places.append(Place(token: .sign(byte), startsLine: startsLine, isJoined: isJoined, start: index))
                index += 1
            }
            startsLine = false
            isJoined = true
        }
        self.places = places
    }

    /// The first digits of the SHA-256 of the tokens' text, literals and all, the blanks behind each range left out.
    func digest(_ ranges: [Range<Int>]) -> String {
        var digested: [UInt8] = []
        for range in ranges where !range.isEmpty {
            let end = range.upperBound < places.count ? places[range.upperBound].start : text.count
            let piece = text[places[range.lowerBound].start..<end]
            digested += piece[...(piece.lastIndex { !Byte.isBlank($0) } ?? piece.startIndex)] + [Byte.newline]
        }
        return String(ContentDigest.hex(of: digested).prefix(16))
    }

    /// Letters, digits, the underscore, and whatever is no ASCII.
    private static func isOfName(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// Every name in the places, each once; numbers are none.
    static func names(_ places: ArraySlice<Place>) -> Set<String> {
        var names: Set<String> = []
        for place in places {
            if case .name(let name) = place.token, let first = name.utf8.first,
                !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
            {
                names.insert(name)
            }
        }
        return names
    }
}

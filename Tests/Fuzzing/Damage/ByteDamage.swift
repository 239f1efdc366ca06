import NumericCore

/// Damage that knows nothing of the file's form: bits turned, bytes set, pieces removed, doubled or moved, an end cut off.
enum ByteDamage {
    static let any: Damage = { bytes, random in
        var bytes = bytes
        for _ in 0...random.integer(3) where !bytes.isEmpty {
            let place = random.integer(bytes.count)
            let length = min(bytes.count - place, 1 + random.integer(64))
            switch random.integer(7) {
            case 0: bytes[place] ^= 1 << UInt8(random.integer(8))
            case 1: bytes[place] = UInt8(random.integer(256))
            case 2: bytes[place] = random.pick([0, 0x7f, 0x80, 0xff])
            case 3: bytes.removeSubrange(place..<place + length)
            case 4: bytes.insert(contentsOf: Array(bytes[place..<place + length]), at: place)
            case 5: bytes.swapAt(place, random.integer(bytes.count))
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }
}

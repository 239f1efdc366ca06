import Files

/// A whole number as a file of 64-bit integers has it.
enum NumberWord {
    case signed(Int64)
    case unsigned(UInt64)

    var rounded: Double {
        switch self {
        case .signed(let number): Double(number)
        case .unsigned(let number): Double(number)
        }
    }

    /// Whether it lies where not every whole number is a double.
    var isWide: Bool { abs(rounded) >= WholeNumber.exactDoubles }

    var description: String {
        switch self {
        case .signed(let number): "\(number)"
        case .unsigned(let number): "\(number)"
        }
    }
}

extension NumberArray {
    /// Whether a single column is of 64-bit integers of which some lie where not every whole number is a double.
    /// - Parameter count: how many there are.
    /// - Throws: as `forEachInteger`.
    func hasWideIntegers(count: Int) throws -> Bool {
        guard element == .int64 || element == .uint64 else { return false }
        var isWide = false
        try forEachInteger(count: count) { isWide = isWide || $0.isWide }
        return isWide
    }

    /// The numbers of a single column of 64-bit integers, in their order.
    /// - Throws: a `Fault` (status data) where the file cannot be read to its end or has changed; `CancellationError` once the user
    ///   asked to stop.
    func forEachInteger(count: Int, _ body: (NumberWord) -> Void) throws {
        try source.withFile { file in
            for start in stride(from: 0, to: count, by: 1 << 17) {
                try Interruption.check()
                let bytes = try file.read(min(1 << 17, count - start) * 8, at: offset + start * 8)
                bytes.withUnsafeBytes { bytes in
                    for place in stride(from: 0, to: bytes.count, by: 8) {
                        let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                        let number = isBigEndian ? UInt64(bigEndian: word) : UInt64(littleEndian: word)
                        body(element == .int64 ? .signed(Int64(bitPattern: number)) : .unsigned(number))
                    }
                }
            }
        }
    }
}

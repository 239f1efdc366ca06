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
    /// The numbers themselves of a single column of 64-bit integers; nil for numbers of other types, which are all doubles.
    /// - Parameter count: how many there are.
    /// - Throws: a `Fault` (status data) where the file cannot be read to its end or has changed; `CancellationError` once the user
    ///   asked to stop.
    func integers(count: Int) throws -> [NumberWord]? {
        guard element == .int64 || element == .uint64 else { return nil }
        return try source.withFile { file in
            var numbers: [NumberWord] = []
            numbers.reserveCapacity(count)
            for start in stride(from: 0, to: count, by: 1 << 17) {
                try Interruption.check()
                let bytes = try file.read(min(1 << 17, count - start) * 8, at: offset + start * 8)
                bytes.withUnsafeBytes { bytes in
                    for place in stride(from: 0, to: bytes.count, by: 8) {
                        let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                        let number = isBigEndian ? UInt64(bigEndian: word) : UInt64(littleEndian: word)
                        numbers.append(element == .int64 ? .signed(Int64(bitPattern: number)) : .unsigned(number))
                    }
                }
            }
            return numbers
        }
    }
}

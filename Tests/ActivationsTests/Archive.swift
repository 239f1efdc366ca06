import CZlib

/// Small zip archives of one entry, made by the tests.
enum Archive {
    /// - Parameters:
    ///   - size: what the archive says that the contents have.
    ///   - localName: the name in the entry's own header.
    static func bytes(_ name: String, _ contents: [UInt8], isPacked: Bool = true, size: Int? = nil, localName: String? = nil)
        -> [UInt8]
    {
        let packed = isPacked ? deflated(contents) : contents
        let checksum = contents.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
        let size = size ?? contents.count
        func common(_ name: String) -> [UInt8] {
            word(20, 2) + word(0, 2) + word(isPacked ? 8 : 0, 2) + word(0, 4) + word(Int(checksum), 4) + word(packed.count, 4)
                + word(size, 4) + word(name.utf8.count, 2) + word(0, 2)
        }
        let local = word(0x0403_4b50, 4) + common(localName ?? name) + Array((localName ?? name).utf8) + packed
        let directory =
            word(0x0201_4b50, 4) + word(20, 2) + common(name) + word(0, 2) + word(0, 2) + word(0, 2) + word(0, 4) + word(0, 4)
            + Array(name.utf8)
        let end =
            word(0x0605_4b50, 4) + word(0, 4) + word(1, 2) + word(1, 2) + word(directory.count, 4) + word(local.count, 4)
            + word(0, 2)
        return local + directory + end
    }

    private static func word(_ number: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(number >> (8 * $0) & 255) } }

    private static func deflated(_ contents: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var contents = contents
        var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(contents.count))))
        let count = contents.withUnsafeMutableBufferPointer { input in
            packed.withUnsafeMutableBufferPointer { output in
                (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
                (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
                deflate(&stream, Z_FINISH)
                return output.count - Int(stream.avail_out)
            }
        }
        return Array(packed.prefix(count))
    }
}

import CZlib
import Datasets
import Files

/// Reading of gzip (RFC 1952), by zlib; members that follow each other are joined. Zeros behind the last are padding, as gzip itself
/// takes them.
package enum Gzip {
    /// The file's unpacked bytes.
    /// - Parameter limit: the most that it may unpack to.
    /// - Throws: a `Fault` (status data) where the file cannot be read, is no gzip, is damaged or cut short, has bytes other than
    ///   zeros after its end, or unpacks to more than the limit; `CancellationError` once `cancelled` answers true.
    package static func unpack(fileAt path: String, atMost limit: Int, cancelled: () -> Bool = { false }) throws -> [UInt8] {
        let file = try SteadyFile(path)
        return try unpack(named: path, atMost: limit) { buffer in
            if cancelled() { throw CancellationError() }
            return try file.read(into: buffer)
        }
    }

    /// The unpacked bytes; see `unpack(fileAt:atMost:)`.
    /// - Parameter name: what faults call it.
    package static func unpack(_ packed: [UInt8], named name: String, atMost limit: Int) throws -> [UInt8] {
        var rest = packed[...]
        return try unpack(named: name, atMost: limit) { buffer in
            let piece = rest.prefix(buffer.count)
            buffer.copyBytes(from: piece)
            rest = rest.dropFirst(piece.count)
            return piece.count
        }
    }

    private static func unpack(
        named name: String, atMost limit: Int, read: (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws -> [UInt8] {
        var stream = z_stream()
        // 16 + 15: gzip only, the largest window.
        guard inflateInit2_(&stream, 16 + 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw Fault("cannot be unpacked: zlib cannot start", at: name, status: .data)
        }
        defer { inflateEnd(&stream) }
        let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { input.deallocate() }

        // One byte more than the limit, so that exceeding it shows. Memory that is not written is not used.
        return try [UInt8](unsafeUninitializedCapacity: limit + 1) { output, count in
            /// How the last call of inflate ended; OK inside a member, STREAM_END behind one.
            var state = Z_OK
            var empty = true
            /// Whether a whole member has been read.
            var behind = false
            var isPadding = false
            while true {
                let received = try read(input)
                if received == 0 { break }
                empty = false
                stream.next_in = input.baseAddress!.assumingMemoryBound(to: UInt8.self)
                stream.avail_in = UInt32(received)
                while stream.avail_in > 0 {
                    if state == Z_STREAM_END {
                        isPadding = isPadding || stream.next_in.pointee == 0
                        if isPadding {
                            guard UnsafeBufferPointer(start: stream.next_in, count: Int(stream.avail_in)).allSatisfy({ $0 == 0 })
                            else {
                                throw Fault(endedBefore, at: name, remedy: WrongFile.remedy, status: .data)
                            }
                            break
                        }
                        inflateReset(&stream)
                        behind = true
                    }
                    let room = min(output.count - count, 1 << 30)
                    stream.next_out = output.baseAddress! + count
                    stream.avail_out = UInt32(room)
                    state = inflate(&stream, Z_NO_FLUSH)
                    count += room - Int(stream.avail_out)
                    if count > limit {
                        throw Fault(
                            "unpacks to more than the \(limit) bytes expected", at: name, remedy: WrongFile.remedy, status: .data)
                    }
                    guard state == Z_OK || state == Z_STREAM_END else {
                        throw fault(stream, behind: behind, name)
                    }
                }
            }
            if empty { throw Fault("is empty: a gzip file was expected", at: name, remedy: WrongFile.remedy, status: .data) }
            guard state == Z_STREAM_END else {
                if behind, stream.total_out == 0 { throw fault(stream, behind: behind, name) }
                throw Fault("is cut short: it ends within its packed data", at: name, remedy: WrongFile.remedy, status: .data)
            }
        }
    }

    private static func fault(_ stream: z_stream, behind: Bool, _ name: String) -> Fault {
        let message = stream.msg.map { String(cString: $0) } ?? "its packed data cannot be read"
        let problem =
            if behind, stream.total_out == 0 {
                endedBefore
            } else if message == "incorrect header check" {
                "is no gzip file: the bytes 1f 8b were expected at its start"
            } else {
                "is damaged: \(message)"
            }
        return Fault(problem, at: name, remedy: WrongFile.remedy, status: .data)
    }

    private static let endedBefore = "has bytes after its end"
}

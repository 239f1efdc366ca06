import CZlib
import Foundation

/// Text in few letters: packed by zlib (RFC 1950), in base 64.
enum Deflated {
    static func text(_ text: String) -> String {
        let source = Array(text.utf8)
        var count = compressBound(UInt(source.count))
        let packed = [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, written in
            let status = compress2(buffer.baseAddress, &count, source, UInt(source.count), Z_BEST_COMPRESSION)
            precondition(status == Z_OK, "zlib cannot pack \(source.count) bytes")
            written = Int(count)
        }
        return Data(packed).base64EncodedString()
    }
}

import CCrypto
import Foundation

/// SHA-256 (FIPS 180-4), by libcrypto.
public struct SHA256: ~Copyable {
    private let context: OpaquePointer

    public init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("libcrypto cannot start SHA-256")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    public func update(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
        let done = EVP_DigestUpdate(context, base, bytes.count)
        precondition(done == 1, "libcrypto cannot continue SHA-256")
    }

    public func update(_ data: some ContiguousBytes) {
        data.withUnsafeBytes { update($0) }
    }

    /// The digest as 64 lower-case hexadecimal digits.
    public consuming func finish() -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 32
        let done = EVP_DigestFinal_ex(context, &digest, &length)
        precondition(done == 1 && length == 32, "libcrypto cannot finish SHA-256")
        return digest.hexadecimal
    }

    /// The digest of the bytes, as 64 lower-case hexadecimal digits.
    public static func hex(of data: some ContiguousBytes) -> String {
        let hash = SHA256()
        hash.update(data)
        return hash.finish()
    }

    /// The digest of the text's UTF-8 bytes, as 64 lower-case hexadecimal digits.
    public static func hex(of text: String) -> String { hex(of: Array(text.utf8)) }

    /// The digest of the file's bytes, read in pieces of 1 MiB.
    /// - Throws: a `Fault` (status data) where there is no plain file, or it cannot be read.
    public static func hex(ofFileAt path: String) throws -> String {
        let hash = SHA256()
        try PlainFile.readPieces(of: path) { hash.update($0) }
        return hash.finish()
    }
}

extension Sequence<UInt8> {
    /// Two lower-case hexadecimal digits a byte.
    public var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

import CCrypto

/// SHA-256 by libcrypto, as `SHA256` of Files gives it. This module imports no other of the project: what runs while the project is built
/// is compiled apart from all else, and whatever it needed would be compiled twice.
enum ContentDigest {
    /// 64 lower-case hexadecimal digits.
    static func hex(of bytes: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 32
        let done = EVP_Digest(bytes, bytes.count, &digest, &length, EVP_sha256(), nil)
        precondition(done == 1 && length == 32, "libcrypto gives no SHA-256")
        return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    static func hex(of text: String) -> String { hex(of: Array(text.utf8)) }
}

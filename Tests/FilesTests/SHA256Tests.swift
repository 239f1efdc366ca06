import Files
import Foundation
import Testing

/// Known answers: FIPS 180-4's examples (NIST, "SHA-256 examples") and the digest of nothing.
@Suite struct SHA256Tests {
    @Test(
        "the digest of a text is the published one",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func knownAnswers(text: String, digest: String) {
        #expect(SHA256.hex(of: text) == digest)
    }

    @Test("a million a's, in one piece, in pieces and from a file, have the published digest")
    func million() throws {
        let digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        #expect(SHA256.hex(of: bytes) == digest)
        let hash = SHA256()
        for start in stride(from: 0, to: bytes.count, by: 999) { hash.update(bytes[start..<min(start + 999, bytes.count)]) }
        #expect(hash.finish() == digest)
        try withTemporaryFolder { folder in
            try AtomicFile.write(bytes, to: "\(folder)/a")
            #expect(try SHA256.hex(ofFileAt: "\(folder)/a") == digest)
        }
    }

    @Test("a file that is not there is a fault that names it")
    func missingFile() {
        #expect { try SHA256.hex(ofFileAt: "/no/such/file") } throws: { ($0 as? Fault)?.place == "/no/such/file" }
    }
}

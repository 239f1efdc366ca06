import Files
import Foundation
import Testing

@Suite struct PlainFileTests {
    @Test("a file is read whole, an empty one too, and one that is not there is nil", arguments: [0, 1, 65_536, 300_001])
    func reads(_ count: Int) throws {
        try withTemporaryFolder { folder in
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
            try AtomicFile.write(bytes, to: "\(folder)/file")
            #expect(try PlainFile.read("\(folder)/file") == bytes)
            #expect(try PlainFile.read("\(folder)/file", limit: count) == bytes)
            #expect(try PlainFile.read("\(folder)/none") == nil)
            #expect(try PlainFile.read("\(folder)/file/inside") == nil)
        }
    }

    @Test("a pipe, a folder or a device in a file's place is named at once, read or hashed", .timeLimit(.minutes(10)))
    func notPlain() throws {
        withTemporaryFolder { folder in
            mkfifo("\(folder)/pipe", 0o644)
            for path in ["\(folder)/pipe", folder, "/dev/zero"] {
                for read in [{ _ = try PlainFile.read($0) }, { _ = try SHA256.hex(ofFileAt: $0) }] as [(String) throws -> Void] {
                    let fault = #expect(throws: Fault.self) { try read(path) }
                    #expect(fault?.problem == "is not a plain file" && fault?.place == path && fault?.status == .data)
                }
            }
        }
    }

    @Test("what is longer than it may be is not read, however long it says it is")
    func tooLong() throws {
        try withTemporaryFolder { folder in
            try AtomicFile.write([UInt8](repeating: 1, count: 11), to: "\(folder)/file")
            let fault = #expect(throws: Fault.self) { try PlainFile.read("\(folder)/file", limit: 10) }
            #expect(fault?.problem.contains("longer than the 10 bytes") == true)
            // This one says that it is empty.
            #expect(throws: Fault.self) { try PlainFile.read("/proc/self/maps", limit: 10) }
        }
    }
}

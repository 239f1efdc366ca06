import Files
import Foundation
import Testing

@Suite struct DescriptorLimitTests {
    @Test("a process that may open no more files is told that, and how to raise the limit")
    func descriptors() async {
        await #expect(processExitsWith: .success) {
            let folder = NSTemporaryDirectory() + "refigure-descriptors-\(getpid())"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try AtomicFile.write(text: "x", to: "\(folder)/file")
            var opened: [Int32] = []
            while case let descriptor = open("/dev/null", O_RDONLY), descriptor >= 0 { opened.append(descriptor) }
            let faults = [
                { _ = try PlainFile.read("\(folder)/file") }, { _ = try SHA256.hex(ofFileAt: "\(folder)/file") },
                { try AtomicFile.write(text: "y", to: "\(folder)/file") }, { _ = try FileLock.attempt("\(folder)/lock") },
            ].map { work in #expect(throws: Fault.self) { try work() } }
            for descriptor in opened { close(descriptor) }
            for fault in faults {
                let words = fault.map { "\($0)" } ?? ""
                #expect(words.contains("this process may open no more files at once; raise the limit"), "\(words)")
            }
            #expect(try PlainFile.bytes("\(folder)/file") == Array("x".utf8))
        }
    }
}

import CZlib
import Datasets
import Files
import Foundation

/// Small files of the three formats, made by the tests.
enum Made {
    /// An IDX file of bytes.
    static func idx(_ dimensions: [Int], _ values: [UInt8]) -> [UInt8] {
        [0, 0, 8, UInt8(dimensions.count)] + dimensions.flatMap { size in (0..<4).map { UInt8(size >> (24 - 8 * $0) & 255) } }
            + values
    }

    /// The bytes packed by zlib.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(&stream, 6, Z_DEFLATED, 16 + 15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count + 1000)
        input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                deflate(&stream, Z_FINISH)
            }
        }
        return Array(output[..<Int(stream.total_out)])
    }

    struct Entry {
        var path: String
        var bytes: [UInt8] = []
        var kind: Character = "0"
    }

    /// A ustar archive.
    static func tar(_ entries: [Entry]) -> [UInt8] {
        var archive: [UInt8] = []
        for entry in entries {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, at offset: Int) {
                header.replaceSubrange(offset..<offset + text.utf8.count, with: Array(text.utf8))
            }
            put(entry.path, at: 0)
            put("0000644", at: 100)
            let octal = String(entry.bytes.count, radix: 8)
            put(String(repeating: "0", count: 11 - octal.count) + octal, at: 124)
            put("        ", at: 148)
            put(String(entry.kind), at: 156)
            put("ustar\u{0}00", at: 257)
            let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
            put(String(repeating: "0", count: 6 - sum.count) + sum + "\u{0} ", at: 148)
            archive += header + entry.bytes + [UInt8](repeating: 0, count: (512 - entry.bytes.count % 512) % 512)
        }
        return archive + [UInt8](repeating: 0, count: 1024)
    }

    /// A CIFAR-10 archive of few records: each training batch has 4, the test batch 3.
    static func cifar(reversed: Bool = false) -> [UInt8] {
        func record(_ number: Int) -> [UInt8] {
            [UInt8(number % 10)] + (0..<3072).map { UInt8(($0 * 7 + number * 31) & 255) }
        }
        var training = Array(0..<20)
        var test = Array(20..<23)
        if reversed {
            training.reverse()
            test.reverse()
        }
        var entries = [Entry(path: "cifar-10-batches-bin/", kind: "5")]
        for batch in 0..<5 {
            entries.append(
                Entry(
                    path: "cifar-10-batches-bin/data_batch_\(batch + 1).bin",
                    bytes: training[batch * 4..<batch * 4 + 4].flatMap(record)))
        }
        entries.append(Entry(path: "cifar-10-batches-bin/test_batch.bin", bytes: test.flatMap(record)))
        return tar(entries)
    }
}

/// A folder for one test, removed with it.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("refigure-datasets-\(UUID().uuidString)").path
        try AtomicFile.makeFolder(path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ bytes: [UInt8], to name: String) throws { try AtomicFile.write(bytes, to: "\(path)/\(name)") }

    func files(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
    }
}

/// The real data sets' mirror beside the project's folder, where there is one.
let mirror = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../shared/datasets")
    .standardizedFileURL.path
/// The project's `data/`.
let dataFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../data")
    .standardizedFileURL.path

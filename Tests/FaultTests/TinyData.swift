import Files
import TestSupport

/// Data sets of a few samples in the formats of the real ones, and the manifest that knows them.
enum TinyData {
    /// A mirror's files, by path ("mnist/train-images-idx3-ubyte.gz"), and the text of `datasets.yml`.
    static func make() -> (files: [String: [UInt8]], manifest: String) {
        var files: [String: [UInt8]] = [:]
        var manifest = "datasets:\n"
        for (name, folder, factor) in [("MNIST", "mnist", 3), ("FashionMNIST", "fashion-mnist", 5)] {
            manifest += head(name, folder)
            for (part, count) in [("train", 20), ("t10k", 10)] {
                let images = idx([count, 28, 28], (0..<count * 784).map { UInt8(truncatingIfNeeded: $0 * $0 * factor / 13) })
                let labels = idx([count], (0..<count).map { UInt8($0 % 10) })
                for (kind, content) in [("images-idx3", images), ("labels-idx1", labels)] {
                    let packed = gzip(content)
                    files["\(folder)/\(part)-\(kind)-ubyte.gz"] = packed
                    manifest += """
                              - name: \(part)-\(kind)-ubyte.gz
                                download: \(packed.count)
                                unpacked: \(content.count)
                                sha256: \(SHA256.hex(of: content))

                        """
                }
            }
        }
        let records = (0..<6).map(record)
        let names = (1...5).map { "data_batch_\($0).bin" } + ["test_batch.bin"]
        let packed = gzip(Tar.archive(zip(names, records).map { .init(path: "cifar-10-batches-bin/\($0)", bytes: $1) }))
        files["cifar-10/cifar-10-binary.tar.gz"] = packed
        func digest(_ records: ArraySlice<[UInt8]>) -> String {
            SHA256.hex(of: records.map { SHA256.hex(of: $0) }.sorted().joined())
        }
        manifest +=
            head("CIFAR-10", "cifar-10") + """
                      - name: cifar-10-binary.tar.gz
                        download: \(packed.count)
                        training: { records: 5, sha256: \(digest(records[..<5])) }
                        test: { records: 1, sha256: \(digest(records[5...])) }

                """
        // Two labels and the pixels.
        let fine = (0..<3).map { [UInt8($0)] + record($0) }
        let other = gzip(
            Tar.archive([
                .init(path: "cifar-100-binary/train.bin", bytes: fine[0] + fine[1]),
                .init(path: "cifar-100-binary/test.bin", bytes: fine[2]),
            ]))
        files["cifar-100/cifar-100-binary.tar.gz"] = other
        manifest +=
            head("CIFAR-100", "cifar-100") + """
                      - name: cifar-100-binary.tar.gz
                        download: \(other.count)
                        training: { records: 2, sha256: \(digest(fine[..<2])) }
                        test: { records: 1, sha256: \(digest(fine[2...])) }

                """
        return (files, manifest)
    }

    private static func head(_ name: String, _ folder: String) -> String {
        """
          - name: \(name)
            title: \(name)
            folder: \(folder)
            licence: none
            citation: none
            homepage: none
            addresses: []
            files:

        """
    }

    /// A label and 3072 pixels.
    private static func record(_ number: Int) -> [UInt8] {
        var record = [UInt8(number)]
        for place in 0..<3072 { record.append(UInt8(truncatingIfNeeded: place * 7 + number * 31)) }
        return record
    }

    private static func idx(_ dimensions: [Int], _ values: [UInt8]) -> [UInt8] {
        var file: [UInt8] = [0, 0, 8, UInt8(dimensions.count)]
        for size in dimensions {
            for shift in [24, 16, 8, 0] { file.append(UInt8(truncatingIfNeeded: size >> shift)) }
        }
        return file + values
    }

    /// Stored, not packed: blocks of 65,535 bytes at most.
    private static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var file: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
        for start in stride(from: 0, to: bytes.count, by: 65_535) {
            let block = bytes[start..<min(start + 65_535, bytes.count)]
            file.append(start + 65_535 >= bytes.count ? 1 : 0)
            file += little(UInt16(block.count))
            file += little(~UInt16(block.count))
            file += block
        }
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xedb8_8320 : 0) }
        }
        return file + little(~sum) + little(UInt32(bytes.count))
    }

    private static func little(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}

import DataFiles
import Datasets
import Files

extension FuzzedReader {
    static func gzip() -> FuzzedReader {
        FuzzedReader("gzip", damages: [GzipDamage.members]) { bytes in
            let unpacked = try Gzip.unpack(bytes, named: "file", atMost: 1 << 16)
            try promise(unpacked.count <= 1 << 16, "\(unpacked.count) bytes where 65536 are the most")
            // What was unpacked is what the packed bytes mean, however they come in.
            try promise(try Gzip.unpack(bytes, named: "file", atMost: unpacked.count) == unpacked, "unpacked twice, it is another")
        }
    }

    static func tar() -> FuzzedReader {
        FuzzedReader("tar", damages: [TarDamage.field]) { bytes in
            let entries = try TarArchive(bytes, named: "file").entries
            for entry in entries {
                try promise(entry.bytes.lowerBound >= 512 && entry.bytes.upperBound <= bytes.count, "\(entry) lies outside")
                try promise(
                    !entry.path.hasPrefix("/") && !entry.path.split(separator: "/").contains(".."), "\(entry) leaves its folder")
            }
            try promise(Set(entries.map(\.path)).count == entries.count, "two entries of one path")
        }
    }

    static func idx() -> FuzzedReader {
        FuzzedReader("idx") { bytes in
            let header = try IDX(bytes, named: "file")
            try promise(header.dimensions.reduce(1, *) == bytes.count - header.offset, "\(header) in \(bytes.count) bytes")
            // Most of what is right here is of other sizes than labels and images have.
            if let labels = try? MNIST.values(ofLabels: bytes, named: "file", count: 4) {
                try promise(labels.count == 4 && labels.allSatisfy { $0 < 10 }, "labels \(labels)")
            }
            if let start = try? MNIST.offsetOfPixels(bytes, named: "file", count: 1) {
                try promise(start + MNIST.width <= bytes.count, "an image of \(bytes.count - start) bytes")
            }
        }
    }

    static func cifar() -> FuzzedReader {
        FuzzedReader("cifar", mutations: 300, damages: [TarDamage.field]) { bytes in
            // Each form refuses the other's archives.
            if let found = try? CIFAR100.format.read(bytes, named: "file", trainingCount: 3, testCount: 1) {
                let samples = found.training.samples
                try promise(samples.count == 3 && found.test.samples.count == 1, "other than 3 and 1 samples")
                try promise(samples.labels.allSatisfy { $0 < 100 }, "labels \(samples.labels)")
                try promise(samples.coarsened?.labels.allSatisfy { $0 < 20 } == true, "coarse labels above 19")
                return
            }
            let found = try CIFAR10.format.read(bytes, named: "file", trainingCount: 5, testCount: 1)
            for (samples, count) in [(found.training.samples, 5), (found.test.samples, 1)] {
                try promise(samples.count == count, "\(samples.count) samples of \(count)")
                try promise(samples.labels.allSatisfy { $0 < 10 }, "labels \(samples.labels)")
            }
        }
    }

    static func manifest() -> FuzzedReader {
        let scratch = ScratchFolder()
        return FuzzedReader(
            "manifest", damages: [TextDamage.words(yamlWords + ["datasets", "files", "unpacked", "sha256", "MNIST"])]
        ) {
            bytes in
            let manifest = try Manifest(fileAt: scratch.write(bytes, to: "datasets.yml"))
            for set in manifest.datasets {
                try promise(set.digest.utf8.count == 64, "a digest of \(set.digest)")
                for file in set.files {
                    try promise(file.download >= 0 && file.unpacked ?? 0 >= 0, "\(file.name) has \(file.download) bytes")
                    try promise(file.download <= 1 << 50 && file.unpacked ?? 0 <= 1 << 50, "\(file.name) fits no disk")
                }
            }
        }
    }

    /// What earlier runs found out about files.
    static func memory() -> FuzzedReader {
        let scratch = ScratchFolder()
        return FuzzedReader("memory", damages: [TreeDamage.json]) { bytes in
            scratch.write(bytes, to: "memory.json")
            let memory = FileMemory(folder: scratch.path)
            let times = [0, 1_700_000_000, Int.max]
            try promise(
                times.filter { memory.hasFailed("https://example.org/a.gz", now: $0) }.count < 2, "it failed at several times")
            try promise(memory.verified("\(scratch.path)/none", as: "x") == nil, "a file that is not there is verified")
        }
    }

    /// What earlier runs found out about a folder of images: the lines alone, whose seal is put right.
    static func images() -> FuzzedReader {
        FuzzedReader("images") { bytes in
            let memory = try ImageMemory(decoding: ImageMemory.sealed(bytes), path: "file")
            let again = try ImageMemory(decoding: memory.encoded, path: "file")
            try promise(again.entries.keys.sorted() == memory.entries.keys.sorted(), "other images when written and read again")
            try promise(again.encoded == memory.encoded, "other bytes when written again")
        }
    }

    static let yamlWords =
        [
            ": ", "- ", "\n", "\n  ", "{", "}", "[", "]", "&a ", "*a", "!!int ", "!!binary ", "|\n", ">\n", "'", "\"", "#", "---\n",
            "...\n",
            "? ", "<<: ", "~", "null", "yes", "%YAML 1.2\n", "\t", "\\x00", "é",
        ] + TextDamage.numbers
}

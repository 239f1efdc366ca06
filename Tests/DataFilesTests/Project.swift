import DataFiles
import Datasets
import Files
import Foundation

/// A project's `data/` folder for one test, whose manifest describes a small MNIST (20 training and 5 test images) and a small
/// CIFAR-10 (20 and 3 records).
struct Project {
    let scratch: Scratch
    /// The right files, by path below a mirror's folder ("mnist/train-images-idx3-ubyte.gz").
    let files: [String: [UInt8]]

    var folder: String { "\(scratch.path)/data" }

    init(addresses: [String] = []) throws {
        scratch = try Scratch()
        func images(_ count: Int, _ factor: Int) -> [UInt8] {
            Made.idx([count, 28, 28], (0..<count * 784).map { UInt8(truncatingIfNeeded: $0 * $0 * factor / 13) })
        }
        func labels(_ count: Int) -> [UInt8] { Made.idx([count], (0..<count).map { UInt8($0 % 10) }) }
        let contents = [
            ("train-images-idx3-ubyte.gz", images(20, 1)), ("train-labels-idx1-ubyte.gz", labels(20)),
            ("t10k-images-idx3-ubyte.gz", images(5, 3)), ("t10k-labels-idx1-ubyte.gz", labels(5)),
        ]
        let cifar = Made.cifar()
        let records = try CIFAR10.format.read(cifar, named: "cifar", trainingCount: 20, testCount: 3)
        let list = "[" + addresses.joined(separator: ", ") + "]"
        func head(_ name: String, _ folder: String) -> String {
            """
              - name: \(name)
                title: \(name)
                folder: \(folder)
                licence: none
                citation: none
                homepage: none
                addresses: \(list)
                files:

            """
        }
        var manifest = "datasets:\n" + head("MNIST", "mnist")
        var files: [String: [UInt8]] = [:]
        for (name, content) in contents {
            let packed = Made.gzip(content)
            files["mnist/\(name)"] = packed
            manifest += """
                      - name: \(name)
                        download: \(packed.count)
                        unpacked: \(content.count)
                        sha256: \(SHA256.hex(of: content))

                """
        }
        let archive = Made.gzip(cifar)
        files["cifar-10/cifar-10-binary.tar.gz"] = archive
        manifest +=
            head("CIFAR-10", "cifar-10") + """
                      - name: cifar-10-binary.tar.gz
                        download: \(archive.count)
                        training: { records: 20, sha256: \(records.training.digest) }
                        test: { records: 3, sha256: \(records.test.digest) }

                """
        self.files = files
        try AtomicFile.write(text: manifest, to: "\(scratch.path)/data/datasets.yml")
    }

    /// Puts the right files of a data set below a folder of the scratch folder.
    func put(_ prefix: String, into place: String) throws {
        for (name, bytes) in files where name.hasPrefix(prefix) { try scratch.write(bytes, to: "\(place)/\(name)") }
    }

    /// A library on the folder, which stays as long as the library.
    func library(
        _ environment: String? = nil, network: NetworkUse = .whenNeeded, progress: (@Sendable (DataProgress) -> Void)? = nil,
        cancelled: Bool = false
    ) -> DataLibrary {
        DataLibrary(
            folder: folder, environment: environment, network: network, progress: progress,
            cancelled: { [scratch] in withExtendedLifetime(scratch) { cancelled } })
    }
}

/// The first file of MNIST.
let firstFile = "mnist/train-images-idx3-ubyte.gz"

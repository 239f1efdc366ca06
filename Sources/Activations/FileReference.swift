import Files
import Foundation

/// A file, and the array in it where one is named: "acts.npz:layer1".
struct FileReference: Equatable {
    var path: String
    /// What follows the colon.
    var name: String?

    enum Kind {
        case npy, npz, safetensors, csv
    }

    /// A colon parts file and name, unless a file of the whole name exists; of several, the first behind which the path is a file's.
    init(_ text: String) {
        path = text
        if FileManager.default.fileExists(atPath: text) { return }
        var parts: [(path: String, name: String)] = []
        for place in text.indices where text[place] == ":" {
            parts.append((String(text[..<place]), String(text[text.index(after: place)...])))
        }
        let found =
            parts.first { FileManager.default.fileExists(atPath: $0.path) } ?? parts.first { Self.kind(of: $0.path) != nil }
        if let found { (path, name) = (found.path, found.name) }
    }

    /// What messages call it.
    var origin: String { name.map { "\(path):\($0)" } ?? path }

    /// - Throws: a `Fault` (status usage) where the file's name does not end as one that is read.
    var kind: Kind {
        get throws {
            if let kind = Self.kind(of: path) { return kind }
            if Folder.exists(path) {
                throw Fault("is a folder, where a file was expected", at: path, remedy: "name one of its files", status: .usage)
            }
            // A shell's <(command) is a pipe without an ending.
            if FileManager.default.fileExists(atPath: path), FileStamp(path: path) == nil { throw OpenFile.notPlain(path) }
            if path == "-" {
                throw Fault(
                    "standard input is not read", remedy: "save the numbers to a file and name that", status: .usage)
            }
            let remedy =
                switch Self.ending(of: path) {
                case "pt", "pth", "bin", "ckpt", "pkl", "pickle":
                    "save it from Python as numbers: numpy.save(\"acts.npy\", tensor.detach().cpu().numpy())"
                case "mat", "h5", "hdf5", "parquet", "feather": "save it from Python as numbers: numpy.save(\"acts.npy\", array)"
                case "gz", "zip", "xz", "bz2", "zst": "unpack it first"
                default: "files ending in .npy, .npz, .safetensors, .csv, .tsv and .txt are"
                }
            throw Fault("is of a kind that is not read", at: path, remedy: remedy, status: .usage)
        }
    }

    /// - Parameter reason: why there is nothing to name.
    /// - Throws: a `Fault` (status usage) where something is named.
    func refuseName(_ reason: String) throws {
        guard let name else { return }
        throw Fault(
            "there is nothing to choose with ':\(shown(name))': \(reason)", at: path, remedy: "leave it out", status: .usage)
    }

    private static func ending(of path: String) -> String { FilePath(path).ending }

    private static func kind(of path: String) -> Kind? {
        switch ending(of: path) {
        case "npy": .npy
        case "npz": .npz
        case "safetensors": .safetensors
        case "csv", "tsv", "txt": .csv
        default: nil
        }
    }
}

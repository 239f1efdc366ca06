import Activations
import DataFiles
import Datasets
import Files
import Networks

/// Where a user's images are.
public enum PruningSource: Sendable {
    /// One of the data library's sets.
    case named(DatasetName)
    /// A folder of images, a folder a class in it; likewise the test images.
    case folder(String, test: String?)
    /// Arrays in files: images, labels, and likewise the test images.
    case arrays(images: String, labels: String, test: String?, testLabels: String?)

    public static let names = DatasetName.allCases.filter { $0 != .imageFolder }.map { $0.rawValue.lowercased() }

    /// - Parameter data: the name of a data set, a folder, or a file.
    /// - Returns: nil where it is none of these.
    /// - Throws: a `Fault` (status usage) where the other options do not go with it.
    public init?(_ data: String, labels: String?, test: String?, testLabels: String?) throws {
        func refuse(_ option: String, _ given: String?, _ kind: String) throws {
            guard given != nil else { return }
            throw Fault("\(option) does not go with \(kind)", at: data, remedy: "leave it out", status: .usage)
        }
        func plain(_ name: String) -> String { name.lowercased().filter { $0 != "-" && $0 != "_" } }
        if let name = DatasetName.allCases.first(where: { $0 != .imageFolder && plain($0.rawValue) == plain(data) }) {
            for (option, given) in [("--labels", labels), ("--test", test), ("--test-labels", testLabels)] {
                try refuse(option, given, "a data set, which has its own")
            }
            self = .named(name)
        } else if Folder.exists(data) {
            try refuse("--labels", labels, "a folder, whose folders are the classes")
            try refuse("--test-labels", testLabels, "a folder, whose folders are the classes")
            self = .folder(data, test: test)
        } else if ["npy", "npz", "safetensors"].contains(where: { data.lowercased().contains(".\($0)") }) {
            guard let labels else {
                throw Fault(
                    "images in a file need labels", at: data, remedy: "name a file with one class for each: --labels y.npy",
                    status: .usage)
            }
            guard (test == nil) == (testLabels == nil) else {
                throw Fault(
                    "--test and --test-labels go together", at: data, remedy: "give both, or neither", status: .usage)
            }
            self = .arrays(images: data, labels: labels, test: test, testLabels: testLabels)
        } else {
            return nil
        }
    }

    /// The files that are read, as far as they are a few.
    public var files: [String] {
        guard case .arrays(let images, let labels, let test, let testLabels) = self else { return [] }
        return [images, labels, test, testLabels].compactMap(\.self).flatMap(InputFiles.paths)
    }

    /// What it is called.
    public var name: String {
        switch self {
        case .named(let name): name.rawValue
        case .folder(let path, _): path
        case .arrays(let images, _, _, _): images
        }
    }

    /// What is known before the images are read.
    public struct Outline: Sendable {
        /// Of an image.
        public let shape: Shape
        public let classes: Int
    }

    /// - Throws: a `Fault` (status data) where a file or folder cannot be read, or holds something else.
    public func outline(for network: PrunableNetwork) throws -> Outline {
        switch self {
        case .named(.szt): return Outline(shape: Shape(channels: 12), classes: 2)
        case .named(let name):
            return name == .mnist || name == .fashionMNIST
                ? Outline(shape: Shape(channels: 1, rows: 28, columns: 28), classes: 10)
                : Outline(shape: Shape(channels: 3, rows: 32, columns: 32), classes: name == .cifar100 ? 100 : 10)
        case .folder(let path, _):
            return Outline(
                shape: Shape(channels: 3, rows: network.side, columns: network.side), classes: try ImageFolder(path).classes.count)
        case .arrays(let images, let labels, _, _):
            return Outline(
                shape: try ImageArray(images).shape, classes: 1 + Int(try ImageArray.labels(labels, below: nil).max() ?? 0))
        }
    }

    /// Has a data set fetched and verified, so that reading it is quick.
    /// - Throws: `CancellationError`; a `Fault` (status data) where its file is damaged.
    public func fetch(_ library: DataLibrary) throws {
        if case .named(let name) = self { _ = try library.identity(of: DataSelection(name, trainingShare: 1)) }
    }

    /// Reads the images, or finds out which there are.
    /// - Parameters:
    ///   - library: has the data sets; nil: none is asked for.
    ///   - pixels: the shape of an image, of flat rows that which the network takes them in.
    ///   - classes: what labels are below.
    ///   - seed: see `PruningData`.
    /// - Throws: `CancellationError`; a `Fault`: status data where they cannot be had, or are not what they should be.
    public func read(
        for network: PrunableNetwork, as pixels: Shape, scale: PixelScale, classes: Int, seed: UInt64, library: DataLibrary?
    ) throws -> PruningData {
        switch self {
        case .named(let name):
            guard let library else { preconditionFailure("a data set without a library") }
            return try Self.named(name, channels: pixels.channels, scale: scale, seed: seed, library)
        case .folder(let path, let test):
            let training = try ImageFolder(path)
            let tests = try test.map { try ImageFolder($0, classes: training.classes) }
            func source(_ folder: ImageFolder) -> FolderImages {
                FolderImages(folder: folder, side: network.side, scale: scale, classes: classes)
            }
            return try PruningData(
                name: path, inputs: [path, test].compactMap(\.self).map { ($0, nil) }, training: source(training),
                test: tests.map(source), seed: seed)
        case .arrays(let images, let labels, let test, let testLabels):
            let first = try ImageArray(images)
            let training = try first.samples(labels: labels, as: pixels, scale: scale, classes: classes)
            var tests: LabelledSamples?
            if let test, let testLabels {
                let array = try ImageArray(test)
                guard array.shape == first.shape else {
                    throw Fault(
                        "an image is \(PrunableNetwork.words(array.shape)), and one of \(images) \(PrunableNetwork.words(first.shape))",
                        at: test, remedy: "name images of one shape", status: .data)
                }
                tests = try array.samples(labels: testLabels, as: pixels, scale: scale, classes: classes)
            }
            return try PruningData(
                name: images, inputs: try files.map { ($0, try SHA256.hex(ofFileAt: $0)) }, training: training, test: tests,
                seed: seed)
        }
    }

    private static func named(
        _ name: DatasetName, channels: Int, scale: PixelScale, seed: UInt64, _ library: DataLibrary
    ) throws -> PruningData {
        var selection = DataSelection(name, trainingShare: 1)
        var notes: [String] = []
        var identity = try library.identity(of: selection)
        if identity.standInFor != nil, name == .cifar100 {
            // Of this data set there is a sample, which serves where no more is asked for.
            let sample = DataSelection(name, samplesPerClass: 100, testSamplesPerClass: 20, trainingShare: 1)
            let found = try library.identity(of: sample)
            if found.standInFor == nil {
                (selection, identity) = (sample, found)
                notes.append("of CIFAR-100 there is a sample here: 100 training and 20 test images of each class")
            }
        }
        guard identity.standInFor == nil else {
            throw Fault(
                "\(name.rawValue) cannot be had, and no network is pruned by images that are drawn in its place",
                remedy: "`refigure data --fetch` fetches it; REFIGURE_DATA names a folder that has its files", status: .data)
        }
        let split = try library.load(selection).split
        return try PruningData(
            name: name.rawValue, inputs: [(name.rawValue, identity.digest)],
            training: scale.scaled(split.training, channels: channels),
            test: split.test.map { scale.scaled($0, channels: channels) }, seed: seed, notes: notes)
    }
}

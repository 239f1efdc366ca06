import DataFiles
import Datasets
import Files
import Foundation
import Networks
import Pruning
import TestSupport
import Testing

@testable import PruningFiles

@Suite("What a pruning is told")
struct OptionsTests {
    @Test("every name is its network's own, in torchvision's spelling too, and others are none")
    func networks() throws {
        for name in PrunableNetwork.names {
            let network = try #require(PrunableNetwork(name))
            #expect(network.name == name && PrunableNetwork(name.uppercased()) == network)
        }
        #expect(PrunableNetwork("vgg11_bn") == .vgg(.vgg11, normalised: true))
        #expect(PrunableNetwork("mlp:300-100") == .fullyConnected([300, 100]) && PrunableNetwork("mlp:7")?.name == "mlp:7")
        for name in ["resnet", "mlp", "mlp:", "mlp:0", "mlp:3--4", "mlp:-3", "mlp:99999999999", ""] {
            #expect(PrunableNetwork(name) == nil, "\(name)")
        }
    }

    @Test("a network is made for the images that there are, or refuses them with both shapes")
    func shapes() throws {
        func made(_ name: String, _ shape: Shape) throws -> Architecture {
            try #require(PrunableNetwork(name)).architecture(of: shape, named: "x.npy", classes: 4, width: 0.125)
        }
        let grey = Shape(channels: 1, rows: 28, columns: 28)
        let colour = Shape(channels: 3, rows: 32, columns: 32)
        for name in PrunableNetwork.names where name.hasSuffix("imagenet") == false && !name.hasPrefix("lenet") {
            #expect(try made(name, colour).input == colour)
            #expect(try made(name, Shape(channels: 3072)).input == colour)
        }
        #expect(try made("lenet5", Shape(channels: 784)).input == grey)
        #expect(try made("lenet5", colour).input == colour)
        #expect(try made("lenet5", Shape(channels: 1, rows: 12, columns: 12)).outputs == 4)
        #expect(try made("lenet5-caffe", Shape(channels: 1, rows: 16, columns: 16)).outputs == 4)
        #expect(try made("vgg11", Shape(channels: 3, rows: 64, columns: 48)).outputs == 4)
        #expect(try made("eleven-layers", Shape(channels: 1, rows: 3, columns: 2)).outputs == 4)
        #expect(try made("mlp:16", grey).input == Shape(channels: 784))
        for (name, shape) in [
            ("resnet18", grey), ("lenet5", Shape(channels: 1, rows: 11, columns: 28)), ("lenet5", Shape(channels: 100)),
            ("lenet5-caffe", Shape(channels: 1, rows: 15, columns: 16)), ("vgg11", Shape(channels: 3, rows: 31, columns: 32)),
            ("resnet18-imagenet", colour),
        ] {
            let fault = #expect(throws: Fault.self, "\(name)") { try made(name, shape) }
            #expect(fault?.status == .data && fault?.description.contains(PrunableNetwork.words(shape)) == true)
        }
    }

    @Test("methods are a list, in any order, or all; the first unknown one is named")
    func methods() throws {
        #expect(try PruneMethod.list("synflow,MIPP")?.get() == [.mipp, .synFlow])
        #expect(try PruneMethod.list("all")?.get() == PruneMethod.allCases)
        #expect(PruneMethod.list("") == nil)
        #expect(throws: PruneMethod.UnknownName.self) { try PruneMethod.list("mipp,sosp,nothing")?.get() }
    }

    @Test("options that contradict each other are refused", arguments: 0..<8)
    func contradictions(_ place: Int) throws {
        typealias Options = PruningPlan.Options
        let cases: [(Options, String)] = [
            (Options(methods: [.random]), "--remove 50"), (Options(methods: [.mipp], remove: 50), "leave out --remove"),
            (Options(methods: [.random], remove: 100), "below 100"), (Options(methods: [.random], remove: .nan), "below 100"),
            (Options(methods: [.random], confidence: 0.9, remove: 5), "--confidence is for mipp"),
            (Options(methods: [.mipp], confidence: 1), "0.5 to below 1"),
            (Options(methods: [.mipp], confidence: .nan), "0.5 to below 1"),
            (Options(methods: [.mipp], steps: 0), "--mipp-steps takes a number from 1"),
        ]
        let fault = #expect(throws: Fault.self) { try PruningPlan(cases[place].0, for: .leNet5) }
        #expect(fault?.status == .usage && fault?.description.contains(cases[place].1) == true, "\(String(describing: fault))")
    }

    @Test("MIPP's numbers are its paper's, where nothing else is said")
    func defaults() throws {
        func estimator(_ name: String) throws -> (steps: Int, refits: Int, hidden: [Int]) {
            let plan = try PruningPlan(.init(methods: [.mipp]), for: try #require(PrunableNetwork(name)))
            return (plan.mipp.estimator.steps, plan.mipp.estimator.refits, plan.mipp.estimator.hidden)
        }
        #expect(try estimator("resnet18") == (1500, 150, [256, 256]))
        #expect(try estimator("vgg11-bn").refits == 20)
    }
}

@Suite("The images of a pruning")
struct PruningSourceTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func source(_ data: String, labels: String? = nil, test: String? = nil, testLabels: String? = nil) throws
        -> PruningSource?
    {
        try PruningSource(data, labels: labels, test: test, testLabels: testLabels)
    }

    @Test("data sets go by their names, however they are written; what is neither file nor folder is nothing")
    func named() throws {
        for name in ["cifar-10", "CIFAR10", "cifar_10"] {
            guard case .named(.cifar10)? = try source(name) else {
                Issue.record("\(name)")
                continue
            }
        }
        #expect(try source("cifar-11") == nil && (try source("images")) == nil)
        #expect(throws: Fault.self) { try source("mnist", labels: "y.npy") }
        #expect(throws: Fault.self) { try source("x.npy") }
        #expect(throws: Fault.self) { try source("x.npy", labels: "y.npy", test: "t.npy") }
        #expect(throws: Fault.self) { try source(folder.path, labels: "y.npy") }
    }

    @Test("a data set that cannot be had is not replaced by one that is drawn")
    func standIn() throws {
        let source = try #require(try source("mnist"))
        let manifest = FilePath(FilePath(FilePath(#filePath).folder).folder).folder + "/data/datasets.yml"
        try FileManager.default.copyItem(atPath: manifest, toPath: "\(folder.path)/datasets.yml")
        let library = DataLibrary(folder: folder.path, environment: nil, network: .never)
        let outline = try source.outline(for: .leNet5)
        let fault = #expect(throws: Fault.self) {
            try source.read(for: .leNet5, as: outline.shape, scale: .none, classes: 10, seed: 0, library: library)
        }
        #expect(fault?.status == .data && fault?.description.contains("MNIST cannot be had") == true)
        let rule = try #require(try self.source("SZT"))
        let szt = try rule.read(
            for: .fullyConnected([8]), as: try rule.outline(for: .fullyConnected([8])).shape, scale: .none, classes: 2, seed: 0,
            library: library)
        #expect(szt.count + szt.test.count == 4096 && szt.notes.count == 1)
    }

    @Test(
        "bytes become parts of 255, mean and deviation are taken channel by channel, a fifth is set aside where there are no test images"
    )
    func arrays() throws {
        let network = try #require(PrunableNetwork("mlp:4"))
        try folder.npy("|u1", shape: "(10, 2, 1, 2)", (0..<40).map { UInt8($0) }, to: "x.npy")
        try folder.npy("<i8", shape: "(10,)", (0..<10).map { Int64($0 % 3) }, to: "y.npy")
        let source = try #require(try source("\(folder.path)/x.npy", labels: "\(folder.path)/y.npy"))
        let outline = try source.outline(for: network)
        #expect(outline.shape == Shape(channels: 2, rows: 1, columns: 2) && outline.classes == 3)
        let scale = try PixelScale(means: [0, 0.1], deviations: [1, 0.5], channels: 2)
        let data = try source.read(for: network, as: outline.shape, scale: scale, classes: 3, seed: 1, library: nil)
        #expect(
            data.count == 8 && data.test.count == 2 && data.notes.count == 1 && data.inputs.allSatisfy { $0.digest?.count == 64 })
        let all = try data.training.samples(at: Array(0..<10))
        #expect(all.labels == (0..<10).map { UInt16($0 % 3) })
        let first: [Float] = [4, 5].map { (byte: Double) in Float(byte / 255) }
        let second: [Float] = [6, 7].map { (byte: Double) in Float((byte / 255 - 0.1) / 0.5) }
        #expect(Array(all.features[4..<8]) == first + second)
        // No image is both pruned by and scored on.
        var tested: [Float] = []
        try data.test.forEachPortion(of: 8) { tested += $0.features }
        let pruned = try data.first(0..<8).features
        let firsts = stride(from: 0, to: 32, by: 4).map { pruned[$0] }
        #expect(Set(firsts).count == 8 && Set(firsts).isDisjoint(with: [tested[0], tested[4]]))
        #expect(try data.firstOfEachClass(1).labels.sorted() == [0, 1, 2])
    }

    @Test("arrays that are no images with their classes are refused with their place", arguments: 0..<6)
    func refused(_ place: Int) throws {
        let network = try #require(PrunableNetwork("mlp:4"))
        try folder.npy("<f4", shape: "(4, 1, 2, 2)", (0..<16).map { Float($0) }, to: "x.npy")
        try folder.npy("<f4", shape: "(4, 1, 2, 2)", (0..<16).map { $0 == 6 ? Float.nan : Float($0) }, to: "nan.npy")
        try folder.npy("<f4", shape: "(4, 8, 8, 3)", (0..<768).map { Float($0) }, to: "last.npy")
        try folder.npy("<i8", shape: "(4,)", [0, 1, 0, 1].map { Int64($0) }, to: "y.npy")
        try folder.npy("<i8", shape: "(3,)", [0, 1, 0].map { Int64($0) }, to: "short.npy")
        try folder.npy("<f4", shape: "(4,)", [0, 1, 0.5, 1].map { Float($0) }, to: "half.npy")
        try folder.npy("<i8", shape: "(4,)", [0, 1, 7, 1].map { Int64($0) }, to: "seven.npy")
        let (images, labels, words) = [
            ("nan.npy", "y.npy", "in image 1 "), ("last.npy", "y.npy", "transpose(0, 3, 1, 2)"), ("x.npy", "short.npy", "3 labels"),
            ("x.npy", "half.npy", "0.5 at row 2"), ("x.npy", "seven.npy", "7.0 at row 2"), ("none.npy", "y.npy", "none.npy"),
        ][place]
        let fault = #expect(throws: Fault.self) {
            let source = try #require(try source("\(folder.path)/\(images)", labels: "\(folder.path)/\(labels)"))
            let outline = try source.outline(for: network)
            _ = try source.read(for: network, as: outline.shape, scale: .none, classes: 3, seed: 1, library: nil)
        }
        #expect(fault?.status == .data && fault?.description.contains(words) == true, "\(String(describing: fault))")
    }

    @Test("a folder's images are its folders' classes, cut to the network's side, red, green and blue planes")
    func images() throws {
        let network = try #require(PrunableNetwork("eleven-layers"))
        for (name, shade) in [("a", UInt8(10)), ("b", 200)] {
            try FileManager.default.createDirectory(atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
            for number in 0..<3 {
                let pixels = (0..<40 * 36).flatMap { _ -> [UInt8] in [shade, UInt8(number), 0] }
                try Data(TinyPNG.bytes(rows: 40, columns: 36, pixels: pixels)).write(
                    to: URL(fileURLWithPath: "\(folder.path)/\(name)/\(number).png"))
            }
        }
        let source = try #require(try source(folder.path))
        let outline = try source.outline(for: network)
        #expect(outline.shape == Shape(channels: 3, rows: 32, columns: 32) && outline.classes == 2)
        let data = try source.read(for: network, as: outline.shape, scale: .none, classes: 2, seed: 0, library: nil)
        #expect(data.count == 5 && data.test.count == 1)
        let image = try data.training.samples(at: [5])
        #expect(image.labels == [1] && image.features[0] == Float(200.0 / 255) && image.features[1024] == Float(2.0 / 255))
        #expect(image.features.count == 3072 && image.features[3071] == 0)
    }
}

@Suite("The folder of a pruning")
struct PruningFolderTests {
    @Test("it appears with all its files, and what was kept is gone then")
    func whole() throws {
        let scratch = try ScratchFolder()
        let folder = try PruningFolder("\(scratch.path)/out/") { _ in }
        #expect(scratch.names() == [])
        try folder.keep(KeptMIPP(key: "abc", state: Self.state, seconds: 2))
        #expect(folder.kept("abc")?.seconds == 2 && folder.kept("abd") == nil)
        #expect(scratch.names() == ["out.partial"])
        let next = try PruningFolder("\(scratch.path)/out") { _ in }
        #expect(next.kept("abc")?.state == Self.state)
        #expect(throws: Fault.self) { try next.keep(KeptMIPP(key: "abc", state: Self.state, seconds: 2)) }
        try folder.finish([("a.txt", [1]), ("b.txt", [2])])
        #expect(scratch.names() == ["out"] && scratch.names("out") == ["a.txt", "b.txt"])
        let fault = #expect(throws: Fault.self) { try PruningFolder("\(scratch.path)/out") { _ in } }
        #expect(fault?.status == .usage)
    }

    @Test("damaged notes are passed over with a word, and no file is taken for a folder")
    func damaged() throws {
        let scratch = try ScratchFolder()
        var notes: [String] = []
        let folder = try PruningFolder("\(scratch.path)/out") { notes.append($0) }
        try folder.keep(KeptMIPP(key: "abc", state: Self.state, seconds: 2))
        try Data("{".utf8).write(to: URL(fileURLWithPath: "\(scratch.path)/out.partial/mipp-abc.json"))
        #expect(folder.kept("abc") == nil && notes.count == 1)
        try Data().write(to: URL(fileURLWithPath: "\(scratch.path)/file"))
        for name in ["file", "file/out"] {
            let fault = #expect(throws: Fault.self) { try PruningFolder("\(scratch.path)/\(name)") { _ in } }
            #expect(fault?.status == .cannotWrite)
        }
        for name in ["", ".", "/", ".."] { #expect(throws: Fault.self) { try PruningFolder(name) { _ in } } }
    }

    private static let state: MIPP.State = {
        let json =
            #"{"layers": [null, {"kept": [true, false], "reference": [0.5], "order": [1], "rises": [0.25]}], "selectsInputs": false}"#
        guard let state = try? JSONDecoder().decode(MIPP.State.self, from: Data(json.utf8)) else { preconditionFailure("no state") }
        return state
    }()
}

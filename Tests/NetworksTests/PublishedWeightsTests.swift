import Datasets
import Files
import Foundation
import NumericCore
import Testing

@testable import Networks

@Suite("Weights with torchvision's names")
struct PublishedWeightsTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Published").path(
        percentEncoded: false)

    struct Made: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let architecture: Architecture
    }

    /// What Published/make.py makes.
    static let made = [
        Made(testDescription: "resnet18", architecture: .resNet(.resNet18, width: 1.0 / 32)),
        Made(testDescription: "vgg11", architecture: .vgg(.vgg11, width: 1.0 / 64)),
    ]

    @Test("networks saved by PyTorch answer here what they answer there, to 0.0001", arguments: made)
    func answers(_ made: Made) throws {
        let weights = try PublishedWeights.imported(
            fileAt: "\(Self.folder)/\(made.testDescription).safetensors", for: made.architecture)
        let known = try SafeTensors(
            decoding: Data(contentsOf: URL(filePath: "\(Self.folder)/\(made.testDescription)-logits.safetensors")), path: "logits")
        let logits = try #require(known.floats("logits"))
        var pixels: [Float] = []
        for place in 0..<2 * 3072 { pixels.append(Float((place * place * 31 + place * 7) % 251) / 250) }
        let images = LabelledSamples(features: pixels, labels: [0, 0], width: 3072, classes: 10)
        let machine = Machine(
            Plan(made.architecture), weights, kernels: .best, capacity: 8)
        let pass = Pass(reading: 2)
        machine.gather(images, from: 0, pass)
        machine.read(pass)
        for sample in 0..<2 {
            for output in 0..<10 {
                let answer = machine.outputs.reading.base[output * 8 * pass.lanes + sample]
                #expect(abs(answer - logits[sample * 10 + output]) < 1e-4)
            }
        }
    }

    @Test("what is written is what PyTorch wrote: the same tensors, each with the same bits", arguments: made)
    func roundTrip(_ made: Made) throws {
        let path = "\(Self.folder)/\(made.testDescription).safetensors"
        let file = try SafeTensors(decoding: Data(contentsOf: URL(filePath: path)), path: path)
        let weights = try PublishedWeights.imported(file, path: path, for: made.architecture)
        let written = PublishedWeights.exported(weights, of: made.architecture)
        #expect(Set(written.tensors.map(\.name)) == Set(file.tensors.map(\.name)))
        for tensor in written.tensors {
            let original = try #require(file.tensor(tensor.name))
            #expect(tensor.shape == original.shape && tensor.element == original.element)
            // How many batches were seen is not kept.
            guard !tensor.name.hasSuffix("num_batches_tracked") else { continue }
            // VGG's idle biases are 0 here, and its means are less by them.
            guard made.testDescription == "resnet18" || tensor.name.hasPrefix("classifier") || tensor.shape.count == 4 else {
                continue
            }
            #expect(tensor.bytes == original.bytes, "\(tensor.name)")
        }
    }

    @Test(
        "every network of the catalogue comes back from its file as it was, to the bit",
        arguments: [
            Architecture.leNet5(), .vgg(.vgg11, width: 0.125), .resNet(.resNet18, width: 0.125),
            .resNet(.resNet34, width: 0.0625), .resNet(.resNet50, stem: .large, classes: 7, width: 0.0625),
            .elevenLayers(normalised: true, width: 0.125),
        ])
    func catalogue(_ architecture: Architecture) throws {
        let weights = Initialisation.heNormal.weights(of: architecture, seed: 3)
        let file = PublishedWeights.exported(weights, of: architecture)
        #expect(
            try PublishedWeights.imported(SafeTensors(decoding: file.encoded(), path: "x"), path: "x", for: architecture) == weights
        )
    }

    @Test("names and shapes are torchvision's")
    func names() {
        func names(_ architecture: Architecture) -> [String: [Int]] {
            Dictionary(
                uniqueKeysWithValues: PublishedWeights.exported(
                    Initialisation.heNormal.weights(of: architecture, seed: 0), of: architecture
                ).tensors
                    .map {
                        ($0.name, $0.shape)
                    })
        }
        let resNet = names(.resNet(.resNet50, stem: .large, classes: 1000, width: 0.125))
        #expect(resNet.count == 320)
        #expect(resNet["conv1.weight"] == [8, 3, 7, 7] && resNet["bn1.running_var"] == [8])
        #expect(
            resNet["layer1.0.downsample.0.weight"] == [32, 8, 1, 1] && resNet["layer1.0.downsample.1.num_batches_tracked"] == [])
        #expect(resNet["layer4.2.conv2.weight"] == [64, 64, 3, 3] && resNet["layer4.2.bn3.bias"] == [256])
        #expect(resNet["fc.weight"] == [1000, 256] && resNet["conv1.bias"] == nil)
        #expect(names(.resNet(.resNet18, width: 0.125)).count == 122 && names(.resNet(.resNet34, width: 0.125)).count == 218)
        let vgg = names(.vgg(.vgg11, width: 0.125))
        #expect(
            vgg["features.0.bias"] == [8] && vgg["features.1.running_mean"] == [8] && vgg["features.25.weight"] == [64, 64, 3, 3])
        let leNet = names(.leNet5())
        #expect(leNet["conv2.weight"] == [16, 6, 5, 5] && leNet["fc1.weight"] == [120, 400] && leNet.count == 10)
    }

    @Test("numbers of 16 and 64 bits become the nearest of 32", arguments: [ElementType.float16, .bfloat16, .float64])
    func types(_ type: ElementType) throws {
        let architecture = Architecture.leNet5(width: 0.2)
        var file = PublishedWeights.exported(Initialisation.heNormal.weights(of: architecture, seed: 0), of: architecture)
        let place = try #require(file.tensors.firstIndex { $0.name == "fc3.bias" })
        var bytes: [UInt8]
        // 1.5, -0.25 and 2^-24, the least of 16 bits that is not 0.
        switch type {
        case .float16: bytes = [0x00, 0x3e, 0x00, 0xb4, 0x01, 0x00]
        case .bfloat16: bytes = [0xc0, 0x3f, 0x80, 0xbe, 0x80, 0x33]
        default:
            bytes = []
            for value in [1.5, -0.25, 0x1p-24] { bytes += withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } }
        }
        file.tensors[place] = SafeTensors.Tensor(
            name: "fc3.bias", element: type, shape: [10], bytes: Data(bytes + [UInt8](repeating: 0, count: 7 * type.size)))
        let biases = try PublishedWeights.imported(file, path: "x", for: architecture)["fc3.biases"]
        #expect(Array(biases.prefix(4)) == [1.5, -0.25, 0x1p-24, 0])
    }

    @Test("missing, superfluous and ill-shaped tensors, and numbers that cannot be, are named in one sentence")
    func refused() throws {
        let architecture = Architecture.resNet(.resNet18, width: 1.0 / 32)
        let good = PublishedWeights.exported(Initialisation.heNormal.weights(of: architecture, seed: 0), of: architecture)
        func words(_ change: (inout [SafeTensors.Tensor]) -> Void) -> String? {
            var file = good
            change(&file.tensors)
            do {
                _ = try PublishedWeights.imported(file, path: "net.safetensors", for: architecture)
                return nil
            } catch {
                return (error as? Fault).map(\.description)
            }
        }
        func problem(_ change: (inout [SafeTensors.Tensor]) -> Void) -> String {
            let words = words(change) ?? "accepted"
            return words.contains("is not of a network") ? String(words.split(separator: ": it ", maxSplits: 1).last ?? "") : words
        }
        #expect(problem { $0.removeAll { $0.name == "fc.weight" } }.hasPrefix("lacks fc.weight"))
        #expect(
            problem { $0.removeAll { $0.name.hasPrefix("layer2.0") && !$0.name.hasSuffix("tracked") } }.hasPrefix(
                "lacks layer2.0.conv1.weight, layer2.0.bn1.weight, layer2.0.bn1.bias, layer2.0.bn1.running_mean and 11 more"))
        #expect(words { $0.removeAll { $0.name.hasSuffix("num_batches_tracked") } } == nil)
        #expect(
            problem { $0.append(.init(name: "fc2.weight", shape: [1], [Float(0)])) }.hasPrefix(
                "has fc2.weight, of which the network knows nothing"))
        func replacing(_ name: String, _ tensor: SafeTensors.Tensor) -> (inout [SafeTensors.Tensor]) -> Void {
            { tensors in tensors = tensors.map { $0.name == name ? tensor : $0 } }
        }
        #expect(
            problem(replacing("fc.bias", .init(name: "fc.bias", shape: [3], [Float](repeating: 0, count: 3)))).hasPrefix(
                "has what does not fit: fc.bias is 3, not 10"))
        #expect(
            problem(replacing("fc.bias", .init(name: "fc.bias", shape: [10], [Int64](repeating: 0, count: 10)))).hasPrefix(
                "has what does not fit: fc.bias holds I64"))
        for (name, value) in [("bn1.running_var", Float(-1)), ("bn1.bias", .nan)] {
            #expect(
                problem(replacing(name, .init(name: name, shape: [2], [value, 0]))).hasPrefix(
                    "has what does not fit: \(name) has a number that cannot be"))
        }
        #expect(words { _ in } == nil)
        #expect(throws: Fault.self) { try PublishedWeights.imported(fileAt: "/no/such/file", for: architecture) }
    }
}

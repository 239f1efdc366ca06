import Datasets
import Files
import Networks

/// A network that can be pruned, by the name that a user gives it: one of the catalogue's, or fully connected ("mlp:300-100").
public enum PrunableNetwork: Hashable, Sendable {
    case leNet5, leNet5Caffe
    case vgg(Architecture.VGG, normalised: Bool)
    case resNet(Architecture.ResNet, Architecture.ResNetStem)
    case elevenLayers(normalised: Bool)
    /// The widths of the hidden layers, of ReLU units.
    case fullyConnected([Int])

    private static let catalogue: [(name: String, network: PrunableNetwork)] = [
        ("lenet5", .leNet5), ("lenet5-caffe", .leNet5Caffe), ("vgg11", .vgg(.vgg11, normalised: false)),
        ("vgg11-bn", .vgg(.vgg11, normalised: true)), ("vgg19", .vgg(.vgg19, normalised: false)),
        ("vgg19-bn", .vgg(.vgg19, normalised: true)), ("resnet18", .resNet(.resNet18, .small)),
        ("resnet34", .resNet(.resNet34, .small)), ("resnet50", .resNet(.resNet50, .small)),
        ("resnet18-imagenet", .resNet(.resNet18, .large)), ("resnet34-imagenet", .resNet(.resNet34, .large)),
        ("resnet50-imagenet", .resNet(.resNet50, .large)), ("eleven-layers", .elevenLayers(normalised: false)),
        ("eleven-layers-bn", .elevenLayers(normalised: true)),
    ]

    /// The catalogue's names.
    public static var names: [String] { catalogue.map(\.name) }

    private static let prefix = "mlp:"
    private static let widths = 1...65_536

    /// nil where nothing is called so. torchvision's underlines are dashes: "vgg11_bn".
    public init?(_ name: String) {
        let name = name.lowercased().replacing("_", with: "-")
        if let found = Self.catalogue.first(where: { $0.name == name }) {
            self = found.network
            return
        }
        guard name.hasPrefix(Self.prefix) else { return nil }
        let words = name.dropFirst(Self.prefix.count).split(separator: "-", omittingEmptySubsequences: false)
        let hidden = words.compactMap { Int($0) }.filter(Self.widths.contains)
        guard hidden.count == words.count, hidden.count <= 64 else { return nil }
        self = .fullyConnected(hidden)
    }

    public var name: String {
        if case .fullyConnected(let hidden) = self { return Self.prefix + hidden.map(String.init).joined(separator: "-") }
        return Self.catalogue.first { $0.network == self }?.name ?? ""
    }

    /// The paper's steps after a node is masked (Westphal et al. 2024, appendix D.3.2): 20 for VGG, 150 for others.
    var refits: Int { if case .vgg = self { 20 } else { 150 } }

    /// Of images in a folder, the side that they are cut to.
    var side: Int {
        switch self {
        case .leNet5, .leNet5Caffe: 28
        case .resNet(_, .large): 224
        default: 32
        }
    }

    /// Whether images are normalised as torchvision's networks for ImageNet expect them, where nothing else is said.
    public var isOfImageNet: Bool { if case .resNet(_, .large) = self { true } else { false } }

    /// - Parameters:
    ///   - shape: of an image.
    ///   - width: units and maps of the hidden layers are multiplied by it.
    ///   - source: what the images are called.
    /// - Throws: a `Fault` (status data) where it takes no such images.
    public func architecture(of shape: Shape, named source: String, classes: Int, width: Double) throws -> Architecture {
        func refuse(_ problem: String) -> Fault {
            Fault(problem, at: source, remedy: "resize the images, or name the architecture that they are for", status: .data)
        }
        guard shape.count <= 1 << 24 else { throw refuse("an image is \(Self.words(shape)), more than any network here takes") }
        let needed: Shape
        switch self {
        case .fullyConnected(let hidden):
            let network = NetworkBuilder(input: shape, width: width)
            return Architecture(
                inputs: shape.count, hidden: hidden.map { .init(network.scaled($0), .relu) }, classes: classes)
        case .leNet5, .leNet5Caffe: needed = Self.maps(shape, side: 28, channels: 1)
        case .elevenLayers, .vgg: needed = Self.maps(shape, side: 32, channels: 3)
        case .resNet(_, let stem):
            let side = stem == .small ? 32 : 224
            needed = Shape(channels: 3, rows: side, columns: side)
        }
        guard shape == needed || shape == Shape(channels: needed.count) else {
            throw refuse("an image is \(Self.words(shape)), and \(name) takes \(Self.words(needed)) (channels x rows x columns)")
        }
        guard min(needed.rows, needed.columns) >= leastSide else {
            throw refuse("an image is \(Self.words(shape)), and \(name) takes at least \(leastSide) rows and columns")
        }
        switch self {
        case .leNet5: return .leNet5(input: needed, classes: classes, width: width)
        case .leNet5Caffe:
            return .leNet5(input: needed, classes: classes, maps: (20, 50), units: [500], padding: 0, width: width)
        case .vgg(let kind, let normalised):
            return .vgg(kind, input: needed, classes: classes, width: width, normalised: normalised)
        case .resNet(let kind, let stem): return .resNet(kind, stem: stem, classes: classes, width: width)
        case .elevenLayers(let normalised):
            return .elevenLayers(input: needed, classes: classes, normalised: normalised, width: width)
        case .fullyConnected: preconditionFailure("it was made above")
        }
    }

    /// Of smaller images the windows leave nothing.
    private var leastSide: Int {
        switch self {
        case .leNet5: 12
        case .leNet5Caffe: 16
        case .vgg: 32
        default: 1
        }
    }

    /// Maps of any size; of flat rows, those of so many channels where they are as many numbers.
    private static func maps(_ shape: Shape, side: Int, channels: Int) -> Shape {
        shape.isFlat ? Shape(channels: channels, rows: side, columns: side) : shape
    }

    static func words(_ shape: Shape) -> String {
        shape.isFlat ? "\(shape.channels) numbers" : "\(shape.channels) x \(shape.rows) x \(shape.columns)"
    }
}

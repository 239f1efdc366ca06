/// What PyTorch's modules call a network's parameters, layer by layer as in torchvision.
///
/// Weighted sums and convolutions are `layer.weight` and `layer.bias`. What normalises a convolution "layer1.0.conv2" is "layer1.0.bn2",
/// a "downsample" is "downsample.0" and "downsample.1", and after "features.4" comes "features.5"; of any other layer it is "layer.bn".
struct PublishedNames {
    /// A tensor of such a file.
    struct Tensor {
        let name: String
        let shape: [Int]
        let content: Content
    }

    enum Content {
        /// The numbers of an entry of the layout, as they are.
        case entry(Int)
        /// A convolution's kernels: there [outputs][inputs][rows][columns], here [outputs][rows][columns][inputs].
        case kernels(Int)
        /// Biases of a convolution that has none here, since the normalisation after it, whose means are this entry, takes them out again.
        case idleBiases(means: Int)
        /// How many batches the running statistics are of, which nothing here depends on.
        case batches
    }

    let tensors: [Tensor]

    init(_ architecture: Architecture) {
        var tensors: [Tensor] = []
        let layout = architecture.layout
        for (node, entries) in zip(architecture.nodes, layout.ofNode) where !entries.isEmpty {
            let layer = String(node.layer)
            func add(_ name: String, _ entry: Int) {
                tensors.append(Tensor(name: name, shape: layout.entries[entry].shape, content: .entry(entry)))
            }
            switch node.op {
            case let op as Convolution:
                let name = Self.isProjection(layer) ? "\(layer).0" : layer
                let shape = layout.entries[entries.lowerBound].shape
                tensors.append(
                    Tensor(
                        name: "\(name).weight", shape: [shape[0], shape[3], shape[1], shape[2]],
                        content: .kernels(entries.lowerBound)))
                if op.hasBiases {
                    add("\(name).bias", entries.lowerBound + 1)
                } else if let means = Self.means(of: layer, in: architecture) {
                    tensors.append(Tensor(name: "\(name).bias", shape: [op.outputs], content: .idleBiases(means: means)))
                }
            case is Dense:
                add("\(layer).weight", entries.lowerBound)
                add("\(layer).bias", entries.lowerBound + 1)
            case is Normalise:
                let name = Self.normalisation(of: layer)
                for (place, part) in ["weight", "bias", "running_mean", "running_var"].enumerated() {
                    add("\(name).\(part)", entries.lowerBound + place)
                }
                tensors.append(Tensor(name: "\(name).num_batches_tracked", shape: [], content: .batches))
            default:
                for entry in entries { add(layout.entries[entry].name, entry) }
            }
        }
        self.tensors = tensors
    }

    private static func isProjection(_ layer: String) -> Bool { layer == "downsample" || layer.hasSuffix(".downsample") }

    /// The running means of the normalisation that follows a layer's convolution; nil where none does.
    private static func means(of layer: String, in architecture: Architecture) -> Int? {
        architecture.nodes.firstIndex { $0.layer == layer && $0.op is Normalise }.map {
            architecture.layout.ofNode[$0].lowerBound + 2
        }
    }

    private static func normalisation(of layer: String) -> String {
        if isProjection(layer) { return "\(layer).1" }
        let steps = layer.split(separator: ".", omittingEmptySubsequences: false)
        let last = steps[steps.count - 1]
        let before = steps.dropLast().map { "\($0)." }.joined()
        if last.hasPrefix("conv"), last.dropFirst(4).allSatisfy(\.isNumber) { return "\(before)bn\(last.dropFirst(4))" }
        if before == "features.", let number = Int(last) { return "\(before)\(number + 1)" }
        return "\(layer).bn"
    }
}

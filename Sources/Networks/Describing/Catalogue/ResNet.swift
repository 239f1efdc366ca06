extension Architecture {
    /// The residual networks of He et al. (2016).
    public enum ResNet: String, CaseIterable, Sendable {
        case resNet18, resNet34, resNet50

        /// Blocks of each stage.
        var blocks: [Int] {
            switch self {
            case .resNet18: [2, 2, 2, 2]
            case .resNet34, .resNet50: [3, 4, 6, 3]
            }
        }

        /// Whether a block is 1 x 1, 3 x 3, 1 x 1 with four times the maps at its end; else twice 3 x 3.
        var hasBottlenecks: Bool { self == .resNet50 }
    }

    /// How a residual network takes its images.
    public enum ResNetStem: Sendable {
        /// 3 x 3: images of 32 x 32 keep their size.
        case small
        /// 7 x 7 and a window, by steps of two each: images of 224 x 224 become 56 x 56.
        case large
    }

    /// Names are torchvision's. A bottleneck's step is that of its 3 x 3, as there.
    public static func resNet(
        _ kind: ResNet, stem: ResNetStem = .small, classes: Int = 10, width: Double = 1
    ) -> Architecture {
        let side = stem == .small ? 32 : 224
        var network = NetworkBuilder(input: Shape(channels: 3, rows: side, columns: side), width: width)
        switch stem {
        case .small: network.convolution("conv1", 64, size: 3, padding: 1)
        case .large:
            network.convolution("conv1", 64, size: 7, stride: 2, padding: 3)
            network.add("maxpool", Pool(.max, size: 3, stride: 2, padding: 1))
        }
        var channels = 64
        for (stage, count) in kind.blocks.enumerated() {
            let maps = 64 << stage
            for block in 0..<count {
                let stride = stage > 0 && block == 0 ? 2 : 1
                let made = kind.hasBottlenecks ? 4 * maps : maps
                network.residualBlock(
                    "layer\(stage + 1).\(block)", maps, to: made, stride: stride, bottleneck: kind.hasBottlenecks,
                    projects: stride > 1 || channels != made)
                channels = made
            }
        }
        network.add("avgpool", Pool.whole(.mean))
        return network.network("fc", classes: classes)
    }
}

extension NetworkBuilder {
    fileprivate mutating func residualBlock(
        _ name: String, _ maps: Int, to made: Int, stride: Int, bottleneck: Bool, projects: Bool
    ) {
        let input = last
        let end: Int
        if bottleneck {
            convolution("\(name).conv1", maps, size: 1)
            convolution("\(name).conv2", maps, size: 3, stride: stride, padding: 1)
            end = convolution("\(name).conv3", made, size: 1, activation: .identity)
        } else {
            convolution("\(name).conv1", maps, size: 3, stride: stride, padding: 1)
            end = convolution("\(name).conv2", made, size: 3, padding: 1, activation: .identity)
        }
        let branch =
            projects ? convolution("\(name).downsample", made, size: 1, stride: stride, activation: .identity, from: input) : input
        add("\(name).sum", Add(), from: end, and: branch)
        add("\(name).sum/activate", Activate(.relu))
    }
}

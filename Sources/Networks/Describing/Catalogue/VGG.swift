extension Architecture {
    /// The networks of Simonyan and Zisserman (2015) for images of 32 x 32: convolutions of 3 x 3, batch-normalised, and one linear layer.
    public enum VGG: String, CaseIterable, Sendable {
        case vgg11, vgg19

        /// The maps of each stage's convolutions; windows of 2 x 2 stand between and behind the stages.
        var stages: [[Int]] {
            switch self {
            case .vgg11: [[64], [128], [256, 256], [512, 512], [512, 512]]
            case .vgg19:
                [
                    [64, 64], [128, 128], .init(repeating: 256, count: 4), .init(repeating: 512, count: 4),
                    .init(repeating: 512, count: 4),
                ]
            }
        }
    }

    /// Of 32 x 32, five stages leave one value a map.
    public static func vgg(
        _ kind: VGG, input: Shape = Shape(channels: 3, rows: 32, columns: 32), classes: Int = 10, width: Double = 1,
        normalised: Bool = true
    ) -> Architecture {
        var network = NetworkBuilder(input: input, width: width)
        // The names are torchvision's, where every operation has a number.
        var number = 0
        for stage in kind.stages {
            for maps in stage {
                network.convolution("features.\(number)", maps, size: 3, padding: 1, normalised: normalised)
                number += normalised ? 3 : 2
            }
            network.add("features.\(number)", Pool(.max, size: 2))
            number += 1
        }
        network.add("flatten", Flatten())
        return network.network("classifier", classes: classes)
    }
}

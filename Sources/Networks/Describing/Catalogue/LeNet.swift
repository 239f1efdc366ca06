extension Architecture {
    /// LeNet-5 (LeCun et al. 1998) as it is used today: ReLU, and the largest value of each window.
    /// - Parameters:
    ///   - maps: of the two convolutions; 20 and 50 in Caffe's variant.
    ///   - units: of the dense layers; 500 in Caffe's variant.
    ///   - padding: around the images; 2 makes 28 x 28 the 32 x 32 of the paper.
    public static func leNet5(
        input: Shape = Shape(channels: 1, rows: 28, columns: 28), classes: Int = 10, maps: (Int, Int) = (6, 16),
        units: [Int] = [120, 84], padding: Int = 2, width: Double = 1
    ) -> Architecture {
        var network = NetworkBuilder(input: input, width: width)
        network.convolution("conv1", maps.0, size: 5, padding: padding, normalised: false)
        network.add("pool1", Pool(.max, size: 2))
        network.convolution("conv2", maps.1, size: 5, normalised: false)
        network.add("pool2", Pool(.max, size: 2))
        network.add("flatten", Flatten())
        for (index, count) in units.enumerated() { network.dense("fc\(index + 1)", count, .relu) }
        return network.network("fc\(units.count + 1)", classes: classes)
    }
}

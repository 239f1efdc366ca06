extension Architecture {
    /// The CIFAR-10 network of Morcos et al. (2018, appendix A.1): eleven convolutions of 3 x 3, then the mean of each map.
    public static func elevenLayers(
        input: Shape = Shape(channels: 3, rows: 32, columns: 32), classes: Int = 10, normalised: Bool, width: Double = 1
    ) -> Architecture {
        let maps = [64, 64, 128, 128, 128, 256, 256, 256, 512, 512, 512]
        let strides = [1, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1]
        var network = NetworkBuilder(input: input, width: width)
        for (index, (maps, stride)) in zip(maps, strides).enumerated() {
            network.convolution("conv\(index + 1)", maps, size: 3, stride: stride, padding: 1, normalised: normalised)
        }
        network.add("pool", Pool.whole(.mean))
        return network.network("fc", classes: classes)
    }
}

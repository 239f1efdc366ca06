import Experiments

/// The panels on ImageNet: a ResNet-50 that the user has in a file, measured on images of the user's (`data/README.md`). Where either is not
/// there, a panel says so, and its claims are not assessed.
struct ImageNet: Sendable {
    let network: PublishedNetwork

    /// torchvision's, and the 50,000 images of the validation set.
    static let standard = ImageNet(
        network: PublishedNetwork(
            file: "imagenet/resnet50.safetensors", architecture: .resNet(.resNet50, stem: .large, classes: 1000),
            images: DataSelection(ImageSelection("imagenet/val"))))

    static let images = Parameter.given(
        "imageNetImages", "validation images that activity is read on (at most)", 50_000, 2...50_000
    ).of(.imageFolder)
    static let scored = Parameter.given(
        "imageNetImpactImages", "validation images that the network without some of its feature maps is scored on (at most)",
        50_000, 1...50_000
    ).of(.imageFolder)
    static let maps = Parameter.given(
        "imageNetMaps", "feature maps of a layer of the ResNet that are measured (at most)", 2048, 1...2048
    ).of(.imageFolder)

    /// Those of figures that ablate nothing, and of figures that do.
    static let tuningParameters = [images, maps]
    static let parameters = [images, scored, maps]

    /// Why claims are not assessed.
    static let reason = "needs ImageNet"

    /// Images stand in the order of their digests, which is random.
    static func first(_ count: Int, of images: ImageSamples) -> ImageSamples {
        images.selecting(0..<min(count, images.count))
    }

    /// Its maps; nil where the network or the images are not there.
    /// - Parameter isAblated: whether each map's ablation is scored; else `lossChange` stays 0.
    /// - Throws: what `Inputs.weights(of:)` throws; a `Fault` where an image cannot be read.
    func tuned(isAblated: Bool, _ inputs: Inputs) throws -> TunedNetworks? {
        guard let (weights, images) = try inputs.weights(of: network) else { return nil }
        let (architecture, settings) = (network.architecture, inputs.settings)
        let measured = MeasuredNetwork(
            architecture: architecture, bins: settings.integer(DirectionParameters.bins), most: settings.integer(Self.maps))
        let read = Self.first(settings.integer(Self.images), of: images)
        guard Set(read.labels).count > 1 else {
            throw Fault(
                "the first \(read.count) images are of one class", at: network.images.name,
                remedy: "let imageNetImages be larger", status: .data)
        }
        var units = try measured.tuning(weights, on: read, checkCancellation: inputs.checkCancellation)
        let accuracy = try ActivationReader(architecture).score(
            weights, reading: read, checkCancellation: inputs.checkCancellation
        ).accuracy
        if isAblated {
            let changes = try measured.lossChanges(
                weights, on: Self.first(settings.integer(Self.scored), of: images), of: units,
                checkCancellation: inputs.checkCancellation)
            for (unit, change) in changes.enumerated() { units[unit].lossChange = change }
        }
        return TunedNetworks("imageNet", "ImageNet ResNet", units: NetworkUnits(networks: [units]), accuracies: [accuracy])
    }

    /// A claim on the one network that there is, or that it is not assessed.
    /// - Parameters:
    ///   - tuned: nil where it is not there.
    ///   - parts: nothing random enters: the network is given.
    static func claim(
        _ id: String, _ statement: String, _ source: String, published: String? = nil, _ quantity: String, digits: Int,
        _ tuned: TunedNetworks?, _ parts: (NetworkUnits) -> [(label: String, value: Double, rule: Rule)]
    ) -> Claim {
        guard let tuned else { return Claim(id, statement, .sentence, source, published: published, notAssessed: reason) }
        return Claim(
            id, statement, .sentence, source, published: published, quantity, digits: digits,
            parts(tuned.units).map { .init($0.label, .exact($0.value), $0.rule) })
    }
}

/// What work consists of, counted to say what it will take where it was never done.
///
/// The seconds are those of one core of an x86-64 processor with AVX2 whose other core is as busy: networks and figures are worked on side by
/// side. They follow from the benchmarks' rates and from what the quick report's figures took; another machine's differ, and what work
/// takes there corrects them (see `WorkEstimate`).
package enum WorkKind: CaseIterable {
    /// A product of a weight and a value, forward or backward through dense layers.
    case product
    /// The same in passes of few samples, or through some of the layers only.
    case narrowProduct
    /// The same where the weights do not fit into the core's cache, and are read anew for every few samples.
    case streamedProduct
    /// A product in convolutions.
    case mapProduct
    /// A value of a unit, or an input: put in place, activated, read.
    case value
    /// A parameter changed by a step of plain gradient descent.
    case update
    /// The same by an optimiser that remembers something of each: a velocity, a mean of squares.
    case statefulUpdate
    /// A step of training, whatever its size.
    case step
    /// A product that corrects a sum in a cumulative ablation: of one column of weights, for few samples.
    case correction
    /// A unit's value put into its bin, and the layer's pattern of bins counted.
    case binned
    /// A unit's value compared with one threshold among several.
    case threshold
    /// Two samples' activations of a layer compared by a Gaussian kernel.
    case pair
    /// A normal number drawn and added to a unit's value.
    case normal
    /// A value ranked among its unit's, and what goes with it: its normal score, its part in covariances.
    case rank
    /// A pair of neurons in a multiplet whose O-information is computed.
    case multipletPair
    /// An input and a cluster in a round of the information bottleneck's iterations.
    case round
    /// A value of a data set unpacked and checked.
    case unpacked

    var seconds: Double {
        switch self {
        case .product: 1 / 4.7e10
        case .narrowProduct: 1 / 2.5e10
        case .streamedProduct: 1 / 6.5e9
        case .mapProduct: 1 / 5.5e10
        case .value: 1 / 4e9
        case .update: 1 / 2e9
        case .statefulUpdate: 1 / 8e8
        case .step: 6e-6
        case .correction: 1 / 2e9
        case .binned: 1 / 1.3e8
        case .threshold: 1 / 1.6e9
        case .pair: 1 / 6e8
        case .normal: 1 / 1e8
        case .rank: 1 / 1.6e7
        case .multipletPair: 1 / 1.4e8
        case .round: 1 / 2e7
        case .unpacked: 1 / 2e8
        }
    }
}

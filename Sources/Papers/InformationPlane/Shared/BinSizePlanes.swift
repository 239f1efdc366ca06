import Experiments

/// Information planes of like networks at several bin sizes: what figures 1 and 11 show.
struct BinSizePlanes {
    static let binSizes = Parameter.given(
        "binSizes", "bin sizes", .numbers([0.01, 0.07, 0.15, 0.3]), allowed: .lists(1e-4...10, counts: 2...8))

    let sizes: [Double]
    /// [network][bin size].
    let planes: [[InformationPlane]]
    /// Each network's accuracy on its validation samples after the last epoch.
    let scores: [Double]
    /// H(X) and I(X;Y) in bits.
    let limits: (hx: Double, ixy: Double)

    /// Measures every network on its training samples.
    init(_ condition: PlaneCondition, _ inputs: Inputs) throws {
        let sizes = inputs.settings.numbers(Self.binSizes)
        let networks = try condition.jobs(inputs.settings).map { job in
            let trajectory = try inputs.trajectory(job)
            let planes = try InformationPlane.measure(
                trajectory, on: try inputs.training(job), binSizes: sizes, checkCancellation: inputs.checkCancellation)
            return (planes: planes, score: TrainingCurves(trajectory).score)
        }
        self.sizes = sizes
        planes = networks.map(\.planes)
        scores = networks.map(\.score)
        limits = try inputs.limits(condition.data.selection)
    }

    /// A panel a bin size.
    var panels: [PanelResult] {
        sizes.enumerated().map { index, size in
            let title = "Bin size \(SettingValue.number(size))"
            return PanelResult(FigureLetters[index], title, InformationPlane.series(planes.map { $0[index] }))
        }
    }

    var values: [NamedValue] {
        [NamedValue("testAccuracy", "accuracy on the held-out samples", scores[0], 4)] + DataEntropies.values(limits)
            + [NamedValue("networks", "networks", planes.count)]
    }
}

extension BinSizePlanes {
    /// The statements about bin sizes.
    /// - Parameter endPoint: who says that the output's end point stays.
    func claims(source: String, endPoint: Claim.Origin) -> [Claim] {
        let order = sizes.indices.sorted { sizes[$0] > sizes[$1] }
        let ordered = planes.map { network in order.map { network[$0] } }
        return [
            Self.finerBins(ordered, limits: limits, source: source),
            Self.outputEndPoint(ordered, source: source, origin: endPoint),
        ]
    }

    /// "Towards the top right": the distance from the corner (H(X), I(X;Y)) falls.
    /// - Parameter planes: [network][bin size], the coarsest first.
    static func finerBins(_ planes: [[InformationPlane]], limits: (hx: Double, ixy: Double), source: String) -> Claim {
        let corner = LayerInformation(withInput: limits.hx, withLabel: limits.ixy, occupiedSymbols: 1)
        func mean(_ plane: InformationPlane, _ value: (LayerInformation) -> Double) -> Double {
            Statistics.mean(plane.hiddenLayers.map { value(plane.layers[$0].last!) })
        }
        let distances = planes.map { sizes in
            sizes.map { plane in mean(plane) { PathDistance.between($0, corner, limits: limits) } }
        }
        func gain(_ value: (LayerInformation) -> Double) -> String {
            Estimate(mean: planes.map { mean($0[$0.count - 1], value) - mean($0[0], value) }).short(digits: 2)
        }
        return Claim(
            "finer-bins-top-right", "The smaller the bins, the more layers drift towards the top right of the plane.", .sentence,
            source, "the hidden layers' mean distance from the plane's top right corner after the last epoch, from size to size",
            digits: 2, .series(distances), .falling(),
            remark: "From the coarsest to the finest bins I(X;T) grows by \(gain(\.withInput)) bits, I(T;Y) by \(gain(\.withLabel))"
        )
    }

    /// Nested bins cannot move I(T;Y) further than I(X;T), so that I(X;T) stands for the point.
    /// - Parameter planes: [network][bin size], the coarsest first.
    static func outputEndPoint(_ planes: [[InformationPlane]], source: String, origin: Claim.Origin) -> Claim {
        func shift(_ sizes: [InformationPlane], _ layer: Int) -> Double {
            sizes[sizes.count - 1].layers[layer].last!.withInput - sizes[0].layers[layer].last!.withInput
        }
        let output = planes.map { shift($0, $0[0].outputLayer) }
        let hidden = planes.map { sizes in Statistics.mean(sizes[0].hiddenLayers.map { shift(sizes, $0) }) }
        let beyond = zip(output, hidden).map { abs($0) - 0.25 * abs($1) }
        return Claim(
            "output-end-point", "The output layer's end point is not affected by the bin size.", origin, source,
            published: "no shift", "shift of the output layer's final I(X;T) between the coarsest and the finest bins, in bits",
            digits: 2, .networks(output), .equivalent(within: VisibleShift.bits),
            readings: [.init("at most a quarter of the hidden layers' shift, bits over it", .networks(beyond), .under(0))],
            remark: "The hidden layers shift by \(Estimate(mean: hidden).short(digits: 2))")
    }
}

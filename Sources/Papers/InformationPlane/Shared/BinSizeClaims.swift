import Experiments

/// What the paper says of planes at several bin sizes, held against those of trained networks.
enum BinSizeClaims {
    /// The statements about bin sizes, of figures 1 and 11.
    /// - Parameter endPoint: who says that the output's end point stays.
    static func all(_ planes: BinSizePlanes, source: String, endPoint: Claim.Origin) -> [Claim] {
        let order = planes.sizes.indices.sorted { planes.sizes[$0] > planes.sizes[$1] }
        let ordered = planes.planes.map { network in order.map { network[$0] } }
        return [
            finerBins(ordered, limits: planes.limits, source: source), outputEndPoint(ordered, source: source, origin: endPoint),
        ]
    }

    /// "Towards the top right": the distance from the corner (H(X), I(X;Y)) falls.
    /// - Parameters:
    ///   - planes: [network][bin size], the coarsest first.
    ///   - limits: H(X) and I(X;Y) in bits.
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
            id: "finer-bins-top-right",
            statement: "The smaller the bins, the more layers drift towards the top right of the plane.",
            source: source, origin: .sentence,
            quantity: "the hidden layers' mean distance from the plane's top right corner after the last epoch, from size to size",
            digits: 2, parts: [.init(.series(distances), .falling())],
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
        return Claim(
            id: "output-end-point", statement: "The output layer's end point is not affected by the bin size.",
            source: source, origin: origin, published: "no shift",
            quantity: "shift of the output layer's final I(X;T) between the coarsest and the finest bins, in bits", digits: 2,
            parts: [.init(.networks(output), .equivalent(within: VisibleShift.bits))],
            readings: [
                .init(
                    "at most a quarter of the hidden layers' shift, bits over it",
                    [.init(.networks(zip(output, hidden).map { abs($0) - 0.25 * abs($1) }), .under(0))])
            ], remark: "The hidden layers shift by \(Estimate(mean: hidden).short(digits: 2))")
    }
}

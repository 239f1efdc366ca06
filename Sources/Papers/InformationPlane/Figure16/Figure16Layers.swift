import Experiments

extension Figure16 {
    /// Where one network's layers stand after its last epoch, held against both kinds of labels.
    struct FinalLayers {
        struct Place {
            /// I(X;T) in bits.
            var withInput: Double
            /// I(T;Y) of SZT's own labels, in bits.
            var withLabel: Double
            /// I(T;Y) of the noisy labels, in bits; these are drawn after the network was trained on the others.
            var withNoisyLabel: Double
        }

        let epoch: Int
        /// The output layer last.
        let places: [Place]

        /// - Parameter noisy: p(y = 1|x) of the noisy labels, sample by sample.
        init(_ trajectory: Trajectory, on samples: LabelledSamples, noisy: [Double], binning: Binning) {
            guard let last = trajectory.snapshots.last else { preconditionFailure("\(trajectory.job.name) has no snapshot") }
            var meter = LayerInformationMeter(labels: samples.labels, classes: samples.classes)
            epoch = last.epoch
            places = ActivationReader(trajectory.job.architecture).read(last.weights, on: samples).map { activations in
                let information = meter.measure(activations.values, units: activations.rows, binning: binning)
                let codes = binning.codes(of: activations.values)
                let symbols = (0..<samples.count).map { sample in
                    (0..<activations.rows).map { codes[$0 * samples.count + sample] }
                }
                return Place(
                    withInput: information.withInput, withLabel: information.withLabel,
                    withNoisyLabel: Self.information(of: symbols, and: noisy))
            }
        }

        /// I(T;Y) of equally likely samples' symbols and their p(y = 1|x), in bits: H(Y) less the mean of H(Y|T = t).
        private static func information(of symbols: [[Int32]], and secondClass: [Double]) -> Double {
            func entropy(_ p: Double) -> Double {
                p > 0 && p < 1 ? -p * DeterministicMath.log2(p) - (1 - p) * DeterministicMath.log2(1 - p) : 0
            }
            var numbers: [[Int32]: Int] = [:]
            var sums: [Double] = []
            var counts: [Int] = []
            for (symbol, probability) in zip(symbols, secondClass) {
                let number = numbers[symbol] ?? counts.count
                if number == counts.count {
                    numbers[symbol] = number
                    sums.append(0)
                    counts.append(0)
                }
                sums[number] += probability
                counts[number] += 1
            }
            let total = Double(symbols.count)
            let conditional = zip(sums, counts).reduce(0.0) { $0 + Double($1.1) / total * entropy($1.0 / Double($1.1)) }
            return max(0, entropy(sums.reduce(0, +) / total) - conditional)
        }

        /// A series a layer: the first network is drawn, all are replicates.
        static func series(_ networks: [FinalLayers], epoch: Int, label: (Place) -> Double) -> [Series] {
            let index = Column(id: "epoch", quantity: Quantity("training epoch", unit: "epoch"), values: [Double(epoch)])
            return networks[0].places.indices.map { layer in
                func column(_ id: String, _ quantity: Quantity, _ value: (Place) -> Double) -> Column {
                    let replicates = networks.map { [value($0.places[layer])] }
                    return Column(
                        id: id, quantity: quantity, values: replicates[0], replicates: replicates.count > 1 ? replicates : [])
                }
                let count = networks[0].places.count
                return Series(
                    id: layer == count - 1 ? "output" : "layer-\(layer + 1)",
                    label: InformationPlane.layerLabel(layer, of: count), index: index,
                    columns: [column("ixt", withInput, \.withInput), column("ity", withLabel, label)])
            }
        }
    }
}

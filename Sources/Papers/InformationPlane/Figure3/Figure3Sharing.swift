import Experiments

extension Figure3 {
    /// What the samples of a bin have in common; the order is that of the panels.
    enum SharingKind: String, CaseIterable, Sendable {
        case mixed, classA, classB, alone

        /// The kind of a bin that holds so many samples of the first and of the second class.
        init(_ counts: (a: Int, b: Int)) {
            self =
                counts.a + counts.b == 1 ? .alone : counts.a > 0 && counts.b > 0 ? .mixed : counts.a > 0 ? .classA : .classB
        }

        var title: String {
            switch self {
            case .mixed: "Two classes in one bin"
            case .classA: "Two samples of class A in one bin"
            case .classB: "Two samples of class B in one bin"
            case .alone: "Each sample in a bin of its own"
            }
        }

        static func className(_ label: UInt16) -> String { label == 0 ? "A" : "B" }
    }

    /// A place in the information plane, or a way between two, in bits.
    struct PlanePoint: Equatable {
        var withInput: Double
        var withLabel: Double

        init(withInput: Double, withLabel: Double) {
            self.withInput = withInput
            self.withLabel = withLabel
        }
    }

    /// Four samples seen through two units, two of each class, and what bins leave of their information.
    struct Example {
        struct Sample {
            var index: Int
            var label: UInt16
            var x: Float
            var y: Float
            var bin: (x: Int32, y: Int32)
        }

        /// Those in the middle bin first.
        var samples: [Sample]
        var middle: (x: Int32, y: Int32)
        /// How far apart the samples of the middle bin stand, in units of activation; 1 where one stands alone.
        var spread: Float

        /// The four samples' own information: their activations are all different.
        var before: PlanePoint { point { [$0.x.bitPattern, $0.y.bitPattern] } }
        /// The same of the bins.
        var after: PlanePoint { point { [$0.bin.x, $0.bin.y] } }

        /// Each of the four is as likely.
        private func point<Symbol: Hashable>(_ symbol: (Sample) -> Symbol) -> PlanePoint {
            let symbols = samples.map(symbol)
            return PlanePoint(
                withInput: Entropy.of(symbols), withLabel: MutualInformation.of(symbols, and: samples.map(\.label)))
        }
    }

    /// The units in which the examples stand, counted from 1.
    struct SharingScene {
        var layer: Int
        var units: (Int, Int)
        var examples: [Example]
    }
}

extension Figure3 {
    /// The samples of a layer by the row of bins that they fall into.
    struct LayerSymbols {
        let symbols: [[Int32]]
        let labels: [UInt16]

        init(symbols: [[Int32]], labels: [UInt16]) {
            self.symbols = symbols
            self.labels = labels
        }

        /// - Parameter activations: units x samples.
        init(_ activations: Matrix<Float>, labels: [UInt16], binning: Binning) {
            let codes = binning.codes(of: activations.values)
            self.init(
                symbols: (0..<activations.columns).map { sample in
                    (0..<activations.rows).map { codes[$0 * activations.columns + sample] }
                }, labels: labels)
        }
    }

    /// How many samples of a layer share bins of each kind, and what each kind costs: by how many bits the layer would move if its samples
    /// were told apart while the other bins stay.
    struct SharingCosts {
        /// Shares of the samples.
        var shares: [SharingKind: Double] = [:]
        /// Of every kind but `alone`, in bits.
        var costs: [SharingKind: PlanePoint] = [:]

        init(_ layer: LayerSymbols) {
            var counts: [[Int32]: (a: Int, b: Int)] = [:]
            for (symbol, label) in zip(layer.symbols, layer.labels) {
                if label == 0 { counts[symbol, default: (0, 0)].a += 1 } else { counts[symbol, default: (0, 0)].b += 1 }
            }
            let kinds = layer.symbols.map { SharingKind(counts[$0]!) }
            func information(tellingApart kind: SharingKind?) -> PlanePoint {
                // A sample told apart has its own number behind the row; -1 stands behind the others.
                let symbols = layer.symbols.indices.map { layer.symbols[$0] + [kinds[$0] == kind ? Int32($0) : -1] }
                return PlanePoint(
                    withInput: Entropy.of(symbols), withLabel: MutualInformation.of(symbols, and: layer.labels))
            }
            let binned = information(tellingApart: nil)
            for kind in SharingKind.allCases {
                shares[kind] = Double(kinds.count { $0 == kind }) / Double(kinds.count)
                guard kind != .alone else { continue }
                let apart = information(tellingApart: kind)
                costs[kind] = PlanePoint(
                    withInput: apart.withInput - binned.withInput, withLabel: apart.withLabel - binned.withLabel)
            }
        }
    }
}

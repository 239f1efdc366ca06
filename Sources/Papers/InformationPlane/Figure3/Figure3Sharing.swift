import Experiments

extension Figure3 {
    /// What the samples of a bin have in common; the order is that of the panels.
    enum SharingKind: String, CaseIterable {
        case mixed, classA, classB, alone

        static let shared = [mixed, classA, classB]

        /// The kind of a bin with samples of these classes.
        init(_ labels: [UInt16]) {
            let first = labels.count { $0 == 0 }
            self = labels.count == 1 ? .alone : first == labels.count ? .classA : first == 0 ? .classB : .mixed
        }

        /// The panel's title, the paper's statement, and the header of a column.
        var words: (title: String, statement: String, header: String) {
            switch self {
            case .mixed: ("Two classes in one bin", "Two different classes in one bin lower I(T;Y) and I(X;T).", "two classes")
            case .classA:
                ("Two samples of class A in one bin", "Two samples of the same class in one bin lower I(X;T) only.", "several of A")
            case .classB:
                (
                    "Two samples of class B in one bin", "Two samples of the other class in one bin lower I(X;T) only.",
                    "several of B"
                )
            case .alone: ("Each sample in a bin of its own", "A single sample in a bin loses no information.", "alone")
            }
        }
    }

    /// A place in the information plane, or a way between two, in bits.
    struct PlanePoint: Equatable {
        var withInput: Double
        var withLabel: Double
    }

    /// How many samples of a layer share bins of each kind, and what each kind costs: by how many bits the layer would move if its samples
    /// were told apart while the other bins stay.
    struct SharingCosts {
        /// Shares of the samples.
        var shares: [SharingKind: Double] = [:]
        /// Of every kind but `alone`, in bits.
        var costs: [SharingKind: PlanePoint] = [:]

        /// - Parameter rows: each sample's row of bins.
        init(_ rows: [[Int32]], labels: [UInt16]) {
            let bins = Dictionary(grouping: rows.indices) { rows[$0] }.mapValues { SharingKind($0.map { labels[$0] }) }
            let kinds = rows.map { bins[$0]! }
            for kind in SharingKind.allCases { shares[kind] = Double(kinds.count { $0 == kind }) / Double(kinds.count) }
            let binned = PlanePoint(of: rows, labels)
            for kind in SharingKind.shared {
                // A sample told apart has its own number behind the row; -1 stands behind the others.
                let apart = PlanePoint(of: rows.indices.map { rows[$0] + [kinds[$0] == kind ? Int32($0) : -1] }, labels)
                costs[kind] = PlanePoint(
                    withInput: apart.withInput - binned.withInput, withLabel: apart.withLabel - binned.withLabel)
            }
        }
    }

    /// A sample seen through two units.
    struct Sample {
        var index: Int
        var label: UInt16
        var place: SIMD2<Float>
        var bin: SIMD2<Int32>

        var className: String { label == 0 ? "A" : "B" }

        /// The greater of the distances along the units, at which two drawn points stay apart.
        func distance(to other: Sample) -> Float { max(abs(place.x - other.place.x), abs(place.y - other.place.y)) }
    }

    /// Four samples, two of each class, and what bins leave of their information.
    struct Example {
        /// Those in the middle bin first.
        var samples: [Sample]
        /// How far apart the samples of the middle bin stand, in units of activation; 1 where one stands alone.
        var spread: Float

        /// The four samples' own information: their activations are all different.
        var before: PlanePoint { PlanePoint(of: samples.map(\.place), samples.map(\.label)) }
        /// The same of the bins.
        var after: PlanePoint { PlanePoint(of: samples.map(\.bin), samples.map(\.label)) }
    }
}

extension Figure3.PlanePoint {
    /// Of equally likely samples' symbols.
    init(of symbols: [some Hashable], _ labels: [UInt16]) {
        self.init(withInput: Entropy.of(symbols), withLabel: MutualInformation.of(symbols, and: labels))
    }
}

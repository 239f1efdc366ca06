import Experiments

extension Figure3 {
    /// Finds small examples among a layer's samples, seen through two of its units.
    struct SharingSearch {
        private let size: Float
        private let samples: [Sample]
        private let members: [SIMD2<Int32>: [Sample]]
        /// Examples reach this many bins to each side of the middle one.
        static let reach: Int32 = 2
        /// Drawn samples keep this share of a bin from its borders, so that a reader sees on which side they are.
        private static let margin: Float = 0.12

        init(x: [Float], y: [Float], labels: [UInt16], binning: Binning) {
            precondition(x.count == y.count && x.count == labels.count, "\(x.count), \(y.count) and \(labels.count) samples")
            let bins = (x: binning.codes(of: x), y: binning.codes(of: y))
            size = binning.size
            samples = labels.indices.map {
                Sample(index: $0, label: labels[$0], place: [x[$0], y[$0]], bin: [bins.x[$0], bins.y[$0]])
            }
            members = Dictionary(grouping: samples, by: \.bin)
        }

        /// Four samples, two of each class, of which the middle bin holds two as the kind says (`alone`: one) and no others of the data
        /// set; the rest stand near, each the only sample of its bin. Of all such, one in which the samples of the middle bin stand
        /// furthest apart, the first of equals; nil where there is none.
        func example(_ kind: SharingKind) -> Example? {
            var best: Example?
            // Bins in the order of the first sample in each.
            for middle in samples.lazy.map({ members[$0.bin]! }).filter({ $0.count <= 2 }) {
                guard SharingKind(middle.map(\.label)) == kind, middle.allSatisfy(isClear) else { continue }
                let spread = middle.count == 2 ? middle[0].distance(to: middle[1]) : 1
                if let best, best.spread >= spread { continue }
                if let all = withCompanions(middle) { best = Example(samples: all, spread: spread) }
            }
            return best
        }

        private func isClear(_ sample: Sample) -> Bool {
            let place = sample.place / size
            let share = place - place.rounded(.down)
            return share.min() >= Self.margin && share.max() <= 1 - Self.margin
        }

        /// With lone samples of the bins about the middle, until there are two of each class, one after the other as far as can be from those
        /// chosen.
        private func withCompanions(_ middle: [Sample]) -> [Sample]? {
            let reach = -Self.reach...Self.reach
            let places = reach.flatMap { dy in reach.map { SIMD2($0, dy) } }.filter { $0 != .zero }
            let candidates = places.compactMap { members[middle[0].bin &+ $0] }.filter { $0.count == 1 && isClear($0[0]) }.joined()
            var chosen = middle
            for isFirst in [true, false] {
                while chosen.count(where: { ($0.label == 0) == isFirst }) < 2 {
                    let free = candidates.filter { candidate in
                        (candidate.label == 0) == isFirst && !chosen.contains { $0.index == candidate.index }
                    }
                    func nearest(_ sample: Sample) -> Float { chosen.map(sample.distance(to:)).min()! }
                    guard let furthest = free.max(by: { nearest($0) < nearest($1) }) else { return nil }
                    chosen.append(furthest)
                }
            }
            return chosen
        }
    }

    /// The units in which the examples stand, counted from 1, and an example of each kind.
    struct Scene {
        var layer: Int
        var units: (Int, Int)
        var examples: [(kind: SharingKind, example: Example)]
    }
}

extension Figure3.Scene {
    /// The deepest hidden layer of which two units show all four cases, and those two whose samples in a shared bin stand furthest apart,
    /// the closest pair of the three counting.
    /// - Throws: a `Fault` where no units do.
    init(in layers: [Matrix<Float>], labels: [UInt16], binning: Binning, _ checkCancellation: () throws -> Void) throws {
        for (layer, activations) in layers.enumerated().dropLast().reversed() {
            var best: (spread: Float, units: (Int, Int), examples: [Figure3.Example])?
            for first in 0..<activations.rows {
                for second in first + 1..<activations.rows {
                    try checkCancellation()
                    let search = Figure3.SharingSearch(
                        x: Array(activations.row(first)), y: Array(activations.row(second)), labels: labels, binning: binning)
                    let examples = Figure3.SharingKind.allCases.compactMap(search.example)
                    guard examples.count == Figure3.SharingKind.allCases.count else { continue }
                    let spread = examples.dropLast().map(\.spread).min()!
                    if best.map({ spread > $0.spread }) ?? true { best = (spread, (first + 1, second + 1), examples) }
                }
            }
            guard let best else { continue }
            self.init(
                layer: layer + 1, units: best.units, examples: zip(Figure3.SharingKind.allCases, best.examples).map { ($0, $1) })
            return
        }
        throw Fault(
            "no two units of the first network show all four ways to share a bin",
            remedy: "train longer, or choose another 'binSize' or 'firstSeed'", status: .figureFailed)
    }
}

import Experiments

extension Figure3 {
    /// Finds small examples among a layer's samples, seen through two of its units.
    struct SharingSearch {
        private typealias Bin = SIMD2<Int32>
        private let x: [Float]
        private let y: [Float]
        private let labels: [UInt16]
        private let bins: [Bin]
        private let members: [Bin: [Int]]
        /// In the order of the first sample in each.
        private let order: [Bin]
        /// Examples reach this many bins to each side of the middle one.
        static let reach: Int32 = 2
        /// Drawn samples keep this share of a bin from its borders, so that a reader sees on which side they are.
        private static let margin: Float = 0.12
        /// Whether a sample does.
        private let isClear: [Bool]

        init(x: [Float], y: [Float], labels: [UInt16], binning: Binning) {
            precondition(x.count == y.count && x.count == labels.count, "\(x.count), \(y.count) and \(labels.count) samples")
            self.x = x
            self.y = y
            self.labels = labels
            bins = zip(binning.codes(of: x), binning.codes(of: y)).map { Bin($0, $1) }
            isClear = x.indices.map { sample in
                [x[sample], y[sample]].allSatisfy { value in
                    let place = value / binning.size
                    let share = place - place.rounded(.down)
                    return share >= Self.margin && share <= 1 - Self.margin
                }
            }
            var members: [Bin: [Int]] = [:]
            var order: [Bin] = []
            for (sample, bin) in bins.enumerated() {
                if members[bin] == nil { order.append(bin) }
                members[bin, default: []].append(sample)
            }
            self.members = members
            self.order = order
        }

        /// Four samples, two of each class, of which the middle bin holds two as the kind says (`alone`: one) and no others of the data
        /// set; the rest stand near, each the only sample of its bin. Of all such, one in which the samples of the middle bin stand
        /// furthest apart, the first of equals; nil where there is none.
        func example(_ kind: SharingKind) -> Example? {
            var best: (spread: Float, samples: [Int], bin: Bin)?
            for bin in order {
                let middle = members[bin]!
                let counts = (a: middle.count { labels[$0] == 0 }, b: middle.count { labels[$0] != 0 })
                guard SharingKind(counts) == kind, middle.count <= 2, middle.allSatisfy({ isClear[$0] }) else { continue }
                let spread = middle.count == 2 ? distance(middle[0], middle[1]) : 1
                if let best, best.spread >= spread { continue }
                if let companions = companions(of: middle, in: bin, a: 2 - counts.a, b: 2 - counts.b) {
                    best = (spread, middle + companions, bin)
                }
            }
            guard let best else { return nil }
            return Example(
                samples: best.samples.map {
                    Example.Sample(index: $0, label: labels[$0], x: x[$0], y: y[$0], bin: (bins[$0].x, bins[$0].y))
                }, middle: (best.bin.x, best.bin.y), spread: best.spread)
        }

        /// Lone samples of the bins about the middle, so many of each class, one after the other as far as can be from those chosen.
        private func companions(of middle: [Int], in bin: Bin, a: Int, b: Int) -> [Int]? {
            var candidates: [Int] = []
            for dy in -Self.reach...Self.reach {
                for dx in -Self.reach...Self.reach where (dx, dy) != (0, 0) {
                    if let lone = members[bin &+ Bin(dx, dy)], lone.count == 1, isClear[lone[0]] { candidates.append(lone[0]) }
                }
            }
            var chosen: [Int] = []
            for (label, count) in [(0, a), (1, b)] {
                for _ in 0..<count {
                    var furthest: (distance: Float, sample: Int)?
                    for candidate in candidates where (labels[candidate] == 0) == (label == 0) && !chosen.contains(candidate) {
                        let nearest = (middle + chosen).map { distance(candidate, $0) }.min() ?? 0
                        if furthest.map({ nearest > $0.distance }) ?? true { furthest = (nearest, candidate) }
                    }
                    guard let furthest else { return nil }
                    chosen.append(furthest.sample)
                }
            }
            return chosen
        }

        /// The greater of the distances along the units, at which two drawn points stay apart.
        private func distance(_ first: Int, _ second: Int) -> Float {
            max(abs(x[first] - x[second]), abs(y[first] - y[second]))
        }
    }
}

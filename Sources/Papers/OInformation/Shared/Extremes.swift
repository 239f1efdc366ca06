import Experiments

typealias Goal = OInformationSearch.Goal

/// The most synergistic and the most redundant multiplets of a layer, size by size (Section 4.1).
struct Extremes {
    /// Neurons of a multiplet: 2, 3, ...
    let sizes: [Int]
    /// For each size the multiplet of least O-information with the label; nil where none has one.
    let synergy: [Multiplet?]
    /// That of the greatest.
    let redundancy: [Multiplet?]

    /// The paper's search: all multiplets of the small sizes, and beyond them one neuron at a time added to the best of one less.
    /// - Parameter sizes: up to this one, if the layer has as many neurons that can be used.
    static func search(
        _ system: OInformationSystem, exhaustiveTo: Int, upTo size: Int, check: () throws -> Void
    ) throws -> Extremes {
        let search = OInformationSearch(system)
        let small = try search.exhaustive(sizes: 2...min(exhaustiveTo, size), check: check)
        func found(_ goal: Goal) throws -> [Multiplet?] {
            var multiplets = small.map { $0[goal] }
            if let start = small.last?[goal] {
                multiplets += try search.greedy(extending: start.units, to: size, goal: goal, check: check)
            }
            return multiplets + Array(repeating: nil, count: size - 1 - multiplets.count)
        }
        return Extremes(sizes: Array(2...size), synergy: try found(.synergy), redundancy: try found(.redundancy))
    }

    subscript(_ goal: Goal) -> [Multiplet?] { goal == .synergy ? synergy : redundancy }

    /// In bits, size by size; NaN where there is no multiplet.
    func values(_ goal: Goal) -> [Double] { self[goal].map { $0?.oInformation ?? .nan } }

    /// By how many bits the greatest redundancy outweighs the greatest synergy: the mean over the sizes of the sum of both extremes,
    /// positive where redundancy dominates and negative where synergy does. 0 where nothing could be measured.
    var balance: Double { balance(of: 2...Int.max) }

    /// The same over some of the sizes.
    func balance(of range: ClosedRange<Int>) -> Double {
        let sums = sizes.indices.filter { range.contains(sizes[$0]) }.compactMap { place in
            synergy[place].flatMap { least in redundancy[place].map { least.oInformation + $0.oInformation } }
        }
        return sums.isEmpty ? 0 : Statistics.mean(sums)
    }

    /// The balance at the largest size that has both: of a whole layer there is one multiplet only, and this is twice its O-information.
    var whole: Double {
        let largest = sizes.indices.last { synergy[$0] != nil && redundancy[$0] != nil }
        return largest.map { balance(of: sizes[$0]...sizes[$0]) } ?? 0
    }
}

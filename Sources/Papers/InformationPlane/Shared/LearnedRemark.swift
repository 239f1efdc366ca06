import Experiments

/// Of how many trained networks a claim's numbers are, in print.
enum LearnedRemark {
    /// "2 of 3 networks learned; the others never left chance"; nil where all learned.
    static func words(_ learned: Int, of trained: Int) -> String? {
        learned == trained ? nil : "\(learned) of \(trained) networks learned; the others never left chance"
    }
}

extension LearnedNetworks {
    var remark: String? { LearnedRemark.words(measured.count, of: trained) }

    /// What else a claim tells, then how many networks learned where not all did.
    func remark(after words: String) -> String { [words, remark].compactMap(\.self).joined(separator: ". ") }
}

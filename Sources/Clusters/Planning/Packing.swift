/// Which pieces go together into a task: small ones until they take the time that a task is to take; large ones alone, on several cores
/// where they can share them.
struct Packing {
    /// Of a task of small pieces, in seconds.
    let target: Double
    /// The most cores of a task.
    let cores: Int

    struct Piece {
        /// Of one core.
        var seconds: Double
        var sharesCores: Bool
    }

    struct Pack: Equatable {
        /// Places in the list of pieces, in its order.
        var pieces: [Int]
        var cores: Int
        /// Seconds that it is expected to take.
        var seconds: Double
    }

    /// The tasks, the longest first, so that none of these begins last. Small pieces are dealt out evenly.
    func packs(_ pieces: [Piece]) -> [Pack] {
        var packs: [Pack] = []
        var small: [Int] = []
        for (place, piece) in pieces.enumerated() {
            if piece.seconds < target {
                small.append(place)
            } else {
                // As many as bring it to twice the target: more would be spent on waiting for each other.
                let useful = piece.sharesCores ? Int(min(1024, (piece.seconds / (2 * target)).rounded(.up))) : 1
                let cores = max(1, min(self.cores, useful))
                packs.append(Pack(pieces: [place], cores: cores, seconds: piece.seconds / Double(cores)))
            }
        }
        let total = small.reduce(0) { $0 + pieces[$1].seconds }
        let count = min(small.count, Int((total / target).rounded(.up)))
        if !small.isEmpty { packs += deal(small, pieces, among: max(1, count)) }
        return packs.enumerated().sorted { ($1.element.seconds, $0.offset) < ($0.element.seconds, $1.offset) }.map(\.element)
    }

    /// The longest first, each to the pack that has least.
    private func deal(_ small: [Int], _ pieces: [Piece], among count: Int) -> [Pack] {
        var packs = [Pack](repeating: Pack(pieces: [], cores: 1, seconds: 0), count: count)
        for place in small.sorted(by: { (pieces[$1].seconds, $0) < (pieces[$0].seconds, $1) }) {
            let least = packs.indices.min { (packs[$0].seconds, $0) < (packs[$1].seconds, $1) } ?? 0
            packs[least].pieces.append(place)
            packs[least].seconds += pieces[place].seconds
        }
        for index in packs.indices { packs[index].pieces.sort() }
        return packs
    }
}

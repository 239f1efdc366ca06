extension Statistics {
    /// The values' ranks from 1; tied values share the mean of theirs (midranks).
    public static func midranks(_ values: [Double]) -> [Double] {
        var ranks = Array(repeating: 0.0, count: values.count)
        for tied in ties(values) {
            let rank = Double(tied.lowerBound + tied.upperBound + 1) / 2
            for place in tied.members { ranks[place] = rank }
        }
        return ranks
    }

    /// Runs of equal values in ascending order: their places in order, and which values they are.
    static func ties(_ values: [Double]) -> [Ties] {
        precondition(!values.contains { $0.isNaN }, "NaN has no rank")
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        var runs: [Ties] = []
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            runs.append(Ties(lowerBound: start, upperBound: end, members: order[start..<end]))
            start = end
        }
        return runs
    }

    struct Ties {
        /// Places in ascending order, from 0.
        var lowerBound: Int
        var upperBound: Int
        /// Indices of the values.
        var members: ArraySlice<Int>

        var count: Double { Double(upperBound - lowerBound) }
    }
}

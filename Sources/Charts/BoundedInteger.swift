extension Int {
    /// A number without its fraction, moved into a range: what lies beyond an end, infinities too, becomes that end, NaN the lower one.
    ///
    /// A plain conversion ends the process where the number is none, or none that an integer holds.
    package init(_ value: Double, within range: ClosedRange<Int>) {
        if value >= Double(range.upperBound) {
            self = range.upperBound
        } else if value > Double(range.lowerBound) {
            self = Swift.min(Swift.max(Int(value), range.lowerBound), range.upperBound)
        } else {
            self = range.lowerBound
        }
    }
}

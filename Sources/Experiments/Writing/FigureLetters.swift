/// The letters of a figure's panels.
package enum FigureLetters {
    /// "a" for 0, "b" for 1, ...
    package static subscript(_ index: Int) -> String {
        precondition((0..<26).contains(index), "no letter for panel \(index)")
        return String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index)))
    }
}

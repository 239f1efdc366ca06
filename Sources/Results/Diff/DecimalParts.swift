extension Double {
    /// The magnitude as size x 10^exponent with size in [1, 10), up to the rounding of each step. The number is finite and not 0.
    var decimalParts: (size: Double, exponent: Int) {
        var exponent = 0
        var size = abs(self)
        while size >= 10 {
            size /= 10
            exponent += 1
        }
        while size < 1 {
            size *= 10
            exponent -= 1
        }
        return (size, exponent)
    }
}

import Experiments

/// How far apart two layers walk through the information plane.
enum PathDistance {
    /// A tenth of the plane's side: paths nearer to each other than that look alike. It is figure 8's threshold, where the paper judges by
    /// eye.
    static let alike = 0.1

    /// The root-mean-square distance of two paths over the logarithm of the epoch.
    ///
    /// Both axes are scaled by their limits, I(X;T) by H(X) and I(T;Y) by I(X;Y), so that 1 is the length of the plane's side; the greatest
    /// possible distance is its diagonal, the square root of 2. Between recorded epochs the squared distance runs straight along the
    /// logarithm (trapezoidal rule), so that how densely epochs were recorded hardly matters, and a decade early in training counts as much
    /// as a decade late. Epoch 0, the initial weights, has no logarithm and is left out.
    ///
    /// - Parameters:
    ///   - a: a layer's path, an entry a recorded epoch.
    ///   - b: another layer's, at the same epochs.
    ///   - epochs: the recorded epochs, ascending; at least one is 1 or later.
    ///   - limits: H(X) and I(X;Y) in bits, as `DataEntropies.of` gives them.
    static func between(
        _ a: [LayerInformation], _ b: [LayerInformation], epochs: [Int], limits: (hx: Double, ixy: Double)
    ) -> Double {
        precondition(
            a.count == epochs.count && b.count == epochs.count, "\(a.count) and \(b.count) points at \(epochs.count) epochs")
        precondition(limits.hx > 0 && limits.ixy > 0, "a plane of \(limits.hx) by \(limits.ixy) bits")
        guard let first = epochs.firstIndex(where: { $0 >= 1 }) else { preconditionFailure("no trained epoch in \(epochs)") }
        func squaredDistance(_ index: Int) -> Double { squared(a[index], b[index], limits) }
        let last = epochs.count - 1
        guard first < last else { return squaredDistance(last).squareRoot() }
        var area = 0.0
        var here = (log: DeterministicMath.log(Double(epochs[first])), squared: squaredDistance(first))
        let start = here.log
        for index in (first + 1)...last {
            precondition(epochs[index] > epochs[index - 1], "epochs \(epochs[index - 1]) and \(epochs[index]) do not rise")
            let next = (log: DeterministicMath.log(Double(epochs[index])), squared: squaredDistance(index))
            area += (next.log - here.log) * (next.squared + here.squared) / 2
            here = next
        }
        return (area / (here.log - start)).squareRoot()
    }

    /// The distance of two places, in the same sides of the plane.
    static func between(_ a: LayerInformation, _ b: LayerInformation, limits: (hx: Double, ixy: Double)) -> Double {
        squared(a, b, limits).squareRoot()
    }

    private static func squared(_ a: LayerInformation, _ b: LayerInformation, _ limits: (hx: Double, ixy: Double)) -> Double {
        let across = (a.withInput - b.withInput) / limits.hx
        let up = (a.withLabel - b.withLabel) / limits.ixy
        return across * across + up * up
    }
}

extension InformationPlane {
    /// The distance of two of its layers' paths.
    func distance(between a: Int, and b: Int, limits: (hx: Double, ixy: Double)) -> Double {
        PathDistance.between(layers[a], layers[b], epochs: epochs, limits: limits)
    }
}
